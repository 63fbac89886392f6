import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import { type Page, type Paging, pageOf, textAt } from '#functions/http/paging.ts';

export type DayRange = Readonly<{
  from: string;
  to: string;
}>;

/** Each is a read. */
const MOST_YEARS = 25;
const DAYS_OF_A_YEAR = 365;

type AskedRange = Readonly<{
  from?: string | undefined;
  to?: string | undefined;
}>;

export function refuseEmptyRange({ from, to }: AskedRange): void {
  if (from === undefined || to === undefined || from <= to) return;
  const detail = `\`from\` (${from}) is after \`to\` (${to}): send the earlier day as \`from\`.`;
  throw invalidRequest([{ parameter: 'from', code: 'invalid_value', detail }]);
}

/** The year up to `today` where none is given. Throws `invalid_request`. */
export function dayRange({ from, to }: AskedRange, today: string): DayRange {
  const last = to ?? (from !== undefined && from > today ? from : today);
  const first = from ?? isoDate(dayNumber(last) - DAYS_OF_A_YEAR);
  refuseEmptyRange({ from: first, to: last });
  if (dayNumber(last) - dayNumber(first) > MOST_YEARS * 366) {
    throw invalidRequest([
      {
        parameter: 'from',
        code: 'invalid_value',
        detail: `From ${first} to ${last} is more than ${MOST_YEARS} years: ask for a shorter range.`,
      },
    ]);
  }
  return { from: first, to: last };
}

/** The cursor names the last day that was sent. */
export function pageOfDays<T>(
  rows: readonly T[],
  dayOf: (row: T) => string,
  limit: number,
  at: Paging['at'],
): Page<T> {
  const sent = textAt(at) ?? '';
  const rest = rows.filter((row) => dayOf(row) > sent);
  return pageOf(rest, limit, dayOf);
}
