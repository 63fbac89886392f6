import { describe, expect, test } from 'vitest';
import { assess, drawOf, type Hazard, type StageSituation } from '#domain/hazards/hazard.ts';
import { recordedNewControl } from '#domain/hazards/recorded-new-control.ts';
import { stateAndEventControl } from '#domain/hazards/state-and-event-control.ts';
import type { NewControlEffect, Parameters } from '#domain/vocabulary/methodology.ts';
import type { ActiveControlResult, MeasureEffectResult, RatedHazardResult } from '#domain/vocabulary/scoring-result.ts';
import { sharesOf, situation, steadyBuffer } from '#test/builders/stage-situation.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const { parameters } = stateAndEventMethodology;

/** A list of firms in force that is sure to bind, on two fifths of the flow. */
const list = (id: string, over: Partial<MeasureEffectResult> = {}): MeasureEffectResult => ({
  id,
  cls: 'entity_list',
  group: 'user',
  rho: 0.6,
  pi: 1,
  median: 230,
  start: 0,
  status: 'in_force',
  ramp: parameters.ramp_targeted,
  ...over,
});

/** China has four fifths of the supply behind 100 days of cover, and nothing makes good what it stops. */
const underMeasures = (measures: readonly MeasureEffectResult[], rules: Parameters = parameters): StageSituation =>
  situation({
    parameters: rules,
    shares: sharesOf({ CHN: 0.8, MYS: 0.2 }),
    buffer: steadyBuffer(100, 0),
    measures: (origin) => (origin === 'CHN' ? measures : []),
  });

const controlsOf = (of: StageSituation) => assess(stateAndEventControl, of) as readonly ActiveControlResult[];
/** The sum of a draw, which is worked out without the states. */
const sumOf = ({ prepare }: Hazard, of: StageSituation): number => prepare(of, of.shares.origins).addTo(0, drawOf(of));

describe('lists of users', () => {
  const { user_list_cap: cap, ...uncapped } = parameters;
  const both = [list('L1'), list('L2')];

  test('add up to the cap of the methodology: 100/(0.8 x 0.6) days of survival, P = Phi((ln 230 - ln 208.33)/1.3)', () => {
    expect(cap).toBe(0.6);
    const of = underMeasures(both);
    expect(controlsOf(of)[0]?.q).toBeCloseTo(0.5303332738855444, 9);
    expect(sumOf(stateAndEventControl, of)).toBeCloseTo(-Math.log(1 - 0.5303332738855444), 9);
  });

  test('stop the whole flow at most where a methodology has no cap: 125 days, P = Phi((ln 230 - ln 125)/1.3)', () => {
    const of = underMeasures(both, uncapped);
    expect(controlsOf(of)[0]?.q).toBeCloseTo(0.6804832085802709, 9);
    expect(sumOf(stateAndEventControl, of)).toBeCloseTo(1.1409454512412127, 9);
  });
});

describe('a measure', () => {
  test('that never binds is left out', () => {
    const [without, more] = [underMeasures([list('L1')]), underMeasures([list('L1'), list('L2', { pi: 0 })])];
    expect(controlsOf(more)).toEqual(controlsOf(without));
    expect(Object.keys(controlsOf(more)[0]?.Lambda_measures ?? {})).toEqual(['L1']);
    expect(sumOf(stateAndEventControl, more)).toBe(sumOf(stateAndEventControl, without));
    expect(controlsOf(underMeasures([list('L2', { pi: 0 })]))).toEqual([]);
  });

  test('that stops nothing is in force, and has no part of any score', () => {
    const of = underMeasures([list('L1', { rho: 0 })]);
    expect(controlsOf(of)).toMatchObject([
      { id: 'active_control:CHN', q: 0, Lambda: 0, loss: 0, tts_days: null, expected_days: 0, Lambda_measures: {} },
    ]);
    expect(sumOf(stateAndEventControl, of)).toBe(0);
  });
});

describe('the spread of the length of new controls', () => {
  const effect: NewControlEffect = { rho: 0.7, pi: 0.7, median: 400, sigma: 0.9 };
  const rules = { ...parameters, new_control_effect: { default: effect } };
  const of = situation({ parameters: rules, shares: sharesOf({ MYS: 0.5 }), buffer: steadyBuffer(100, 0) });
  const { origins } = of.shares;
  const outlasts = (controlSigma: number) =>
    recordedNewControl.prepare(of, origins).describe({ ...drawOf(of), drawn: { ...of.drawn, controlSigma } }) as RatedHazardResult[];

  test('is that of the origin where it has one of its own, and no draw moves it: P = Phi((ln 400 - ln 285.71)/0.9)', () => {
    expect(rules.control_sigma).not.toBe(effect.sigma);
    for (const drawn of [rules.control_sigma, 0.4]) expect(outlasts(drawn)[0]?.p_outlast).toBeCloseTo(0.6457450324422145, 9);
  });

  test('is else the spread of all controls, as it is drawn: P = Phi((ln 400 - ln 285.71)/1.3)', () => {
    const shared = { ...rules, new_control_effect: { default: { ...effect, sigma: rules.control_sigma } } };
    const own = situation({ parameters: shared, shares: sharesOf({ MYS: 0.5 }), buffer: steadyBuffer(100, 0) });
    expect((assess(recordedNewControl, own)[0] as RatedHazardResult).p_outlast).toBeCloseTo(0.6021147879543651, 9);
  });
});
