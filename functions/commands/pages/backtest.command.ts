/**
 * `npm run backtest`: runs the back-test on the frozen vintage of the facts and writes its report, docs/backtest.md and the plots of it; with
 * `--forecasts` it writes the forecasts themselves, for others to judge.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type BackTestInputs, backTest, comparedAgain } from '#domain/back-test/back-test.ts';
import { BACK_TEST_SETTINGS, FORECAST_RECORDS } from '#domain/back-test/settings.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { backTestInputsSha256, judgedMethodologies, methodologiesJudgedApart, OUTCOME_RULES } from './backtest-inputs.ts';
import { backTestPage } from './backtest-page.ts';
import { writeForecastFile } from './backtest-parts/write-forecasts.ts';
import { backTestPlots } from './backtest-plots.ts';

const root = new URL('../../../', import.meta.url).pathname;
const REPORT = `${root}shared/measured/back-test.json`;
const COMMAND = {
  name: 'npm run backtest',
  does: 'Runs the back-test on the frozen vintage of the facts (minutes) and writes docs/backtest.md with its plots, and shared/measured/back-test.json.',
  options: {
    methodologies: {
      says: 'makes only the comparison of methodologies and the judgement of state and new event again, when one of the others has changed',
    },
    forecasts: {
      value: 'FILE',
      says: `writes only the forecasts of every element and buyer for the first of each month from ${FORECAST_RECORDS.first_origin} to ${FORECAST_RECORDS.last_origin}, with what was known on that day and horizons of ${FORECAST_RECORDS.horizons_days.join(' and ')} days: one JSON document a line, {as_of, element, buyer, horizon_days, state, new_event, score, methodology}, chances in percent, null where nothing is scored (half a minute of processor time)`,
    },
  },
  examples: ['npm run backtest', 'npm run backtest -- --methodologies', 'npm run backtest -- --forecasts forecasts.jsonl'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, ({ options }) => {
  if (options.forecasts !== undefined) {
    const [, , { document }] = methodologiesJudgedApart();
    const { buyers } = BACK_TEST_SETTINGS;
    const lines = writeForecastFile(options.forecasts, bundledReferenceData, document, { ...FORECAST_RECORDS, buyers });
    console.log(`${lines} forecasts of methodology ${document.version} written to ${options.forecasts}`);
    return;
  }
  const methodologies = judgedMethodologies();
  const inputs: BackTestInputs = {
    data: bundledReferenceData,
    methodologies,
    judgedApart: { methodologies: methodologiesJudgedApart(), rules: OUTCOME_RULES },
    inputsSha256: backTestInputsSha256(bundledReferenceData, methodologies[0]),
    seedOf: sha256Seed,
  };
  const report = options.methodologies ? comparedAgain(JSON.parse(readFileSync(REPORT, 'utf8')), inputs) : backTest(inputs);
  mkdirSync(`${root}docs/plots`, { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify(report)}\n`);
  for (const [name, svg] of backTestPlots(report)) writeFileSync(`${root}docs/plots/${name}`, svg);
  writeFileSync(`${root}docs/backtest.md`, backTestPage(report));
  for (const sentence of [...(report.state_and_event?.reading ?? []), ...report.reading]) console.log(`- ${sentence}`);
  console.log('docs/backtest.md written');
});
