import { describe, expect, it } from 'vitest';
import { type JudgedWindow, judgedWindow, judgePair } from '#domain/track-record/judge-forecasts.ts';
import { baseRates, judgementOf } from '#domain/track-record/judgement.ts';
import type { JudgingRules } from '#domain/track-record/judging-rules.ts';
import type { OutcomeRecord, PairRecord, RecordedControl, RecordedDisruption } from '#domain/track-record/outcome-record.ts';
import { misses, outcomeScores } from '#domain/track-record/track-record.ts';

const rules: JudgingRules = {
  ...{ version: 'test', judging_lag_days: 90, published_within_days: 1, not_judged: [], benchmark_since: '2023-01-01' },
  followed_sources: ['policy-register', 'disruption-episodes'],
};
const recordOf = (pairs: readonly PairRecord[], readOn = '2028-01-01'): OutcomeRecord => ({
  read_on: { 'policy-register': '2030-01-01', 'disruption-episodes': readOn },
  pairs,
});
const pair = (over: Partial<PairRecord> = {}): PairRecord => ({
  ...{ element: 'Dy', buyer: 'JPN', cover_days: 60, controls: [], disruptions: [] },
  ...over,
});
const control = (over: Partial<RecordedControl> = {}): RecordedControl => ({
  ...{ id: 'C', known_from: '2027-02-01', in_force: [{ from: '2027-02-01', to: null }], seen: [] },
  ...over,
});
/** 181 days of half of the world's supply: 90.5 days, more than 60 of cover. */
const disruption = (over: Partial<RecordedDisruption> = {}): RecordedDisruption => ({
  ...{ id: 'E', known_from: '2027-09-01', start: '2027-02-10', last_day: '2027-08-10', is_open: false, binding: 'yes', loss: 0.5 },
  controls: [],
  ...over,
});
/** Opens on 2026-10-01, closes on 2027-10-01, is judged on 2027-12-30. */
const window: JudgedWindow = judgedWindow('2026-10-01', 365, recordOf([]), rules);
const judged = (over: Partial<PairRecord>, within = window) => judgePair(pair(over), within).verdicts;

describe('what began in the window', () => {
  it('did not happen where nothing began and the sources were followed to its end', () => {
    expect(judged({})).toEqual({ score: 'did_not_happen', state: 'not_asked', new_event: 'did_not_happen' });
    const followedTo = (day: string) => judged({}, judgedWindow('2026-10-01', 365, recordOf([], day), rules)).new_event;
    expect([followedTo('2027-09-30'), followedTo('2027-10-01')]).toEqual(['unknown', 'did_not_happen']);
    expect(judged({}, judgedWindow('2026-10-01', 365, { read_on: {}, pairs: [] }, rules))).toEqual({
      ...{ score: 'unknown', state: 'not_asked', new_event: 'unknown' },
    });
  });

  it.each([
    ['90.5 days against 60 of cover', {}, 'happened'],
    ['54.3 days against 60 of cover', { loss: 0.3 }, 'did_not_happen'],
    ['54.3 days so far, and it goes on', { loss: 0.3, is_open: true }, 'unknown'],
    ['90.5 days so far, and it goes on', { is_open: true }, 'happened'],
    ['no last day', { last_day: null, is_open: true }, 'unknown'],
    ['it did not bind', { binding: 'no' }, 'did_not_happen'],
    ['nobody knows whether it bound', { binding: 'unknown' }, 'unknown'],
    ['nobody knows how deep it was', { loss: null }, 'unknown'],
    ['it began on the day of the forecast', { start: '2026-10-01', last_day: '2026-10-02' }, 'did_not_happen'],
    ['it began on the last day of the window', { start: '2027-10-01', last_day: '2028-06-01', loss: 0.9 }, 'happened'],
    ['it began a day after the window', { start: '2027-10-02' }, 'did_not_happen'],
    ['it became public after the day of judging', { known_from: '2027-12-31' }, 'did_not_happen'],
    ['it became public on the day of judging', { known_from: '2027-12-30' }, 'happened'],
  ] as const)('a disruption: %s', (_what, over, verdict) => {
    expect(judged({ disruptions: [disruption(over)] }).new_event).toBe(verdict);
  });

  it('counts days up to the day of judging only', () => {
    // 2027-10-01 to 2027-12-30 are 90 days: 45 at a half, 81 at nine tenths.
    const late = (loss: number) =>
      judged({ disruptions: [disruption({ start: '2027-10-01', last_day: '2028-12-01', loss, is_open: true })] }).new_event;
    expect([late(0.5), late(0.9)]).toEqual(['unknown', 'happened']);
  });

  const seen = (below: boolean, seen_to: string, known_from = '2027-10-01') => ({ seen_to, below, known_from });
  it.each([
    ['nothing was seen', [], 'unknown'],
    ['trade did not fall', [seen(false, '2027-06-30')], 'did_not_happen'],
    ['trade fell', [seen(true, '2027-06-30')], 'unknown'],
    ['trade fell and came back', [seen(false, '2027-08-31'), seen(true, '2027-06-30')], 'did_not_happen'],
    ['trade came back and fell', [seen(false, '2027-06-30'), seen(true, '2027-08-31')], 'unknown'],
    ['trade was seen before the window only', [seen(false, '2026-09-30')], 'unknown'],
    ['what was seen became public too late', [seen(false, '2027-06-30', '2028-01-01')], 'unknown'],
  ] as const)('a control of which %s', (_what, rows, verdict) => {
    expect(judged({ controls: [control({ seen: rows })] }).new_event).toBe(verdict);
  });

  it('gives a control the verdict of its disruption, and counts the two as one event', () => {
    const both = pair({ controls: [control()], disruptions: [disruption({ controls: ['C'] })] });
    expect(judgePair(both, window).events.new_event).toEqual([{ id: 'C', day: '2027-02-01', verdict: 'happened' }]);
    const short = pair({ controls: [control()], disruptions: [disruption({ controls: ['C'], loss: 0.1 })] });
    expect(judgePair(short, window).verdicts.new_event).toBe('did_not_happen');
  });

  it('takes one that happened over one that is unknown, and lists what decided in byte order', () => {
    const { verdicts, events } = judgePair(pair({ controls: [control({ id: 'A' })], disruptions: [disruption()] }), window);
    expect(verdicts.new_event).toBe('happened');
    expect(events.new_event.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['A', 'unknown'],
      ['E', 'happened'],
    ]);
  });
});

