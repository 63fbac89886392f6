/**
 * `npm run backtest`: makes the benchmark anew, outcomes, forecasts and baselines as CSV (docs/benchmark), and judges the method by it
 * (docs/backtest.md and its picture); with `--forecasts` it only writes the forecasts, for others to judge.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { indexFacts } from '#domain/method/facts.ts';
import { CommandFailure, type CommandSpecification, runCommand } from '#functions/commands/arguments.ts';
import { outcomesOf, readCsv } from '../../docs/benchmark/score.mjs';
import { constants, indexBaselines, movingBaselines } from './benchmark/baselines.ts';
import { BUYERS, csv, FIRST_DAY, firstsOfMonths, LAST_DAY, readFacts, readMethodology, threeDigits } from './benchmark/facts.ts';
import { type ForecastRow, forecasts } from './benchmark/forecasts.ts';
import { outcomeRows } from './benchmark/outcomes.ts';
import { backTestPage } from './benchmark/page.ts';
import { reliabilityPicture } from './benchmark/picture.ts';
import { judgeAll } from './benchmark/questions.ts';
import { sideBySide } from './benchmark/side-by-side.ts';

const DOCS = new URL('../../docs/', import.meta.url);
/** Buyers and horizons of the forecasts that are written for others. */
const FORECAST_BUYERS = [...BUYERS, 'KOR'].sort();
const HORIZONS = [90, 365];
/** Forecasts of methods that are gone, as they were written by their own code. */
const EARLIER = ['2.0.0'];

const COMMAND = {
  name: 'npm run backtest',
  does: 'Makes docs/benchmark (outcomes, forecasts, baselines) and docs/backtest.md with its picture from the shipped facts (minutes).',
  options: {
    forecasts: {
      value: 'FILE',
      says: `writes only the forecasts of every element for ${FORECAST_BUYERS.join(', ')} on the first of each month from ${FIRST_DAY} to ${LAST_DAY}, with what was known on that day and horizons of ${HORIZONS.join(' and ')} days, chances in percent: as CSV if FILE ends in .csv, else one JSON document a line; as_of, element, buyer, horizon_days, score, state, may_begin, security (these three add up to the score), event (what may begin, whatever is in force), control_china, control_other (a new control becomes known), methodology`,
    },
  },
  examples: ['npm run backtest', 'npm run backtest -- --forecasts forecasts.jsonl', 'npm run backtest -- --forecasts forecasts.csv'],
} as const satisfies CommandSpecification;

const twoDecimals = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(2)));

/** A forecast as it is written out. */
const published = ({ as_of, element, buyer, horizon_days, ...chances }: ForecastRow, methodology: string) => ({
  ...{ as_of, element, buyer, horizon_days },
  ...(Object.fromEntries(Object.entries(chances).map(([name, chance]) => [name, twoDecimals(chance)])) as typeof chances),
  methodology,
});

function write(path: string | URL, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandFailure(
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code}): name a file in a folder that exists and may be written to`,
    );
  }
}

await runCommand(COMMAND, ({ options }) => {
  const methodology = readMethodology();
  const index = indexFacts(readFacts(), methodology);
  const days = firstsOfMonths(FIRST_DAY, LAST_DAY);
  if (options.forecasts !== undefined) {
    const rows = [...forecasts(index, { days, buyers: FORECAST_BUYERS, horizons: HORIZONS })].map((row) =>
      published(row, methodology.version),
    );
    const isCsv = options.forecasts.endsWith('.csv');
    write(options.forecasts, isCsv ? csv(rows) : rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    console.log(`${rows.length} forecasts of methodology ${methodology.version} written to ${options.forecasts}`);
    return;
  }
  const folder = new URL('benchmark/', DOCS);
  for (const name of ['baselines', 'forecasts']) mkdirSync(new URL(name, folder), { recursive: true });
  const outcomes = outcomeRows(index);
  const constant = constants(index, outcomesOf(outcomes), days);
  write(new URL('outcomes.csv', folder), csv(outcomes));
  write(new URL('baselines/constant.csv', folder), csv(constant));
  write(new URL('baselines/moving.csv', folder), csv(movingBaselines(index, outcomesOf(outcomes), days, constant)));
  write(new URL('baselines/indices.csv', folder), csv(indexBaselines(index, days)));
  const judgedRows = [...forecasts(index, { days, buyers: BUYERS, horizons: [365] })].flatMap((row) => {
    const { as_of, element, buyer, horizon_days: _, may_begin: _begins, security: _security, ...chances } = row;
    if (chances.score === null) return [];
    return [
      { as_of, element, buyer, ...Object.fromEntries(Object.entries(chances).map(([name, chance]) => [name, threeDigits(chance ?? 0)])) },
    ];
  });
  write(new URL(`forecasts/${methodology.version}.csv`, folder), csv(judgedRows));
  const byVersion = [...EARLIER, methodology.version].map(
    (version) => [version, readCsv(readFileSync(new URL(`forecasts/${version}.csv`, folder), 'utf8'))] as const,
  );
  const answers = judgeAll(byVersion);
  write(new URL('plots/backtest-reliability.svg', DOCS), reliabilityPicture(answers));
  write(new URL('backtest.md', DOCS), backTestPage(answers, outcomes, sideBySide(index, LAST_DAY)));
  console.log('docs/backtest.md and docs/benchmark written');
});
