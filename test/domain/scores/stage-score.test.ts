import { describe, expect, test } from 'vitest';
import { excessDays } from '#domain/hazards/hazard.ts';
import { lognormalExcess, lognormalTail } from '#domain/numbers/statistics.ts';
import { assessStage, hazardSumOf, stageFigures } from '#domain/scores/stage-score.ts';
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

test('two origins under control at once stand after the first of them, and feed after all origins', () => {
  const ban = { id: 'A', cls: 'ban', group: 'flow', rho: 0.9, pi: 0.6, median: 400, start: 0, status: 'in_force', ramp: 0.1 };
  const feed = { place: 'mine-CHN', origin: 'LAO', measures: [ban], pipelineDays: 75, exposure: () => () => 0.3, processor: 'CHN' };
  const at = situation({
    parameters: { ...parameters, joint_controls: true },
    shares: sharesOf({ CHN: 0.4, MMR: 0.35, VNM: 0.25 }),
    measures: (origin) => (origin === 'CHN' ? [] : [ban]),
    feedControls: [feed],
  });
  const ids = assessStage(at).hazards.map(({ id }) => id);
  expect(ids.slice(0, 5)).toEqual([
    'active_control:MMR',
    'active_control:MMR+VNM',
    'active_control:VNM',
    'active_control:mine-CHN:LAO',
    'facility',
  ]);
  expect(ids).toEqual(ids.toSorted());
  expect(hazardSumOf(at)).toBe(assessStage(at).Lambda);
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
