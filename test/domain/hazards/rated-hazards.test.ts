import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { facility } from '#domain/hazards/facility.ts';
import { assess, type Hazard, type HazardOutcome, ratedHazard } from '#domain/hazards/hazard.ts';
import { newControl, newControlEvents, newControlRate, newControlShape, yearsOfRecord } from '#domain/hazards/new-control.ts';
import { instabilityRate, originInstability } from '#domain/hazards/origin-instability.ts';
import { inferredTransitExposure, transit } from '#domain/hazards/transit.ts';
import { datedMeasures } from '#domain/measures/measure-state.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Measure } from '#domain/vocabulary/scoring-inputs.ts';
import { measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { type SituationInResults, sharesOf, situation, steadyBuffer } from '#test/builders/stage-situation.ts';

const { parameters } = goldenMethodology;

interface ReferenceHazard {
  readonly id: string;
  readonly rate: number;
  readonly a: number;
  readonly rho: number;
  readonly median: number;
  readonly sigma: number;
  readonly l: number;
  readonly tts?: number;
  readonly p?: number;
  readonly hz: number;
  readonly el_days: number;
}
const { integration } = JSON.parse(readFileSync(new URL('../../golden/vectors.json', import.meta.url), 'utf8')) as {
  integration: { haz: ReferenceHazard[]; inside_H_365_25: Record<string, number> };
};

function only(hazard: Hazard, at: Partial<SituationInResults>, id?: string): HazardOutcome {
  const found = assess(hazard, situation(at)).find((outcome) => id === undefined || outcome.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

describe('a rated hazard', () => {
  test.each(integration.haz)('reproduces the reference vector $id', ({ id, rate, a, rho, median, sigma, l, tts, p = 0, hz, el_days }) => {
    const terms = { id, kind: 'facility', a, rho, duration: { median, sigma }, ratePerYear: rate, ramp: 0.1 } as const;
    const hazard = ratedHazard(terms, steadyBuffer(60, 0.1), 365.25, parameters);
    expect(hazard.loss).toBeCloseTo(l, 12);
    if (tts === undefined) expect(hazard.tts_days).toBeNull();
    else expect(hazard.tts_days).toBeCloseTo(tts, 9);
    expect(hazard.p_outlast).toBeCloseTo(p, 6);
    expect(hazard.Lambda).toBeCloseTo(hz, 6);
    expect(hazard.expected_days).toBeCloseTo(el_days, 6);
    expect(hazard.inside_365).toBeCloseTo(integration.inside_H_365_25[id] ?? 0, 6);
    expect(hazard.inside_90).toBe(0);
  });

  test('is split into a base part and the parts of the signals', () => {
    const tilt = { multiplier: 2, terms: { senkaku: 0.6, carriers: 0.2 } };
    const terms = {
      id: 'x',
      kind: 'transit',
      a: 1,
      rho: 1,
      duration: { median: 90, sigma: 1 },
      ratePerYear: 0.1,
      tilt,
      ramp: 0.1,
    } as const;
    const hazard = ratedHazard(terms, steadyBuffer(60, 0.1), 365, parameters);
    expect(hazard.Lambda).toBeCloseTo(2 * hazard.Lambda_base, 14);
    expect(hazard.Lambda_signals.senkaku).toBeCloseTo(0.75 * hazard.Lambda_base, 14);
    expect(hazard.Lambda_signals.carriers).toBeCloseTo(0.25 * hazard.Lambda_base, 14);
    expect(hazard.lambda_base).toBe(0.1);
  });
});

describe('the rate of new controls', () => {
  test.each([
    [0, 0.02],
    [0.1, 0.02],
    [0.108, 0.02],
    [0.11, 0.025],
    [0.3, 0.5],
    [0.5, 1],
    [0.9, 1],
  ])('has for a world share of %d the tier %d', (share, tier) => {
    expect(newControlShape(share, 0, 0, parameters)).toBeCloseTo(0.9 * tier, 12);
  });

  test.each([
    [2.5, 0],
    [3, 0],
    [0, 1],
    [-0.29, 1.116],
    [-2.5, 2],
    [-9, 2],
  ])('weighs a WGI mean of %d by %d', (wgiMean, weight) => {
    expect(newControlShape(1, wgiMean, 0, parameters)).toBeCloseTo(0.9 * weight, 12);
  });

  test('is that of the worked example', () => {
    const shape = newControlShape(0.976, -0.29, 2, parameters);
    const years = yearsOfRecord({ day: dayNumber('2026-10-01'), knownAt: dayNumber('2026-10-01'), horizonDays: 365 }, parameters);
    expect(years).toBeCloseTo(3.748, 3);
    expect(newControlRate(shape, 0.7, years, parameters)).toBeCloseTo(0.311654, 6);
  });

  test('has no years before the clock start', () => {
    const day = dayNumber('2022-12-31');
    expect(yearsOfRecord({ day, knownAt: day, horizonDays: 365 }, parameters)).toBe(0);
    expect(yearsOfRecord({ day: day + 1, knownAt: day, horizonDays: 365 }, parameters)).toBe(0);
    expect(yearsOfRecord({ day: day + 2, knownAt: day, horizonDays: 365 }, parameters)).toBeCloseTo(1 / 365.25, 14);
  });
});

describe('the announcements that count for the rate', () => {
  const scope = { element: 'Dy', stage: 'separation', buyer: 'JPN', origin: 'CHN' } as const;
  const day = dayNumber('2026-10-01');

  const count = (rows: readonly Measure[], knownAt = day, buyer = 'JPN') =>
    newControlEvents({ ...scope, buyer }, { day, knownAt, horizonDays: 365 }, datedMeasures(rows, []), goldenMethodology);

  test('are distinct days, not measures', () => {
    expect(count([measure(), measure({ id: 'B', control_class: 'ban' }), measure({ id: 'C', known_from: '2025-10-09' })])).toBe(2);
  });

  test('include suspended, ended and announced measures', () => {
    const suspended = measure({ id: 'B', known_from: '2024-01-01', suspended_from: '2025-01-01', suspended_to: '2030-01-01' });
    const ended = measure({ id: 'C', known_from: '2024-02-01', effective_to: '2024-03-01' });
    const announced = measure({ id: 'E', known_from: '2026-09-30', effective_from: '2029-01-01' });
    expect(count([suspended, ended, announced])).toBe(3);
  });

  test('begin with the clock and end with what is known', () => {
    expect(count([measure({ known_from: '2022-12-31' })])).toBe(0);
    expect(count([measure({ known_from: '2023-01-01' })])).toBe(1);
    expect(count([measure({ known_from: '2026-10-01' })])).toBe(1);
    expect(count([measure({ known_from: '2026-10-02' })])).toBe(0);
    expect(count([measure({ known_from: '2026-10-01' })], day - 1)).toBe(0);
  });

  test('are of the classes that name elements, on this buyer, of this origin', () => {
    expect(count([measure({ control_class: 'entity_list' })])).toBe(0);
    expect(count([measure({ control_class: 'technology_ban' })])).toBe(0);
    expect(count([measure({ targets: ['USA'] })])).toBe(0);
    expect(count([measure({ origins: ['MMR'] })])).toBe(0);
    expect(count([measure({ targets: ['NLD'] })], day, 'EUU')).toBe(1);
  });

  test('reach dual-use goods by the licences of the day they became known', () => {
    const ban = measure({
      id: 'B',
      control_class: 'end_use_broad',
      known_from: '2024-06-01',
      applies: [{ elements: ['@dual_use'], stages: ['refining'] }],
    });
    expect(count([measure({ known_from: '2024-05-01' }), ban])).toBe(2);
    expect(count([measure({ known_from: '2024-07-01' }), ban])).toBe(1);
    expect(count([measure({ known_from: '2024-05-01', effective_to: '2024-06-01' }), ban])).toBe(1);
  });
});

describe('new controls at a stage', () => {
  test('are listed for every foreign origin, with the world share as it is', () => {
    const shares = sharesOf({ CHN: 0.9, VNM: 0.1 }, { world: [0.6, 0] });
    const hazards = assess(newControl, situation({ shares, newControlEvents: (origin) => (origin === 'CHN' ? 2 : 0) }));
    expect(hazards.map(({ id }) => id)).toEqual(['new_control:CHN', 'new_control:VNM']);
    expect(hazards[0]).toMatchObject({ a: 0.9, events: 2, lambda_base: expect.closeTo((0.7 * (0.9 + 2)) / 6, 12) });
    expect(hazards[1]).toMatchObject({ events: 0, lambda_base: expect.closeTo((0.7 * 0.9 * 0.02) / 6, 12) });
  });

  test('of the remainder are those of four equal origins, which no measure names', () => {
    const shares = sharesOf({ OTH: 0.8, CHN: 0.2 });
    const hazard = only(newControl, { shares, newControlEvents: () => 5 }, 'new_control:OTH');
    expect(hazard).toMatchObject({ a: 0.2, events: 0, lambda_base: expect.closeTo((4 * 0.7 * 0.9 * 0.25) / 6, 12) });
  });

  test('are tilted for the origin of the signals', () => {
    const hazards = assess(newControl, situation({ signals: { carriers: 0, senkaku: 4, taiwan_strait: 0 } }));
    expect(hazards.map((hazard) => 'multiplier' in hazard && hazard.multiplier)).toEqual([expect.closeTo(Math.exp(4 * 0.137327), 12), 1]);
  });
});

describe('instability of an origin', () => {
  test.each([
    [0, 0.03],
    [0.9, 0.03 * Math.exp(-0.72)],
    [-2.1, 0.03 * Math.exp(1.68)],
    [-5, 0.5],
    [9, 0.002],
  ])('with a stability of %d has a rate of %d a year', (politicalStability, rate) => {
    expect(instabilityRate(politicalStability, 1, parameters)).toBeCloseTo(rate, 12);
  });

  test('of the remainder is that of four equal origins', () => {
    const hazard = only(originInstability, { shares: sharesOf({ OTH: 1 }) });
    expect(hazard).toMatchObject({ id: 'origin_instability:OTH', a: 0.25, lambda_base: expect.closeTo(0.12, 12) });
  });
});

describe('the largest plant', () => {
  test('is that of the table', () => {
    expect(only(facility, { facilityShare: 0.4 })).toMatchObject({ id: 'facility', a: 0.4, lambda_base: 0.12 });
    expect(only(facility, { facilityShare: 0 }).a).toBe(0);
  });

  test('is else a part of the largest source, domestic supply and the remainder included', () => {
    expect(only(facility, {}).a).toBeCloseTo(0.15 * 0.9, 14);
    expect(only(facility, { shares: sharesOf({ CHN: 0.3 }, { domestic: 0.7 }) }).a).toBeCloseTo(0.15 * 0.7, 14);
    expect(only(facility, { shares: sharesOf({ CHN: 0.3, OTH: 0.7 }) }).a).toBeCloseTo(0.15 * 0.7, 14);
    expect(only(facility, { shares: sharesOf({}, { domestic: 1 }) }).a).toBeCloseTo(0.15, 14);
  });
});

describe('the lanes', () => {
  test.each([
    ['CHN', 'separation', 'JPN', 0.65 * 0.6],
    ['HKG', 'mine', 'KOR', 0.98 * 0.25],
    ['ZAF', 'metal', 'JPN', 0.65 * 0.85],
    ['OTH', 'magnet', 'TWN', 0.7 * 0.6],
    ['CAN', 'magnet', 'USA', 0],
    ['ZAF', 'magnet', 'EUU', 0],
    ['CHN', 'refining', 'CAN', 0.8 * 0.3],
    ['AUS', 'refining', 'CAN', 0.8 * 0.1],
  ] as const)('carry of the flow of %s at the %s stage to %s a part of %d', (origin, stage, buyer, part) => {
    expect(inferredTransitExposure(origin, stage, buyer, parameters)).toBeCloseTo(part, 14);
  });

  test('are one hazard over all origins, by the route table where it has the origin', () => {
    const hazards = assess(transit, situation({ routes: { CHN: 0.5 } }));
    expect(hazards).toHaveLength(1);
    expect(hazards[0]?.a).toBeCloseTo(0.9 * 0.5 + 0.1 * 0.65 * 0.85, 14);
    expect(only(transit, { routes: { CHN: 0, MYS: 0 } }).a).toBe(0);
  });

  test('are tilted by the signals of the buyer', () => {
    expect(only(transit, { signals: { carriers: 0, senkaku: 0, taiwan_strait: 2 } })).toMatchObject({
      multiplier: expect.closeTo(Math.exp(2 * 0.274653), 12),
      lambda_base: 0.02,
    });
  });
});

test('an origin of no region, where a methodology has no other, crosses no lane', () => {
  const { default: _, ...regions } = parameters.transit_region;
  expect(inferredTransitExposure('XYZ', 'separation', 'JPN', parameters)).toBeGreaterThan(0);
  expect(inferredTransitExposure('XYZ', 'separation', 'JPN', { ...parameters, transit_region: regions })).toBe(0);
});
