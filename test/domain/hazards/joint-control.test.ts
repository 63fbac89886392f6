import { describe, expect, test } from 'vitest';
import { activeControls } from '#domain/hazards/active-control.ts';
import { type ActiveControl, assess as assessHazard } from '#domain/hazards/hazard.ts';
import { lognormalExcess, lognormalTail } from '#domain/numbers/statistics.ts';
import type { MeasureEffectResult } from '#domain/vocabulary/scoring-result.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { type SituationInResults, sharesOf, situation } from '#test/builders/stage-situation.ts';

const parameters = { ...goldenMethodology.parameters, joint_controls: true as const };

function effect(id: string, overrides: Partial<MeasureEffectResult> = {}): MeasureEffectResult {
  const licence = { id, cls: 'licence', group: 'flow' as const, rho: 0.8, pi: 0.6, median: 230, start: 0, status: 'in_force', ramp: 0.3 };
  return { ...licence, ...overrides };
}

/** Hazards of two origins at once. */
const joint = (at: Partial<SituationInResults>) => assessHazard(activeControls, situation(at)).filter(({ id }) => id.includes('+'));

type Measures = Readonly<Record<string, readonly MeasureEffectResult[]>>;

/** Sixty days of cover; what is left of supply makes good its ramp, at least 2 %. */
function assess(a: Readonly<Record<string, number>>, measures: Measures, horizonDays = 365): ActiveControl | undefined {
  const buffer = { coverDays: 60, spareFloor: 0.02, substitution: 0, rampPart: 1, gap: 0 };
  const hazards = joint({ parameters, shares: sharesOf(a), buffer, horizonDays, measures: (origin) => measures[origin] ?? [] });
  expect(hazards.length).toBeLessThan(2);
  return hazards[0] as ActiveControl | undefined;
}

/** Loss, time to survive and chance to outlast it, of a share `a` of which `lost` stops. */
function outcome(lost: number, a: number, ramp: number, median: number) {
  const loss = Math.max(0, lost - Math.max(0.02, ramp * (1 - a)));
  const tts = 60 / loss;
  const outlasts = loss > 0 ? lognormalTail(median, 1.3, tts) : 0;
  return { loss, tts, outlasts, days: loss > 0 ? loss * lognormalExcess(median, 1.3, tts) : 0 };
}

