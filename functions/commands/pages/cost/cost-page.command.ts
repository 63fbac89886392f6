/** `npm run docs:cost`: writes docs/cost.md from the figures that the bench has recorded. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type CommandSpecification, runCommand } from '../../arguments.ts';
import { costPage, type RecordedCosts } from './cost-page.ts';

const PAGE = new URL('../../../../docs/cost.md', import.meta.url).pathname;
const RECORDED = new URL('./recorded-costs.json', import.meta.url);
const COMMAND = {
  name: 'npm run docs:cost',
  does: 'Writes docs/cost.md from the figures that npm run bench has recorded.',
  options: {},
  examples: ['npm run docs:cost'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  writeFileSync(PAGE, costPage(JSON.parse(readFileSync(RECORDED, 'utf8')) as RecordedCosts));
  console.log(`${PAGE} written`);
});
