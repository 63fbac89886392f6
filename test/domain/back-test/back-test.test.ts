import { describe, expect, it } from 'vitest';
import { backTest, comparedAgain } from '#domain/back-test/back-test.ts';
import { exploratoryWindows } from '#domain/back-test/exploratory-windows.ts';
import { backTestHistory, baseRatesAt, refittedOnDay } from '#domain/back-test/history.ts';
import { lookAhead } from '#domain/back-test/look-ahead.ts';
import { methodologySummary, readersOf } from '#domain/back-test/pair-back-test.ts';
import { readingOf, verdict, withInterval } from '#domain/back-test/reading.ts';
import { scoreForecasts, scoreOn } from '#domain/back-test/score-forecasts.ts';
import { BACK_TEST_SETTINGS } from '#domain/back-test/settings.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed as seedOf } from '#functions/adapters/sha256-seed.ts';
import { anEpisode, smallSettings as settings, smallHistory } from '#test/builders/back-test-world.ts';
import { aMapping, aPolicy } from '#test/builders/reference-data.ts';
import { uncorrectedTaiwanStrait } from '#test/builders/uncorrected-taiwan-strait.ts';

const document = (version: string) => {
  const found = bundledMethodologies.get(version)?.document;
  if (found === undefined) throw new Error(`${version} does not ship`);
  return found;
};
const base = document('1.0.0');
const pinned = (version: string) => ({ document: document(version), sha256: `hash of ${version}` });
const reportOf = (data: ReferenceData) =>
  backTest({ data, methodologies: [pinned('1.0.0'), pinned('1.0.0-evidence-only')], inputsSha256: 'x', seedOf, settings });

