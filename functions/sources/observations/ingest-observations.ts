import { SENT_CONTRACTS, SERIES_CONTRACTS, type SeriesContract } from '#contracts/signals/registry.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import {
  countedValues,
  isHeld,
  type Observation,
  type ObservationReceipt,
  type ObservationVersion,
  observationRow,
  observationSubject,
} from '#domain/signals/observations.ts';
import { closestMatch, ExpectedError } from '#functions/http/expected-errors.ts';
import { bodyErrors, READING } from '#functions/http/parse-request.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';
import { Contention, retriedAgainstOthers } from '#functions/store/table/contention.ts';

/** signal -> day -> counts by name. */
export type PublishedCounts = Readonly<
  Record<string, ReadonlyMap<string, Readonly<Record<string, unknown>>>>
>;

/** Or two standard deviations (Poisson), never twice the record. */
const SHARE_ABOVE_THE_RECORD = 0.25;
const DEVIATIONS_ABOVE_THE_RECORD = 2;
const MOST_TIMES_THE_RECORD = 2;

export function mostUntold(record: number): number {
  const margin = Math.max(SHARE_ABOVE_THE_RECORD * record, DEVIATIONS_ABOVE_THE_RECORD * Math.sqrt(record));
  return Math.min(MOST_TIMES_THE_RECORD * Math.max(record, 1), Math.floor(record + margin));
}

const MOST_DAYS_ASKED = 40;

async function countsFarAbove(
  { signal, values }: Observation,
  { published, log }: Pick<IngestPorts, 'published' | 'log'>,
): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {};
  for (const [name, value] of Object.entries(values)) {
    const days = [...(published[signal] ?? [])].flatMap(([date, { [name]: count }]) =>
      typeof count === 'number' ? [{ date, count }] : [],
    );
    const [highest, ...others] = days.toSorted((one, other) => other.count - one.count);
    if (typeof value !== 'number' || highest === undefined || value <= highest.count) continue;
    let most = highest.count;
    for (const { date, count } of [highest, ...others].slice(0, MOST_DAYS_ASKED)) {
      if (!(await isStatedByPublisher(signal, date, log))) continue;
      most = Math.max(most, mostUntold(count));
      break;
    }
    if (value > most) found[name] = most;
  }
  return found;
}

/**
 * A record that only a client states makes nothing above itself usual: it would climb by a quarter each run.
 */
async function isStatedByPublisher(signal: Observation['signal'], date: string, log: IngestPorts['log']) {
  const newest = await log.newestOf({ signal, date });
  return newest === null || newest.receipt?.from_publisher === true;
}

export type IngestPorts = Readonly<{
  log: ObservationLog;
  published: PublishedCounts;
  client: string;
  key?: string | null;
  isFromPublisher?: boolean;
  now: string;
}>;

type Status = 'accepted' | 'corrected' | 'duplicate' | 'refused';

export type ItemResult = Readonly<{
  index: number;
  status: Status;
  id: string | null;
  reasons: readonly string[];
}>;

const MOST_VERSIONS_OF_A_CLIENT = 20;
/** A thousand observations have to fit into ten seconds. */
const LANES_AT_ONCE = 32;

