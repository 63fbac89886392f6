/** Texts around every room, and those that several rooms use. */
import { catalogue, filled } from './language.ts';
import texts from './shell.json' with { type: 'json' };

export const WORDS = catalogue(texts);

export const orUnknown = (value: number | null | undefined, written: (value: number) => string): string =>
  value == null ? WORDS.unknown : written(value);

/** `today`, `tomorrow`, `in 12 days`, `in 3 years`. */
export function inDays(count: number): string {
  if (count < 2) return count === 1 ? WORDS.tomorrow : WORDS.onThisDay;
  return count > 730
    ? filled(WORDS.inYears, { count: Math.round(count / 365) })
    : filled(WORDS.inDays, { count });
}
