import { describe, expect, test } from 'vitest';
import { dayNumber, firstDayOf, lastDayOf } from '#domain/time/calendar.ts';

describe('a date that names a period', () => {
  test.each([
    ['2025-03-09', '2025-03-09', '2025-03-09'],
    ['2025-03', '2025-03-01', '2025-03-31'],
    ['2025-02', '2025-02-01', '2025-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2100-02', '2100-02-01', '2100-02-28'],
    ['2025-12', '2025-12-01', '2025-12-31'],
    ['2025', '2025-01-01', '2025-12-31'],
  ])('%s runs from %s to %s', (period, first, last) => {
    expect(firstDayOf(period)).toBe(dayNumber(first));
    expect(lastDayOf(period)).toBe(dayNumber(last));
  });

  test.each(['2025-13', '2025-00', '2025-02-30', '25', '2025-3', 'soon', ''])('"%s" is none', (text) => {
    expect(() => firstDayOf(text)).toThrow(RangeError);
    expect(() => lastDayOf(text)).toThrow(RangeError);
  });
});
