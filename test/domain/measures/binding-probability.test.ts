import { describe, expect, test } from 'vitest';
import {
  bindingOf,
  bindingProbability,
  bindingShare,
  type Force,
  forceInHorizon,
  lapseProbability,
  residualForce,
} from '#domain/measures/binding-probability.ts';
import { bindingMeasures, measureEffects } from '#domain/measures/measure-effects.ts';
import { datedMeasures, type MeasureOnDay, measureOn } from '#domain/measures/measure-state.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { statedParameters } from '#domain/vocabulary/drawn-parameters.ts';
import type { Measure, Relief } from '#domain/vocabulary/scoring-inputs.ts';
import { measure, relief } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const { parameters } = goldenMethodology;
const D = '2026-10-01';

/** g of the specification: 90 days of lag, 365 days as the reference horizon. */
const g = (days: number) => (1 - Math.exp(-days / 90)) / (1 - Math.exp(-365 / 90));
/** Factor of age: down to 60 %, half of the way every 540 days. */
const aged = (days: number) => 0.6 + 0.4 * 2 ** (-days / 540);

function asOf(horizonDays: number, day = D) {
  return { day: dayNumber(day), knownAt: dayNumber(day), horizonDays };
}

function standing(row: Measure, reliefs: readonly Relief[] = [], day = D): MeasureOnDay {
  const [dated] = datedMeasures([row], reliefs);
  const onDay = dated === undefined ? null : measureOn(dated, dayNumber(day), dayNumber(day));
  if (onDay === null) throw new Error('not known');
  return onDay;
}

/** The force with the chance that a suspension lapses in its probability. */
function force(row: Measure, horizonDays = 365, reliefs: readonly Relief[] = [], day = D): Force | null {
  const found = forceInHorizon(standing(row, reliefs, day), asOf(horizonDays, day), parameters);
  if (found?.lapse === undefined) return found;
  const { lapse, ...rest } = found;
  return { ...rest, probability: found.probability * lapseProbability(lapse, parameters.renewal_suspension) };
}

/** pi of measures for dysprosium at separation, by id. */
function piOf(rows: readonly Measure[], reliefs: readonly Relief[] = [], horizonDays = 365, day = D): Readonly<Record<string, number>> {
  const scope = { element: 'Dy', stage: 'separation', buyer: 'JPN', origin: 'CHN' } as const;
  const measures = bindingMeasures(scope, asOf(horizonDays, day), datedMeasures(rows, reliefs), goldenMethodology);
  const effects = measureEffects(measures, statedParameters(parameters), parameters);
  return Object.fromEntries(effects.map(({ id, pi }) => [id, pi]));
}

describe('the share of binding that falls into some days', () => {
  test('is 0 for none, 1 for the reference horizon and for longer', () => {
    expect([
      bindingShare(-1, parameters),
      bindingShare(0, parameters),
      bindingShare(365, parameters),
      bindingShare(800, parameters),
    ]).toEqual([0, 0, 1, 1]);
    expect(bindingShare(40, parameters)).toBeCloseTo(g(40), 14);
  });
});

