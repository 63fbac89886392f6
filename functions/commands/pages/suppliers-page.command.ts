/** `npm run docs:suppliers`: writes docs/suppliers.md from the frozen vintage of the facts. */
import { writeFileSync } from 'node:fs';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { suppliersPage } from './suppliers-page.ts';

const PAGE = new URL('../../../docs/suppliers.md', import.meta.url).pathname;
const COMMAND = {
  name: 'npm run docs:suppliers',
  does: 'Writes docs/suppliers.md from the frozen vintage of the facts.',
  options: {},
  examples: ['npm run docs:suppliers'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  const [base] = bundledMethodologies.values();
  if (base === undefined) throw new Error('no methodology ships with this version');
  writeFileSync(PAGE, suppliersPage(bundledReferenceData, methodologyOf(base.document)));
  console.log(`${PAGE} written`);
});
