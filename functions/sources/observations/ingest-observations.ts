/** How observations come in: read, doubted where a count is far above any on record, and stored as versions. */

import { createHash } from 'node:crypto';
import type { Quarantined } from '#contracts/ingestion/observations.ts';
import { SENT_CONTRACTS, SERIES_CONTRACTS, type SeriesContract } from '#contracts/signals/registry.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import {
  type Observation,
  type ObservationReceipt,
  type ObservationVersion,
  observationRow,
  observationSubject,
} from '#domain/signals/observations.ts';
import { closestMatch, ExpectedError } from '#functions/http/expected-errors.ts';
import { bodyErrors } from '#functions/http/parse-request.ts';
import { Contention, retriedAgainstOthers } from '#functions/store/contention.ts';
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

/** Whether somebody beside the client that sent it stands for a day: the facts that ship, a document of its publisher, or somebody else who let it out of quarantine. */
async function isVouchedFor(signal: Observation['signal'], date: string, log: Measure['log']): Promise<boolean> {
  const newest = await log.newestOf({ signal, date });
  if (newest === null) return true;
  const { receipt } = newest;
  if (receipt === undefined) return false;
  const { released_by, client } = receipt;
  return (released_by !== null && released_by !== client) || client.startsWith(COLLECTOR_PREFIX);
}

export interface IngestPorts {
  readonly log: ObservationLog;
  /** Counts of the current run; empty before the first run. */
  readonly published: PublishedCounts;
  readonly client: string;
  /** Id of the API key; absent where there is none. */
  readonly key?: string | null;
  /** The observations were read from a document that was fetched from its publisher. */
  readonly isFromPublisher?: boolean;
  /** RFC 3339. */
  readonly now: string;
}

type Status = 'accepted' | 'corrected' | 'duplicate' | 'quarantined';

export interface ItemResult {
  readonly index: number;
  readonly status: Status;
  readonly id: string | null;
  readonly reasons: readonly string[];
}

/** Most versions of one day or thing that a client adds: who corrects it more often has somebody look at it. */
const MOST_VERSIONS_OF_A_CLIENT = 20;
/** A thousand observations have to fit into the ten seconds of a function. */
const LANES_AT_ONCE = 32;

/**
 * Stores observations; those of the same day one after another, so that a request that holds a day twice keeps its order. All are stored
 * once the promise resolves. Throws `write_contention` with the place of each that was not stored, when others were faster at every try: all
 * others are stored then.
 */
export async function ingestObservations(items: readonly unknown[], ports: IngestPorts) {
  const results: ItemResult[] = [];
  const lost: number[] = [];
  const ingestOrNote = async (index: number, item: unknown): Promise<void> => {
    try {
      results[index] = { index, ...(await ingest(item, ports)) };
    } catch (error) {
      if (!(error instanceof Contention)) throw error;
      lost.push(index);
    }
  };
  const lanes = [...Map.groupBy(items.entries(), ([, item]) => laneOf(item)).values()];
  for (let n = 0; n < lanes.length; n += LANES_AT_ONCE) {
    const settled = await Promise.allSettled(
      lanes.slice(n, n + LANES_AT_ONCE).map(async (lane) => {
        for (const [index, item] of lane) await ingestOrNote(index, item);
      }),
    );
    // What is under way is finished first: nothing is stored after the answer.
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
  }
  if (lost.length > 0) throw notAllStored(lost, items.length);
  const count = (status: Status): number => results.filter((result) => result.status === status).length;
  return {
    accepted: count('accepted'),
    corrected: count('corrected'),
    duplicate: count('duplicate'),
    quarantined: count('quarantined'),
    results,
  };
}

