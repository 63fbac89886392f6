import { expect, test } from 'vitest';
import { markedDays, nextDue, readingsIn } from '#dashboard/words/signal-details.ts';

// Parts of GET /v1/signals?as_of=2026-08-22, recorded on 27 November 2026.
const STRAIT = {
  peak_report_date: '2026-08-10',
  today: {
    p: 0.3956,
    series: {
      aircraft: { count: 3, expected: 7.94, variance: 66.5, baseline_n: 90, p: 0.7146 },
      official: { count: 7, expected: 3.81, variance: 7.62, baseline_n: 90, p: 0.1545 },
    },
  },
};
const SENKAKU = { vessel_days: null, events: { count: 0, expected: 0.945, variance: 1.02, baseline_n: 11, p: 1 }, p: null };

test('counts stand beside what is usual, however deep a signal keeps them', () => {
  expect(readingsIn(STRAIT.today)).toEqual([
    { name: 'aircraft', count: 3, expected: 7.94, of: 90, p: 0.7146 },
    { name: 'official', count: 7, expected: 3.81, of: 90, p: 0.1545 },
  ]);
  expect(readingsIn(SENKAKU).map(({ name, count }) => [name, count])).toEqual([['events', 0]]);
  expect(readingsIn({ peak: null, today: null })).toEqual([]);
});

test('days with a mark of their source are counted by what it says', () => {
  const day = (flag: unknown) => ({ date: '2026-01-01', raw: { flag } });
  expect(markedDays(['filled_gap_shifted_+1d', 'filled_gap_shifted_+1d; more', null, 'period_to_17:00', 'new_mark'].map(day))).toEqual([
    { why: 'filled by a collector from another day of the publisher', days: 2 },
    { why: 'the report covers another period of the day', days: 1 },
    { why: 'new mark', days: 1 },
  ]);
});

test('who reports every day was due on the day after the newest; other rhythms name no day', () => {
  expect(nextDue('2026-08-31', 'daily')).toBe('2026-09-01');
  expect([nextDue('2026-08-31', 'event-driven'), nextDue(null, 'daily'), nextDue('2026-08-31', undefined)]).toEqual([null, null, null]);
});
