import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexFacts } from '#domain/method/facts.ts';
import { lastDayOf } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import {
  auc,
  brier,
  dayNumber,
  figures,
  forecastOf,
  type Judged,
  judged,
  outcomesOf,
  PANELS,
  type Panel,
  readCsv,
  verdict,
} from '../../../docs/benchmark/score.mjs';
import { constants, euSupplyRisk, geoPolRisk, indexBaselines, movingBaselines } from './baselines.ts';
import { csv, firstsOfMonths, readFacts, readMethodology } from './facts.ts';
import { forecasts } from './forecasts.ts';
import { outcomeRows } from './outcomes.ts';

const outcome = (row: Partial<Record<string, string>>): Record<string, string> => ({
  ...{
    track: 'known',
    event: 'CHN 2023-07-03',
    id: 'A',
    origin: 'CHN',
    elements: 'Ga',
    buyers: 'JPN',
    begins: '2023-07-03',
    ends: '',
  },
  ...{ outcome: 'yes', known: row.begins ?? '2023-07-03', ...row },
});
const followed = outcome({ outcome: 'followed', elements: '', buyers: '', ends: '2026-10-15' });
const ask = (rows: readonly Partial<Record<string, string>>[], panel: string, day: string) => {
  const { of, followed: last } = outcomesOf([followed, ...rows.map(outcome)]);
  return verdict(of('Ga JPN'), PANELS[panel] as Panel, dayNumber(day), last)?.happened ?? null;
};