function notAllStored(lost: readonly number[], all: number): ExpectedError {
  const errors = lost.slice(0, MOST_NAMED).map((index) => ({
    pointer: `/observations/${index}`,
    code: 'not_stored',
    detail: `\`/observations/${index}\` was not stored: others are sending the same day. Send it again.`,
  }));
  const detail = `${all - lost.length} of ${all} observations are stored, and ${lost.length} are not, because others are sending the same days. Send it again in 2 seconds: what is stored is told as known.`;
  return new ExpectedError('write_contention', detail, errors, { retryAfterSeconds: 2 });
}

const MOST_NAMED = 100;

/** Key of the thing that an item speaks of; items with the same key are stored one after another. */
function laneOf(item: unknown): string {
  const { series, date, id } = item as Readonly<Record<string, unknown>>;
  return JSON.stringify([series, id ?? date]);
}

async function ingest(item: unknown, ports: IngestPorts): Promise<Omit<ItemResult, 'index'>> {
  const read = readObservation(item, ports.now.slice(0, 10), ports.isFromPublisher === true ? SERIES_CONTRACTS : SENT_CONTRACTS);
  if ('validationErrors' in read) return quarantined(item, read.validationErrors, false, ports);
  const doubts = await doubtsAbout(read, ports);
  const before = doubts.length === 0 ? null : await statedBefore(read, ports);
  if (doubts.length > 0 && before === null) return quarantined(item, doubts, true, ports);
  return (await store(read, ports, before?.receipt)) ?? quarantined(item, [tooManyVersions(read)], true, ports);
}

const tooManyVersions = (observation: Observation): string =>
  `You have sent ${MOST_VERSIONS_OF_A_CLIENT} versions of ${observation.signal} ${observationSubject(observation)}: somebody else has to look at this one.`;

/**
 * The observation, or all its validation errors. `today`: the default of `known_from`. In a request the name of the signal is called
 * `series`.
 */
export function readObservation(
  item: unknown,
  today: string,
  contracts: Readonly<Record<string, SeriesContract>> = SERIES_CONTRACTS,
): Observation | { readonly validationErrors: readonly string[] } {
  const series = (item as { readonly series?: unknown }).series;
  const names = Object.keys(contracts);
  const name = names.find((known) => known === series);
  if (name === undefined) {
    const meant = typeof series === 'string' ? closestMatch(series, names) : null;
    return { validationErrors: [`\`/series\` is not one of: ${names.join(', ')}.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`] };
  }
  const parsed = (contracts[name] as SeriesContract).observation.safeParse(item, { reportInput: true });
  if (!parsed.success) return { validationErrors: bodyErrors(parsed.error.issues).map(({ detail }) => detail) };
  const { series: signal, ...sent } = parsed.data as Omit<Observation, 'signal' | 'known_from'> & {
    readonly series: string;
    readonly known_from?: string;
  };
  return { signal, ...sent, known_from: sent.known_from ?? today };
}

/** Why a person should look at it first. */
async function doubtsAbout(
  observation: Observation,
  { log, published, now, isFromPublisher = false }: IngestPorts,
): Promise<readonly string[]> {
  const today = now.slice(0, 10);
  const { date, known_from } = observation;
  const doubts: string[] = [];
  if (date > today) doubts.push(`\`/date\` ${date} lies after today, ${today}.`);
  if (known_from > today) doubts.push(`\`/known_from\` ${known_from} lies after today, ${today}.`);
  if (known_from < date) doubts.push(`\`/known_from\` ${known_from} lies before the day it speaks of, ${date}.`);
  for (const { name, value, record, most } of await implausibleCounts(observation, { published, log, isFromPublisher })) {
    doubts.push(`\`/values/${name}\` ${value} is far above the highest on record, ${record}: more than ${most} waits for a second look.`);
  }
  return doubts;
}

/** Whether two observations state the same values, leaving aside when and by whom they were sent. */
const sameValues = (left: unknown, right: unknown): boolean => canonicalJson(left) === canonicalJson(right);

