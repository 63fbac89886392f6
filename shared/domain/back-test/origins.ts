/** The days on which forecasts are made. */
import { dayNumber } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** First days of months from that of `first` to `last`, every `stepMonths`. */
export function monthlyOrigins(first: IsoDate, last: IsoDate, stepMonths: number): readonly DayNumber[] {
  if (!(stepMonths >= 1)) throw new RangeError(`monthlyOrigins: stepMonths must be at least 1, got ${stepMonths}`);
  const start = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1;
  const origins: DayNumber[] = [];
  for (let month = start; ; month += stepMonths) {
    const day = dayNumber(`${Math.floor(month / 12)}-${pad((month % 12) + 1)}-01`);
    if (day > dayNumber(last)) return origins;
    origins.push(day);
  }
}

/** Every `stepDays`-th day from `first` to `last`. */
export function everyDays(first: DayNumber, last: DayNumber, stepDays: number): readonly DayNumber[] {
  return Array.from({ length: Math.floor((last - first) / stepDays) + 1 }, (_, i) => first + i * stepDays);
}
