/** Asks a publisher for what is new and takes it in: one run of one source. */

import { type CollectedDocument, counts, type SourceClock } from '#contracts/collection/collected-document.ts';
import { startAddresses } from '#contracts/collection/source-contracts.ts';
import type { FetchAttempt, RawDocuments } from '#functions/store/raw-documents.ts';
import type { SourceClocks } from '#functions/store/source-clocks.ts';
import type { CollectorPause } from './fetching/collector-pause.ts';
import type { Fetched, PublisherFetcher } from './fetching/publisher-fetcher.ts';
import { robotsDecision } from './fetching/robots-rules.ts';
import { type IngestDocumentPorts, type IngestReport, ingestDocuments } from './ingest-documents.ts';
import type { ArchivedDocument } from './read-document.ts';
import type { SourceReader } from './statements.ts';

const LINK = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/**
 * Addresses of links that match a pattern, each once, in the order of the page. Read from the attributes and not from a tree, because publishers leave
 * tags open.
 */
function linkedDocuments(page: Uint8Array, base: string, pattern: string): readonly string[] {
  const matches = new RegExp(pattern, 'u');
  const text = new TextDecoder().decode(page);
  const found = [...text.matchAll(LINK)].flatMap(([, double, single, bare]) => {
    const link = (double ?? single ?? bare ?? '').trim().replaceAll('&amp;', '&');
    if (!URL.canParse(link, base)) return [];
    const url = new URL(link, base);
    url.hash = '';
    return matches.test(url.href) ? [url.href] : [];
  });
  return [...new Set(found)];
}

/**
 * Addresses of the files of a JSON list whose names match a pattern, the last name first: of every object with the texts `name` and `url`, wherever it
 * stands. Throws for what is no JSON.
 */
function listedFiles(list: Uint8Array, pattern: string): readonly string[] {
  const matches = new RegExp(pattern, 'u');
  const found: (readonly [name: string, url: string])[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { name, url } = value as { readonly name?: unknown; readonly url?: unknown };
    if (typeof name === 'string' && typeof url === 'string' && matches.test(name)) found.push([name, url]);
    for (const part of Object.values(value)) walk(part);
  };
  walk(JSON.parse(new TextDecoder().decode(list)));
  return [...new Set(found.toSorted(([one], [other]) => (one < other ? 1 : Number(one > other) - 1)).map(([, url]) => url))];
}

export interface CollectPorts extends Omit<IngestDocumentPorts, 'now'> {
  readonly raw: RawDocuments;
  readonly clocks: SourceClocks;
  readonly pause: CollectorPause;
  readonly fetcher: PublisherFetcher;
}

interface CollectionReport {
  readonly source: string;
  readonly attempts: readonly FetchAttempt[];
  readonly ingested: IngestReport;
  readonly clock: SourceClock;
}

/** Attempts of so many days are looked at: for what was fetched already, and on which terms to ask for it again. */
const REMEMBERED_DAYS = 60;
const DAY_MS = 86_400_000;
/** Pages of a list that are read for documents of long ago. */
const MOST_PAGES = 300;

/** One run of a source. `since`: documents of that day on, from earlier pages of the list too; `null`: what is new. Throws only for what is broken here. */
export async function collectSource(source: SourceReader, since: string | null, ports: CollectPorts): Promise<CollectionReport> {
  const { contract } = source;
  const now = new Date(ports.pause.now()).toISOString();
  const visit = await visitOf(source, ports);
  const drift: string[] = [];
  const raws = await fetchedDocuments(source, since, visit, drift, ports);
  const ingested = await ingestDocuments(source, raws, { ...ports, now });
  const clock = await clockAfter(source, { now, attempts: visit.made, refusals: visit.refusals, ingested, drift }, ports);
  return { source: contract.name, attempts: visit.made, ingested, clock };
}

/** How observations of a source come in, for requests for runs: everybody may read it. */
export const howCollected = ({ contract }: Pick<SourceReader, 'contract'>): string => `from the collector of ${contract.name}`;

interface Refusal {
  readonly reason: string;
  readonly isForbidden: boolean;
}

interface Visit {
  /** Attempts of this run. */
  readonly made: FetchAttempt[];
  /** Why something was not asked for. */
  readonly refusals: Refusal[];
  /** The newest attempt that brought an address, if it has been fetched. */
  readonly lastOf: (address: string) => FetchAttempt | null;
  readonly get: (purpose: 'page' | 'document', address: string) => Promise<Fetched | null>;
  readonly isBlocked: () => boolean;
}

