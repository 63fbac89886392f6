/** Brings the log to what the documents of a source state, in whatever order they came in. */
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import {
  isHeld,
  type Observation,
  type ObservationReceipt,
  type ObservationVersion,
  observationSubject,
} from '#domain/signals/observations.ts';
import {
  type ItemResult,
  ingestObservations,
  type PublishedCounts,
  readObservation,
  store,
} from '#functions/sources/observations/ingest-observations.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';
import type { LogStatement } from './statements.ts';

type Timeline = readonly Readonly<{
  known_from: string;
  values: unknown;
  source: string;
  isFromPublisher: boolean;
}>[];

/** One that became known before or with its predecessor hides it. */
function timelineOf(versions: readonly ObservationVersion[]): Timeline {
  const visible: Timeline[number][] = [];
  for (const { observation, receipt } of versions) {
    while ((visible.at(-1)?.known_from ?? '') >= observation.known_from) visible.pop();
    // Readers do not see what is held down, so a document that states the same is news.
    const values = observation.withdrawn || isHeld(receipt) ? null : observation.values;
    visible.push({
      known_from: observation.known_from,
      values,
      source: observation.source,
      isFromPublisher: receipt?.from_publisher === true,
    });
  }
  return visible;
}

const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);

function newStatements<T extends Readonly<{ observation: Observation }>>(
  statements: readonly T[],
): readonly T[] {
  const lastOfDay = statements.filter(
    ({ observation }, n) => statements[n + 1]?.observation.known_from !== observation.known_from,
  );
  return lastOfDay.filter(
    ({ observation }, n) => !same(lastOfDay[n - 1]?.observation.values ?? null, observation.values),
  );
}

type Told = Readonly<{
  observation: Observation;
  statement: LogStatement;
}>;

const subjectOf = ({ observation }: Pick<Told, 'observation'>) =>
  `${observation.signal}#${observationSubject(observation)}`;

function toldBy(statements: readonly LogStatement[], now: string): readonly Told[] {
  return statements.flatMap((statement): Told[] => {
    const observation = readObservation(statement.item, now.slice(0, 10));
    return 'validationErrors' in observation ? [] : [{ statement, observation }];
  });
}

/**
 * From the first that the log does not know, or that an entry contradicts which no document makes any more.
 * Of two publishers of one thing the first by name is heard.
 */
function missing(
  statements: readonly Told[],
  log: Timeline,
  shipped: Readonly<Record<string, unknown>> | undefined,
): readonly Told[] {
  const first = statements.findIndex(({ observation: { known_from, values, source } }, n) => {
    const next = statements[n + 1]?.observation.known_from ?? '9999-12-31';
    const until = log.filter(
      (entry) => entry.source === source && entry.known_from > known_from && entry.known_from < next,
    );
    if (until.some((entry) => !same(entry.values, values))) return true;
    const inForce = log.findLast((entry) => entry.known_from <= known_from);
    if (inForce?.isFromPublisher && inForce.values !== null && inForce.source < source) return false;
    if (inForce !== undefined) return !same(inForce.values, values);
    return (
      shipped === undefined ||
      Object.entries(values).some(([name, value]) => (shipped[name] ?? null) !== value)
    );
  });
  return first === -1 ? [] : statements.slice(first);
}

export type LogPorts = Readonly<{
  log: ObservationLog;
  shipped: PublishedCounts;
  client: string;
  source: string;
  now: string;
  isReleased: (statement: LogStatement) => boolean;
  /** Before anything is withdrawn: another process may have taken a document in meanwhile. */
  statedNow: () => Promise<readonly LogStatement[]>;
}>;

async function taken(
  statement: LogStatement,
  observation: Observation,
  { published, ...ports }: LogPorts & Readonly<{ published: PublishedCounts }>,
): Promise<Pick<ItemResult, 'status' | 'reasons'>> {
  const into = { log: ports.log, published, client: ports.client, now: ports.now, isFromPublisher: true };
  if (ports.isReleased(statement))
    return (await store(observation, into)) as Pick<ItemResult, 'status' | 'reasons'>;
  const { results } = await ingestObservations([statement.item], into);
  return results[0] as ItemResult;
}

