/** `npm run docs:signals`: writes docs/signals.md from the frozen vintage of the facts. */
import { writeFileSync } from 'node:fs';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { signalsPage } from './signals-page.ts';

const PAGE = new URL('../../../docs/signals.md', import.meta.url).pathname;
const COMMAND = {
  name: 'npm run docs:signals',
  does: 'Writes docs/signals.md from the frozen vintage of the facts.',
  options: {},
  examples: ['npm run docs:signals'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  const [base] = bundledMethodologies.values();
  if (base === undefined) throw new Error('no methodology ships with this version');
  writeFileSync(PAGE, signalsPage(bundledReferenceData, methodologyOf(base.document)));
  console.log(`${PAGE} written`);
});