async function visitOf({ contract }: SourceReader, { raw, pause, fetcher }: CollectPorts): Promise<Visit> {
  const since = new Date(pause.now() - REMEMBERED_DAYS * DAY_MS).toISOString();
  const earlier = await raw.attempts(contract.name, since);
  const made: FetchAttempt[] = [];
  const refusals: Refusal[] = [];
  let attempts = earlier;
  const lastOf = (address: string): FetchAttempt | null =>
    attempts.findLast((attempt) => attempt.address === address && attempt.sha256 !== null) ?? null;
  return {
    made,
    refusals,
    lastOf,
    isBlocked: () => made.some(({ purpose, verdict }) => purpose !== 'robots' && verdict === 'blocked'),
    async get(purpose, address) {
      const rules = await robotsDecision(contract, address, { fetcher, raw, now: pause.now(), attempts });
      if (rules.asked !== null) attempts = [...attempts, rules.asked];
      if (rules.refusal !== null) {
        refusals.push({ reason: rules.refusal, isForbidden: rules.isForbidden });
        return null;
      }
      const isDocument = purpose === 'document' || contract.discovery.how === 'fixed';
      const fetched = await fetcher.fetch({
        contract,
        purpose,
        address,
        expected: isDocument ? contract : { kind: contract.discovery.how === 'files' ? 'json' : 'html', encoding: 'utf-8' },
        known: lastOf(address),
        pauseMs: rules.pauseMs,
      });
      made.push(fetched.attempt);
      attempts = [...attempts, fetched.attempt];
      return fetched;
    },
  };
}

/** Documents of this run that are not read yet, oldest first. */
async function fetchedDocuments(
  source: SourceReader,
  since: string | null,
  visit: Visit,
  drift: string[],
  ports: CollectPorts,
): Promise<readonly ArchivedDocument[]> {
  const { contract } = source;
  const documents = await ports.collected.all(contract.name);
  const readWithThisReader = new Set(
    documents.filter(({ reader_version: version }) => version === source.reader.version).map(({ raw_sha256: sha256 }) => sha256),
  );
  const known = new Set(documents.flatMap(({ address }) => address ?? []));
  const raws: ArchivedDocument[] = [];
  for await (const address of addresses(source, since, visit, drift, ports)) {
    const isWanted = address.revisited || (!known.has(address.href) && visit.lastOf(address.href) === null);
    const stored = visit.lastOf(address.href);
    if (isWanted) {
      if (visit.isBlocked()) break;
      const fetched = await visit.get('document', address.href);
      if (fetched?.attempt.sha256 == null) continue;
    }
    // Fetched before and never read: the process was killed in between.
    const attempt = visit.lastOf(address.href) ?? stored;
    if (attempt?.sha256 == null || readWithThisReader.has(attempt.sha256) || raws.some(({ sha256 }) => sha256 === attempt.sha256)) continue;
    raws.push(await archivedDocument(attempt, ports.raw));
  }
  return raws.toReversed();
}

/** The document that an attempt brought, with its bytes from the archive. */
export async function archivedDocument(attempt: FetchAttempt, raw: RawDocuments): Promise<ArchivedDocument> {
  const { address, at, source, sha256 } = attempt;
  const isFile = address.startsWith('file:');
  const name = isFile ? address.slice('file:'.length) : (new URL(address).pathname.split('/').findLast((part) => part !== '') ?? address);
  const bytes = await raw.get(source, sha256 ?? '');
  return { name, address: isFile ? null : address, bytes, receivedOn: at.slice(0, 10), sha256: sha256 ?? '' };
}

interface WantedAddress {
  readonly href: string;
  /** Whether it is asked for although it was fetched before: the publisher replaces it. */
  readonly revisited: boolean;
}

