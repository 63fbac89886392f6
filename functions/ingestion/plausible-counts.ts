/** Counts that are too high to be taken without a second look. */
import type { Observation } from '#domain/signals/observations.ts';
import type { ObservationLog } from '#functions/store/observation-log.ts';

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

/** Collectors send under `collector:` and the name of their source; no client of a key can have a colon in its name. */
export const COLLECTOR_PREFIX = 'collector:';

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

interface Measure {
  readonly published: PublishedCounts;
  readonly log: Pick<ObservationLog, 'newestOf'>;
  /** The observation was read from a document of its publisher; `published` has then what ships, which no client has stated. */
  readonly isFromPublisher: boolean;
}

/**
 * Counts of an observation that a person should look at first; none where no day of the signal is published. A record that only a client states
 * makes nothing above itself plausible: else each run would let that client climb by another quarter.
 */
export async function implausibleCounts({ signal, values }: Observation, measure: Measure): Promise<readonly ImplausibleCount[]> {
  const found: ImplausibleCount[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number') continue;
    const most = await mostOnRecord(signal, name, value, measure);
    if (most !== null && value > most.most) found.push({ name, value, ...most });
  }
  return found;
}

/** Days above which a count may be: more are not asked for who states them. */
const MOST_DAYS_ASKED = 40;

/** The highest day on record and the highest count that is taken, as far as a count of that size needs to know; `null`: there is no day. */
async function mostOnRecord(
  signal: Observation['signal'],
  name: string,
  value: number,
  { published, log, isFromPublisher }: Measure,
): Promise<Pick<ImplausibleCount, 'record' | 'most'> | null> {
  const days = [...(published[signal] ?? [])].flatMap(([date, raw]) => {
    const count = raw[name];
    return typeof count === 'number' ? [{ date, count }] : [];
  });
  days.sort((one, other) => other.count - one.count);
  const [highest] = days;
  if (highest === undefined) return null;
  const { count: record } = highest;
  if (isFromPublisher || value <= record) return { record, most: mostPlausible(record, isFromPublisher) };
  for (const { date, count } of days.slice(0, MOST_DAYS_ASKED)) {
    if (await isVouchedFor(signal, date, log)) return { record, most: Math.max(record, mostPlausible(count, false)) };
  }
  return { record, most: record };
}

/** Whether somebody beside the client that sent it stands for a day: the facts that ship, a document of its publisher, or who let it out of quarantine. */
async function isVouchedFor(signal: Observation['signal'], date: string, log: Measure['log']): Promise<boolean> {
  const newest = await log.newestOf({ signal, date });
  if (newest === null) return true;
  const { receipt } = newest;
  return receipt !== undefined && (receipt.released_by !== null || receipt.client.startsWith(COLLECTOR_PREFIX));
}
