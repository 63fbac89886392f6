/** `npm run docs:indices`: writes docs/indices.md from the frozen vintage of the facts. */
import { writeFileSync } from 'node:fs';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { indicesPage } from './indices-page.ts';

const PAGE = new URL('../../../docs/indices.md', import.meta.url).pathname;
const COMMAND = {
  name: 'npm run docs:indices',
  does: 'Writes docs/indices.md from the frozen vintage of the facts.',
  options: {},
  examples: ['npm run docs:indices'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  const [base] = bundledMethodologies.values();
  if (base === undefined) throw new Error('no methodology ships with this version');
  writeFileSync(PAGE, indicesPage(bundledReferenceData, methodologyOf(base.document)));
  console.log(`${PAGE} written`);
});
