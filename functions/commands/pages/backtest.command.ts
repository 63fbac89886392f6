/**
 * `npm run backtest`: runs the back-test on the frozen vintage of the facts and writes its report, docs/backtest.md and the plots of it.
 * `npm run backtest -- --methodologies` makes only the comparison of methodologies again, when one of the others has changed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BackTestInputs, backTest, comparedAgain } from '#domain/back-test/back-test.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { backTestInputsSha256, judgedMethodologies } from './backtest-inputs.ts';
import { backTestPage } from './backtest-page.ts';
import { backTestPlots } from './backtest-plots.ts';

const { values } = parseArgs({ options: { methodologies: { type: 'boolean', default: false } } });
const root = new URL('../../../', import.meta.url).pathname;
const REPORT = `${root}shared/measured/back-test.json`;
const methodologies = judgedMethodologies();
const inputs: BackTestInputs = {
  data: bundledReferenceData,
  methodologies,
  inputsSha256: backTestInputsSha256(bundledReferenceData, methodologies[0]),
  seedOf: sha256Seed,
};
const report = values.methodologies ? comparedAgain(JSON.parse(readFileSync(REPORT, 'utf8')), inputs) : backTest(inputs);
mkdirSync(`${root}docs/plots`, { recursive: true });
writeFileSync(REPORT, `${JSON.stringify(report)}\n`);
for (const [name, svg] of backTestPlots(report)) writeFileSync(`${root}docs/plots/${name}`, svg);
writeFileSync(`${root}docs/backtest.md`, backTestPage(report));
for (const sentence of report.reading) console.log(`- ${sentence}`);
console.log('docs/backtest.md written');