it('lists what decided in byte order, whichever table it is from', () => {
  const { events } = judgePair(pair({ controls: [control({ id: 'Z' })], disruptions: [disruption()] }), window);
  expect(events.new_event.map(({ id }) => id)).toEqual(['E', 'Z']);
});

describe('what was in force on the day', () => {
  const old = { id: 'C', known_from: '2025-04-04' };
  it.each([
    ['in force without an end', [{ from: '2025-04-04', to: null }], 'unknown'],
    ['in force to the day', [{ from: '2025-04-04', to: '2026-10-01' }], 'unknown'],
    ['ended the day before', [{ from: '2025-04-04', to: '2026-09-30' }], 'not_asked'],
    ['in force from the next day', [{ from: '2026-10-02', to: null }], 'not_asked'],
  ] as const)('a control %s', (_what, in_force, verdict) => {
    expect(judged({ controls: [control({ ...old, in_force })] }).state).toBe(verdict);
  });

  it('did not happen where trade in the window did not fall; then neither happened', () => {
    const seen = [{ seen_to: '2027-06-30', below: false, known_from: '2027-10-01' }];
    const verdicts = { score: 'did_not_happen', state: 'did_not_happen', new_event: 'did_not_happen' };
    expect(judged({ controls: [control({ ...old, in_force: [{ from: '2025-04-04', to: null }], seen })] })).toEqual(verdicts);
  });

  it('happened where a disruption that ran outlasts the cover by the end of the window', () => {
    const running = (over: Partial<RecordedDisruption>) => judged({ disruptions: [disruption({ start: '2026-08-01', ...over })] });
    expect(running({ last_day: '2027-01-01' })).toEqual({ score: 'happened', state: 'happened', new_event: 'did_not_happen' }); // 153 x 0.5
    expect(running({ last_day: '2026-09-30' }).state).toBe('not_asked');
    // 2026-08-01 to 2027-10-01 are 426 days: 42.6 at a tenth, though it went on to 2029.
    expect(running({ last_day: '2029-01-01', loss: 0.1 }).state).toBe('did_not_happen');
  });

  it('makes the score unknown where it is unknown and nothing is known to have happened', () => {
    expect(judged({ controls: [control({ ...old, in_force: [{ from: '2025-04-04', to: null }] })] }).score).toBe('unknown');
  });
});

