import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { baseRates, judgedWindow, judgementOf, pairJudge } from '#domain/track-record/judgement.ts';
import type { JudgingRules } from '#domain/track-record/judging-rules.ts';
import type {
  OutcomeRecord,
  PairRecord,
  RecordedControl,
  RecordedReading,
} from '#domain/track-record/outcome-record.ts';
import { misses, outcomeScores } from '#domain/track-record/track-record.ts';

const rules: JudgingRules = { ...JUDGING_RULES[0], benchmark_since: '2023-01-01' };
const recordOf = (pairs: readonly PairRecord[], readOn = '2028-01-01'): OutcomeRecord => ({
  rules_version: '1.0.0',
  read_on: { 'policy-register': '2030-01-01', 'control-events': '2030-01-01', 'disruption-episodes': readOn },
  pairs,
});
const pair = (over: Partial<PairRecord> = {}): PairRecord => ({
  ...{ element: 'Dy', buyer: 'JPN', controls: [], readings: [] },
  ...over,
});
const control = (over: Partial<RecordedControl> = {}): RecordedControl => ({
  ...{
    id: 'C',
    origin: 'CHN',
    known_from: '2027-02-01',
    annulled_on: null,
    in_force: [{ from: '2027-02-01', to: null }],
  },
  ...over,
});
/** 181 days without half of the world's supply; 60 days of cover last 120. */
const spell = (over: Partial<RecordedReading> = {}): RecordedReading => ({
  ...{
    id: 'E',
    kind: 'spell',
    of_buyer: false,
    known_from: '2027-09-01',
    from: '2027-02-10',
    to: '2027-08-10',
    is_open: false,
  },
  ...{ below: true, outlasts_after_days: 120, measures: [], origins: ['CHN'] },
  ...over,
});
const look = (to: string, over: Partial<RecordedReading> = {}): RecordedReading =>
  spell({
    ...{
      id: 'L',
      kind: 'look',
      from: to,
      to,
      is_open: true,
      below: false,
      outlasts_after_days: null,
      origins: [],
    },
    ...over,
  });
/** Opens on 2026-10-01, closes on 2027-10-01, is judged on 2027-12-30. */
const window = judgedWindow('2026-10-01', 365, recordOf([]), rules);
const outcomeOf = (over: Partial<PairRecord>, within = window) =>
  pairJudge(pair(over), dayNumber('2027-12-30'), rules)(within);
const judged = (over: Partial<PairRecord>, within = window) => outcomeOf(over, within).verdicts;