describe('a measure in force', () => {
  test('starts now and has aged since it took effect', () => {
    expect(force(measure())).toEqual({ start: 0, end: Number.POSITIVE_INFINITY, probability: 1, ageDays: 545, renewal: 0.7, inForce: 1 });
  });

  test('has age 0 on the day it takes effect', () => {
    expect(force(measure({ known_from: D }))).toMatchObject({ start: 0, probability: 1, ageDays: 0 });
  });

  test('counts its age from the end of a suspension that has run out', () => {
    const row = measure({ suspended_from: '2025-06-01', suspended_to: '2026-08-10' });
    expect(force(row)).toMatchObject({ ageDays: 52 });
    expect(force(measure({ ...row, suspended_to: D }))).toMatchObject({ start: 0, probability: 1, ageDays: 0 });
  });

  test('counts its age from its own start when the suspension ran out before', () => {
    const row = measure({ effective_from: '2026-09-01', suspended_from: '2025-06-01', suspended_to: '2026-08-10' });
    expect(force(row)).toMatchObject({ ageDays: 30 });
  });

  test('that ends inside the horizon may be prolonged, unless the end is firm', () => {
    const open = piOf([measure({ effective_to: '2027-01-09' })]).A ?? 0;
    const firm = piOf([measure()], [relief({ effective_from: '2027-01-09' })]).A ?? 0;
    expect(open).toBeCloseTo(0.8 * aged(545) * (g(100) + 0.7 * (1 - g(100))), 12);
    expect(firm).toBeCloseTo(0.8 * aged(545) * g(100), 12);
  });

  test('that ends on the horizon or after it is not cut', () => {
    const uncut = piOf([measure()]).A;
    expect(piOf([measure({ effective_to: '2027-10-01' })]).A).toBeCloseTo(uncut ?? 0, 14);
    expect(piOf([measure()], [relief({ effective_from: '2028-01-01' })]).A).toBe(uncut);
  });

  test('that ends on the day has no effect any more', () => {
    expect(force(measure({ effective_to: D }))).toBeNull();
    expect(piOf([measure({ effective_to: D })])).toEqual({});
    expect(Object.keys(piOf([measure({ effective_to: '2026-10-02' })]))).toEqual(['A']);
  });

  test('binds with the chance of its class over a year, and never within no time', () => {
    expect(piOf([measure({ known_from: D })]).A).toBeCloseTo(0.8, 14);
    expect(piOf([measure({ known_from: D })], [], 0)).toEqual({});
    expect(piOf([measure({ known_from: D })], [], 90).A).toBeCloseTo(0.8 * g(90), 12);
    expect(piOf([measure({ known_from: D })], [], 800).A).toBeCloseTo(0.8, 14);
  });
});

describe('an announced measure', () => {
  const announced = (from: string) => measure({ known_from: '2026-09-01', effective_from: from });

  test('starts on its date, with the chance that it takes effect', () => {
    expect(force(announced('2026-11-10'))).toMatchObject({ start: 40, probability: 0.8, ageDays: 0 });
    expect(piOf([announced('2026-11-10')]).A).toBeCloseTo(0.8 * 0.8 * g(325), 12);
  });

  test('that starts with the end of the horizon has no effect yet', () => {
    expect(force(announced('2027-10-01'))).toBeNull();
    expect(force(announced('2027-09-30'))).toMatchObject({ start: 364 });
  });

  test('that would end before it starts has no effect', () => {
    expect(force({ ...announced('2026-12-01'), effective_to: '2026-12-01' })).toBeNull();
    expect(force({ ...announced('2026-12-01'), effective_to: '2026-12-02' })).toMatchObject({ start: 61, end: 62 });
  });
});

describe('a suspended measure', () => {
  const suspended = (to: string, more: Partial<Measure> = {}) => measure({ suspended_from: '2026-01-01', suspended_to: to, ...more });

  test('may lapse inside the horizon, once for every decision', () => {
    expect(force(suspended('2026-11-10'))).toMatchObject({ start: 40, probability: 1 - 0.75, ageDays: 0 });
    expect(force(suspended('2026-11-10'), 404)).toMatchObject({ probability: 1 - 0.75 });
    expect(force(suspended('2026-11-10'), 405)?.probability).toBeCloseTo(1 - 0.75 ** 2, 14);
    expect(force(suspended('2026-11-10'), 770)?.probability).toBeCloseTo(1 - 0.75 ** 3, 14);
  });

  test('beyond the horizon is no step', () => {
    expect(force(suspended('2027-10-01'))).toBeNull();
    expect(force(suspended('2027-09-30'))).toMatchObject({ start: 364 });
  });

  test('waits for its own start when that is later than the lapse', () => {
    expect(force(suspended('2026-11-10', { effective_from: '2026-12-10' }))).toMatchObject({ start: 70 });
  });

  test('jumps on the day of the lapse, which is then a fact', () => {
    const eve = piOf([suspended('2026-11-10')], [], 365, '2026-11-09').A ?? 0;
    const day = piOf([suspended('2026-11-10')], [], 365, '2026-11-10').A ?? 0;
    expect(eve).toBeCloseTo(0.8 * 0.25 * g(364), 12);
    expect(day).toBeCloseTo(0.8, 14);
  });

  test('leaves its residual in force until the suspension ends', () => {
    const row = suspended('2026-11-10', { residual_class: 'end_use_defence' });
    expect(residualForce(standing(row), asOf(365))).toEqual({ start: 0, end: 40, probability: 1, ageDays: 545, renewal: 0, inForce: 1 });
    const pi = piOf([row]);
    expect(Object.keys(pi)).toEqual(['A', 'A#residual']);
    expect(pi['A#residual']).toBeCloseTo(0.75 * aged(545) * g(40), 12);
  });

  test('leaves a residual of age 0 when the measure itself had not taken effect', () => {
    const row = suspended('2026-11-10', { effective_from: '2026-12-01', residual_class: 'end_use_defence' });
    expect(residualForce(standing(row), asOf(365)).ageDays).toBe(0);
  });

  test('has no residual once the suspension has run out', () => {
    expect(Object.keys(piOf([suspended(D, { residual_class: 'end_use_defence' })]))).toEqual(['A']);
  });
});

