import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { backTest } from '#domain/back-test/back-test.ts';
import { EVENT_OUTCOMES, partsBackTest, STATE_OUTCOMES } from '#domain/back-test/state-and-event/parts-back-test.ts';
import { goalsOf, partsReadingOf } from '#domain/back-test/state-and-event/parts-reading.ts';
import type { PartFigure, SkillAgainst } from '#domain/back-test/state-and-event/parts-report.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { sha256Seed as seedOf } from '#functions/adapters/sha256-seed.ts';
import { aControlOutcome, anEpisode, smallSettings as settings, smallHistory } from '#test/builders/back-test-world.ts';
import { aPolicy } from '#test/builders/reference-data.ts';

const judged = (version: string) => ({
  document: bundledMethodologies.get(version)?.document as MethodologyDocument,
  sha256: `hash of ${version}`,
});
const data = smallHistory({
  policy: [aPolicy('CN-X')],
  episodes: [anEpisode('E', { measures: ['CN-X'], severity_mean: 1, end: '2025-12-31', duration_days: 271 })],
  control_outcomes: [aControlOutcome('O')],
});
const rules = JUDGING_RULES[0];
const report = () => partsBackTest({ data, methodologies: [judged('1.0.0'), judged('2.0.0')], settings, rules, seedOf });

describe('state and new event judged apart', () => {
  it('needs a methodology that has both', () => {
    expect(() => partsBackTest({ data, methodologies: [judged('1.0.0')], settings, rules, seedOf })).toThrow(
      /must have a state and an event/,
    );
    expect(() => partsBackTest({ data, methodologies: [], settings, rules, seedOf })).toThrow(RangeError);
  });

  it('is the same report from the same facts', () => {
    expect(report()).toEqual(report());
  });

  it('judges each outcome from both origins where anything is known, the parts of the latest first, then benchmarks and ranks', () => {
    const { figures, methodologies } = report();
    expect(methodologies).toEqual([
      { version: '1.0.0', sha256: 'hash of 1.0.0' },
      { version: '2.0.0', sha256: 'hash of 2.0.0' },
    ]);
    expect([...new Set(figures.map(({ outcome }) => outcome))]).toEqual([...EVENT_OUTCOMES, ...STATE_OUTCOMES]);
    const control = figures.filter(({ outcome, since }) => outcome === 'new_control' && since === '2023-01-01');
    expect(control.map(({ forecast, methodology }) => `${forecast} ${methodology}`)).toEqual([
      'new_event 2.0.0',
      'new_control_rate 2.0.0',
      'score 2.0.0',
      'new_event 1.0.0',
      'new_control_rate 1.0.0',
      'score 1.0.0',
      'constant null',
      'never null',
      'persistence null',
      'concentration null',
      'share_of_largest_origin null',
      'share_of_china null',
      'hhi null',
    ]);
    // Nine origins whose year ends by 2026-01-01, four pairs; three origins whose year holds the day, two buyers.
    expect(control[0]).toMatchObject({ forecasts: 36, unknown: 0, happened: 6, events: 1, horizon_days: 365 });
    expect(figures.find(({ outcome, since }) => outcome === 'new_control' && since === '2024-01-01')?.forecasts).toBe(20);
  });

  it('judges the state where the control is in force and somebody looked for 90 days: two origins, two buyers', () => {
    const [state] = report().figures.filter(({ outcome }) => outcome === 'state_of_controls');
    // 1 July and 1 October 2025; on 1 January 2026 the licence is in force, and nobody has looked since.
    expect(state).toMatchObject({ forecast: 'state', methodology: '2.0.0', forecasts: 4, unknown: 2, happened: 4, events: 1 });
  });

  it('leaves out an outcome of which nothing is known', () => {
    const silent = partsBackTest({
      data: smallHistory({ policy: [aPolicy('CN-X')], episodes: [] }),
      methodologies: [judged('2.0.0')],
      settings,
      rules,
      seedOf,
    });
    expect(silent.figures.some(({ outcome }) => outcome === 'state_of_controls')).toBe(false);
    expect(silent.goals.some(({ goal }) => goal.startsWith('State'))).toBe(false);
  });

  it('is part of the whole back-test where methodologies are given to it, and counts as tried', () => {
    const inputs = { data, methodologies: [judged('1.0.0')] as const, inputsSha256: 'x', seedOf, settings };
    const [without, whole] = [
      backTest(inputs),
      backTest({ ...inputs, judgedApart: { methodologies: [judged('1.0.0'), judged('2.0.0')], rules } }),
    ];
    expect(without.state_and_event).toBeNull();
    expect(whole.state_and_event).toEqual(report());
    expect(whole.variants_tried - without.variants_tried).toBe(report().figures.length);
  });
});