describe('what began in the window', () => {
  it('did not happen where nothing began and the sources were followed to its end', () => {
    expect(judged({})).toEqual({ score: 'did_not_happen', state: 'not_asked', new_event: 'did_not_happen' });
    const followedTo = (day: string) =>
      judged({}, judgedWindow('2026-10-01', 365, recordOf([], day), rules)).new_event;
    expect([followedTo('2027-09-30'), followedTo('2027-10-01')]).toEqual(['unknown', 'did_not_happen']);
    expect(judged({}, judgedWindow('2026-10-01', 365, { ...recordOf([]), read_on: {} }, rules))).toEqual({
      ...{ score: 'unknown', state: 'not_asked', new_event: 'unknown' },
    });
  });

  it.each([
    ['181 days, and the cover lasts 120', {}, 'happened'],
    ['181 days, and the cover lasts as long', { outlasts_after_days: 181 }, 'happened'],
    ['181 days, and the cover lasts a day longer', { outlasts_after_days: 182 }, 'did_not_happen'],
    [
      '181 days so far, it goes on, and the cover lasts 200',
      { outlasts_after_days: 200, is_open: true },
      'unknown',
    ],
    ['181 days so far, it goes on, and the cover lasts 120', { is_open: true }, 'happened'],
    ['seen on its first day only', { to: '2027-02-10', is_open: true }, 'unknown'],
    ['its origins supply nothing', { outlasts_after_days: 'never', is_open: true }, 'did_not_happen'],
    ['it did not bind', { below: false }, 'did_not_happen'],
    ['nobody knows whether it bound', { below: null }, 'unknown'],
    ['nobody knows how deep it was', { outlasts_after_days: null }, 'unknown'],
    ['it began on the day of the forecast', { from: '2026-10-01', to: '2027-08-10' }, 'did_not_happen'],
    // 2027-10-01 to 2027-12-30, the day of judging, are 90 days; later ones are not counted.
    [
      'it began on the last day and the cover lasts 90',
      { from: '2027-10-01', to: '2028-06-01', outlasts_after_days: 90 },
      'happened',
    ],
    [
      'it began on the last day and the cover lasts 91',
      { from: '2027-10-01', to: '2028-06-01', outlasts_after_days: 91 },
      'unknown',
    ],
    ['it began a day after the window', { from: '2027-10-02', to: '2028-06-01' }, 'did_not_happen'],
    ['it became public after the day of judging', { known_from: '2027-12-31' }, 'did_not_happen'],
    ['it became public on the day of judging', { known_from: '2027-12-30' }, 'happened'],
  ] as const)('a spell: %s', (_what, over, verdict) => {
    expect(judged({ readings: [spell(over)] }).new_event).toBe(verdict);
  });

  it.each([
    ['nothing was seen', {}, [], 'unknown'],
    [
      'one look says that trade was not below: it does not tell what came before',
      {},
      [look('2027-06-30', { measures: ['C'] })],
      'unknown',
    ],
    ['a spell ended in time', {}, [spell({ outlasts_after_days: 200 })], 'did_not_happen'],
    ['a spell was of another origin', {}, [spell({ outlasts_after_days: 200, origins: ['MYS'] })], 'unknown'],
    ['a spell ended 30 days before', {}, [spell({ from: '2026-11-01', to: '2027-01-02' })], 'did_not_happen'],
    ['a spell ended 31 days before', {}, [spell({ from: '2026-11-01', to: '2027-01-01' })], 'unknown'],
    [
      'a spell began 365 days after',
      { known_from: '2026-10-15' },
      [spell({ from: '2027-10-15', to: '2027-11-01', known_from: '2027-12-01' })],
      'did_not_happen',
    ],
    [
      'a spell began 366 days after',
      { known_from: '2026-10-15' },
      [spell({ from: '2027-10-16', to: '2027-11-01', known_from: '2027-12-01' })],
      'unknown',
    ],
    ['it was suspended before it took effect', { annulled_on: '2027-12-30' }, [], 'did_not_happen'],
    ['it was suspended so after the day of judging', { annulled_on: '2027-12-31' }, [], 'unknown'],
    ['it became known after the window', { known_from: '2027-10-02' }, [], 'did_not_happen'],
  ] as const)('a control: %s', (_what, over, readings, verdict) => {
    expect(judged({ controls: [control({ in_force: [], ...over })], readings }).new_event).toBe(verdict);
  });

  it('takes one that happened over one that is unknown, and lists what decided in byte order', () => {
    const { verdicts, events } = outcomeOf({
      controls: [control({ origin: 'USA', id: 'A' })],
      readings: [spell()],
    });
    expect(verdicts.new_event).toBe('happened');
    expect(events.new_event).toEqual([
      { id: 'A', day: '2027-02-01', verdict: 'unknown' },
      { id: 'E', day: '2027-02-10', verdict: 'happened' },
    ]);
  });

  it('lets a row of the buyer take the place of one of the whole flow only when it was public', () => {
    const own = (known_from: string) =>
      spell({ id: 'OWN', of_buyer: true, below: false, known_from, measures: ['C'] });
    const verdict = (known_from: string) =>
      judged({ readings: [spell({ measures: ['C'] }), own(known_from)] }).new_event;
    expect([verdict('2027-12-30'), verdict('2027-12-31')]).toEqual(['did_not_happen', 'happened']);
  });
});