/** The log takes the same values for a repetition. */
async function madeEarlier(observation: Observation, { log, client, now }: LogPorts) {
  const newest = await log.newestOf(observation);
  if (newest === null || newest.observation.known_from <= observation.known_from) return false;
  return log.append({ observation, version: newest.version + 1, receipt: receiptOf(client, now) });
}

const receiptOf = (client: string, now: string): ObservationReceipt => ({
  client,
  key: null,
  received_at: now,
  from_publisher: true,
});

type LogOutcome = Readonly<{
  added: number;
  farAbove: readonly string[];
  withdrawn: number;
  doubted: readonly Readonly<{ statement: LogStatement; reasons: readonly string[] }>[];
}>;

/**
 * A late statement is added with those that became known after it, so that every day reads as if all had come
 * in order.
 */
export async function logStatements(
  statements: readonly LogStatement[],
  ports: LogPorts,
): Promise<LogOutcome> {
  const told = toldBy(statements, ports.now);
  const known = Map.groupBy(await ports.log.all(), subjectOf);
  const bySubject = Map.groupBy(told, subjectOf);
  const published = withLogged(ports.shipped, known);
  let added = 0;
  const farAbove: string[] = [];
  const doubted: { statement: LogStatement; reasons: readonly string[] }[] = [];
  for (const [subject, all] of bySubject) {
    const [{ observation: first }] = all as [Told];
    const shipped = ports.shipped[first.signal]?.get(observationSubject(first));
    const entries = (known.get(subject) ?? []).toSorted((one, other) => one.version - other.version);
    for (const { statement, observation } of missing(newStatements(all), timelineOf(entries), shipped)) {
      const result = await taken(statement, observation, { ...ports, published });
      if (result.status === 'refused') doubted.push({ statement, reasons: result.reasons });
      else if (result.status !== 'duplicate' || (await madeEarlier(observation, ports))) {
        added += 1;
        farAbove.push(...result.reasons.map((reason) => `${subject.replace('#', ' ')}: ${reason}`));
      }
    }
  }
  const unstated = [...known].flatMap(([subject, versions]) => {
    const newest = versions.toSorted((one, other) => one.version - other.version).at(-1);
    const isOwn =
      newest !== undefined && newest.observation.source === ports.source && !newest.observation.withdrawn;
    return isOwn && !bySubject.has(subject) ? [{ subject, newest }] : [];
  });
  return { added, farAbove, withdrawn: unstated.length === 0 ? 0 : await withdraw(unstated, ports), doubted };
}

/** A record of last week is one too. */
function withLogged(
  shipped: PublishedCounts,
  known: ReadonlyMap<string, readonly ObservationVersion[]>,
): PublishedCounts {
  const newest = [...known.values()].flatMap((versions) =>
    versions.toSorted((one, other) => one.version - other.version).slice(-1),
  );
  return Object.fromEntries(
    Object.entries(shipped).map(([series, days]) => {
      const logged = newest.filter(({ observation }) => observation.signal === series);
      return [
        series,
        new Map([
          ...days,
          ...logged.map(({ observation: { date, values } }) => [date, { ...values }] as const),
        ]),
      ];
    }),
  );
}

async function withdraw(
  unstated: readonly Readonly<{ subject: string; newest: ObservationVersion }>[],
  ports: LogPorts,
): Promise<number> {
  const stated = new Set(toldBy(await ports.statedNow(), ports.now).map(subjectOf));
  let withdrawn = 0;
  for (const { newest } of unstated.filter(({ subject }) => !stated.has(subject))) {
    const observation: Observation = {
      ...newest.observation,
      known_from: ports.now.slice(0, 10),
      values: {},
      withdrawn: true,
    };
    const receipt = receiptOf(ports.client, ports.now);
    if (await ports.log.append({ observation, version: newest.version + 1, receipt })) withdrawn += 1;
  }
  return withdrawn;
}
