import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scheduledSteps } from '#domain/explanations/scheduled-steps.ts';
import {
  closestBandChange,
  elementWithStock,
  standingMeasures,
  supplierScoreWithStock,
  type WhatIf,
  whatIfs,
  withMeasuresLifted,
  withSuspensionLapsed,
} from '#domain/explanations/what-if.ts';
import { describedWhatIfs } from '#domain/explanations/what-if-sentences.ts';
import { scoreElement, scoreElementHeadline } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import type { ElementInputs, Measure } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs, measure, relief } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { someSupplier } from '#test/builders/supplier-inputs.ts';

const score = (inputs: ElementInputs): number => {
  const found = scoreElementHeadline(inputs, goldenMethodology).score;
  if (found === null) throw new Error('not scored');
  return found;
};

function entriesOf(inputs: ElementInputs): readonly WhatIf[] {
  const result = scoreElement(inputs, goldenMethodology);
  if (result.score === null) throw new Error('not scored');
  return whatIfs(
    {
      inputs,
      score: result.score,
      scoreOf: (changed) => scoreElementHeadline(changed, goldenMethodology).score,
      scoreWithStock: (change) => scoreElementHeadline(elementWithStock(inputs, goldenMethodology, change), goldenMethodology).score,
      scopes: null,
      given: [
        ['cap65', result.counterfactual_cap65],
        ['even', result.counterfactual_even],
      ],
    },
    goldenMethodology,
  );
}

/** The worked example of the specification: a licence on everyone and an end-use ban on Japan. */
const licence = measure();
const ban = measure({
  id: 'B',
  control_class: 'end_use_broad',
  targets: ['JPN'],
  applies: [{ elements: ['@dual_use'], stages: ['separation'] }],
  known_from: '2026-01-06',
});
const worked = elementInputs({ measures: [licence, ban] });
const find = (entries: readonly WhatIf[], id: string) => entries.find((entry) => entry.id === id);

describe('what-ifs of the worked example', () => {
  const entries = entriesOf(worked);

  test('have the counterfactuals of the specification', () => {
    expect(find(entries, 'cap65')).toMatchObject({ score: 57.29, difference: -14.47, band: 'elevated' });
    expect(find(entries, 'even')).toMatchObject({ score: 2.61, band: 'low' });
  });

  test('doubling the stock is the score with 124 days of cover', () => {
    expect(find(entries, 'stock_doubled')?.exact_score).toBe(score({ ...worked, cover: { default: 124 } }));
  });

  test('signals at rest change nothing when they are at rest', () => {
    expect(find(entries, 'signals_at_rest')).toMatchObject({ difference: 0, band: 'high' });
  });

  test('a lifted measure no longer binds, and still counts as one that was imposed', () => {
    const lifted = scoreElement(withMeasuresLifted(worked, ['A']), goldenMethodology);
    if (lifted.score === null) throw new Error('not scored');
    const [stage] = lifted.stages;
    if (stage === undefined || stage.score === null) throw new Error('not scored');
    expect(stage.hazards.find(({ id }) => id === 'new_control:CHN')).toMatchObject({ events: 2 });
    expect(find(entries, 'measure_lifted:A')?.exact_score).toBe(lifted.score);
    // The ban hits dual-use goods, and they are those that need a licence: without one it hits nothing.
    expect(stage.measures).toEqual({});
    expect(find(entries, 'all_measures_lifted')?.exact_score).toBe(lifted.score);
    expect(find(entries, 'measure_lifted:B')?.score).toBeGreaterThan(find(entries, 'measure_lifted:A')?.score ?? 100);
  });

  test('the stock for a lower band is the least: a day less is not enough', () => {
    const extra = find(entries, 'stock_for_lower_band');
    const days = extra?.extra_stock_days ?? 0;
    expect(days).toBeGreaterThan(0);
    expect(extra?.band).toBe('elevated');
    expect(score({ ...worked, cover: { default: 62 + days } })).toBeLessThan(60);
    expect(score({ ...worked, cover: { default: 62 + days - 1 } })).toBeGreaterThanOrEqual(60);
  });

  test('the closest to another band is the smallest move that leaves the band', () => {
    const closest = closestBandChange(entries, 'high');
    const leaving = entries.filter((entry) => entry.band !== 'high').map(({ difference }) => Math.abs(difference));
    expect(Math.abs(closest?.difference ?? 0)).toBe(Math.min(...leaving));
    expect(
      closestBandChange(
        entries.filter(({ band }) => band === 'high'),
        'high',
      ),
    ).toBeNull();
  });

  test('say the condition and the effect in one sentence', () => {
    const names = {
      country: (code: string) => code,
      element: (id: string) => id,
      site: (id: string) => id,
      measure: () => ({ title: 'Ban', from: '2026-01-06' }),
    };
    const sentences = new Map(describedWhatIfs(entries, 'high', 'Japan', names).map(({ id, description }) => [id, description]));
    expect(sentences.get('cap65')).toBe(
      'No foreign country supplies more than 65 % at any stage (benchmark of the EU Critical Raw Materials Act): the score would be 57, 14.5 lower, in band elevated instead of high.',
    );
    expect(sentences.get('signals_at_rest')).toBe('The three military signals are at rest: the score would be 72, no change.');
    expect(sentences.get('measure_lifted:B')).toMatch(/^Ban \(2026-01-06\) is lifted today: the score would be [0-9.]+, [0-9.]+ lower/);
  });
});