describe('what was in force on the day', () => {
  const old = control({ known_from: '2025-04-04', in_force: [{ from: '2025-04-04', to: null }] });
  it.each([
    ['in force without an end', [{ from: '2025-04-04', to: null }], 'unknown'],
    ['in force to the day', [{ from: '2025-04-04', to: '2026-10-01' }], 'unknown'],
    ['ended the day before', [{ from: '2025-04-04', to: '2026-09-30' }], 'not_asked'],
    ['in force from the next day', [{ from: '2026-10-02', to: null }], 'not_asked'],
  ] as const)('a control %s', (_what, in_force, verdict) => {
    expect(judged({ controls: [{ ...old, in_force }] }).state).toBe(verdict);
  });

  it('did not happen where trade was followed for 90 days and no spell ran; then neither happened', () => {
    const followedTo = (day: string) => judged({ controls: [old], readings: [look(day)] });
    expect(followedTo('2026-12-30')).toEqual({
      score: 'did_not_happen',
      state: 'did_not_happen',
      new_event: 'did_not_happen',
    });
    expect(followedTo('2026-12-29')).toMatchObject({ score: 'unknown', state: 'unknown' });
  });

  it('happened where a spell that ran had used up the cover by the end of the window', () => {
    const running = (over: Partial<RecordedReading>) =>
      outcomeOf({ readings: [spell({ from: '2026-08-01', ...over })] });
    const { verdicts, events } = running({ to: '2027-01-01' });
    expect(verdicts).toEqual({ score: 'happened', state: 'happened', new_event: 'did_not_happen' });
    expect(events.state).toEqual([{ id: 'E', day: '2026-08-01', verdict: 'happened' }]);
    expect(running({ to: '2026-10-01' }).verdicts.state).toBe('not_asked');
    // 2026-08-01 to 2027-10-01, the last day of the window, are 426 days; it went on to 2029.
    const lasting = (outlasts_after_days: number) =>
      running({ to: '2029-01-01', outlasts_after_days }).verdicts.state;
    expect([lasting(426), lasting(427)]).toEqual(['happened', 'did_not_happen']);
    expect(running({ to: '2027-01-01', outlasts_after_days: null }).verdicts.state).toBe('unknown');
    expect(running({ to: '2026-12-29' }).verdicts.state).toBe('unknown');
    // Seen to 2027-01-01, 153 days: the cover would last to 2027-10-01 or a day longer.
    const open = (outlasts_after_days: number | 'never', is_open = true) =>
      running({ to: '2027-01-01', outlasts_after_days, is_open }).verdicts.state;
    expect([open(153), open(154), open(426), open(427), open('never')]).toEqual([
      ...['happened', 'unknown', 'unknown', 'did_not_happen', 'did_not_happen'],
    ]);
    expect(open(154, false)).toBe('did_not_happen');
  });

  it('counts a spell that begins in the window where a control in force is behind it', () => {
    const state = (measures: readonly string[]) =>
      outcomeOf({ controls: [old], readings: [spell({ measures })] });
    expect(state(['C']).verdicts.state).toBe('happened');
    expect(state([]).verdicts.state).toBe('did_not_happen');
    expect(state([]).events.state).toEqual([{ id: 'C', day: '2025-04-04', verdict: 'did_not_happen' }]);
  });
});

