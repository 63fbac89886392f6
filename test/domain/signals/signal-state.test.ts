import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negativeBinomialTail, sidak, tailState } from '#domain/numbers/statistics.ts';
import { baselineOf, decayedPeak, displayIndex } from '#domain/signals/signal-state.ts';

describe('the worked table of the specification', () => {
  it.each([
    ['45 aircraft, mean 14, variance 180', negativeBinomialTail(45, 14, 180), 0.03701647, 0.43160495],
    ['76 aircraft, mean 14, variance 180', negativeBinomialTail(76, 14, 180), 0.00325739, 1.48713045],
    ['28 aircraft, mean 12.96, variance 160.4', negativeBinomialTail(28, 12.96, 160.4), 0.11826884, 0],
    ['75 ships in 7 days, 7 a day', negativeBinomialTail(75, 49, 3.4 * 49), 0.03481494, 0.45823434],
    ['3 official ships, mean 0.5, variance 1', negativeBinomialTail(3, 0.5, 1), 0.04982526, 0.3025504],
    ['Sidak of 76 aircraft, .4, .5', sidak([negativeBinomialTail(76, 14, 180), 0.4, 0.5]), 0.00974037, 1.01142463],
    ['18 vessel-days, mean 7.7, variance 16', negativeBinomialTail(18, 7.7, 16), 0.01977451, 0.70389434],
    ['the same beside .6', sidak([negativeBinomialTail(18, 7.7, 16), 0.6]), 0.03915798, 0.40717969],
    ['carriers out on 20 of 730 days', 20.5 / 731, 0.02804378, 0.55216352],
    ['carriers out on 4 of 730 days', 4.5 / 731, 0.00615595, 1.21070486],
    ['carriers never out before', 0.5 / 731, 0.00068399, 2.16494737],
  ])('%s', (_name, p, expectedP, expectedX) => {
    expect(p).toBeCloseTo(expectedP, 8);
    expect(tailState(p)).toBeCloseTo(expectedX, 8);
  });

  it('3 escalations in 90 days, 4 in the 1,095 before', () => {
    const expected = (4.5 * 90) / 1095;
    const p = negativeBinomialTail(3, expected, expected + expected ** 2 / 4.5);
    expect(p).toBeCloseTo(0.00957694, 8);
    expect(tailState(p)).toBeCloseTo(1.01877, 5);
  });
});

describe('baselines', () => {
  it('have the mean and the sample variance of the values, the mean not below its floor', () => {
    expect(baselineOf([2, 4, 4, 6], 2, 0.5)).toEqual({ mean: 4, variance: 8 / 3, n: 4 });
    expect(baselineOf([0, 0, 0], 2, 0.5)).toEqual({ mean: 0.5, variance: 0, n: 3 });
  });

  it('are unknown below the minimum of values', () => {
    expect(baselineOf([1, 2], 3, 0.5)).toBeNull();
    expect(baselineOf([1], 0, 0.5)).toBeNull();
  });
});

describe('the decaying state', () => {
  it('halves with each half-life and takes the largest, the latest on a tie', () => {
    const states = new Map([
      [100, { x: 4 }],
      [103, { x: 2 }],
      [104, { x: 1 }],
    ]);
    expect(decayedPeak(106, 30, 3, (day) => states.get(day) ?? null)).toMatchObject({ day: 103, x: 1 });
    expect(decayedPeak(105, 1, 3, (day) => states.get(day) ?? null)).toMatchObject({ day: 104 });
    expect(decayedPeak(140, 30, 3, (day) => states.get(day) ?? null)).toBeNull();
  });

  it('is the newest day with a value when nothing is unusual', () => {
    expect(decayedPeak(10, 5, 3, (day) => (day < 9 ? { x: 0 } : null))).toMatchObject({ day: 8, x: 0 });
  });

  it('is never above the largest state of the window', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 1, maxLength: 31 }), (xs) => {
        const peak = decayedPeak(xs.length - 1, 30, 3, (day) => (xs[day] === undefined ? null : { x: xs[day] }));
        expect(peak?.x).toBeLessThanOrEqual(Math.max(...xs));
        expect(peak?.x).toBeGreaterThanOrEqual(xs.at(-1) as number);
      }),
    );
  });

  it('is shown as an index from 0 to 100, unknown as unknown', () => {
    expect([displayIndex(0), displayIndex(1), displayIndex(4), displayIndex(null)]).toEqual([0, 25, 100, null]);
  });
});
