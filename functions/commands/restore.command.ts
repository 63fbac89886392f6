import { restoreStore } from '#functions/store/sqlite/backup.ts';
import { DATA_DIR_OPTION, runCommand } from './command-line.ts';

await runCommand(
  {
    name: 'npm run restore',
    does: `Puts a file that npm run backup wrote in the place of what the data folder holds, after everything in it was checked. What the folder holds is
replaced. The service may be running: its readers see all of the old or all of the new. A damaged database is no obstacle when no service runs.`,
    options: { from: { value: 'FILE', says: 'the backup', required: true }, 'data-dir': DATA_DIR_OPTION },
    examples: ['npm run restore -- --from /backups/chokepoint-2026-11-27.sqlite'],
  },
  ({ options: { from, 'data-dir': folder } }) => {
    const { rows, files, wasLive } = restoreStore(folder, from);
    const live = wasLive ? ' The service goes on with them, and with no other keys.' : '';
    console.log(`${rows} rows and ${files} files of ${from} are in ${folder}.${live}`);
  },
);