describe('goals and reading', () => {
  const interval = (value: number | null, spread = 0.01) => ({
    value,
    low: value === null ? null : value - spread,
    high: value === null ? null : value + spread,
  });
  const against = (value: number | null, spread?: number): SkillAgainst => ({
    constant: interval(value, spread),
    never: interval(value),
    persistence: interval(value),
    concentration: interval(value),
    hindsight: interval(value),
  });
  const figure = (over: Partial<PartFigure>): PartFigure => ({
    outcome: 'new_control',
    horizon_days: 365,
    since: settings.first_origin,
    forecast: 'new_event',
    methodology: '2.0.0',
    forecasts: 100,
    unknown: 0,
    happened: 25,
    events: 7,
    blocks: 4,
    mean_forecast: 0.2,
    brier: 0.1,
    skill: against(0.1),
    auc: interval(0.6),
    auc_within_day: interval(0.6),
    ...over,
  });
  const share = (forecast: string, value: number) => figure({ forecast, methodology: null, skill: null, auc_within_day: interval(value) });
  const goals = (...figures: readonly PartFigure[]) =>
    goalsOf(figures, settings, '2.0.0').map(({ met, figures: words }) => ({ met, words }));

  it('are met by a skill of 0 or more and a rank no lower than both shares, missed else, and say how many events there were', () => {
    expect(goals(figure({}), share('share_of_largest_origin', 0.6), share('share_of_china', 0.5)).map(({ met }) => met)).toEqual([
      true,
      true,
    ]);
    expect(goals(figure({ skill: against(-0.1) }), share('share_of_china', 0.7)).map(({ met }) => met)).toEqual([false, false]);
    const [skill, rank] = goals(figure({ unknown: 3 }), share('share_of_china', 0.7));
    expect(skill?.words).toBe(
      'new_event of 2.0.0: Brier skill 0.100 (0.090 to 0.110) against constant; 100 forecasts (3 more whose outcome nobody knows), 7 event days.',
    );
    expect(rank?.words).toBe(
      'new_event of 2.0.0: AUC within a day 0.60 (0.59 to 0.61); share_of_china 0.70 (0.69 to 0.71); 100 forecasts (3 more whose outcome nobody knows), 7 event days.',
    );
  });

  it('say that nothing is shown where an interval holds 0 or is not there', () => {
    expect(goals(figure({ skill: against(0.1, 0.2) }))[0]?.words).toMatch(/An interval holds 0: nothing is shown by it\.$/);
    expect(goals(figure({ skill: against(null) }))[0]).toMatchObject({ met: false, words: expect.stringMatching(/nothing is shown/) });
    expect(goals(figure({}))[0]?.words).not.toMatch(/nothing is shown/);
  });

  it('are missed by a rank that is not defined, and met against a share whose rank is not', () => {
    const undefinedRank = { value: null, low: null, high: null };
    expect(goals(figure({ auc_within_day: undefinedRank }), share('share_of_china', 0.5))[1]?.met).toBe(false);
    expect(goals(figure({}), { ...share('share_of_china', 0.5), auc_within_day: undefinedRank })[1]?.met).toBe(true);
  });

  it('of a state ask for more than persistence and the constant, since the campaign', () => {
    const state = figure({ outcome: 'state_of_controls', forecast: 'state', since: settings.campaign_start });
    expect(goals(state)).toEqual([
      {
        met: true,
        words:
          'state of 2.0.0: Brier skill 0.100 (0.090 to 0.110) against persistence, 0.100 (0.090 to 0.110) against constant; 100 forecasts, 7 event days.',
      },
    ]);
    expect(goals({ ...state, skill: null })).toEqual([]);
  });

  it('read before and after, ranks, countries and how much was seen', () => {
    const reading = partsReadingOf(
      [
        figure({ forecast: 'score', methodology: '1.0.0', skill: against(-0.4) }),
        figure({ forecast: 'score' }),
        figure({}),
        figure({ forecast: 'new_control_rate', auc_within_day: interval(0.7) }),
        figure({ outcome: 'new_control_by_china', forecast: 'new_control_rate_of_china' }),
        figure({ outcome: 'state_of_controls', forecast: 'state', since: settings.campaign_start, unknown: 300 }),
      ],
      settings,
      ['1.0.0', '2.0.0'],
    );
    expect(reading).toHaveLength(5);
    expect(reading[0]).toBe(
      'As a forecast of a new control, Brier skill against the constant: score of 1.0.0 -0.400 (-0.410 to -0.390); score of 2.0.0 0.100 (0.090 to 0.110); new_event of 2.0.0 0.100 (0.090 to 0.110).',
    );
    expect(reading[1]).toContain('ranks with an AUC of 0.70 (0.69 to 0.71), the new event with 0.60 (0.59 to 0.61)');
    expect(reading[2]).toBe(
      'By country, rate of 2.0.0: a new control by China: skill 0.100 (0.090 to 0.110) against the constant, AUC within a day 0.60 (0.59 to 0.61), 7 event days.',
    );
    expect(reading[3]).toContain(
      'Of 400 forecasts of pairs under a control since 2024-01-01, nobody reported for 300 what trade did. Of the others 25 %',
    );
    expect(reading[4]).toContain('The parameters of 2.0.0 were set in 2026');
  });

  it('claim nothing where nothing was judged', () => {
    expect(goals()).toEqual([]);
    expect(partsReadingOf([], settings, ['2.0.0'])).toHaveLength(1);
    expect(partsReadingOf([figure({ skill: null })], settings, ['2.0.0'])).toHaveLength(1);
  });
});
