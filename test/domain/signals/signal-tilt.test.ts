import { describe, expect, test } from 'vitest';
import { newControlTilt, signalsUsed, splitOverSignals, tiltOf, transitTilt } from '#domain/signals/signal-tilt.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const { parameters } = goldenMethodology;
const loud = { carriers: 4, senkaku: 4, taiwan_strait: 4 };

describe('a signal', () => {
  test.each([
    ['on its last fresh day is used', { x: 1.5, age_days: 7 }, 1.5, []],
    ['one day older is stale', { x: 1.5, age_days: 8 }, 0.25, ['taiwan_strait']],
    ['without a state is stale', { x: null, age_days: 0 }, 0.25, ['taiwan_strait']],
    ['without an age is stale', { x: 2 }, 0.25, ['taiwan_strait']],
    ['without a reading is stale', null, 0.25, ['taiwan_strait']],
    ['above 4 is cut', { x: 9, age_days: 0 }, 4, []],
    ['below 0 is cut', { x: -1, age_days: 0 }, 0, []],
  ])('%s', (_, reading, x, stale) => {
    const fresh = { x: 0, age_days: 0 };
    const used = signalsUsed({ carriers: fresh, senkaku: fresh, taiwan_strait: reading }, parameters);
    expect(used.x.taiwan_strait).toBe(x);
    expect(used.stale).toEqual(stale);
  });

  test('that is missing altogether has the unknown state, in byte order', () => {
    expect(signalsUsed(null, parameters)).toEqual({
      x: { carriers: 0.25, senkaku: 0.25, taiwan_strait: 0.25 },
      stale: ['carriers', 'senkaku', 'taiwan_strait'],
    });
  });
});

describe('a tilt', () => {
  test('multiplies the rate by the exponential of the weighted states', () => {
    const tilt = newControlTilt('CHN', 'JPN', { carriers: 0, senkaku: 1, taiwan_strait: 2 }, parameters);
    expect(tilt.multiplier).toBeCloseTo(Math.exp(0.137327 + 2 * 0.068663), 12);
    expect(Object.keys(tilt.terms)).toEqual(['senkaku', 'taiwan_strait']);
  });

  test('triples a rate at most', () => {
    expect(transitTilt('JPN', loud, parameters).multiplier).toBeCloseTo(3, 12);
    expect(tiltOf({ senkaku: 5 }, loud, parameters).multiplier).toBeCloseTo(3, 12);
  });

  test('of new controls works on the origin of the signals only', () => {
    expect(newControlTilt('MMR', 'JPN', loud, parameters)).toEqual({ multiplier: 1, terms: {} });
  });

  test('of a buyer without a row is the default row, which for new controls is none', () => {
    expect(newControlTilt('CHN', 'CAN', loud, parameters).multiplier).toBe(1);
    expect(transitTilt('CAN', { carriers: 1, senkaku: 4, taiwan_strait: 0 }, parameters).multiplier).toBeCloseTo(Math.exp(0.082396), 12);
  });

  test('leaves out terms that are not above 0', () => {
    expect(tiltOf({ senkaku: -1, carriers: 0.1 }, { carriers: 1, senkaku: 1, taiwan_strait: 1 }, parameters).terms).toEqual({
      carriers: 0.1,
    });
  });

  test('splits its part in proportion to its terms, also when it is capped', () => {
    const tilt = tiltOf({ senkaku: 3, carriers: 1 }, { carriers: 1, senkaku: 1, taiwan_strait: 1 }, parameters);
    expect(splitOverSignals(0.8, tilt)).toEqual({ carriers: expect.closeTo(0.2, 14), senkaku: expect.closeTo(0.6, 14) });
  });
});

test('a buyer without weights of its own takes the default; without one no signal tilts', () => {
  const { default: usual, ...named } = parameters.beta.transit;
  expect(usual).toBeDefined();
  expect(transitTilt('USA', loud, parameters).multiplier).toBeGreaterThan(1);
  expect(transitTilt('USA', loud, { ...parameters, beta: { ...parameters.beta, transit: named } }).multiplier).toBe(1);
});
