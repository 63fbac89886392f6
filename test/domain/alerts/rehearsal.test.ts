import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { type RehearsedPoint, type RehearsedSeries, rehearse } from '#domain/alerts/rehearsal.ts';
import { registerOn } from '#domain/method/register.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import { anyRule } from '#test/builders/alerts.ts';

const rows: readonly PolicyRow[] = JSON.parse(readFileSync('test/frozen-world/policy.json', 'utf8'));
const REGISTER = { registerOn: (day: number) => ({ measures: registerOn(rows, day), day }) };
const TO = dayNumber('2026-11-25');

const point = (
  as_of: string,
  score: number | null,
  changed: Partial<RehearsedPoint> = {},
): RehearsedPoint => ({
  as_of,
  score,
  p05: score === null ? null : score - 5,
  p95: score === null ? null : score + 5,
  methodology: '3.0.0',
  origin: 'replayed',
  ...changed,
});
/** Points on the given days before the last one. */
const series = (
  scores: Readonly<Record<number, number | null>>,
  changed: Partial<RehearsedPoint> = {},
): RehearsedSeries => ({
  subject: { type: 'element', id: 'Dy' },
  line: null,
  buyer: 'JPN',
  points: Object.entries(scores)
    .map(([before, score]) => point(isoDate(TO - Number(before)), score, changed))
    .sort((one, other) => (one.as_of < other.as_of ? -1 : 1)),
});
const rehearsed = (rule: Partial<AlertRule>, ...all: readonly RehearsedSeries[]) =>
  rehearse({ rule: anyRule({ chance: 'scarce', ...rule }), series: all, ...REGISTER, to: TO });

describe('a rehearsal over scores', () => {
  it('counts the steps on which the rule would have fired, and the weeks that were seen', () => {
    const found = rehearsed({}, series({ 28: 70, 21: 75, 14: 82, 7: 81, 0: 79 }));
    expect(found).toMatchObject({
      from: '2025-11-26',
      to: '2026-11-25',
      weeks: 52,
      observed_weeks: 4,
      fired: 2,
      days: 2,
      causes_unknown: 2,
    });
    expect(found.by_condition).toEqual({ band_crossing: 2 });
    expect(found.alerts.map(({ date }) => date)).toEqual(['2026-11-25', '2026-11-11']);
  });

  it('counts two subjects of one day as two alerts and one day, and tells the newest first whatever subject it is of', () => {
    const rises = series({ 14: 70, 7: 82 });
    const of = (id: string, one = rises): RehearsedSeries => ({ ...one, subject: { type: 'element', id } });
    const found = rehearsed({}, of('Dy'), of('Tb'), of('Er', series({ 7: 70, 0: 82 })), of('Ho'));
    expect(found).toMatchObject({ fired: 4, days: 2 });
    expect(found.alerts.map((one) => 'subject' in one && one.subject.id)).toEqual(['Er', 'Dy', 'Tb', 'Ho']);
  });

  it('is null where nothing was seen, never 0', () => {
    const nothing = { fired: null, days: null, observed_weeks: 0, by_condition: { band_crossing: null } };
    expect(rehearsed({}, series({ 0: 79 }))).toMatchObject({
      ...nothing,
      subjects: 1,
      subjects_without_history: 1,
    });
    expect(rehearsed({})).toMatchObject({ ...nothing, subjects: 0 });
    expect(rehearsed({}, series({ 400: 10, 380: 90 }))).toMatchObject(nothing);
  });

  it('tells a year without alerts from a year without history', () => {
    expect(rehearsed({}, series({ 14: 70, 7: 71, 0: 72 }))).toMatchObject({
      fired: 0,
      days: 0,
      observed_weeks: 2,
    });
  });

  it('takes no gap for a jump, no other method for a move, and no score of an unknown one', () => {
    expect(rehearsed({}, series({ 30: 10, 0: 90 })).fired).toBeNull();
    const changedMethod = series({ 14: 70, 7: 71 });
    expect(
      rehearsed(
        {},
        {
          ...changedMethod,
          points: [...changedMethod.points, point(isoDate(TO), 90, { methodology: '4.0.0' })],
        },
      ),
    ).toMatchObject({ fired: 0, observed_weeks: 1 });
    expect(rehearsed({}, series({ 14: 70, 7: null, 0: 90 })).fired).toBe(0);
  });

  it('judges nights where runs were published, and the weeks of a replay elsewhere', () => {
    const replayed = series({ 21: 70, 14: 82, 7: 70, 0: 82 });
    const published = series(
      { 8: 50, 7: 65, 6: 65, 5: 65, 4: 65, 3: 65, 2: 65, 1: 65, 0: 65 },
      { origin: 'published' },
    );
    const found = rehearsed(
      {},
      {
        ...replayed,
        points: [...replayed.points, ...published.points].sort((a, b) => (a.as_of < b.as_of ? -1 : 1)),
      },
    );
    expect(found.alerts.map(({ date }) => date)).toEqual(['2026-11-18', '2026-11-11']); // not those of the replay after it
    expect(found.observed_weeks).toBe(3);
  });

  it('leaves out causes that do not count, where causes are known', () => {
    const revised = (by_cause: RehearsedPoint['by_cause']) =>
      rehearsed({ causes: ['new_event'] }, series({ 7: 70, 0: 85 }, { by_cause: by_cause ?? null }));
    expect(revised({ data_correction: 15 })).toMatchObject({ fired: 0, causes_unknown: 0 });
    expect(revised({ new_event: 15 })).toMatchObject({ fired: 1, causes_unknown: 0 });
    expect(revised(null)).toMatchObject({ fired: 1, causes_unknown: 1 });
  });
});