describe('the judgement of a run', () => {
  const link = {
    ...{
      sequence: 1,
      run_id: 'r0000000001',
      as_of: '2026-10-01',
      known_at: '2026-10-01',
      published_at: '2026-10-01T18:00:00Z',
    },
    ...{
      horizon_days: 365,
      inputs_sha256: 'c',
      methodology: { version: '2.0.0', sha256: 'm' },
      rules_sha256: 'e',
      parts: [],
    },
    ...{ previous_sha256: null, sha256: 'h' },
  };
  const forecast = (id: string, score: number | null, state: number | null, new_event: number | null) => ({
    ...{ id, score, state, new_event, interval: null, state_interval: null, new_event_interval: null },
  });
  const sheet = (subject_type: 'element' | 'country', forecasts: ReturnType<typeof forecast>[]) => ({
    ...{ ...link, subject_type, buyer: 'JPN', part: 0 },
    forecasts,
  });
  const early = spell({
    id: 'E0',
    known_from: '2024-06-30',
    from: '2024-02-10',
    to: '2024-05-31',
    outlasts_after_days: 67,
  });
  const record = recordOf([
    pair({ readings: [spell(), early] }),
    pair({ element: 'Tb' }),
    pair({ element: 'Ga', controls: [control()] }),
  ]);
  const sheets = [
    sheet('element', [
      forecast('Dy', 70, 60, 25),
      forecast('Ga', 40, 30, 20),
      forecast('In', 9, 5, 4),
      forecast('Pm', null, null, null),
      forecast('Tb', 10, 0, 10),
    ]),
    sheet('country', [forecast('CHN', 70, 60, 25)]),
  ];
  const judgedBy = { run_id: 'r0000000460', as_of: '2028-01-04', inputs_sha256: 'i' };
  const judgement = judgementOf({ link, sheets, record, rules, judgedBy });

  it('has elements only, and calls unknown what the record of outcomes does not have', () => {
    expect(judgement).toMatchObject({
      run_id: 'r0000000001',
      link_sha256: 'h',
      closes: '2027-10-01',
      judged_from: '2027-12-30',
      judged_by: judgedBy,
    });
    expect(
      judgement.forecasts.map(({ id, verdicts }) => [id, verdicts.score, verdicts.state, verdicts.new_event]),
    ).toEqual([
      ['Dy', 'happened', 'not_asked', 'happened'],
      ['Ga', 'unknown', 'not_asked', 'unknown'],
      ['In', 'unknown', 'unknown', 'unknown'],
      ['Pm', 'unknown', 'unknown', 'unknown'],
      ['Tb', 'did_not_happen', 'not_asked', 'did_not_happen'],
    ]);
  });

  it('is compared with how often it came in windows that were over on the day', () => {
    // 455 days before are 2025-07-03: 31 origins from 2023-01-01 to 2025-07-01, three pairs. E0 lasts 111
    // days and the cover 67. It begins in the
    // windows of the 12 origins from 2023-03-01 to 2024-02-01 (2023-02-01 + 365 days is 2024-02-01). It runs
    // on 1 March, April and May 2024, and
    // was followed to 31 May: for 90 days after 1 March, and for less after the others, which are unknown.
    expect(judgement.base_rates.new_event).toEqual({ share: 12 / 93, windows: 93 });
    expect(judgement.base_rates.state).toEqual({ share: 1, windows: 1 });
    expect(judgement.base_rates.score).toEqual({ share: 13 / 91, windows: 91 });
    expect(baseRates({ as_of: '2024-03-01', horizon_days: 365 }, record, rules).score).toEqual({
      share: null,
      windows: 0,
    });
  });

  it('is compared by what was public on the day: a day before E0 was, it was in no window', () => {
    // 455 days before 2024-06-29 is 2023-04-01: four origins, three pairs; E0 begins in the windows of March
    // and April.
    const onDay = (as_of: string) => baseRates({ as_of, horizon_days: 365 }, record, rules).new_event;
    expect([onDay('2024-06-29'), onDay('2024-06-30')]).toEqual([
      { share: 0, windows: 12 },
      { share: 2 / 12, windows: 12 },
    ]);
  });

  it('is not made from a record by other rules', () => {
    expect(() =>
      judgementOf({ link, sheets, record: { ...record, rules_version: '0.9.0' }, rules, judgedBy }),
    ).toThrow('run r0000000001 is judged by rules 1.0.0, and the outcome record is of 0.9.0');
  });

  it('scores what is known, and says how much is not', () => {
    const [score, state, newEvent] = outcomeScores([judgement]);
    expect(score).toMatchObject({
      ...{
        outcome: 'score',
        origins: 1,
        forecasts: 2,
        happened: 1,
        event_days: 1,
        unknown: 2,
        not_asked: 0,
        not_forecast: 1,
      },
      ...{ mean_forecast: 0.4, brier: 0.05, reason: null },
    });
    // ((1 - 1/7)^2 + (1/7)^2) / 2 = 0.37755; 1 - 0.05 / 0.37755 = 0.86757
    expect(score?.benchmark).toEqual({ forecasts: 2, brier: 0.3776 });
    expect(score?.brier_skill).toBe(0.8676);
    expect(state).toMatchObject({
      forecasts: 0,
      unknown: 1,
      not_asked: 3,
      brier: null,
      brier_skill: null,
      reason: expect.stringContaining('not known'),
    });
    expect(newEvent).toMatchObject({ forecasts: 2, brier: 0.2863 }); // (0.75^2 + 0.1^2) / 2 = 0.28625
  });

  it('says why there are no figures, and compares with nothing where no base rate was known', () => {
    expect(outcomeScores([]).map(({ reason }) => reason)).toEqual(
      new Array(3).fill('No window that counts has been judged yet.'),
    );
    const nothing = { share: null, windows: 0 };
    const [score] = outcomeScores([
      { ...judgement, base_rates: { score: nothing, state: nothing, new_event: nothing } },
    ]);
    expect(score).toMatchObject({ brier: 0.05, benchmark: { forecasts: 0, brier: null }, brier_skill: null });
    const perfect = { share: 0, windows: 9 };
    const quiet = {
      ...judgement,
      forecasts: judgement.forecasts.filter(({ id }) => id === 'Tb'),
      base_rates: { score: perfect, state: perfect, new_event: perfect },
    };
    expect(outcomeScores([quiet])[0]).toMatchObject({
      brier: 0.01,
      benchmark: { brier: 0 },
      brier_skill: null,
    });
    const older = {
      ...judgement,
      forecasts: judgement.forecasts.map((one) => ({ ...one, forecast: { ...one.forecast, state: null } })),
    };
    expect(outcomeScores([older])[1]?.reason).toContain('makes no forecast of this kind');
  });

  it('lists the largest misses first, in one order, as many as are kept', () => {
    expect(
      misses([judgement], 'score', 9).map(({ id, squared_error, happened }) => [id, squared_error, happened]),
    ).toEqual([
      ['Dy', 0.09, true],
      ['Tb', 0.01, false],
    ]);
    const twice = [judgement, { ...judgement, run_id: 'r0000000002' }];
    expect(misses(twice.toReversed(), 'new_event', 3).map(({ run_id, id }) => [run_id, id])).toEqual([
      ['r0000000001', 'Dy'],
      ['r0000000002', 'Dy'],
      ['r0000000001', 'Tb'],
    ]);
    expect(misses(twice, 'new_event', 9).map(({ run_id }) => run_id)).toEqual([
      'r0000000001',
      'r0000000002',
      'r0000000001',
      'r0000000002',
    ]);
  });
});
