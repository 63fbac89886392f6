import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, isCalendarDay, isoDate } from '#domain/time/calendar.ts';

describe('calendar days', () => {
  it('are counted like the civil calendar of the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 200_000 }), (day) => {
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(isoDate(day)).toBe(date);
        expect(dayNumber(date)).toBe(day);
      }),
    );
  });

  it('know leap years', () => {
    expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2);
    expect(dayNumber('1900-03-01') - dayNumber('1900-02-28')).toBe(1);
    expect(dayNumber('2000-03-01') - dayNumber('2000-02-28')).toBe(2);
  });

  it('are refused when they do not exist or are not written to the day', () => {
    for (const text of [
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '2026-05',
      '',
      '2026-05-01T00:00',
      '2026/05-01',
      '2026-05/01',
      '2o26-05-01',
      '2026-05-00',
    ])
      expect(() => dayNumber(text)).toThrow('not a calendar day written YYYY-MM-DD');
    expect(isCalendarDay('2024-02-29')).toBe(true);
    expect(isCalendarDay('2025-02-29')).toBe(false);
    // Every fourth year, not the hundredth, but the four hundredth; and only February is longer then.
    expect(
      ['1900-02-29', '2000-02-29', '2000-02-30', '2100-02-29', '2024-04-31', '0000-02-29'].map(isCalendarDay),
    ).toEqual([false, true, false, false, false, true]);
  });
});