describe('two origins under control', () => {
  const china = effect('CN', { start: 10 });
  const myanmar = effect('MM', { rho: 0.5, pi: 0.4, median: 120, ramp: 0.1, start: 40 });
  const alone = [outcome(0.4 * 0.8, 0.4, 0.3, 230), outcome(0.5 * 0.5, 0.5, 0.1, 120)] as const;
  // Together the lower ramp and the shorter measure count.
  const both = outcome(0.4 * 0.8 + 0.5 * 0.5, 0.9, 0.1, 120);
  const q = 0.6 * 0.6 * alone[0].outlasts + 0.4 * 0.4 * alone[1].outlasts + 0.6 * 0.4 * both.outlasts;
  const cumulative = -Math.log(1 - q) + Math.log(1 - 0.6 * alone[0].outlasts) + Math.log(1 - 0.4 * alone[1].outlasts);

  test('have, as one hazard, what the chance of the pair has above the two that are counted already', () => {
    const found = assess({ CHN: 0.4, MMR: 0.5, VNM: 0.1 }, { CHN: [china], MMR: [myanmar] });
    expect(cumulative).toBeGreaterThan(0.01);
    expect(found).toMatchObject({ id: 'active_control:CHN+MMR', kind: 'active_control', a: 0.9, flow: 'CN', pi_user: 0, rho_user: 0 });
    expect(found?.Lambda).toBeCloseTo(cumulative, 12);
    expect(found?.Lambda_base).toBe(found?.Lambda);
    expect(found?.Lambda_signals).toEqual({});
    expect(found?.q).toBeCloseTo(1 - Math.exp(-cumulative), 12);
    expect(found?.pi_flow).toBeCloseTo(0.24, 12);
    expect(found?.loss).toBeCloseTo(both.loss, 12);
    expect(found?.tts_days).toBeCloseTo(both.tts, 9);
    expect(found?.states).toEqual([
      {
        weight: 0.24,
        loss: expect.closeTo(both.loss, 12),
        tts_days: expect.closeTo(both.tts, 9),
        p_outlast: expect.closeTo(both.outlasts, 12),
      },
    ]);
  });

  test('share it between their measures by chance times severity', () => {
    const found = assess({ CHN: 0.4, MMR: 0.5, VNM: 0.1 }, { CHN: [china], MMR: [myanmar] });
    const [cn, mm] = [0.6 * 0.8, 0.4 * 0.5];
    expect(found?.Lambda_measures).toEqual({
      CN: expect.closeTo((cumulative * cn) / (cn + mm), 12),
      MM: expect.closeTo((cumulative * mm) / (cn + mm), 12),
    });
  });

  test('begin with the later measure and bite once the cover of both is gone', () => {
    const found = assess({ CHN: 0.4, MMR: 0.5, VNM: 0.1 }, { CHN: [china], MMR: [myanmar] });
    const g = (days: number) => (days <= 0 ? 0 : Math.min(1, (1 - Math.exp(-days / 90)) / (1 - Math.exp(-365 / 90))));
    const inside = (days: number) => cumulative * Math.min(1, g(days - both.tts - 40) / g(365 - 40));
    expect(found?.inside_365).toBeCloseTo(inside(365), 12);
    expect(found?.inside_90).toBeCloseTo(inside(90), 12);
    expect(inside(365)).toBeGreaterThan(0);
    const short = assess({ CHN: 0.4, MMR: 0.5, VNM: 0.1 }, { CHN: [china], MMR: [myanmar] }, 30);
    expect(short?.inside_90).toBe(short?.inside_365);
  });

  test('cost the days above those of the two alone, when both bind', () => {
    const found = assess({ CHN: 0.4, MMR: 0.5, VNM: 0.1 }, { CHN: [china], MMR: [myanmar] });
    expect(found?.expected_days).toBeCloseTo(0.24 * Math.max(0, both.days - alone[0].days - alone[1].days), 9);
  });

  test('never cost fewer days than nothing, also when the shorter measure makes the pair shorter than one alone', () => {
    const found = assess(
      { CHN: 0.6, MMR: 0.3, VNM: 0.1 },
      { CHN: [effect('CN', { median: 900 })], MMR: [effect('MM', { median: 30, rho: 0.9 })] },
    );
    expect(found === undefined || found.expected_days >= 0).toBe(true);
  });

  test('are the same when the facts name one measure for both', () => {
    const shared = assess({ CHN: 0.4, MMR: 0.5, VNM: 0.1 }, { CHN: [effect('ONE')], MMR: [effect('ONE')] });
    expect(Object.keys(shared?.Lambda_measures ?? {})).toEqual(['ONE']);
    expect(shared?.Lambda_measures.ONE).toBeCloseTo(shared?.Lambda ?? Number.NaN, 12);
  });

  test('of three are the pair with the largest hazard', () => {
    const measures = { CHN: [effect('CN')], MMR: [effect('MM', { pi: 0.2 })], VNM: [effect('VN', { pi: 0.5 })] };
    expect(assess({ CHN: 0.35, MMR: 0.3, VNM: 0.3, USA: 0.05 }, measures)?.id).toBe('active_control:CHN+VNM');
  });

  test('take of several measures of an origin the one with the largest hazard, wherever it stands', () => {
    const [weak, strong] = [effect('W', { pi: 0.1 }), effect('S', { pi: 0.7 })];
    for (const order of [
      [weak, strong],
      [strong, weak],
    ])
      expect(assess({ CHN: 0.4, MMR: 0.5, VNM: 0.1 }, { CHN: order, MMR: [myanmar] })?.flow).toBe('S');
  });

  test('are no hazard of their own with one origin, with the unnamed rest, with measures on users only, and without the rule', () => {
    const flow = [effect('F')];
    expect(assess({ CHN: 0.4, MMR: 0.6 }, { CHN: flow })).toBeUndefined();
    expect(assess({ CHN: 0.4, OTH: 0.6 }, { CHN: flow, OTH: flow })).toBeUndefined();
    expect(assess({ CHN: 0.4, MMR: 0.6 }, { CHN: flow, MMR: [effect('U', { group: 'user' })] })).toBeUndefined();
    expect(joint({ measures: () => flow })).toEqual([]);
  });
});
