import {
  buildReferenceData,
  RAW_TABLES,
  writeReferenceData,
} from '#functions/reference-build/build-reference-data.ts';
import { ReferenceBuildError } from '#functions/reference-build/raw-tables.ts';
import { CommandFailure, runCommand } from './command-line.ts';

await runCommand(
  {
    name: 'npm run reference:build',
    does: `Makes a new vintage of the facts in shared/reference from raw tables (CSV).
A bad row is refused with file, line and what to write; then nothing is written. What every column of them means stands in shared/reference-tables/README.md.`,
    options: {
      from: { value: 'FOLDER', says: 'the raw tables', default: RAW_TABLES },
      to: { value: 'FOLDER', says: 'where to', default: 'shared/reference' },
    },
    examples: ['npm run reference:build', 'npm run reference:build -- --from ../raw-tables --to /tmp/facts'],
  },
  ({ options: { from, to } }) => {
    const data = withSentences(() => buildReferenceData(from));
    const names = writeReferenceData(data, to);
    for (const [table, rows] of Object.entries(data)) console.log(`${table}: ${rows.length} rows`);
    console.log(`${names.length} files written to ${to}`);
  },
  [ReferenceBuildError],
);

/** A missing file is told with the option that gives it. */
function withSentences<T>(build: () => T): T {
  try {
    return build();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw error;
    throw new CommandFailure(`${message}: --from is the folder of the raw tables.`);
  }
}
