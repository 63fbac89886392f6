import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { activeControl, activeControls } from '#domain/hazards/active-control.ts';
import { type ActiveControl, assess, drawOf } from '#domain/hazards/hazard.ts';
import { lognormalTail } from '#domain/numbers/statistics.ts';
import { stageBuffer } from '#domain/supply/loss.ts';
import type { MeasureEffectResult } from '#domain/vocabulary/scoring-result.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { sharesOf, situation, steadyBuffer } from '#test/builders/stage-situation.ts';

const { parameters } = goldenMethodology;
const buffer = stageBuffer(62, 0.9, 'separation', parameters);

/** A licence on everyone. */
function effect(overrides: Partial<MeasureEffectResult> = {}): MeasureEffectResult {
  const licence = { id: 'A', cls: 'licence', group: 'flow', rho: 0.65, pi: 0.6, median: 230, start: 0, status: 'in_force', ramp: 0.1 };
  return { ...licence, ...overrides };
}

const endUse = (overrides: Partial<MeasureEffectResult> = {}) =>
  effect({ id: 'U', cls: 'end_use_broad', group: 'user', rho: 0.5, pi: 0.5, median: 240, ramp: 0.3, ...overrides });
const list = (overrides: Partial<MeasureEffectResult> = {}) =>
  effect({ id: 'V', cls: 'entity_list', group: 'user', rho: 0.04, pi: 0.5, median: 240, ramp: 0.3, ...overrides });

function control(measures: readonly MeasureEffectResult[], a = 0.976, horizonDays = 365): ActiveControl {
  const hazard = activeControl('CHN', a, measures, buffer, horizonDays, parameters);
  if (hazard === null) throw new Error('no hazard');
  return hazard;
}

/** P(T > TTS) of a control: loss from rho and ramp, 62 days of cover, sigma 1.3. */
function outlasts(rho: number, median: number, ramp: number, a = 0.976): number {
  const loss = Math.max(0, a * rho - Math.max(0.02, ramp * (1 - a) + 0.05));
  return loss === 0 ? 0 : lognormalTail(median, 1.3, 62 / loss);
}

const g = (days: number) => (days <= 0 ? 0 : Math.min(1, (1 - Math.exp(-days / 90)) / (1 - Math.exp(-365 / 90))));

describe('a single flow measure', () => {
  test('gives its chance to bind times the chance to outlast the cover', () => {
    const hazard = control([effect()]);
    expect(hazard).toMatchObject({ flow: 'A', pi_flow: 0.6, pi_user: 0, rho_user: 0 });
    expect(hazard.q).toBeCloseTo(0.6 * outlasts(0.65, 230, 0.1), 14);
    expect(hazard.Lambda).toBeCloseTo(-Math.log(1 - hazard.q), 14);
    expect(hazard.Lambda_base).toBe(hazard.Lambda);
    expect(hazard.Lambda_measures).toEqual({ A: expect.closeTo(hazard.Lambda, 14) });
  });

  test('reproduces the reference vector', () => {
    const { active_control: reference } = JSON.parse(readFileSync(new URL('../../golden/vectors.json', import.meta.url), 'utf8')) as {
      active_control: { pi: number; tts: number; median: number; sigma: number; q: number; Lambda: number };
    };
    const { pi, median, sigma } = reference;
    const calm = { ...parameters, control_sigma: sigma };
    const thin = steadyBuffer(60, 0.1);
    const hazard = activeControl('CHN', 1, [effect({ rho: 0.74, pi, median })], thin, 365, calm);
    expect(hazard?.tts_days).toBeCloseTo(reference.tts, 12);
    expect(hazard?.q).toBeCloseTo(reference.q, 12);
    expect(hazard?.Lambda).toBeCloseTo(reference.Lambda, 12);
  });

  test('that stops too little to exceed the spare capacity is listed with nothing', () => {
    expect(control([effect({ cls: 'technology_ban', rho: 0.03, median: 365 })])).toMatchObject({
      flow: null,
      pi_flow: 0,
      states: [],
      q: 0,
      loss: 0,
      tts_days: null,
      Lambda: 0,
      Lambda_measures: {},
      inside_365: 0,
      expected_days: 0,
    });
  });

  test('is never a certainty', () => {
    const hazard = activeControl('CHN', 1, [effect({ rho: 1, pi: 1, median: 1e9 })], steadyBuffer(7, 0), 365, parameters);
    expect(hazard?.q).toBe(1 - 1e-6);
    expect(hazard?.Lambda).toBeCloseTo(-Math.log(1e-6), 9);
    expect(hazard?.inside_365).toBeLessThanOrEqual(-Math.log(1e-6) + 1e-9);
  });
});

