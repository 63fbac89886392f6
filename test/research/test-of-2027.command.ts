/**
 * Writes what the method says of 2027, and on the first day of a quarter of that quarter, to
 * docs/benchmark/forecasts/2027-VERSION.csv: `npx node test/research/test-of-2027.command.ts [2027-04-01]`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { elementIds, indexFacts } from '#domain/method/facts.ts';
import { readCsv } from '../../docs/benchmark/score.mjs';
import { csv, readFacts, readMethodology } from './benchmark/facts.ts';
import { tierForecasts } from './benchmark/forecasts.ts';

/** Days that are forecast from, and days to the end of the year or the quarter. */
const HORIZONS: Readonly<Record<string, number>> = {
  '2026-12-31': 365,
  '2027-01-01': 89,
  '2027-04-01': 90,
  '2027-07-01': 91,
  '2027-10-01': 91,
};
const as_of = process.argv[2] ?? '2026-12-31';
const horizon_days = HORIZONS[as_of];
if (horizon_days === undefined)
  throw new RangeError(`${as_of} is no day of the test; these are: ${Object.keys(HORIZONS).join(', ')}`);
if (new Date().toISOString().slice(0, 10) > as_of)
  throw new RangeError(`${as_of} is over: a forecast made after its day is none`);

const methodology = readMethodology();
const index = indexFacts(readFacts(), methodology);
const file = new URL(`../../docs/benchmark/forecasts/2027-${methodology.version}.csv`, import.meta.url);
const written = existsSync(file) ? readCsv(readFileSync(file, 'utf8')) : [];
const questions = elementIds(index.data).flatMap((element) =>
  ['EUU', 'JPN', 'KOR', 'TWN', 'USA'].map((buyer) => ({ as_of, element, buyer, horizon_days })),
);
writeFileSync(
  file,
  csv([...written.filter((row) => row.as_of !== as_of), ...tierForecasts(index, questions)]),
);
