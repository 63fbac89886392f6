import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexFacts } from '#domain/method/facts.ts';
import { lastDayOf } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import {
  auc,
  brier,
  chancesAt,
  dayNumber,
  figures,
  forecastOf,
  type Judged,
  judged,
  type Outcome,
  outcomesOf,
  PANELS,
  type Panel,
  placesOf,
  type REPORTED,
  readCsv,
  reportedFigures,
  verdict,
} from '../../../docs/benchmark/score.mjs';
import { constants, euSupplyRisk, geoPolRisk, indexBaselines, movingBaselines } from './baselines.ts';
import { csv, firstsOfMonths, readFacts, readMethodology } from './facts.ts';
import { flowChance } from './flow.ts';
import { forecasts, tierForecasts } from './forecasts.ts';
import { outcomeRows } from './outcomes.ts';
import { reportedRows } from './reports.ts';

const outcome = (row: Partial<Record<string, string>>): Record<string, string> => ({
  track: 'known',
  event: 'CHN 2023-07-03',
  id: 'A',
  origin: 'CHN',
  elements: 'Ga',
  buyers: 'JPN',
  begins: '2023-07-03',
  ends: '',
  outcome: 'yes',
  known: row.begins ?? '2023-07-03',
  ...row,
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
      day,
      pair,
      said,
      happened,
      events: happened ? ['one'] : [],
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

const published = (name: string) =>
  readCsv(readFileSync(new URL(`../../../docs/benchmark/${name}`, import.meta.url), 'utf8'));
/** Figures of forecasts of percent at places that name control, event, element, outcome, state before. */
const reportedOf = (cells: string, said: readonly number[]) => {
  const rows = cells.split('\n').map((cell, i) => {
    const [control = '', event = '', stop = '', before = ''] = cell.split(' ');
    const rest = { element: String(i), buyer: 'JPN', as_of: '2025-05-04', heavy: '0', share: '1' };
    return { control, event, stop, before, ...rest, horizon_days: '365' };
  });
  const chances = chancesAt(
    rows.map((row, i) => ({ ...row, p: String(said[i]) })),
    'p',
  );
  return placesOf(rows, 'stop', chances);
};

describe('what buyers reported', () => {
  it('weighs an event once, however many pairs it has', () => {
    const found = reportedFigures(
      reportedOf('A one 1 no\nA one 1 no\nB two 0 no\nC three 0 no', [80, 40, 60, 10]),
    );
    expect(found).toMatchObject({ places: 4, events: 3 });
    expect(found.happened).toBeCloseTo(1 / 3, 12);
    // (.04 + .36) / 2, .36 and .01; of four comparisons of half an event .4 is not above .6.
    expect(found.forecasts.said?.brier.value).toBeCloseTo(0.19, 12);
    expect(found.forecasts.said?.auc.value).toBeCloseTo(0.75, 12);
    expect(found.forecasts.said?.said).toBeCloseTo(1.3 / 3, 12);
  });

  it('learns no baseline from the control that it is held against', () => {
    const places = reportedOf('A one 1 yes\nA two 1 yes\nB three 0 no\nC four 1 no', [1, 1, 1, 1]);
    expect(places.map(({ baselines }) => baselines.constant?.said)).toEqual([1 / 2, 1 / 2, 1, 2 / 3]);
    // Of others alike there is one that did not happen, and one event more at the constant of the others.
    expect(places[3]?.baselines.persistence?.said).toBeCloseTo((0 + 2 / 3) / 2, 12);
  });

  const rows = published('reported.csv');
  const everywhere = (panel: keyof typeof REPORTED) =>
    reportedFigures(placesOf(rows, panel, chancesAt(published('forecasts/reported-3.2.0.csv'), 'score')));

  // Another program over the same reports, when 3.2.0 was held against them for the first time.
  it.each([
    ['stop', 72, 0.036, 0.17, 0.037],
    ['scarce', 72, 0.408, 0.254, 0.268],
    ['stop_quarter', 198, 0.019, 0.177, 0.02],
    ['scarce_quarter', 198, 0.447, 0.268, 0.276],
  ] as const)(
    'has the places of %s and what two values and a constant are worth',
    (panel, places, happened, two, constant) => {
      const found = everywhere(panel);
      expect(found).toMatchObject({ places, events: 28 });
      expect(found.happened).toBeCloseTo(happened, 3);
      expect(Math.abs((found.forecasts.two_values?.brier.value ?? 0) - two)).toBeLessThan(0.002);
      expect(Math.abs((found.forecasts.constant?.brier.value ?? 0) - constant)).toBeLessThan(0.002);
    },
  );
});

describe('a flow that stops', () => {
  const { parameters } = indexFacts(readFacts(), readMethodology());
  const row = (track: string, begins: number, ends: number, of: string): Outcome => ({
    track,
    begins,
    ends,
    outcome: of,
    event: '',
    origin: 'CHN',
    known: begins,
  });
  const chance = (seen: readonly Outcome[], numbers = parameters) =>
    flowChance([row('in_effect', 0, 1e9, 'yes'), ...seen], 400, 0, numbers);

  it('decays with the age of its control, and moves with what was seen', () => {
    const alone = { ...parameters, kind: 1, relapse: 0, first: 0.9, release: { feed: 1, finished: 1 } };
    // 0.9 e^(-460 / 365.25)
    expect(chance([], alone)).toBeCloseTo(25.544, 2);
    const below = [row('stopped', 300, 390, 'yes')];
    expect(chance(below)).toBeGreaterThan(chance([]));
    expect(chance([...below, row('stopped', 200, 290, 'yes')])).toBeGreaterThan(chance(below));
    expect(chance([row('stopped', 300, 390, 'no')])).toBeLessThan(chance([]));
  });
});

describe('the benchmark', () => {
  it('has a source with an address on every outcome', () => {
    const rows = published('outcomes.csv');
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

  it('is made of the shipped facts', () => {
    const index = indexFacts(data, methodology);
    expect(readCsv(csv(outcomeRows(index)))).toEqual(published('outcomes.csv'));
    expect(readCsv(csv(reportedRows(index, published('shortage-states.csv'))))).toEqual(
      published('reported.csv'),
    );
  });

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
    const places = ['Dy', 'Ga', 'W'].map((element) => ({
      as_of: day,
      element,
      buyer: 'JPN',
      horizon_days: 365,
    }));
    return JSON.stringify([ofDay, [...forecasts(index, outcomes, [day])], tierForecasts(index, places)]);
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