describe('the judgement of a run', () => {
  const link = {
    ...{ sequence: 1, run_id: 'r0000000001', as_of: '2026-10-01', known_at: '2026-10-01', published_at: '2026-10-01T18:00:00Z' },
    ...{ horizon_days: 365, inputs_sha256: 'c', methodology: { version: '2.0.0', sha256: 'm' }, rules_sha256: 'e', parts: [] },
    ...{ previous_sha256: null, sha256: 'h' },
  };
  const forecast = (id: string, score: number | null, state: number | null, new_event: number | null) => ({
    ...{ id, score, state, new_event, interval: null, state_interval: null, new_event_interval: null },
  });
  const sheet = (subject_type: 'element' | 'country', forecasts: ReturnType<typeof forecast>[]) => ({
    ...{ ...link, subject_type, buyer: 'JPN', part: 0 },
    forecasts,
  });
  const early = disruption({ id: 'E0', known_from: '2024-06-30', start: '2024-02-10', last_day: '2024-05-31', loss: 0.9 });
  const record = recordOf([
    pair({ disruptions: [disruption(), early] }),
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
    expect(judgement.forecasts.map(({ id, verdicts }) => [id, verdicts.score, verdicts.state, verdicts.new_event])).toEqual([
      ['Dy', 'happened', 'not_asked', 'happened'],
      ['Ga', 'unknown', 'not_asked', 'unknown'],
      ['In', 'unknown', 'unknown', 'unknown'],
      ['Pm', 'unknown', 'unknown', 'unknown'],
      ['Tb', 'did_not_happen', 'not_asked', 'did_not_happen'],
    ]);
  });

  it('is compared with how often it came in windows that were over on the day', () => {
    // 455 days before are 2025-07-03: 31 origins from 2023-01-01 to 2025-07-01, three pairs. 100 days x 0.9 = 90 for E0, which begins in the
    // windows of the 12 origins from 2023-03-01 to 2024-02-01 (2023-02-01 + 365 days is 2024-02-01); the first two of them were judged before
    // it was public on 2024-06-30 (on 29 May and 29 June), so 10 are left. It runs on 1 March, April and May 2024.
    expect(judgement.base_rates.new_event).toEqual({ share: 10 / 93, windows: 93 });
    expect(judgement.base_rates.state).toEqual({ share: 1, windows: 3 });
    expect(judgement.base_rates.score).toEqual({ share: 13 / 93, windows: 93 });
    expect(baseRates({ as_of: '2024-03-01', horizon_days: 365 }, record, rules).score).toEqual({ share: null, windows: 0 });
  });

  it('scores what is known, and says how much is not', () => {
    const [score, state, newEvent] = outcomeScores([judgement]);
    expect(score).toMatchObject({
      ...{ outcome: 'score', origins: 1, forecasts: 2, happened: 1, event_days: 1, unknown: 2, not_asked: 0, not_forecast: 1 },
      ...{ mean_forecast: 0.4, brier: 0.05, reason: null },
    });
    // ((1 - 13/93)^2 + (13/93)^2) / 2 = 0.37976; 1 - 0.05 / 0.37976 = 0.86834
    expect(score?.benchmark).toEqual({ forecasts: 2, brier: 0.3798 });
    expect(score?.brier_skill).toBe(0.8683);
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
    expect(outcomeScores([]).map(({ reason }) => reason)).toEqual(new Array(3).fill('No window that counts has been judged yet.'));
    const nothing = { share: null, windows: 0 };
    const [score] = outcomeScores([{ ...judgement, base_rates: { score: nothing, state: nothing, new_event: nothing } }]);
    expect(score).toMatchObject({ brier: 0.05, benchmark: { forecasts: 0, brier: null }, brier_skill: null });
    const perfect = { share: 0, windows: 9 };
    const quiet = {
      ...judgement,
      forecasts: judgement.forecasts.filter(({ id }) => id === 'Tb'),
      base_rates: { score: perfect, state: perfect, new_event: perfect },
    };
    expect(outcomeScores([quiet])[0]).toMatchObject({ brier: 0.01, benchmark: { brier: 0 }, brier_skill: null });
    const older = { ...judgement, forecasts: judgement.forecasts.map((one) => ({ ...one, forecast: { ...one.forecast, state: null } })) };
    expect(outcomeScores([older])[1]?.reason).toContain('makes no forecast of this kind');
  });

  it('lists the largest misses first, in one order, as many as are kept', () => {
    expect(misses([judgement], 'score', 9).map(({ id, squared_error, happened }) => [id, squared_error, happened])).toEqual([
      ['Dy', 0.09, true],
      ['Tb', 0.01, false],
    ]);
    const twice = [judgement, { ...judgement, run_id: 'r0000000002' }];
    expect(misses(twice.toReversed(), 'new_event', 3).map(({ run_id, id }) => [run_id, id])).toEqual([
      ['r0000000001', 'Dy'],
      ['r0000000002', 'Dy'],
      ['r0000000001', 'Tb'],
    ]);
    expect(misses(twice, 'new_event', 9).map(({ run_id }) => run_id)).toEqual(['r0000000001', 'r0000000002', 'r0000000001', 'r0000000002']);
  });
});
