import { createHash } from 'node:crypto';
import { LOCAL_CLIENT } from '#contracts/api/access.ts';
import type { Quarantined } from '#contracts/ingestion/observations.ts';
import { SIGNAL_CONTRACTS, type SignalContract } from '#contracts/signals/registry.ts';
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
import { implausibleCounts, type PublishedCounts } from './plausible-counts.ts';

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

/** Most versions of one day or thing that a client adds: who corrects it more often has a second person look at it. */
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
  const read = readObservation(item, ports.now.slice(0, 10));
  if ('validationErrors' in read) return quarantined(item, read.validationErrors, false, ports);
  const doubts = await doubtsAbout(read, ports);
  const before = doubts.length === 0 ? null : await statedBefore(read, ports);
  if (doubts.length > 0 && before === null) return quarantined(item, doubts, true, ports);
  return (
    (await store(read, ports, releaseStillInForce(read, before, ports.client))) ?? quarantined(item, [tooManyVersions(read)], true, ports)
  );
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
  contracts: Readonly<Record<string, SignalContract>> = SIGNAL_CONTRACTS,
): Observation | { readonly validationErrors: readonly string[] } {
  const series = (item as { readonly series?: unknown }).series;
  const names = Object.keys(contracts);
  const name = names.find((known) => known === series);
  if (name === undefined) {
    const meant = typeof series === 'string' ? closestMatch(series, names) : null;
    return { validationErrors: [`\`/series\` is not one of: ${names.join(', ')}.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`] };
  }
  const parsed = (contracts[name] as SignalContract).observation.safeParse(item, { reportInput: true });
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
  const { date, known_from, values } = observation;
  const doubts: string[] = [];
  if (date > today) doubts.push(`\`/date\` ${date} lies after today, ${today}.`);
  if (known_from > today) doubts.push(`\`/known_from\` ${known_from} lies after today, ${today}.`);
  if (known_from < date) doubts.push(`\`/known_from\` ${known_from} lies before the day it speaks of, ${date}.`);
  for (const [name, value] of Object.entries(values)) {
    if (name === 'covered_to' && value > today) doubts.push(`\`/values/covered_to\` ${value} lies after today, ${today}.`);
  }
  for (const { name, value, record, most } of await implausibleCounts(observation, { published, log, isFromPublisher })) {
    doubts.push(`\`/values/${name}\` ${value} is far above the highest on record, ${record}: more than ${most} waits for a second look.`);
  }
  return doubts;
}

/** Whether two observations state the same values, leaving aside when and by whom they were sent. */
const sameValues = (left: unknown, right: unknown): boolean => canonicalJson(left) === canonicalJson(right);

/** The last version of the log with the same values, one whose counts are not held down before others; `null`: there is none. */
async function statedBefore(observation: Observation, { log }: IngestPorts): Promise<ObservationVersion | null> {
  const same = (await log.versionsOf(observation)).filter((entry) => sameValues(entry.observation.values, observation.values));
  return same.findLast(({ receipt }) => !isHeldDown(receipt)) ?? same.at(-1) ?? null;
}

const isHeldDown = (receipt: ObservationReceipt | undefined): boolean => receipt !== undefined && Object.keys(receipt.held_to).length > 0;

/** Counts that were let out of quarantine and are held down stay so when their sender takes them back and states them again. */
function releaseStillInForce(observation: Observation, before: ObservationVersion | null, client: string): ReleaseOfObservation {
  const receipt = before?.receipt;
  if (before === null || receipt === undefined || confirms(observation, client, before)) return NOT_RELEASED;
  return { released_by: receipt.released_by, held_to: receipt.held_to };
}

/** Whoever let an observation out of quarantine, and what its counts are held to until somebody else states the same. */
export type ReleaseOfObservation = Pick<ObservationReceipt, 'released_by' | 'held_to'>;

const NOT_RELEASED: ReleaseOfObservation = { released_by: null, held_to: {} };

/**
 * Adds the next version, unless it equals the newest; `null`: the client has added so many of this day or thing that it adds no more. The same
 * values from a second sender confirm those that were held down, and are a version of their own.
 */
export async function store(
  observation: Observation,
  { log, published, client, key = null, isFromPublisher = false, now }: IngestPorts,
  release: ReleaseOfObservation = NOT_RELEASED,
): Promise<Omit<ItemResult, 'index'> | null> {
  const subject = observationSubject(observation);
  const shipped = published[observation.signal]?.get(subject);
  const receipt: ObservationReceipt = { client, key, received_at: now, ...release };
  const confirmed: ObservationReceipt = { ...receipt, held_to: {} };
  const isBounded = !isFromPublisher && release.released_by === null;
  const { outcome } = await retriedAgainstOthers(`${observation.signal} ${subject}`, async () => {
    const newest = await log.newestOf(observation);
    const evidence = (version: number): string => observationRow({ observation, version });
    const isSame = newest !== null && sameValues(newest.observation.values, observation.values);
    if (newest !== null && isSame && !confirms(observation, client, newest)) {
      return { outcome: { status: 'duplicate' as const, id: evidence(newest.version), reasons: [] } };
    }
    if (newest === null && shipped !== undefined && saysTheSame(shipped, observation.values)) {
      return { outcome: { status: 'duplicate' as const, id: null, reasons: [] } };
    }
    if (isBounded && newest !== null && (await hasAddedEnough(observation, client, newest, log))) return { outcome: null };
    const version = (newest?.version ?? 0) + 1;
    if (!(await log.append({ observation, version, receipt: isSame ? confirmed : receipt }))) return null;
    const status = newest === null && shipped === undefined ? ('accepted' as const) : ('corrected' as const);
    return { outcome: { status, id: evidence(version), reasons: [] } };
  });
  return outcome;
}

/** Whether a second sender states what was held down. Where access is open all are one client, so a second source counts. */
function confirms({ source }: Observation, client: string, { receipt, observation }: ObservationVersion): boolean {
  if (receipt === undefined || !isHeldDown(receipt)) return false;
  return receipt.client !== client || (client === LOCAL_CLIENT && observation.source !== source);
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
