/** `npm run backtest`: runs the back-test on the shipped data and writes its report, docs/backtest.md and the plots of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { backTest } from '#domain/back-test/back-test.ts';
import { bundledReferenceData } from '../adapters/bundled-reference-data.ts';
import { sha256Seed } from '../adapters/sha256-seed.ts';
import { backTestInputsSha256, judgedMethodologies } from './backtest-inputs.ts';
import { backTestPage } from './backtest-page.ts';
import { backTestPlots } from './backtest-plots.ts';

const root = new URL('../../', import.meta.url).pathname;
const documents = judgedMethodologies();
const report = backTest({
  data: bundledReferenceData,
  documents,
  inputsSha256: backTestInputsSha256(bundledReferenceData, documents),
  seedOf: sha256Seed,
});
mkdirSync(`${root}docs/plots`, { recursive: true });
writeFileSync(`${root}shared/measured/back-test.json`, `${JSON.stringify(report)}\n`);
for (const [name, svg] of backTestPlots(report)) writeFileSync(`${root}docs/plots/${name}`, svg);
writeFileSync(`${root}docs/backtest.md`, backTestPage(report));
for (const sentence of report.reading) console.log(`- ${sentence}`);
console.log(`docs/backtest.md written`);
