import { dayNumber, isoDate } from '#domain/time/calendar.ts';

export const PER_REQUEST = 20;

/** The last is sent twice, with a correction. */
export function requestOf(request: number): readonly Readonly<Record<string, unknown>>[] {
  const first = dayNumber('1990-01-01') + request * PER_REQUEST;
  const report = (day: number, aircraft: number) => ({
    series: 'taiwan_strait',
    date: isoDate(day),
    known_from: isoDate(day),
    source: 'MND',
    values: { aircraft, navy_ships: null },
  });
  const days = Array.from({ length: PER_REQUEST }, (_, n) => report(first + n, n));
  return [...days, report(first + PER_REQUEST - 1, 99)];
}

/** One a second. */
export const takenAt = (request: number): string =>
  new Date(Date.UTC(2026, 10, 25, 12, 0, request)).toISOString();