/** The newest version of the log with the same values; `null`: there is none. */
async function statedBefore(observation: Observation, { log }: IngestPorts): Promise<ObservationVersion | null> {
  return (await log.versionsOf(observation)).findLast((entry) => sameValues(entry.observation.values, observation.values)) ?? null;
}

/** Whoever let an observation out of quarantine, and what its counts are held to until a document of the publisher states the same. */
export type ReleaseOfObservation = Pick<ObservationReceipt, 'released_by' | 'held_to'>;

const NOT_RELEASED: ReleaseOfObservation = { released_by: null, held_to: {} };

/**
 * Adds the next version, unless it equals the newest; `null`: the client has added so many of this day or thing that it adds no more. A document of the
 * publisher that states counts which were held down is a version of its own, in which they are not.
 */
export async function store(
  observation: Observation,
  { log, published, client, key = null, isFromPublisher = false, now }: IngestPorts,
  { released_by, held_to }: ReleaseOfObservation = NOT_RELEASED,
): Promise<Omit<ItemResult, 'index'> | null> {
  const subject = observationSubject(observation);
  const shipped = published[observation.signal]?.get(subject);
  const receipt: ObservationReceipt = { client, key, received_at: now, released_by, held_to: isFromPublisher ? {} : held_to };
  const isBounded = !isFromPublisher && released_by === null;
  const { outcome } = await retriedAgainstOthers(`${observation.signal} ${subject}`, async () => {
    const newest = await log.newestOf(observation);
    const evidence = (version: number): string => observationRow({ observation, version });
    const isHeldDown = Object.keys(newest?.receipt?.held_to ?? {}).length > 0;
    if (newest !== null && sameValues(newest.observation.values, observation.values) && !(isFromPublisher && isHeldDown)) {
      return { outcome: { status: 'duplicate' as const, id: evidence(newest.version), reasons: [] } };
    }
    if (newest === null && shipped !== undefined && saysTheSame(shipped, observation.values)) {
      return { outcome: { status: 'duplicate' as const, id: null, reasons: [] } };
    }
    if (isBounded && newest !== null && (await hasAddedEnough(observation, client, newest, log))) return { outcome: null };
    const version = (newest?.version ?? 0) + 1;
    if (!(await log.append({ observation, version, receipt }))) return null;
    const status = newest === null && shipped === undefined ? ('accepted' as const) : ('corrected' as const);
    return { outcome: { status, id: evidence(version), reasons: [] } };
  });
  return outcome;
}

/** Counts the versions of a client only where there are so many that it could have reached its bound. */
async function hasAddedEnough(observation: Observation, client: string, newest: ObservationVersion, log: ObservationLog): Promise<boolean> {
  if (newest.version < MOST_VERSIONS_OF_A_CLIENT) return false;
  const own = (await log.versionsOf(observation)).filter(({ receipt }) => receipt?.client === client);
  return own.length >= MOST_VERSIONS_OF_A_CLIENT;
}

/**
 * Whether an observation equals the published day. A published day has only the counts that its publisher gave; those it lacks are null.
 */
const saysTheSame = (shipped: Readonly<Record<string, unknown>>, values: object): boolean =>
  Object.entries(values).every(([name, value]) => (shipped[name] ?? null) === value);

async function quarantined(
  item: unknown,
  reasons: readonly string[],
  releasable: boolean,
  { log, client, key = null, now }: IngestPorts,
): Promise<Omit<ItemResult, 'index'>> {
  const id = createHash('sha256').update(canonicalJson({ client, item })).digest('hex').slice(0, 32);
  const entry: Quarantined = {
    id,
    status: 'waiting',
    reasons: [...reasons],
    releasable,
    observation: item,
    received_at: now,
    sent_by: client,
    sent_with: key,
    decided_at: null,
    decided_by: null,
    decided_with: null,
    note: null,
  };
  const there = await log.quarantine(entry);
  return { status: 'quarantined', id, reasons: there.status === 'waiting' ? reasons : [`It was ${there.status} before: ${there.note}`] };
}
