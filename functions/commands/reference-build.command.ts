/** `npm run reference:build -- [--from DIR] [--parameters FILE] [--to DIR]`: makes the shipped facts from the raw tables. */
import { parseArgs } from 'node:util';
import { buildReferenceData } from '#functions/reference-build/build-reference-data.ts';
import { ReferenceBuildError } from '#functions/reference-build/problems.ts';
import { writeReferenceData } from '#functions/reference-build/write-reference-data.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '../shared/data' },
    parameters: { type: 'string', default: '../shared/design/parameters.json' },
    to: { type: 'string', default: 'shared/reference' },
  },
});

try {
  const build = buildReferenceData(values.from, values.parameters);
  const names = writeReferenceData(build, values.to);
  for (const [table, rows] of Object.entries(build.data)) console.log(`${table}: ${rows.length} rows`);
  console.log(`${names.length} files written to ${values.to}`);
} catch (error) {
  if (!(error instanceof ReferenceBuildError || (error as NodeJS.ErrnoException).code === 'ENOENT')) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
