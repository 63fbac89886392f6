import { describe, expect, test } from 'vitest';
import { datedMeasures } from '#domain/measures/measure-state.ts';
import { coverAfterDraw, stockDraw } from '#domain/measures/stock-draw.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { statedParameters } from '#domain/vocabulary/drawn-parameters.ts';
import { measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { steadyBuffer } from '#test/builders/stage-situation.ts';

const D = dayNumber('2026-10-01');
const scope = { element: 'Dy', stage: 'separation', buyer: 'JPN', origin: 'CHN' } as const;

/** Days drawn by a licence of 545 days with a median of 230 days, when stocks come back with the half-life. */
function drawn(recoveryHalfLife: number | null, a = 0.9): number {
  const rule = recoveryHalfLife === null ? {} : { stock_draw: { recovery_half_life_days: recoveryHalfLife } };
  const methodology = { ...goldenMethodology, parameters: { ...goldenMethodology.parameters, ...rule } };
  const asOf = { day: D, knownAt: D, horizonDays: 365 };
  const days = stockDraw(scope, asOf, datedMeasures([measure()], []), methodology);
  return days === null ? 0 : days(a, steadyBuffer(62, 0.1), statedParameters(methodology.parameters));
}

describe('stock that a control has drawn', () => {
  test('where stocks come back as fast as the shortage fades is the limit of both formulas', () => {
    const sameRate = 230 * Math.LN2;
    const perDay = (0.9 * 0.65 - 0.1) * 0.8;
    expect(drawn(sameRate)).toBeCloseTo(perDay * 545 * Math.exp(-545 / 230), 9);
    expect(drawn(sameRate)).toBeCloseTo((drawn(sameRate * 1.0001) + drawn(sameRate * 0.9999)) / 2, 5);
  });

  test('is none without the rule, and none of an origin that supplies nothing', () => {
    expect([drawn(null), drawn(180, 0)]).toEqual([0, 0]);
  });
});

describe('cover after a draw', () => {
  const { parameters } = goldenMethodology;

  test.each([
    [62, 0, 62],
    [62, -1, 62],
    [62, 20, 42],
    [62, 60, parameters.cover_floor_days],
    [5, 1, 5],
  ])('of %d days with %d drawn is %d', (cover, days, left) => {
    expect(coverAfterDraw(cover, days, parameters)).toBe(left);
  });
});
