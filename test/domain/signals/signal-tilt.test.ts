import { describe, expect, test } from 'vitest';
import { newControlTilt, signalsUsed, splitOverSignals, tiltMultipliers, tiltOf, transitTilt } from '#domain/signals/signal-tilt.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

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

describe('a signal that halves', () => {
  const decaying = stateAndEventMethodology.parameters;
  const lasting = { ...decaying, signal_half_life_days: {} };
  const x = { carriers: 1, senkaku: 2, taiwan_strait: 0.5 };

  test('in three days at its largest state multiplies a year by 1.01, and 90 days by more', () => {
    const { multiplier, shortMultiplier = Number.NaN } = newControlTilt('CHN', 'TWN', { taiwan_strait: 4 }, decaying);
    expect(multiplier).toBeCloseTo(1.01, 2);
    expect(shortMultiplier - 1).toBeCloseTo(((multiplier - 1) * 365) / 90, 6);
  });

  test('never has all of its effect on every day, as in 1.0.0, and so has one of which no half-life is stated', () => {
    const weights = { carriers: 0.1, senkaku: 0.2 };
    const never = { ...decaying, signal_half_life_days: { carriers: 1e12, senkaku: 1e12, taiwan_strait: 1e12 } };
    for (const rules of [lasting, never]) {
      const tilt = tiltOf(weights, x, rules, 365);
      expect(tilt.multiplier).toBeCloseTo(Math.exp(0.1 * 1 + 0.2 * 2), 9);
      expect(tilt.shortMultiplier).toBeCloseTo(Math.exp(0.5), 9);
      expect(splitOverSignals(1, tilt)).toEqual({ carriers: expect.closeTo(0.2, 9), senkaku: expect.closeTo(0.8, 9) });
    }
  });

  test('is the same where draws ask for the multiplier alone', () => {
    for (const rules of [decaying, lasting]) {
      const drawn = tiltMultipliers('JPN', ['carriers', 'senkaku', 'taiwan_strait'], rules, 365)(x);
      expect(drawn.transit.multiplier).toBeCloseTo(transitTilt('JPN', x, rules, 365).multiplier, 12);
      expect(drawn.newControl.multiplier).toBeCloseTo(newControlTilt('CHN', 'JPN', x, rules, 365).multiplier, 12);
      expect(drawn.transit.multiplier).toBeGreaterThan(1);
    }
  });
});

test('a buyer without weights of its own takes the default; without one no signal tilts', () => {
  const { default: usual, ...named } = parameters.beta.transit;
  expect(usual).toBeDefined();
  expect(transitTilt('USA', loud, parameters).multiplier).toBeGreaterThan(1);
  expect(transitTilt('USA', loud, { ...parameters, beta: { ...parameters.beta, transit: named } }).multiplier).toBe(1);
});
