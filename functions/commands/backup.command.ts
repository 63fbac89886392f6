import { backUpStore } from '#functions/store/sqlite/backup.ts';
import { DATA_DIR_OPTION, runCommand } from './command-line.ts';

await runCommand(
  {
    name: 'npm run backup',
    does: `Copies everything that the data folder keeps into one new file, and checks the copy. The service may be running: the copy is of one moment.
The file holds suppliers and hashes of keys; only you may read it.`,
    options: {
      to: { value: 'FILE', says: 'where to put the copy', required: true },
      'data-dir': DATA_DIR_OPTION,
    },
    examples: ['npm run backup -- --to /backups/chokepoint-2026-11-27.sqlite'],
  },
  ({ options: { to, 'data-dir': folder } }) => {
    const { rows, files } = backUpStore(folder, to);
    console.log(`${rows} rows and ${files} files are in ${to}; each was checked.`);
  },
);