/** Those of one day in their order. Throws `write_contention` with each that was not stored. */
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
    // What is under way is finished first.
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
  }
  if (lost.length > 0) throw notAllStored(lost, items.length);
  const count = (status: Status): number => results.filter((result) => result.status === status).length;
  return {
    accepted: count('accepted'),
    corrected: count('corrected'),
    duplicate: count('duplicate'),
    refused: count('refused'),
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

function laneOf(item: unknown) {
  const { series, date, id } = item as Readonly<Record<string, unknown>>;
  return JSON.stringify([series, id ?? date]);
}

async function ingest(item: unknown, ports: IngestPorts): Promise<Omit<ItemResult, 'index'>> {
  const today = ports.now.slice(0, 10);
  const read = readObservation(
    item,
    today,
    ports.isFromPublisher === true ? SERIES_CONTRACTS : SENT_CONTRACTS,
  );
  if ('validationErrors' in read) return refused(read.validationErrors);
  const faults = faultsOfDays(read, today);
  return faults.length > 0
    ? refused(faults)
    : ((await store(read, ports)) ?? refused([tooManyVersions(read)]));
}

const refused = (reasons: readonly string[]): Omit<ItemResult, 'index'> => ({
  status: 'refused',
  id: null,
  reasons,
});

const tooManyVersions = (observation: Observation) =>
  `You have sent ${MOST_VERSIONS_OF_A_CLIENT} versions of ${observation.signal} ${observationSubject(observation)}: another client has to send the next one.`;

export function readObservation(
  item: unknown,
  today: string,
  contracts: Readonly<Record<string, SeriesContract>> = SERIES_CONTRACTS,
): Observation | Readonly<{ validationErrors: readonly string[] }> {
  const series = (item as Readonly<{ series?: unknown }>).series;
  const names = Object.keys(contracts);
  const name = names.find((known) => known === series);
  if (name === undefined) {
    const meant = typeof series === 'string' ? closestMatch(series, names) : null;
    return {
      validationErrors: [
        `\`/series\` is not one of: ${names.join(', ')}.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`,
      ],
    };
  }
  const parsed = (contracts[name] as SeriesContract).observation.safeParse(item, READING);
  if (!parsed.success)
    return { validationErrors: bodyErrors(parsed.error.issues).map(({ detail }) => detail) };
  const { series: signal, ...sent } = parsed.data as Omit<Observation, 'signal' | 'known_from'> &
    Readonly<{
      series: string;
      known_from?: string;
    }>;
  return { signal, ...sent, known_from: sent.known_from ?? today };
}

function faultsOfDays({ date, known_from }: Observation, today: string): readonly string[] {
  const faults: string[] = [];
  if (date > today) faults.push(`\`/date\` ${date} lies after today, ${today}.`);
  if (known_from > today) faults.push(`\`/known_from\` ${known_from} lies after today, ${today}.`);
  if (known_from < date)
    faults.push(`\`/known_from\` ${known_from} lies before the day it speaks of, ${date}.`);
  return faults;
}

const sameValues = (left: unknown, right: unknown) => canonicalJson(left) === canonicalJson(right);

/**
 * Unless it equals the newest; `null`: the client has added too many. The word of the publisher on counts
 * that were held down is a version of its own.
 */
export async function store(
  observation: Observation,
  { log, published, client, key = null, isFromPublisher = false, now }: IngestPorts,
): Promise<Omit<ItemResult, 'index'> | null> {
  const subject = observationSubject(observation);
  const shipped = published[observation.signal]?.get(subject);
  const far_above = await countsFarAbove(observation, { published, log });
  const receipt: ObservationReceipt = {
    client,
    key,
    received_at: now,
    ...(isFromPublisher ? { from_publisher: true } : {}),
    ...(Object.keys(far_above).length > 0 ? { far_above } : {}),
  };
  const { outcome } = await retriedAgainstOthers(`${observation.signal} ${subject}`, async () => {
    const newest = await log.newestOf(observation);
    const evidence = (version: number): string => observationRow({ observation, version });
    if (
      newest !== null &&
      sameValues(newest.observation.values, observation.values) &&
      !(isFromPublisher && isHeld(newest.receipt))
    ) {
      return {
        outcome: {
          status: 'duplicate' as const,
          id: evidence(newest.version),
          reasons: countedValues(newest).notes,
        },
      };
    }
    if (newest === null && shipped !== undefined && saysTheSame(shipped, observation.values)) {
      return { outcome: { status: 'duplicate' as const, id: null, reasons: [] } };
    }
    if (!isFromPublisher && newest !== null && (await hasAddedEnough(observation, client, newest, log)))
      return { outcome: null };
    const version = (newest?.version ?? 0) + 1;
    if (!(await log.append({ observation, version, receipt }))) return null;
    const status = newest === null && shipped === undefined ? ('accepted' as const) : ('corrected' as const);
    return {
      outcome: { status, id: evidence(version), reasons: countedValues({ observation, receipt }).notes },
    };
  });
  return outcome;
}

async function hasAddedEnough(
  observation: Observation,
  client: string,
  newest: ObservationVersion,
  log: ObservationLog,
) {
  if (newest.version < MOST_VERSIONS_OF_A_CLIENT) return false;
  const own = (await log.versionsOf(observation)).filter(({ receipt }) => receipt?.client === client);
  return own.length >= MOST_VERSIONS_OF_A_CLIENT;
}

/** A published day lacks counts that its publisher did not give. */
const saysTheSame = (shipped: Readonly<Record<string, unknown>>, values: object) =>
  Object.entries(values).every(([name, value]) => (shipped[name] ?? null) === value);
