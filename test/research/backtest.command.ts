/**
 * Makes the benchmark anew from the shipped facts: outcomes, baselines and the forecasts of this method as
 * CSV in docs/benchmark. What came out is told by
 * `node docs/benchmark/score.mjs`, as of anybody's forecasts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { indexFacts } from '#domain/method/facts.ts';
import { outcomesOf, readCsv } from '../../docs/benchmark/score.mjs';
import { constants, indexBaselines, movingBaselines } from './benchmark/baselines.ts';
import { csv, FIRST_DAY, firstsOfMonths, LAST_DAY, readFacts, readMethodology } from './benchmark/facts.ts';
import { forecasts, refitted, tierForecasts } from './benchmark/forecasts.ts';
import { outcomeRows } from './benchmark/outcomes.ts';
import { reportedRows } from './benchmark/reports.ts';

const folder = new URL('../../docs/benchmark/', import.meta.url);
const methodology = readMethodology();
const index = indexFacts(readFacts(), methodology);
const days = firstsOfMonths(FIRST_DAY, LAST_DAY);
const rows = outcomeRows(index);
const outcomes = outcomesOf(rows);
const constant = constants(index, outcomes, days);
const reported = reportedRows(index, readCsv(readFileSync(new URL('shortage-states.csv', folder), 'utf8')));
for (const [file, of] of [
  ['outcomes', rows],
  ['reported', reported],
  ['baselines/constant', constant],
  ['baselines/moving', movingBaselines(index, outcomes, days, constant)],
  ['baselines/indices', indexBaselines(index, days)],
  [`forecasts/${methodology.version}`, [...forecasts(index, outcomes, days)]],
  [`forecasts/reported-${methodology.version}`, tierForecasts(index, reported)],
  [`forecasts/refitted-${methodology.version}`, refitted(index, reported)],
] as const)
  writeFileSync(new URL(`${file}.csv`, folder), csv(of));