/** Addresses of documents, newest first. */
async function* addresses(
  { contract }: SourceReader,
  since: string | null,
  visit: Visit,
  drift: string[],
  { raw }: CollectPorts,
): AsyncGenerator<WantedAddress> {
  const { discovery } = contract;
  if (discovery.how === 'fixed') {
    for (const href of discovery.addresses) yield { href, revisited: true };
    return;
  }
  const bytesOf = async (page: string): Promise<Uint8Array | null> => {
    const fetched = await visit.get('page', page);
    if (fetched === null) return null;
    if (fetched.bytes !== null) return fetched.bytes;
    const { sha256 } = fetched.attempt;
    return sha256 === null ? null : raw.get(contract.name, sha256);
  };
  const first = await firstPage(startAddresses(contract), bytesOf);
  if (first === null) return;
  const found =
    discovery.how === 'files'
      ? listed(first.bytes, discovery.document, drift)
      : linkedDocuments(first.bytes, first.page, discovery.document);
  if (found.length < discovery.least) {
    drift.push(
      `${first.page} leads to ${found.length} documents; at least ${discovery.least} were expected: the page may have been rebuilt.`,
    );
  }
  const revisited = discovery.how === 'files' ? found.length : discovery.revisited;
  const most = since === null ? discovery.most : Number.POSITIVE_INFINITY;
  for (const [n, href] of found.slice(0, most).entries()) yield { href, revisited: n < revisited };
  if (since === null || discovery.how !== 'links' || discovery.earlier === null) return;
  const seen = new Set(found);
  for (let page = 2; page <= MOST_PAGES && !visit.isBlocked(); page += 1) {
    const address = discovery.earlier.replace('{page}', String(page));
    const bytes = await bytesOf(address);
    const more = bytes === null ? [] : linkedDocuments(bytes, address, discovery.document).filter((href) => !seen.has(href));
    if (more.length === 0) return;
    for (const href of more) {
      seen.add(href);
      yield { href, revisited: false };
    }
  }
}

async function firstPage(
  pages: readonly string[],
  bytesOf: (page: string) => Promise<Uint8Array | null>,
): Promise<{ readonly page: string; readonly bytes: Uint8Array } | null> {
  for (const page of pages) {
    const bytes = await bytesOf(page);
    if (bytes !== null) return { page, bytes };
  }
  return null;
}

function listed(bytes: Uint8Array, pattern: string, drift: string[]): readonly string[] {
  try {
    return listedFiles(bytes, pattern);
  } catch (error) {
    drift.push(`The list of files is no JSON: ${(error as Error).message}`);
    return [];
  }
}

interface RunOutcome {
  readonly now: string;
  readonly attempts: readonly FetchAttempt[];
  readonly refusals: readonly Refusal[];
  readonly ingested: IngestReport;
  readonly drift: readonly string[];
}

const BY_WEIGHT = ['blocked', 'unreachable', 'wrong_kind', 'too_large'] as const;

/** Stores and returns the clock after a run. Files that were handed in move the content, not the run. */
async function clockAfter({ contract }: SourceReader, run: RunOutcome, { clocks, collected }: CollectPorts): Promise<SourceClock> {
  const before = (await clocks.all()).find(({ source }) => source === contract.name) ?? null;
  const documents = await collected.all(contract.name);
  // The last attempt at an address tells how it ended: one that went well after a failure is a success.
  const last = [...new Map(run.attempts.map((attempt) => [attempt.address, attempt])).values()];
  const worst = BY_WEIGHT.flatMap((verdict) => last.find((attempt) => attempt.verdict === verdict) ?? [])[0];
  const refusal = run.refusals[0] ?? null;
  const outcome =
    worst === undefined
      ? refusal === null
        ? 'ok'
        : refusal.isForbidden
          ? 'blocked'
          : 'unreachable'
      : (worst.verdict as (typeof BY_WEIGHT)[number]);
  const clock: SourceClock = {
    source: contract.name,
    last_run_at: run.now,
    last_outcome: outcome,
    last_reason: worst?.reason ?? refusal?.reason ?? null,
    last_reached_at: outcome === 'ok' ? run.now : (before?.last_reached_at ?? null),
    last_content_on: lastContent(documents),
    last_new_at: run.ingested.accepted.length > 0 ? run.now : (before?.last_new_at ?? null),
    quarantined: documents.filter(({ status }) => status === 'quarantined').length,
    drift: [...run.drift, ...run.ingested.unread].slice(0, MOST_DRIFT).map((text) => text.slice(0, MOST_CHARACTERS)),
  };
  await clocks.put(clock);
  return clock;
}

const MOST_DRIFT = 20;
const MOST_CHARACTERS = 300;

/** Last day that documents which count speak of; `null`: none counts. */
export function lastContent(documents: readonly CollectedDocument[]): string | null {
  return (
    documents
      .filter(counts)
      .flatMap(({ period_end: end }) => end ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
