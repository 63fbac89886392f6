/**
 * Makes the benchmark anew from the shipped facts: outcomes, baselines and the forecasts of this method as
 * CSV in docs/benchmark. What came out is told by
 * `node docs/benchmark/score.mjs`, as of anybody's forecasts. Takes minutes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { indexFacts } from '#domain/method/facts.ts';
import { outcomesOf } from '../../docs/benchmark/score.mjs';
import { constants, indexBaselines, movingBaselines } from './benchmark/baselines.ts';
import {
  BUYERS,
  csv,
  FIRST_DAY,
  firstsOfMonths,
  LAST_DAY,
  readFacts,
  readMethodology,
  threeDigits,
} from './benchmark/facts.ts';
import { forecasts } from './benchmark/forecasts.ts';
import { outcomeRows } from './benchmark/outcomes.ts';

const methodology = readMethodology();
const index = indexFacts(readFacts(), methodology);
const days = firstsOfMonths(FIRST_DAY, LAST_DAY);
const outcomes = outcomeRows(index);
const constant = constants(index, outcomesOf(outcomes), days);
const ownForecasts = [...forecasts(index, { days, buyers: BUYERS, horizons: [365] })].flatMap((row) => {
  const { as_of, element, buyer, score, state, event, control_china, control_other } = row;
  if (score === null) return [];
  const control = 100 * (1 - (1 - control_china / 100) * (1 - control_other / 100));
  const chances = { score, state, event, control, control_china, control_other };
  return [
    {
      as_of,
      element,
      buyer,
      ...Object.fromEntries(
        Object.entries(chances).map(([name, chance]) => [name, threeDigits(chance ?? 0)]),
      ),
    },
  ];
});
const folder = new URL('../../docs/benchmark/', import.meta.url);
for (const name of ['baselines', 'forecasts']) mkdirSync(new URL(name, folder), { recursive: true });
for (const [file, rows] of [
  ['outcomes', outcomes],
  ['baselines/constant', constant],
  ['baselines/moving', movingBaselines(index, outcomesOf(outcomes), days, constant)],
  ['baselines/indices', indexBaselines(index, days)],
  [`forecasts/${methodology.version}`, ownForecasts],
] as const)
  writeFileSync(new URL(`${file}.csv`, folder), csv(rows));