describe('a suspension', () => {
  const suspended = measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-10', residual_class: null });
  const inputs = elementInputs({ measures: [suspended] });

  test('that lapses today is in force today, new again for its buyers', () => {
    const lapsed = withSuspensionLapsed(inputs, 'A');
    expect(score(lapsed)).toBe(score(elementInputs({ measures: [{ ...suspended, suspended_to: '2026-10-01' }] })));
    expect(find(entriesOf(inputs), 'suspension_lapses:A')?.exact_score).toBe(score(lapsed));
    expect(score(lapsed)).toBeGreaterThan(score(inputs));
  });

  test('lapses also when it had been extended', () => {
    const extended = {
      ...inputs,
      reliefs: [relief({ kind: 'extends_suspension', effective_from: '2026-03-01', effective_to: '2027-11-10' })],
    };
    expect(score(withSuspensionLapsed(extended, 'A'))).toBe(score(withSuspensionLapsed(inputs, 'A')));
  });
});

describe('a change of measures', () => {
  const truce = (id: string) => measure({ id, suspended_from: '2025-11-10', suspended_to: '2026-11-10' });
  const [easing, longer] = [
    relief({ kind: 'eases', measures: ['A', 'B'] }),
    relief({ id: 'S', kind: 'extends_suspension', measures: ['A', 'B'] }),
  ];

  test('lets one suspension run out and leaves the others and every easing as they are', () => {
    const inputs = elementInputs({ measures: [truce('A'), truce('B')], reliefs: [easing, longer] });
    const lapsed = withSuspensionLapsed(inputs, 'A');
    expect(lapsed.measures).toEqual([
      { ...truce('A'), effective_from: '2026-10-01', suspended_from: null, suspended_to: null },
      truce('B'),
    ]);
    expect(lapsed.reliefs).toEqual([easing, { ...longer, measures: ['B'] }]);
  });

  test('needs no tables of either', () => {
    const { measures: _m, reliefs: _r, ...bare } = elementInputs();
    expect(withSuspensionLapsed(bare, 'A')).toEqual({ ...bare, measures: [], reliefs: [] });
    expect(withMeasuresLifted<ElementInputs>(bare, ['A']).reliefs).toEqual([
      {
        id: 'lifted',
        kind: 'ends',
        measures: ['A'],
        known_from: '2026-10-01',
        effective_from: '2026-10-01',
        stages: ['mine', 'separation', 'refining', 'metal', 'magnet'],
      },
    ]);
  });

  test('that is lifted is known by the earlier of both days', () => {
    const knownFrom = (known_at: string) => withMeasuresLifted(elementInputs({ known_at }), ['A']).reliefs?.[0]?.known_from;
    expect(knownFrom('2026-09-30')).toBe('2026-09-30');
    expect(knownFrom('2026-10-02')).toBe('2026-10-01');
  });
});

