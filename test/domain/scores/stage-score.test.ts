import { describe, expect, test } from 'vitest';
import { excessDays } from '#domain/hazards/hazard.ts';
import { lognormalExcess, lognormalTail } from '#domain/numbers/statistics.ts';
import { assessStage, stageFigures } from '#domain/scores/stage-score.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { sharesOf, situation } from '#test/builders/stage-situation.ts';

const { parameters } = goldenMethodology;
const withinHorizon = { ...parameters, expected_days_within_horizon: true };

test('the hazards of a stage are in byte order of their ids', () => {
  const { hazards } = assessStage(situation({ shares: sharesOf({ VNM: 0.2, CHN: 0.7, AUS: 0.1 }) }));
  const ids = hazards.map(({ id }) => id);
  expect(ids.length).toBe(8);
  expect(ids).toEqual(ids.toSorted());
});

describe('days of shortage', () => {
  const duration = { median: 230, sigma: 1.3 };

  test('count to their end', () => {
    expect(excessDays(duration, 100, 365, parameters)).toBe(lognormalExcess(230, 1.3, 100));
  });

  test('count for the horizon after the stock ran out at most, where a methodology says so', () => {
    const days = excessDays(duration, 100, 365, withinHorizon);
    // Midpoint rule for the integral of P(T > t) from 100 to 465 days.
    let integral = 0;
    for (let day = 0.05; day < 365; day += 0.1) integral += 0.1 * lognormalTail(230, 1.3, 100 + day);
    expect(days).toBeCloseTo(integral, 4);
    expect(days).toBeGreaterThan(100);
    expect(days).toBeLessThan(365);
  });

  test('of a stage are at most those of the horizon, where a methodology says so', () => {
    const grave = { shares: sharesOf({ CHN: 1 }), newControlEvents: () => 40 };
    const [whole, within] = [parameters, withinHorizon].map((rules) =>
      stageFigures(assessStage(situation({ ...grave, parameters: rules }))),
    );
    expect(whole?.expected_days).toBeGreaterThan(365);
    expect(within?.expected_days).toBe(365);
  });
});
