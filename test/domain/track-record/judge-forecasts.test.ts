import { describe, expect, it } from 'vitest';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import type { Report } from '#domain/outcomes/shortage-states.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { baseRates, judgementOf, reportJudge } from '#domain/track-record/judgement.ts';
import type { JudgingRules } from '#domain/track-record/judging-rules.ts';
import type { OutcomeRecord } from '#domain/track-record/outcome-record.ts';
import { misses, outcomeScores } from '#domain/track-record/track-record.ts';
import { aReport } from '#test/builders/recorded-history.ts';

const rules: JudgingRules = { ...JUDGING_RULES[0], benchmark_since: '2023-01-01' };
const pair = { element: 'Dy', buyer: 'JPN' };
/** The window opens on 2026-10-01, has the quarters to the third of 2027, and is judged on 2027-12-30. */
const outcomeOf = (reports: readonly Report[], as_of = '2026-10-01', knownOn = '2027-12-30') =>
  reportJudge(reports, dayNumber(knownOn), rules)(pair, dayNumber(as_of), 365);
const judged = (...reports: readonly Report[]) => Object.values(outcomeOf(reports).verdicts);

const STOOD = ['happened', 'happened'];
const SCARCE = ['did_not_happen', 'happened'];
const NEITHER = ['did_not_happen', 'did_not_happen'];
const UNKNOWN = ['unknown', 'unknown'];
const denial = (over: Partial<Report> = {}) =>
  aReport('N', { kind: 'no_shortage', severity: 'none', speaks_for: 'trade', ...over });

describe('what happened to users', () => {
  it('is unknown where nobody reported, and where only prices, customs or weak sources did', () => {
    expect(judged()).toEqual(UNKNOWN);
    expect(judged(aReport('P', { kind: 'price_gap' }))).toEqual(UNKNOWN);
    expect(judged(aReport('C', { speaks_for: 'customs' }))).toEqual(UNKNOWN);
    expect(judged(aReport('L', { quality: 'low' }))).toEqual(UNKNOWN);
    expect(judged(aReport('G', { elements: ['Ga'] }), aReport('U', { buyer: 'USA' }))).toEqual(UNKNOWN);
  });

  it('tells users who stood from goods that were scarce, and has the worst of the quarters', () => {
    const rationing = aReport('R', { kind: 'rationing', severity: 'medium' });
    expect(judged(aReport('S'))).toEqual(STOOD);
    expect(judged(rationing)).toEqual(SCARCE);
    expect(judged({ ...rationing, severity: 'low' })).toEqual(UNKNOWN);
    expect(judged(denial())).toEqual(NEITHER);
    // A trade that denies outweighs rationing of its quarter, and not that of another.
    expect(judged(rationing, denial())).toEqual(NEITHER);
    expect(judged(rationing, denial({ begins: '2027-07-01', ends: '2027-07-31' }))).toEqual(SCARCE);
    expect(
      judged(rationing, aReport('O', { kind: 'production_reduced', severity: 'low' }), denial()),
    ).toEqual(SCARCE);
  });

  it('reads users everywhere where those of the buyer say nothing', () => {
    const everywhere = aReport('A', { buyer: 'ALL', kind: 'rationing', severity: 'high' });
    expect(judged(everywhere)).toEqual(SCARCE);
    expect(judged(everywhere, denial())).toEqual(NEITHER);
  });

  it('has whole quarters of the window, and only what was public by the day of judging', () => {
    const on = (day: string) => outcomeOf([aReport('S', { begins: day, ends: day })]).verdicts.score;
    expect(['2026-09-30', '2026-10-01', '2027-09-30', '2027-10-01'].map(on)).toEqual([
      ...['unknown', 'happened', 'happened', 'unknown'],
    ]);
    const later = (as_of: string) =>
      outcomeOf([aReport('S', { begins: '2027-09-30', ends: '2027-09-30' })], as_of).verdicts.score;
    expect(['2026-09-30', '2026-09-29', '2026-11-02'].map(later)).toEqual([
      'happened',
      'unknown',
      'happened',
    ]);
    const late = aReport('S', { known_from: '2027-11' });
    expect(
      ['2027-11-29', '2027-11-30'].map((day) => outcomeOf([late], '2026-10-01', day).verdicts.score),
    ).toEqual([...['unknown', 'happened']]);
  });
});