describe('several flow measures', () => {
  test('count once, by the strongest', () => {
    // P(T > TTS) is 0.723 for A and 0.778 for B: a rare ban is weaker, a likely one stronger than the licence.
    const rare = control([effect({ id: 'A' }), effect({ id: 'B', rho: 0.8, pi: 0.55 })]);
    const likely = control([effect({ id: 'A' }), effect({ id: 'B', rho: 0.8, pi: 0.58 })]);
    expect([rare.flow, likely.flow]).toEqual(['A', 'B']);
    expect(Object.keys(likely.Lambda_measures)).toEqual(['B']);
    expect(likely.q).toBeCloseTo(0.58 * outlasts(0.8, 230, 0.1), 14);
  });

  test('that are equal, or differ by less than 1e-15 in q, count as the first in byte order', () => {
    expect(control([effect({ id: 'A' }), effect({ id: 'B' })]).flow).toBe('A');
    expect(control([effect({ id: 'A' }), effect({ id: 'B', pi: 0.6 + 5e-16 })]).flow).toBe('A');
    expect(control([effect({ id: 'A' }), effect({ id: 'B', pi: 0.6 + 1e-12 })]).flow).toBe('B');
    expect(control([effect({ id: 'Z' }), effect({ id: 'a' })]).flow).toBe('Z');
  });
});

describe('the user group', () => {
  test('takes the largest end-use rule and adds the lists, up to its cap', () => {
    expect(control([endUse(), endUse({ id: 'U2', cls: 'end_use_defence', rho: 0.12 })]).rho_user).toBeCloseTo(0.5, 14);
    expect(control([endUse(), list(), list({ id: 'W' })]).rho_user).toBeCloseTo(0.58, 14);
    expect(control([endUse(), list(), list({ id: 'W' }), list({ id: 'X' })]).rho_user).toBe(0.6);
  });

  test('counts measures below the threshold in proportion', () => {
    const hazard = control([endUse({ pi: 0.6 }), list({ pi: 0.3, rho: 0.08 })]);
    expect(hazard.pi_user).toBe(0.6);
    expect(hazard.rho_user).toBeCloseTo(0.5 + 0.08 * 0.5, 14);
  });

  test('takes the threshold with the largest q', () => {
    const many = control([list({ id: 'U', rho: 0.1, pi: 0.5 }), list({ rho: 0.5, pi: 0.45 })]);
    expect(many.pi_user).toBe(0.5);
    expect(many.q).toBeCloseTo(0.5 * outlasts(0.1 + 0.5 * 0.9, 240, 0.3), 14);
    // At the higher threshold the sum, 0.01 + 0.12/3, is below the spare capacity.
    const few = control([list({ id: 'U', rho: 0.01, pi: 0.9 }), list({ rho: 0.12, pi: 0.3 })]);
    expect(few.pi_user).toBe(0.3);
    expect(few.q).toBeCloseTo(0.3 * outlasts(0.13, 240, 0.3), 14);
  });

  test('may weaken when one measure alone becomes likelier, because only the pi of its measures are thresholds', () => {
    const broad = endUse({ pi: 0.34 });
    const watch = list({ id: 'W', cls: 'watch_list', rho: 0.01, pi: 0.345 });
    const defence = (pi: number) => endUse({ id: 'D', cls: 'end_use_defence', rho: 0.12, pi });
    const before = control([broad, defence(0.61), watch]);
    const after = control([broad, defence(0.99), watch]);
    expect(after.q).toBeLessThan(before.q);
  });

  test('has the largest median, the smallest ramp and the smallest start of all its measures', () => {
    const loss = 0.976 * 0.54 - 0.0524;
    const p = outlasts(0.54, 500, 0.1);
    const started = g(365 - 62 / loss - 10) / g(355);
    const early = { start: 10, median: 500, ramp: 0.1 };
    const late = { start: 30, median: 100, ramp: 0.3 };
    for (const hazard of [control([endUse(late), list(early)]), control([endUse(early), list(late)])]) {
      expect(hazard.states).toEqual([
        { weight: 0.5, loss: expect.closeTo(loss, 14), tts_days: expect.closeTo(62 / loss, 10), p_outlast: expect.closeTo(p, 14) },
      ]);
      expect(hazard.inside_365).toBeCloseTo(-Math.log(1 - 0.5 * p * started), 12);
    }
  });
});

