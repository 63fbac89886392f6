/** Counts that are too high to be taken without a second look. */
import type { Observation } from '#domain/signals/observations.ts';

/** Counts of daily signals in published runs, by signal and day: day -> counts by name. */
export type PublishedCounts = Readonly<Record<string, ReadonlyMap<string, Readonly<Record<string, unknown>>>>>;

/** A count far above any on record. */
export interface ImplausibleCount {
  readonly name: string;
  readonly value: number;
  /** The highest that a published day has. */
  readonly record: number;
  /** Highest that is taken without a second look. */
  readonly most: number;
}

/** Never above this many times the record, whoever says so: that is a typing error, or a change in what is counted. */
const MOST_TIMES_THE_RECORD = 2;
/** How far a new record may lie above the old one: a quarter, or two standard deviations of a count of that size (Poisson). */
const SHARE_ABOVE_THE_RECORD = 0.25;
const DEVIATIONS_ABOVE_THE_RECORD = 2;

/**
 * Highest count that is taken without a second look. A document that was fetched from its publisher may double the record, because the day that
 * breaks it is the one that matters; the word of a client may not.
 */
export function mostPlausible(record: number, isFromPublisher: boolean): number {
  const most = MOST_TIMES_THE_RECORD * Math.max(record, 1);
  if (isFromPublisher) return most;
  const margin = Math.max(SHARE_ABOVE_THE_RECORD * record, DEVIATIONS_ABOVE_THE_RECORD * Math.sqrt(record));
  return Math.min(most, Math.floor(record + margin));
}

/** Counts of an observation that a person should look at first; none where no day of the signal is published. */
export function implausibleCounts(
  { signal, values }: Observation,
  published: PublishedCounts,
  isFromPublisher: boolean,
): readonly ImplausibleCount[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const record = highest(published[signal], name);
    if (record === null || typeof value !== 'number') return [];
    const most = mostPlausible(record, isFromPublisher);
    return value <= most ? [] : [{ name, value, record, most }];
  });
}

function highest(days: PublishedCounts[string] | undefined, name: string): number | null {
  let most: number | null = null;
  for (const raw of days?.values() ?? []) {
    const value = raw[name];
    if (typeof value === 'number') most = Math.max(most ?? value, value);
  }
  return most;
}
