/** `npm run docs:methodology`: writes docs/methodology.md and docs/methodology-worked-example.csv from the shipped documents and data. */
import { writeFileSync } from 'node:fs';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies, PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { methodologyPage } from './methodology-page.ts';
import { sheetAsCsv } from './spreadsheet.ts';
import { workedExample } from './worked-example.ts';

const PAGE = new URL('../../../docs/methodology.md', import.meta.url).pathname;
const SHEET = new URL('../../../docs/methodology-worked-example.csv', import.meta.url).pathname;
const COMMAND = {
  name: 'npm run docs:methodology',
  does: 'Writes docs/methodology.md and docs/methodology-worked-example.csv from the shipped documents and data.',
  options: {},
  examples: ['npm run docs:methodology'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  const documents = [...bundledMethodologies.values()].map(({ document }) => document);
  const [base] = documents;
  if (base === undefined) throw new Error('no methodology ships with this version');
  const example = workedExample(bundledReferenceData, methodologyOf(base));
  writeFileSync(PAGE, methodologyPage(documents, PUBLISHED_METHODOLOGY, example));
  writeFileSync(SHEET, sheetAsCsv(example.rows));
  console.log(`${PAGE} and ${SHEET} written`);
});