describe('the measures that stand', () => {
  const standing = (over: Parameters<typeof elementInputs>[0]) =>
    standingMeasures(elementInputs(over), {}).map(({ dated }) => dated.measure.id);

  test('are those that are known and have not ended, suspended or announced ones among them, by id', () => {
    const suspended = measure({ id: 'S', suspended_from: '2025-11-10', suspended_to: '2026-11-10' });
    const announced = measure({ id: 'N', known_from: '2026-10-01', effective_from: '2027-01-01' });
    const ended = measure({ id: 'E', effective_to: '2026-10-01' });
    const unknown = measure({ id: 'U', known_from: '2026-10-02' });
    expect(standing({ measures: [suspended, announced, ended, unknown, measure()] })).toEqual(['A', 'N', 'S']);
    expect(standing({ measures: [announced, measure()], known_at: '2026-09-30' })).toEqual(['A']);
  });
});

describe('stock', () => {
  test('of a supplier is what there is, or the median of the buyer', () => {
    const changed = (cover_days: number | null) =>
      supplierScoreWithStock(someSupplier({ cover_days }), goldenMethodology)((days) => 2 * days + 1);
    const stated = (cover_days: number) => scoreSupplier(someSupplier({ cover_days }), goldenMethodology).score;
    expect(changed(40)).toBe(stated(81));
    expect(changed(null)).toBe(stated(125)); // 62 days: median of Japan in the specification
    expect(changed(null)).not.toBe(stated(62));
  });

  test('of a supplier without a site that delivers moves nothing: there is no score', () => {
    const none = supplierScoreWithStock(someSupplier({ sites: {} }), goldenMethodology);
    expect(none((days) => 2 * days)).toBeNull();
  });
});

describe('what-ifs of a toy score', () => {
  /** A score that falls by one for each of its days of stock, to nothing below a floor; null where a change takes the score away. */
  function toy(scoreNow: number, scoreOf: (stock: number) => number | null): readonly WhatIf[] {
    const inputs = { as_of: '2026-10-01', stock: 0 };
    const scoreWithStock = (change: (days: number) => number) => scoreOf(change(10));
    return whatIfs(
      { inputs, score: scoreNow, scoreOf: ({ stock }) => scoreOf(stock), scoreWithStock, given: [], scopes: null },
      goldenMethodology,
    );
  }

  test('have each standing measure lifted, all together where several matter, and each suspension lapsed', () => {
    const measures = [measure(), measure({ id: 'S', suspended_from: '2025-11-10', suspended_to: '2026-11-10' })];
    const inputs = { as_of: '2026-10-01', measures };
    type Changed = Parameters<typeof standingMeasures>[0];
    /** Ten points a measure that stands, five more for one that is suspended no longer. */
    const scoreOf = (changed: Changed): number => {
      const states = standingMeasures(changed, {}).map(({ state }) => state);
      return 10 * states.length - 5 * states.filter((state) => state === 'suspended').length;
    };
    const list = (some: readonly Measure[]) =>
      whatIfs<Changed>(
        {
          inputs: { ...inputs, measures: some },
          score: scoreOf({ ...inputs, measures: some }),
          scoreOf,
          scoreWithStock: () => scoreOf({ ...inputs, measures: some }),
          given: [],
          scopes: null,
        },
        goldenMethodology,
      )
        .filter(({ measure: about, kind }) => about !== null || kind === 'all_measures_lifted')
        .map(({ id, score: now }) => [id, now]);
    expect(list(measures)).toEqual([
      ['measure_lifted:A', 5],
      ['measure_lifted:S', 10],
      ['all_measures_lifted', 0],
      ['suspension_lapses:S', 20],
    ]);
    expect(list([measure()])).toEqual([['measure_lifted:A', 0]]);
  });

  test('of a measure matter from half a hundredth on', () => {
    const listed = (lifted: number) =>
      whatIfs<Parameters<typeof standingMeasures>[0]>(
        {
          inputs: { as_of: '2026-10-01', measures: [measure()] },
          score: 0,
          scoreWithStock: () => 0,
          given: [],
          scopes: null,
          scoreOf: ({ reliefs }) => (reliefs == null ? 0 : lifted),
        },
        goldenMethodology,
      ).some(({ kind }) => kind === 'measure_lifted');
    expect([listed(0.005), listed(0.0049), listed(-0.005)]).toEqual([true, false, true]);
  });

  test('name the least stock that leads below the band: bands begin at 20, 40, 60 and 80', () => {
    const extra = (now: number, scoreOf: (stock: number) => number | null) => find(toy(now, scoreOf), 'stock_for_lower_band');
    expect(extra(70, (stock) => 80 - stock)).toMatchObject({ extra_stock_days: 11, score: 59, band: 'elevated', difference: -11 });
    expect(extra(60, (stock) => 70 - stock)).toMatchObject({ extra_stock_days: 1, score: 59 });
    expect(extra(70, (stock) => (stock < 740 ? 70 : 59))).toMatchObject({ extra_stock_days: 730 });
  });

  test('name none where two years of stock are not enough, or there is no lower band', () => {
    const extra = (now: number, scoreOf: (stock: number) => number | null) => find(toy(now, scoreOf), 'stock_for_lower_band');
    expect(extra(70, () => 70)).toBeUndefined();
    expect(extra(70, () => 60)).toBeUndefined(); // 60 is of the same band
    expect(extra(70, () => null)).toBeUndefined();
    expect(extra(19.9, () => 0)).toBeUndefined();
  });

  test('leave out what has no score', () => {
    expect(toy(70, () => null)).toEqual([]);
    expect(toy(10, (stock) => (stock === 20 ? null : 10)).map(({ id }) => id)).toEqual(['signals_at_rest']);
  });

  test('that lead to another band equally far stand in byte order, whichever is listed first', () => {
    const [entry] = toy(10, () => 10);
    if (entry === undefined) throw new Error('no entry');
    const [a, b] = (['a', 'b'] as const).map((id): WhatIf => ({ ...entry, id, band: 'high', difference: id === 'a' ? -3 : 3 }));
    if (a === undefined || b === undefined) throw new Error('no entry');
    expect(closestBandChange([a, b], 'low')?.id).toBe('a');
    expect(closestBandChange([b, a], 'low')?.id).toBe('a');
    expect(closestBandChange([a, { ...b, difference: 2 }], 'low')?.id).toBe('b');
  });
});