describe('a rehearsal over the register of measures', () => {
  const ofMeasures = (
    when: Partial<AlertRule['when']>,
    ids: readonly string[] = ['Er'],
  ): Partial<AlertRule> => ({
    when: { ...anyRule({}).when, band_crossing: false, ...when },
    subjects: { type: 'element', ids },
  });
  /** Day of the alert, what it told of a measure, and the date of that. */
  const eventsOf = (measure: string, rule: AlertRule, to: string) =>
    rehearse({ rule, series: [], ...REGISTER, to: dayNumber(to) }).alerts.flatMap((one) =>
      'event' in one && one.event.measure === measure ? [[one.date, one.event.what, one.event.date]] : [],
    );
  const dates = (rule: Partial<AlertRule>, measure: string) => eventsOf(measure, anyRule(rule), isoDate(TO));

  it('would have told of the end of a suspension ahead, and of the one it was put off to once that was known', () => {
    // MOFCOM announcement 70 of 2025 suspends No. 57 until 10 November 2026; on 23 September 2026 it was put
    // off to 10 January 2027.
    expect(dates(ofMeasures({ expiry_within_days: 60 }), 'CN-2025-57')).toEqual([
      ['2026-11-12', 'suspension_ends', '2027-01-11'],
      ['2026-09-12', 'suspension_ends', '2026-11-11'],
    ]);
    expect(dates(ofMeasures({ expiry_within_days: 30 }), 'CN-2025-57')).toEqual([]);
  });

  it('would have told of measures that came into force against the buyer', () => {
    const origin = {
      ...ofMeasures({ measure_in_force: true }),
      subjects: { type: 'country', ids: ['CHN'] },
    } as const;
    // No. 1 of 2026, end users in Japan: in force on the day of its announcement, 6 January 2026.
    expect(dates(origin, 'CN-2026-01')).toEqual([['2026-01-06', 'in_force', '2026-01-06']]);
    expect(dates(ofMeasures({ measure_in_force: true }, ['Er']), 'CN-2026-01')).toEqual([
      ['2026-01-06', 'in_force', '2026-01-06'],
    ]); // dual-use goods
    expect(dates({ ...origin, buyers: ['KOR'] }, 'CN-2026-01')).toEqual([]);
    expect(dates({ ...origin, subjects: { type: 'country', ids: ['AUS'] } }, 'CN-2026-01')).toEqual([]);
  });

  it('would have told of a suspension that ran out without a decision, on the first day without it', () => {
    // MOFCOM announcement 72 of 2025 suspends item 2 of No. 46 of 2024, the ban on gallium for the United
    // States, until 27 November 2026.
    const rule = anyRule({
      ...ofMeasures({ measure_in_force: true, expiry_within_days: 3 }, ['Ga']),
      buyers: ['USA'],
    });
    expect(eventsOf('CN-2024-46', rule, '2026-12-05').slice(0, 2)).toEqual([
      ['2026-11-28', 'suspension_undecided', '2026-11-28'],
      ['2026-11-25', 'suspension_ends', '2026-11-28'],
    ]);
  });

  it('would have told of the end of a measure on the first day that is near enough to it, whichever elements a rule names', () => {
    // Decision 004/ARECOMS/2025 of 20 September 2025: quotas for cobalt of the Congo from 16 October 2025 to
    // 31 December 2027, the last day that they hold.
    for (const ids of [['Co'], null]) {
      const rule = anyRule({ ...ofMeasures({ expiry_within_days: 30 }), subjects: { type: 'element', ids } });
      expect(eventsOf('CD-2025-CO-QUOTA', rule, '2027-12-20')).toEqual([
        ['2027-12-02', 'measure_ends', '2028-01-01'],
      ]);
    }
  });

  it('needs no history of scores', () => {
    expect(rehearsed(ofMeasures({ expiry_within_days: 60 }))).toMatchObject({
      observed_weeks: 52,
      subjects_without_history: 0,
    });
  });

  it('says null of scores and counts measures where only the register goes back', () => {
    const found = rehearsed({ ...ofMeasures({ expiry_within_days: 60, band_crossing: true }) });
    expect(found).toMatchObject({ fired: null, observed_weeks: 0 });
    expect(found.by_condition.band_crossing).toBeNull();
    expect(found.by_condition.expiry_ahead).toBeGreaterThan(0);
  });

  it('has nothing to tell of suppliers', () => {
    expect(
      rehearsed({ ...ofMeasures({ measure_in_force: true }), subjects: { type: 'supplier', ids: null } })
        .fired,
    ).toBe(0);
  });
});
