/** How often China announces a new control on an element: a rate that forgets (section 4). */
import { dayNumber } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import { YEAR } from './nodes.ts';
import type { Parameters } from './parameters.ts';

/** First day whose announcements count. */
export const RECORD_START = dayNumber('2005-01-01');

/** An announcement of China that names the buyer or all, and how many elements that China makes it hit. */
export interface Announcement {
  readonly day: DayNumber;
  readonly elements: number;
}

/** The record behind a rate, as inputs carry it. */
export interface ThetaInputs {
  readonly announcements: readonly (readonly [day: IsoDate, elements: number])[];
  readonly sum_china: number;
}

/** Rate a year of a new control by China on an element of which it makes everything. `sumOfShares`: of China, largest over the stages, over all elements. */
export function newControlRate(
  announcements: readonly Announcement[],
  sumOfShares: number,
  day: DayNumber,
  { new_control }: Parameters,
): number {
  const { rate, weight, half_life } = new_control;
  const counted = announcements.reduce((sum, { day: then, elements }) => sum + elements * 2 ** (-(day - then) / YEAR / half_life), 0);
  const years = (day - RECORD_START) / YEAR;
  const exposure = (sumOfShares * (1 - 2 ** (-years / half_life)) * half_life) / Math.LN2;
  return (rate * weight + counted) / (weight + exposure);
}
