import { describe, expect, test } from 'vitest';
import { coverDaysOf, lossOf, spareOf, stageBuffer, statedCoverDays, timeToSurvive } from '#domain/supply/loss.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const { parameters } = goldenMethodology;

describe('cover', () => {
  test('is that of the stage, else the default of the inputs, else the median of the buyer', () => {
    const cover = { mine: 90, metal: null, default: 40 };
    expect(coverDaysOf({ cover, buyer: 'JPN' }, 'mine', parameters)).toBe(90);
    expect(coverDaysOf({ cover, buyer: 'JPN' }, 'metal', parameters)).toBe(40);
    expect(coverDaysOf({ cover: { mine: 90 }, buyer: 'TWN' }, 'metal', parameters)).toBe(35);
    expect(coverDaysOf({ cover: null, buyer: 'CAN' }, 'metal', parameters)).toBe(45);
  });

  test('is unknown without the stage and without a default', () => {
    expect(statedCoverDays({ mine: 90 }, 'metal')).toBeNull();
    expect(statedCoverDays({ mine: 0 }, 'mine')).toBe(0);
  });

  test.each([
    ['separation', 0, 7],
    ['separation', 7.5, 7.5],
    ['mine', 0, 82],
    ['mine', 62, 137],
  ] as const)('at the %s stage with %d days in stock is %d days', (stage, stock, days) => {
    expect(stageBuffer(stock, 1, stage, parameters).coverDays).toBe(days);
  });
});

describe('spare capacity', () => {
  test('is what the rest ramps up by, and substitution', () => {
    expect(spareOf(stageBuffer(62, 0.9, 'separation', parameters), 0.976, 0.1)).toBeCloseTo(0.0524, 14);
    expect(spareOf(stageBuffer(62, 0.9, 'separation', parameters), 0.976, 0.3)).toBeCloseTo(0.0572, 14);
  });

  test('is never below its floor', () => {
    expect(spareOf(stageBuffer(62, 1, 'separation', parameters), 1, 0.3)).toBe(0.02);
    expect(spareOf(stageBuffer(62, 1.2, 'separation', parameters), 1, 0.3)).toBe(0.02);
  });
});

describe('a loss', () => {
  test('is what the spare capacity does not make good', () => {
    expect(lossOf(0.976, 0.65, 0.0524)).toBeCloseTo(0.582, 14);
    expect(lossOf(0.02, 1, 0.02)).toBe(0);
    expect(lossOf(0.01, 1, 0.02)).toBe(0);
  });

  test('uses up the cover in proportion; without it the buyer never runs out', () => {
    expect(timeToSurvive(62, 0.582)).toBeCloseTo(106.529, 3);
    expect(timeToSurvive(7, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

test('nothing lost lasts for ever, also without any cover', () => {
  expect([timeToSurvive(62, 0), timeToSurvive(0, 0)]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