describe('a flow measure beside the user group', () => {
  test('binds in three states whose weights are those of independent events', () => {
    const hazard = control([effect(), endUse()]);
    expect(hazard.states.map(({ weight }) => weight)).toEqual(
      [0.6 * 0.5, 0.4 * 0.5, 0.6 * 0.5].map((weight) => expect.closeTo(weight, 14)),
    );
    const joint = outlasts(1 - 0.35 * 0.5, 230, 0.1);
    const q = 0.3 * outlasts(0.65, 230, 0.1) + 0.2 * outlasts(0.5, 240, 0.3) + 0.3 * joint;
    expect(hazard.q).toBeCloseTo(q, 14);
  });

  test('leaves out states that can not be', () => {
    expect(control([effect({ pi: 1 }), endUse()]).states.map(({ weight }) => weight)).toEqual([0.5, 0.5]);
    expect(control([effect({ pi: 1 }), endUse({ pi: 1 })]).states.map(({ weight }) => weight)).toEqual([1]);
  });

  test('is never shortened by a rule that lasts less: when both bind, the longest lasting alternative counts', () => {
    const quota = effect({ cls: 'export_quota', rho: 0.45, median: 730 });
    const alone = outlasts(0.45, 730, 0.1);
    expect(outlasts(1 - 0.55 * 0.5, 240, 0.1)).toBeLessThan(alone);
    const hazard = control([quota, endUse()]);
    expect(hazard.states.at(-1)?.p_outlast).toBeCloseTo(alone, 14);
    expect(hazard.q).toBeCloseTo(0.6 * alone + 0.2 * outlasts(0.5, 240, 0.3), 14);
    expect(control([quota, list({ median: 30 })]).q).toBeCloseTo(control([quota]).q, 14);
  });

  test('starts late when the later of the two does', () => {
    const hazard = control([effect({ start: 0 }), endUse({ start: 100 })]);
    const [alone, user, both] = hazard.states;
    const term = (state: typeof alone, start: number) =>
      (state?.weight ?? 0) * (state?.p_outlast ?? 0) * (g(365 - (state?.tts_days ?? 0) - start) / g(365 - start));
    expect(hazard.inside_365).toBeCloseTo(-Math.log(1 - (term(alone, 0) + term(user, 100) + term(both, 100))), 12);
  });

  test('shares its hazard in proportion to pi and rho, over the chosen flow measure and all user measures', () => {
    const hazard = control([effect(), effect({ id: 'B', rho: 0.2 }), endUse(), list()]);
    const weights = { A: 0.6 * 0.65, U: 0.5 * 0.5, V: 0.5 * 0.04 };
    const sum = weights.A + weights.U + weights.V;
    expect(hazard.Lambda_measures).toEqual({
      A: expect.closeTo((hazard.Lambda * weights.A) / sum, 14),
      U: expect.closeTo((hazard.Lambda * weights.U) / sum, 14),
      V: expect.closeTo((hazard.Lambda * weights.V) / sum, 14),
    });
  });

  test('is shown by the state that weighs most, on a tie by the larger loss', () => {
    const hazard = control([effect(), endUse()]);
    expect(hazard.loss).toBe(hazard.states.at(-1)?.loss);
    const endless = control([effect({ pi: 0.5, median: 1e12 }), endUse({ pi: 0.5, median: 1e12 })]);
    expect(endless.states.map(({ weight, p_outlast }) => weight * p_outlast)).toEqual([0.25, 0.25, 0.25]);
    expect(endless.loss).toBe(Math.max(...endless.states.map(({ loss }) => loss)));
    const flowAlone = control([effect({ pi: 0.9 }), endUse({ pi: 0.1 })]);
    expect(flowAlone.loss).toBe(flowAlone.states[0]?.loss);
  });
});

describe('stock-out', () => {
  test('inside 90 days is rare when the cover lasts longer than 90 days', () => {
    expect(control([effect()]).tts_days).toBeGreaterThan(90);
    expect(control([effect()]).inside_90).toBe(0);
  });

  test('of a horizon shorter than 90 days looks no further than the horizon', () => {
    const short = activeControl('CHN', 1, [effect({ rho: 0.9 })], steadyBuffer(10, 0), 60, parameters);
    expect(short?.inside_90).toBe(short?.inside_365);
    expect(short?.inside_365).toBeGreaterThan(0);
  });
});

describe('active controls of a stage', () => {
  test('are listed for named origins with a share and a measure', () => {
    const shares = sharesOf({ CHN: 0.5, MMR: 0, OTH: 0.3, USA: 0.2 });
    const hazards = assess(activeControls, situation({ shares, measures: (origin) => (origin === 'USA' ? [] : [effect()]) }));
    expect(hazards.map(({ id }) => id)).toEqual(['active_control:CHN']);
  });
});

test('feed that is stopped on its way reaches the buyer later: the days under way are cover as well', () => {
  const feed = { place: 'feed', origin: 'MMR', processor: 'CHN', measures: [effect()], pipelineDays: 75, exposure: () => () => 0.5 };
  const [hazard] = assess(activeControls, situation({ feedControls: [feed] }));
  expect(hazard?.id).toBe('active_control:feed:MMR');
  const loss = 0.5 * 0.65 - (0.1 * 0.5 + 0.05);
  expect(hazard).toMatchObject({ a: 0.5, tts_days: expect.closeTo((62 + 75) / loss, 9) });
  expect(assess(activeControls, situation({ feedControls: [{ ...feed, exposure: () => () => 0 }] }))).toEqual([]);
});

test('feed of plants that send the buyer nothing is no hazard, also where a failed supplier has left a gap that nobody fills', () => {
  const feed = { place: 'feed', origin: 'MMR', processor: 'CHN', measures: [effect()], pipelineDays: 75, exposure: () => () => 0 };
  const at = situation({ shares: sharesOf({}), buffer: { ...buffer, gap: 0.4 }, feedControls: [feed] });
  const { addTo, describe: described } = activeControls.prepare(at, []);
  expect([addTo(0.25, drawOf(at)), described(drawOf(at))]).toEqual([0.25, []]);
});
