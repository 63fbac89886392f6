import { describe, expect, test } from 'vitest';
import { coverageOf, hitsBuyer, type MeasureScope, namesStage } from '#domain/measures/measure-applicability.ts';
import { datedMeasures } from '#domain/measures/measure-state.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Measure, Relief } from '#domain/vocabulary/scoring-inputs.ts';
import { measure, relief } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const { groups } = goldenMethodology;
const scope: MeasureScope = { element: 'Dy', stage: 'separation', buyer: 'JPN', origin: 'CHN' };
const day = dayNumber('2026-10-01');

/** Coverage of the first measure, among all of them. */
function coverage(
  rows: readonly [Measure, ...Measure[]],
  of: Partial<MeasureScope> = {},
  reliefs: readonly Relief[] = [],
  on = day,
): number {
  return coverageOf(rows[0], { ...scope, ...of }, datedMeasures(rows, reliefs), on, on, groups);
}

describe('the buyer hit', () => {
  test.each([
    [['ALL'], 'JPN', true],
    [['JPN', 'KOR'], 'KOR', true],
    [['JPN'], 'KOR', false],
    [['EUU'], 'EUU', true],
    [['NLD'], 'EUU', true],
    [['GBR'], 'EUU', false],
    [['EUU'], 'DEU', false],
    [[], 'JPN', false],
  ])('targets %j, buyer %s: %s', (targets, buyer, hit) => {
    expect(hitsBuyer(measure({ targets }), buyer, groups)).toBe(hit);
  });
});

describe('the stages of a measure', () => {
  test('refining also means separation, but separation not refining', () => {
    expect(namesStage(['refining'], 'separation')).toBe(true);
    expect(namesStage(['refining'], 'refining')).toBe(true);
    expect(namesStage(['separation'], 'refining')).toBe(false);
    expect(namesStage(['refining'], 'metal')).toBe(false);
  });
});

describe('coverage', () => {
  test('is 1 when the entry does not say', () => {
    expect(coverage([measure()])).toBe(1);
  });

  test('is the largest over the entries that name the element or its group', () => {
    const applies = [
      { elements: ['@REE'], stages: ['refining'], coverage: 0.2 },
      { elements: ['Dy'], stages: ['refining'], coverage: 0.5 },
      { elements: ['Dy'], stages: ['magnet'], coverage: 0.9 },
      { elements: ['@LREE'], stages: ['refining'], coverage: 0.8 },
    ];
    expect(coverage([measure({ applies })])).toBe(0.5);
    expect(coverage([measure({ applies })], { element: 'Nd' })).toBe(0.8);
    expect(coverage([measure({ applies })], { element: 'Ga' })).toBe(0);
  });

  test('is 0 for another origin, another buyer or another stage', () => {
    expect(coverage([measure()], { origin: 'MYS' })).toBe(0);
    expect(coverage([measure({ targets: ['USA'] })])).toBe(0);
    expect(coverage([measure()], { stage: 'mine' })).toBe(0);
  });
});

describe('a measure on dual-use goods', () => {
  const ban = measure({
    id: 'B',
    control_class: 'end_use_broad',
    targets: ['JPN'],
    applies: [{ elements: ['@dual_use'], stages: ['refining'], coverage: 0.5 }],
  });
  const licence = measure({ applies: [{ elements: ['Dy'], stages: ['refining'], coverage: 0.4 }] });

  test('covers its part of what the widest licence of the origin covers', () => {
    const wider = measure({ id: 'A2', applies: [{ elements: ['@REE'], stages: ['refining'], coverage: 0.6 }] });
    expect(coverage([ban])).toBe(0);
    expect(coverage([ban, licence])).toBeCloseTo(0.2, 12);
    expect(coverage([ban, licence, wider])).toBeCloseTo(0.3, 12);
  });

  test.each<[string, Partial<Measure>]>([
    ['of another origin', { origins: ['USA'] }],
    ['on some buyers only', { targets: ['JPN'] }],
    ['that is a ban', { control_class: 'ban' }],
    ['that is only announced', { effective_from: '2026-11-01' }],
    ['that is suspended', { suspended_from: '2026-01-01', suspended_to: '2027-01-01' }],
    ['that has ended', { effective_to: '2026-10-01' }],
    ['that is not known yet', { known_from: '2026-10-02' }],
    ['at another stage', { applies: [{ elements: ['Dy'], stages: ['magnet'] }] }],
    ['that reaches goods through dual use itself', { applies: [{ elements: ['@dual_use'], stages: ['refining'] }] }],
  ])('is not opened by a licence %s', (_, change) => {
    expect(coverage([ban, measure(change)])).toBe(0);
  });

  test('is not opened by a licence that a relief has ended', () => {
    expect(coverage([ban, measure()], {}, [relief({ effective_from: '2026-09-01' })])).toBe(0);
  });

  test('is not opened by itself', () => {
    const own = measure({ applies: [{ elements: ['@dual_use'], stages: ['refining'] }] });
    expect(coverage([own])).toBe(0);
  });

  test('is judged on the day asked for', () => {
    expect(coverage([ban, measure({ effective_to: '2026-10-01' })], {}, [], dayNumber('2026-09-30'))).toBe(0.5);
  });

  test('takes the larger coverage of its entries when one of them names the element', () => {
    const applies = [...ban.applies, { elements: ['Dy'], stages: ['refining'], coverage: 0.45 }];
    expect(coverage([{ ...ban, applies }, licence])).toBe(0.45);
    const narrow = [...ban.applies, { elements: ['Dy'], stages: ['refining'], coverage: 0.1 }];
    expect(coverage([{ ...ban, applies: narrow }, licence])).toBeCloseTo(0.2, 14);
  });
});

test('the Union is hit through members only where the methodology names them', () => {
  expect([hitsBuyer(measure({ targets: ['NLD'] }), 'EUU', groups), hitsBuyer(measure({ targets: ['NLD'] }), 'EUU', {})]).toEqual([
    true,
    false,
  ]);
});

describe('dual-use goods by a licence whose suspension may have lapsed', () => {
  const licence = measure({ id: 'L', suspended_from: '2026-01-01', suspended_to: '2026-06-01' });
  const ban = measure({
    id: 'B',
    control_class: 'end_use_broad',
    targets: ['JPN'],
    applies: [{ elements: ['@dual_use'], stages: ['refining'], coverage: 0.8 }],
  });
  const rows = datedMeasures([ban, licence], [], { undecided_lapse_grace_days: 60 });

  test.each([
    ['2026-05-01', 0],
    ['2026-07-01', 0.4],
    ['2026-08-01', 0.8],
  ])('are covered on %s by %d', (on, expected) => {
    expect(coverageOf(ban, scope, rows, dayNumber(on), dayNumber(on), groups)).toBeCloseTo(expected, 14);
  });
});
