/** How old the reading of a source is, and whether that is too old. */
import { dayNumber, isCalendarDay } from '#domain/time/calendar.ts';

/**
 * Days without a reading after which the register of measures is stale. Between 15 October 2024 and 15 October 2026 China changed its controls on 18 days,
 * one in 41, and 17 of 24 numbered announcements held from the day of their publication: after 14 days the chance that the register
 * lacks a control in force is 1 - exp(-14/41), 29 %; a tenth is reached after four days already.
 */
const MEASURES_STALE_AFTER_DAYS = 14;
const REGISTER_OF_MEASURES = 'policy-register';

/** Days from a day to another; `null` where rows speak of no day. */
export const ageOn = (asOf: string, day: string | null): number | null =>
  day !== null && isCalendarDay(day) ? dayNumber(asOf) - dayNumber(day) : null;

/** Why a reading is too old on a day, as a sentence; `null` while it is not, and for sources whose rows tell their age themselves. */
export function staleReading({ id, read_on }: { readonly id: string; readonly read_on: string }, asOf: string): string | null {
  const age = ageOn(asOf, read_on);
  if (id !== REGISTER_OF_MEASURES || age === null || age <= MEASURES_STALE_AFTER_DAYS) return null;
  return `The register of measures was last read on ${read_on}, ${age} days ago: it is stale after ${MEASURES_STALE_AFTER_DAYS}, because a control that came meanwhile is in no score. npm run measures lists what nobody has read.`;
}