describe('a general licence', () => {
  const easing = relief({ kind: 'eases', known_from: '2025-12-02', effective_from: null, stages: ['refining'] });

  test('eases the measure it names at its stages, refining meaning separation too', () => {
    expect(piOf([measure()], [easing]).A).toBeCloseTo(0.8 * aged(545) * 0.8, 12);
    expect(piOf([measure()], [{ ...easing, stages: ['magnet'] }]).A).toBeCloseTo(0.8 * aged(545), 12);
  });

  test('counts once each', () => {
    expect(piOf([measure()], [easing, { ...easing, id: 'R2' }]).A).toBeCloseTo(0.8 * aged(545) * 0.64, 12);
  });

  test('does not ease a residual', () => {
    const row = measure({ suspended_from: '2026-01-01', suspended_to: '2026-11-10', residual_class: 'end_use_defence' });
    expect(piOf([row], [easing])['A#residual']).toBe(piOf([row])['A#residual']);
    expect(piOf([row], [easing]).A).toBeCloseTo((piOf([row]).A ?? 0) * 0.8, 14);
  });
});

describe('the number of a measure', () => {
  test('is that of the worked example', () => {
    const ban = measure({
      id: 'B',
      control_class: 'end_use_broad',
      targets: ['JPN'],
      known_from: '2026-01-06',
      applies: [{ elements: ['@dual_use'], stages: ['refining'] }],
    });
    const pi = piOf([measure(), ban]);
    expect(pi.A).toBeCloseTo(0.638976, 6);
    expect(pi.B).toBeCloseTo(0.662677, 6);
  });

  test('is left out for a class without effect', () => {
    expect(piOf([measure({ control_class: 'none' })])).toEqual({});
  });

  test('of a class the methodology does not know is an error', () => {
    expect(() => piOf([measure({ control_class: 'edict' })])).toThrow('"edict" is not a control class');
  });

  test('falls with p, rises with renewal', () => {
    const base: Force = { start: 0, end: 100, probability: 1, ageDays: 0, renewal: 0.5, inForce: 1 };
    const pi = (change: Partial<Force>) => bindingProbability(bindingOf({ ...base, ...change }, 0, 365, parameters), 0.8, 0.75);
    expect(pi({ probability: 0.5 })).toBeCloseTo(pi({}) / 2, 14);
    expect(pi({ renewal: 1 })).toBeCloseTo(0.8, 14);
  });
});

describe('a measure that has ended', () => {
  test('has no force, even when a suspension of it would lapse inside the horizon', () => {
    const ended = standing(measure({ effective_to: '2026-09-01', suspended_from: '2026-01-01', suspended_to: '2026-12-01' }));
    expect(ended.state).toBe('ended');
    expect(forceInHorizon({ ...ended, end: Number.POSITIVE_INFINITY }, asOf(365), parameters)).toBeNull();
  });
});

describe('a suspension that lapses on the last day of the horizon', () => {
  const row = measure({ suspended_from: '2026-01-01', suspended_to: '2026-10-31' });
  test.each([
    [31, { start: 30, probability: 0.25 }],
    [30, null],
    [29, null],
  ])('within %d days gives %j', (horizonDays, expected) => {
    const found = force(row, horizonDays);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});