test('no more stock, no measure lifted and no signal at rest ever raises a score', () => {
  const any = fc.record({ chn: fc.double({ min: 0.05, max: 0.95, noNaN: true }), cover: fc.integer({ min: 0, max: 300 }) });
  fc.assert(
    fc.property(any, ({ chn, cover }) => {
      const inputs = elementInputs({
        stages: { separation: { world: { CHN: chn, MYS: 1 - chn } } },
        cover: { default: cover },
        measures: [licence],
      });
      for (const { kind, difference } of entriesOf(inputs)) {
        if (kind !== 'cap65' && kind !== 'even') expect(difference).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: 50 },
  );
});

describe('steps ahead', () => {
  const names = {
    country: (code: string) => code,
    element: (id: string) => id,
    site: (id: string) => id,
    measure: (id: string) => ({ title: `title of ${id}`, from: '' }),
  };
  const stepsOf = (inputs: ElementInputs) =>
    scheduledSteps(inputs, goldenMethodology, names, (changed) => scoreElementHeadline(changed, goldenMethodology).score);

  test('say the score of the day before and of the day, with what is known today', () => {
    const ends = relief();
    const inputs = elementInputs({ measures: [licence], reliefs: [ends] });
    const [step] = stepsOf(inputs);
    const on = (as_of: string): number => score({ ...inputs, as_of, known_at: '2026-10-01' });
    expect(step).toMatchObject({
      date: '2026-12-20',
      what: 'ends',
      measure: 'A',
      title: 'title of A',
      stages: ['separation'],
      in_days: 80,
    });
    expect(step?.score_day_before).toBeCloseTo(on('2026-12-19'), 2);
    expect(step?.score_on_day).toBeCloseTo(on('2026-12-20'), 2);
    expect(step?.difference).toBeLessThan(0);
    expect(step?.band_on_day).toBe('low');
  });

  test('name the relief that ends', () => {
    const eases = relief({ kind: 'eases', effective_from: '2026-03-01', effective_to: '2027-03-01' });
    expect(stepsOf(elementInputs({ measures: [licence], reliefs: [eases] }))).toMatchObject([
      { what: 'relief_ends', relief: 'R', date: '2027-03-02' },
    ]);
  });

  test('further ahead than two years are named without a score', () => {
    expect(stepsOf(elementInputs({ measures: [measure({ effective_to: '2030-01-01' })] }))).toMatchObject([
      { date: '2030-01-02', what: 'ends', score_day_before: null, score_on_day: null, difference: null, band_on_day: null },
    ]);
  });
});