describe('the scorer', () => {
  it('has the published examples of scikit-learn: Brier score and area under the curve', () => {
    expect(brier([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0])).toBeCloseTo(0.0375, 12);
    expect(auc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
    expect(auc([0.5, 0.5], [0, 1])).toBe(0.5);
  });

  it('counts a control in the 365 days after the day, and asks only of windows that were followed to their end', () => {
    const known = [{ begins: '2023-07-03' }];
    const days = ['2022-07-02', '2022-07-03', '2023-07-02', '2023-07-03', '2025-10-15', '2025-10-16'];
    expect(days.map((day) => ask(known, 'known', day))).toEqual([0, 1, 1, 0, 0, null]);
    expect(ask(known, 'known_other', '2023-07-02')).toBe(0);
  });

  it('calls a flow stopped when it was below for 60 days of the window; nobody knows where a control was not followed', () => {
    const control = { track: 'in_effect', begins: '2023-08-01' };
    const below = (begins: string, ends: string) => ({ track: 'stopped', begins, ends });
    const normal = { track: 'stopped', begins: '2024-06-01', ends: '2024-08-31', outcome: 'no' };
    expect(ask([], 'stopped', '2023-07-01')).toBe(0);
    expect(ask([control], 'stopped', '2023-07-01')).toBeNull();
    expect(ask([control, below('2023-08-01', '2024-03-31')], 'stopped', '2023-07-01')).toBe(1);
    expect(ask([control, below('2023-08-01', '2023-09-28')], 'stopped', '2023-07-01')).toBeNull();
    expect(ask([control, below('2023-08-01', '2023-09-28'), normal], 'stopped', '2023-09-01')).toBe(0);
    expect(
      ask([below('2023-08-01', '2023-08-30'), below('2023-08-15', '2023-09-29')], 'stopped', '2023-07-01'),
    ).toBe(1);
    expect(
      ask([control, below('2023-08-01', '2024-03-31')], 'stopped_under_control', '2023-07-01'),
    ).toBeNull();
  });

  it('measures skill, ranks and independent events by hand-made forecasts, and nothing of a forecast against itself', () => {
    const row = (day: number, pair: string, said: number, happened: 0 | 1): Judged => ({
      ...{ day, pair, said, happened, events: happened ? ['one'] : [] },
      baselines: { constant: 0.5, same: said },
    });
    const found = figures([
      row(1, 'Ga JPN', 0.8, 1),
      row(1, 'Ge JPN', 0.4, 0),
      row(500, 'Ga JPN', 0.6, 1),
      row(500, 'Ge JPN', 0.7, 0),
    ]);
    // Squares .04 .16 .16 .49 against four of .25; one of two comparisons is right.
    expect(found).toMatchObject({ n: 4, happened: 2, events: 1, auc: { value: 0.5 } });
    expect(found?.brier).toBeCloseTo(0.2125, 12);
    expect(found?.against.constant?.skill.value).toBeCloseTo(0.15, 12);
    expect(found?.against.same).toMatchObject({
      skill: { value: 0, low: 0, high: 0 },
      aucDifference: { value: 0, low: 0, high: 0 },
    });
  });

  it('reads an index as the constant in proportion to it, a row of a baseline until the next, and quoted cells', () => {
    const rows = readCsv('as_of,element,buyer,index_a\n2020-01-01,Ga,JPN,3\n2020-01-01,Ge,JPN,1\n');
    const constant = forecastOf(readCsv('as_of,known\n2019-06-01,10\n'), 'known', true);
    const found = judged(
      outcomesOf([followed]),
      PANELS.known as Panel,
      forecastOf(rows, 'index_a'),
      constant,
      [],
      { from: 0, to: 1e9 },
    );
    expect(found.map(({ said }) => said)).toEqual([0.15, 0.05]);
    expect(readCsv('a,b\n"x, ""y""",2\n')).toEqual([{ a: 'x, "y"', b: '2' }]);
    expect(readCsv(csv([{ a: 'x, "y"', b: 2 }]))).toEqual([{ a: 'x, "y"', b: '2' }]);
  });

  it('refuses a chance that is no number, by its place', () => {
    expect(() => forecastOf(readCsv('as_of,element,buyer,p\n2020-01-01,Ga,JPN,high\n'), 'p')).toThrow(
      'p of 2020-01-01 Ga JPN is no number: high',
    );
  });
});

describe('the benchmark', () => {
  it('has a source with an address on every outcome', () => {
    const rows = readCsv(
      readFileSync(new URL('../../../docs/benchmark/outcomes.csv', import.meta.url), 'utf8'),
    );
    const bare = rows.filter(
      (row) => row.outcome !== 'followed' && !(row.source && row.source_url?.startsWith('http')),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
    expect(new Set(rows.map(({ track }) => track))).toEqual(
      new Set(['all', 'known', 'in_effect', 'stopped']),
    );
  });

  const data = readFacts();
  const methodology = readMethodology();
  const DATED = [
    'policy',
    'control_events',
    'control_outcomes',
    'episodes',
    'taiwan_strait',
    'senkaku',
  ] as const;
  /** Everything that was forecast on a day, by a set of facts. */
  const forecastsOn = (facts: ReferenceData, day: string): string => {
    const index = indexFacts(facts, methodology);
    const days = [
      ...firstsOfMonths('2010-01-01', day).filter((one) => one.endsWith('-01-01') && one < day),
      day,
    ];
    const outcomes = outcomesOf(outcomeRows(index));
    const constant = constants(index, outcomes, days);
    const baselines = [
      constant,
      movingBaselines(index, outcomes, days, constant),
      indexBaselines(index, days),
    ];
    const ofDay = baselines.map((rows) => rows.filter(({ as_of }) => as_of === day));
    return JSON.stringify([ofDay, [...forecasts(index, { days: [day], buyers: ['JPN'], horizons: [365] })]]);
  };

  it('lets nothing that was learnt later change a forecast or a baseline', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2010, max: 2026 }), fc.integer({ min: 1, max: 10 }), (year, month) => {
        const day = `${year}-${String(month).padStart(2, '0')}-01`;
        const isKnown = (row: { readonly known_from: string }): boolean =>
          lastDayOf(row.known_from) <= dayNumber(day);
        const then = Object.fromEntries(
          DATED.map((table) => [table, (data[table] as readonly { known_from: string }[]).filter(isKnown)]),
        );
        expect(forecastsOn({ ...data, ...then } as ReferenceData, day)).toBe(forecastsOn(data, day));
      }),
      {
        numRuns: 4,
        examples: [
          [2025, 8],
          [2026, 2],
        ],
      },
    );
  });

  it('has the supply risk as the EU published it in 2017, and GeoPolRisk as its library computes it', () => {
    for (const [world, own, reliance, recycled, substitution, expected] of [
      [8.8, 1.8, 1, 0.01, 0.9, 4.7223], // neodymium
      [3.5, 1.1, 0.34, 0, 1, 1.508], // gallium
      [7.5, 1.9, 0.44, 0.42, 1, 1.8166], // tungsten
    ] as const)
      expect(euSupplyRisk(world, own, reliance, recycled, substitution)).toBeCloseTo(expected, 4);
    const { geopolrisk } = JSON.parse(
      readFileSync(new URL('../../golden/vectors.json', import.meta.url), 'utf8'),
    );
    for (const row of [geopolrisk.unit, geopolrisk.nickel_usa_2022, geopolrisk.manganese_usa_2022])
      expect(geoPolRisk(row.hhi, row.num, row.trade, row.prod)).toBeCloseTo(row.score, 10);
  });
});