describe('the judgement of a run', () => {
  const link = {
    sequence: 1,
    run_id: 'r0000000001',
    as_of: '2026-10-01',
    known_at: '2026-10-01',
    horizon_days: 365,
    published_at: '2026-10-01T18:00:00Z',
    inputs_sha256: 'c',
    rules_sha256: 'e',
    parts: [],
    methodology: { version: '4.0.0', sha256: 'm' },
    previous_sha256: null,
    sha256: 'h',
  };
  const forecast = (id: string, score: number | null, scarce: number | null) => ({
    id,
    score,
    scarce,
    p_90: null,
    interval: null,
    scarce_interval: null,
  });
  const sheet = (subject_type: 'element' | 'country', forecasts: ReturnType<typeof forecast>[]) => ({
    ...link,
    subject_type,
    buyer: 'JPN',
    part: 0,
    forecasts,
  });
  const early = denial({ id: 'N0', begins: '2024-01-01', ends: '2024-03-31', known_from: '2024-06-30' });
  const record: OutcomeRecord = {
    rules_version: '2.0.0',
    reports: [aReport('S'), early, denial({ id: 'N1', elements: ['Tb'] })],
    pairs: ['Dy', 'Ga', 'Tb'].map((element) => ({ element, buyer: 'JPN' })),
  };
  const sheets = [
    sheet('element', [
      forecast('Dy', 70, 90),
      forecast('Ga', 40, 50),
      forecast('In', 9, 9),
      forecast('Pm', null, null),
      forecast('Tb', 10, 20),
    ]),
    sheet('country', [forecast('CHN', 70, 90)]),
  ];
  const judgedBy = { run_id: 'r0000000460', as_of: '2028-01-04', inputs_sha256: 'i' };
  const judgement = judgementOf({ link, sheets, record, rules, judgedBy });

  it('has elements only, the reports behind them, and calls unknown what nobody reported', () => {
    expect(judgement).toMatchObject({
      run_id: 'r0000000001',
      link_sha256: 'h',
      closes: '2027-10-01',
      judged_from: '2027-12-30',
      judged_by: judgedBy,
    });
    expect(judgement.forecasts.map(({ id, verdicts }) => [id, verdicts.score, verdicts.scarce])).toEqual([
      ['Dy', ...STOOD],
      ['Ga', ...UNKNOWN],
      ['In', ...UNKNOWN],
      ['Pm', ...UNKNOWN],
      ['Tb', ...NEITHER],
    ]);
    expect(judgement.forecasts[0]?.events).toEqual([
      { id: 'S', day: '2027-05-01', kind: 'production_stopped' },
    ]);
  });

  it('is compared with how often it came in windows that were over on the day, by what was public', () => {
    // 455 days before are 2025-07-03. The first quarter of 2024 lies whole in the windows that open from
    // April 2023 (2023-04-01 + 365 days is 2024-03-31) to January 2024: ten denials.
    expect(judgement.base_rates.scarce).toEqual({ share: 0, windows: 10 });
    const onDay = (as_of: string) => baseRates({ as_of, horizon_days: 365 }, record, rules).score;
    // 455 days before 2024-06-29 is 2023-04-01: the fourth origin.
    expect([onDay('2024-03-01'), onDay('2024-06-29'), onDay('2024-06-30')]).toEqual([
      { share: null, windows: 0 },
      { share: null, windows: 0 },
      { share: 0, windows: 1 },
    ]);
  });

  it('is not made from a record by other rules', () => {
    expect(() =>
      judgementOf({ link, sheets, record: { ...record, rules_version: '0.9.0' }, rules, judgedBy }),
    ).toThrow('run r0000000001 is judged by rules 2.0.0, and the outcome record is of 0.9.0');
  });

  it('scores what is known, and says how much is not', () => {
    const [score, scarce] = outcomeScores([judgement]);
    expect(score).toMatchObject({
      outcome: 'score',
      origins: 1,
      forecasts: 2,
      happened: 1,
      event_days: 1,
      unknown: 2,
      not_forecast: 1,
      mean_forecast: 0.4,
      brier: 0.05,
      reason: null,
    });
    // The constant was 0: (1 + 0) / 2, and 1 - 0.05 / 0.5.
    expect(score?.benchmark).toEqual({ forecasts: 2, brier: 0.5 });
    expect(score?.brier_skill).toBe(0.9);
    expect(scarce).toMatchObject({ outcome: 'scarce', forecasts: 2, brier: 0.025 }); // (0.1^2 + 0.2^2) / 2
  });

  it('says why there are no figures, and compares with nothing where no base rate was known', () => {
    expect(outcomeScores([]).map(({ reason }) => reason)).toEqual(
      new Array(2).fill('No window that counts has been judged yet.'),
    );
    const rated = (share: number | null) => ({ share, windows: share === null ? 0 : 9 });
    const withRate = (share: number | null) => ({
      ...judgement,
      base_rates: { score: rated(share), scarce: rated(share) },
    });
    expect(outcomeScores([withRate(null)])[0]).toMatchObject({
      brier: 0.05,
      benchmark: { forecasts: 0, brier: null },
      brier_skill: null,
    });
    const quiet = { ...withRate(0), forecasts: judgement.forecasts.filter(({ id }) => id === 'Tb') };
    expect(outcomeScores([quiet])[0]).toMatchObject({
      brier: 0.01,
      benchmark: { brier: 0 },
      brier_skill: null,
    });
    const without = {
      ...judgement,
      forecasts: judgement.forecasts.map((one) => ({ ...one, forecast: { ...one.forecast, scarce: null } })),
    };
    expect(outcomeScores([without])[1]?.reason).toContain('makes no forecast of this kind');
  });

  it('lists the largest misses first, in one order, as many as are kept', () => {
    expect(
      misses([judgement], 'score', 9).map(({ id, squared_error, happened }) => [id, squared_error, happened]),
    ).toEqual([
      ['Dy', 0.09, true],
      ['Tb', 0.01, false],
    ]);
    const twice = [judgement, { ...judgement, run_id: 'r0000000002' }];
    expect(misses(twice.toReversed(), 'scarce', 3).map(({ run_id, id }) => [run_id, id])).toEqual([
      ['r0000000001', 'Tb'],
      ['r0000000002', 'Tb'],
      ['r0000000001', 'Dy'],
    ]);
  });
});