describe('a history of one control', () => {
  // Made in each test: what is made while the file is read is made before any mutant.
  const historyOf = () => backTestHistory(smallHistory(), base, settings);
  const report = () => reportOf(smallHistory());
  const skill = (forecast: string, horizon: number, { skill: all } = report()) =>
    all.find((one) => one.forecast === forecast && one.outcome === 'control' && one.horizon_days === horizon);

  it('judges a forecast only where its window was followed to the end', () => {
    expect(historyOf().origins.map(isoDate)[0]).toBe('2023-01-01');
    expect([historyOf().origins.length, historyOf().pairs.length]).toEqual([13, 4]);
    // Origins up to 2025-10-03 for 90 days: 12 of them; up to 2025-01-01 for a year: 9.
    const whole = report();
    expect([skill('score', 90, whole)?.forecasts, skill('score', 365, whole)?.forecasts]).toEqual([12 * 4, 9 * 4]);
  });

  it('has happened for both buyers of dysprosium on the origins whose window holds the day', () => {
    // The only origin with the day within 90 days is 2025-04-01; within a year they are 2024-07-01, 10-01 and 2025-01-01 (2024-04-01 ends a year before 04-04).
    expect([skill('score', 90)?.happened, skill('score', 365)?.happened]).toEqual([2, 3 * 2]);
    expect(skill('score', 365)?.events).toBe(1);
  });

  it('has the base rate of the record: no event in three years of four pairs, then two', () => {
    const rates = (date: string) => baseRatesAt(dayNumber(date), 'control', historyOf());
    const years = (dayNumber('2025-04-01') - dayNumber('2022-01-01')) / 365.25;
    expect(rates('2025-04-01').pooled).toEqual({ shape: 0.5, years: years * 4 });
    expect(rates('2025-07-01').pooled.shape).toBe(2.5);
    const [dysprosium, , gallium] = rates('2025-07-01').byPair;
    expect((dysprosium?.shape ?? 0) - (gallium?.shape ?? 0)).toBeCloseTo(1, 12);
  });

  it('gives no skill to the base rate against itself', () => {
    expect(skill('base_rate_by_pair', 365)?.brier_skill).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('is the same report from the same facts', () => {
    expect(reportOf(smallHistory())).toEqual(report());
  });

  it('shows the score of the eve, of the day, and how long it took to move', () => {
    const { around_events, event_curves } = report();
    expect(around_events.map(({ element, buyer }) => `${element} ${buyer}`)).toEqual(['Dy JPN']);
    const [shown] = around_events;
    const { '-1': eve = null, '0': onTheDay = null, '-365': yearBefore = null } = shown?.score ?? {};
    expect((onTheDay as number) - (eve as number)).toBeGreaterThan(5);
    expect(yearBefore).not.toBeNull();
    expect(shown?.moved_after_days).toBe(0);
    expect(event_curves[0]).toMatchObject({ event: '2025-04-04', measures: ['CN-2025-18'], pairs: 1 });
  });

  it('counts a hit as not warned of when the score was low on the last origin before it', () => {
    expect(report().lead_time.find(({ forecast, outcome }) => forecast === 'score' && outcome === 'control')).toMatchObject({
      hits: 2,
      warned: 0,
      median_lead_days: null,
    });
  });

  it('counts no hit from before the first forecast', () => {
    const old = { announced: '2022-06-01', known_from: '2022-06-01', effective_from: '2022-06-01', effective_to: '2022-07-01' };
    const again = reportOf(
      smallHistory({ policy: [aPolicy('CN-2025-18'), aPolicy('OLD', { ...old, mapping: aMapping('export_quota', 'Ga') })] }),
    );
    expect(again.lead_time[0]).toMatchObject({ outcome: 'control', hits: 2 });
  });

  it('counts a warning that stood before the second control, its length, and the warnings for nothing', () => {
    const second = aPolicy('CN-2025-99', {
      announced: '2025-11-20',
      known_from: '2025-11-20',
      effective_from: '2025-11-20',
      mapping: aMapping('ban', 'Dy'),
    });
    const again = reportOf(smallHistory({ policy: [aPolicy('CN-2025-18'), second] }));
    const row = again.lead_time.find(({ forecast, outcome }) => forecast === 'score' && outcome === 'control');
    // Both buyers, two days each; the score was above the line on 1 July and 1 October 2025, after the first licence: 142 days.
    expect(row).toMatchObject({ hits: 4, warned: 2, median_lead_days: dayNumber('2025-11-20') - dayNumber('2025-07-01') });
  });

  it('counts the warnings after which nothing came within a year', () => {
    const first = aPolicy('CN-2023-99', {
      announced: '2023-05-01',
      known_from: '2023-05-01',
      effective_from: '2023-05-01',
      mapping: aMapping('ban', 'Dy'),
    });
    const again = reportOf(smallHistory({ policy: [first, aPolicy('CN-2025-18')] }));
    const row = again.lead_time.find(({ forecast, outcome }) => forecast === 'score' && outcome === 'control');
    // Two buyers; above the line from July 2023 to January 2025 on seven origins, on the first four of which the year ends before April 2025.
    expect(row).toMatchObject({ warnings: 7 * 2, false_warnings: 4 * 2 });
  });

  it('shows no score of days after the facts end', () => {
    const [shown] = backTest({
      data: smallHistory(),
      methodologies: [pinned('1.0.0')],
      inputsSha256: 'x',
      seedOf,
      settings: { ...settings, last_day: '2025-06-01' },
    }).around_events;
    expect([shown?.score['30'] === null, shown?.score['90'], shown?.score['180']]).toEqual([false, null, null]);
  });

  it('knows no score of an element without shares', () => {
    const reader = readersOf(historyOf(), base).published;
    expect(() => scoreOn(dayNumber('2025-01-01'), { element: 'Pm', buyer: 'JPN' }, reader, 365)).toThrow(RangeError);
  });

  it('compares methodologies by the same outcomes', () => {
    const whole = report();
    expect(whole.methodologies.map(({ version }) => version)).toEqual(['1.0.0', '1.0.0-evidence-only']);
    expect({ ...methodologySummary(historyOf(), base, seedOf), sha256: 'hash of 1.0.0' }).toEqual(whole.methodologies[0]);
    expect(whole.methodologies[0]?.figures[0]).toEqual({ ...skill('score', 365, whole) });
  });
});

describe('the comparison made again', () => {
  const report = () => reportOf(smallHistory());
  const inputs = { data: smallHistory(), inputsSha256: 'x', seedOf, settings };

  it('is what the whole back-test gives, for other methodologies too', () => {
    const alone = backTest({ ...inputs, methodologies: [pinned('1.0.0')] });
    expect(comparedAgain(alone, { ...inputs, methodologies: [pinned('1.0.0'), pinned('1.0.0-evidence-only')] })).toEqual(report());
  });

  it('is refused for a report of other facts', () => {
    expect(() => comparedAgain(report(), { ...inputs, inputsSha256: 'y', methodologies: [pinned('1.0.0')] })).toThrow(/other facts/);
  });
});

describe('what is learned later', () => {
  const later = {
    policy: [
      aPolicy('CN-2025-18'),
      aPolicy('X', {
        announced: '2023-05-01',
        known_from: '2025-09-01',
        effective_from: '2023-05-01',
        mapping: aMapping('ban', 'Dy', 'Ga'),
      }),
    ],
    episodes: [
      anEpisode('E12'),
      ...['A', 'B', 'C'].map((id, i) =>
        anEpisode(id, { start: '2023-01-01', end: `2023-0${i + 2}-01`, duration_days: 31 * (i + 1), known_from: '2025-09-01' }),
      ),
    ],
  };

  it('changes no forecast made before, as published or fitted again, though it speaks of those days', () => {
    const forecasts = (data: ReferenceData) => {
      const history = backTestHistory(data, base, settings);
      const { published, refit } = readersOf(history, base);
      const before = history.origins.filter((day) => day < dayNumber('2025-09-01')).length * history.pairs.length;
      const all = [published, refit].map((reader) => scoreForecasts(history, reader, 365).withSignals);
      return { before: all.map((values) => [...values.subarray(0, before)]), after: all.map((values) => [...values.subarray(before)]) };
    };
    const [without, planted] = [forecasts(smallHistory()), forecasts(smallHistory(later))];
    expect(planted.before).toEqual(without.before);
    expect(planted.after).not.toEqual(without.after);
  });

  it('changes no base rate and no refitted parameter before', () => {
    const on = (data: ReferenceData, date: string) => {
      const history = backTestHistory(data, base, settings);
      return { rates: baseRatesAt(dayNumber(date), 'control', history), refit: refittedOnDay(history)(dayNumber(date)) };
    };
    expect(on(smallHistory(later), '2025-08-31')).toEqual(on(smallHistory(), '2025-08-31'));
    expect(on(smallHistory(later), '2025-09-02').refit).not.toEqual(on(smallHistory(), '2025-09-02').refit);
  });
});

describe('the exploratory test on the shipped series', () => {
  const settingsOfAll = { ...BACK_TEST_SETTINGS, bootstrap_draws: 200 };
  const rows = exploratoryWindows(bundledReferenceData, 'all_detected', settingsOfAll, seedOf);
  const asPublished = exploratoryWindows(
    { ...bundledReferenceData, taiwan_strait: uncorrectedTaiwanStrait(bundledReferenceData) },
    'all_detected',
    settingsOfAll,
    seedOf,
  );
  /** AUC by window of 7, 14, 30 and 60 days, as published: of the counts as they stood before some days around Taiwan were corrected. */
  const published: readonly (readonly [series: string, aucs: readonly (number | null)[]])[] = [
    ['taiwan_ships', [0.47, 0.56, 0.54, 0.51]],
    ['taiwan_aircraft', [0.39, 0.34, 0.37, 0.6]],
    ['taiwan_median_line', [0.33, 0.28, 0.26, 0.46]],
    ['senkaku_contiguous_zone', [0.5, 0.58, 0.45, 0.41]],
    ['senkaku_territorial_sea', [0.43, 0.46, 0.4, 0.53]],
  ];

  it.each(published)(
    'of the counts as they stood comes within 0.05 of what was published of %s, and its interval holds it',
    (series, aucs) => {
      const found = asPublished.filter((row) => row.series === series);
      expect(found).toHaveLength(4);
      for (const [i, { auc }] of found.entries()) {
        const value = aucs[i] as number;
        expect(Math.abs((auc.value as number) - value)).toBeLessThanOrEqual(0.05);
        expect((auc.low as number) < value && value < (auc.high as number)).toBe(true);
      }
    },
  );

  it('of the corrected counts holds what was published in its interval', () => {
    for (const [series, aucs] of published)
      for (const [i, { auc }] of rows.filter((row) => row.series === series).entries())
        expect((auc.low as number) < (aucs[i] as number) && (aucs[i] as number) < (auc.high as number)).toBe(true);
  });

  it('finds no window whose interval lies above one half', () => {
    expect(rows.filter(({ auc }) => verdict(auc, 0.5) === 'better')).toEqual([]);
    expect(rows).toHaveLength(24);
  });
});

describe('the list of look-ahead', () => {
  it('says of a fitted parameter that the harness does not know that it was not fitted again', () => {
    const { bands } = base.parameters;
    const listed = lookAhead({ parameters: { ...base.parameters, bands: { ...bands, basis: 'fitted' } } });
    expect(listed.find(({ what }) => what === 'bands')).toMatchObject({ refitted: false, how: expect.stringContaining('does not know') });
    expect(lookAhead(base).find(({ what }) => what === 'control_sigma')).toMatchObject({ refitted: true });
    expect(lookAhead(base).find(({ what }) => what === 'bands')).toBeUndefined();
  });
});

describe('the reading', () => {
  it('says better or worse only where the interval does', () => {
    expect(verdict({ value: 0.6, low: 0.51, high: 0.7 }, 0.5)).toBe('better');
    expect(verdict({ value: 0.6, low: 0.4, high: 0.7 }, 0.5)).toBe('no skill found');
    expect(verdict({ value: 0.3, low: 0.2, high: 0.49 }, 0.5)).toBe('worse');
    expect(verdict({ value: null, low: null, high: null }, 0.5)).toBe('no skill found');
  });

  it('writes a figure with its interval', () => {
    expect(withInterval({ value: 0.466, low: 0.287, high: 0.621 })).toBe('0.47 (0.29 to 0.62)');
    expect(withInterval({ value: null, low: null, high: null })).toBe('not defined');
  });

  it('names the signals whose interval lies above one half, and the share of windows with an alarm', () => {
    const skill = {
      forecast: 'carriers',
      outcome: 'announcement_since_method_clock',
      horizon_days: 30,
      forecasts: 9,
      happened: 3,
      events: 3,
    };
    const figures = { mean_forecast: null, brier: null, brier_skill: null, log_loss: null, auc_within_day: null };
    const signals = [{ ...skill, ...figures, auc: { value: 0.7, low: 0.6, high: 0.8 } }];
    const signal_alarms = [
      { signal: 'carriers', announcements: 4, announcements_with_alarm: 1, windows: 200, windows_with_alarm: 30 },
      { signal: 'senkaku', announcements: 0, announcements_with_alarm: 0, windows: 0, windows_with_alarm: 0 },
    ];
    const sentences = readingOf({ skill: [], signals, exploratory: [], signal_alarms, lead_time: [], variants_tried: 1 }, 365, 90);
    expect(sentences[0]).toContain('in 1 of 1 tests of a signal alone (carriers at 30 days)');
    expect(sentences[2]).toBe('A state of 1 or more in the 30 days before an announcement: carriers before 1 of 4 (15 % of all windows).');
  });

  it('says of a score what its interval says, with and without ranks within a day', () => {
    const row = (forecast: string, low: number, high: number) => ({
      forecast,
      outcome: 'control',
      horizon_days: 365,
      forecasts: 9,
      happened: 3,
      events: 3,
      mean_forecast: 0.1,
      brier: 0.1,
      log_loss: 0.1,
      brier_skill: { value: (low + high) / 2, low, high },
      auc: { value: 0.5, low: 0.4, high: 0.6 },
      auc_within_day: null,
    });
    const lead = {
      forecast: 'score',
      outcome: 'control',
      warning_score: 40,
      hits: 3,
      warned: 0,
      median_lead_days: null,
      warnings: 4,
      false_warnings: 3,
    };
    const rest = { signals: [], exploratory: [], signal_alarms: [], variants_tried: 2 };
    const sentences = readingOf({ skill: [row('score', 0.1, 0.3), row('score_refit', -0.3, -0.1)], lead_time: [lead], ...rest }, 365, 90);
    expect(sentences[0]).toMatch(
      /0\.200 \(0\.100 to 0\.300\), better than the base rate; .* worse than the base rate\. AUC over all days 0\.50 \(0\.40 to 0\.60\)\.$/,
    );
    expect(sentences[1]).toMatch(/^Before 0 of 3 hits .* for 0 days in the median; 75 %/);
  });

  it('holds a tilt by signals against the same rise without timing', () => {
    const row = (forecast: string, value: number) => ({
      forecast,
      outcome: 'announcement_since_method_clock',
      horizon_days: 90,
      forecasts: 9,
      happened: 3,
      events: 3,
      mean_forecast: 0.1,
      brier: 0.1,
      log_loss: 0.1,
      brier_skill: { value, low: value - 0.01, high: value + 0.01 },
      auc: { value: 0.5, low: 0.4, high: 0.6 },
      auc_within_day: null,
    });
    const signals = [row('base_rate_tilted_by_all_signals', 0.02), row('base_rate_raised_evenly', 0.03)];
    const sentences = readingOf({ skill: [], signals, exploratory: [], signal_alarms: [], lead_time: [], variants_tried: 2 }, 365, 90);
    expect(sentences.join(' ')).toContain(
      '0.020 (0.010 to 0.030) at 90 days; raised evenly by the mean tilt so far, without timing, 0.030 (0.020 to 0.040)',
    );
  });

  it('claims nothing where nothing was judged', () => {
    const nothing = { skill: [], signals: [], exploratory: [], signal_alarms: [], lead_time: [], variants_tried: 0 };
    expect(readingOf(nothing, 365, 90).join(' ')).not.toMatch(/better than/);
  });
});
