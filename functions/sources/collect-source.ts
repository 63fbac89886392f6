import {
  type CollectedDocument,
  type CoverageClock,
  counts,
  isKeptOut,
  type SourceClock,
} from '#contracts/collection/collected-document.ts';
import { startAddresses } from '#contracts/collection/source-contracts.ts';
import { type DayNumber, dayNumber } from '#domain/time/calendar.ts';
import type { FetchAttempt, RawDocuments } from '#functions/store/sources/raw-documents.ts';
import type { SourceClocks } from '#functions/store/sources/source-clocks.ts';
import { daysListed } from './announcements/draft-measures.ts';
import { waitingEdition } from './editions/waiting-edition.ts';
import type { CollectorPause } from './fetching/collector-pause.ts';
import type { Fetched, PublisherFetcher } from './fetching/publisher-fetcher.ts';
import { robotsDecision } from './fetching/robots-rules.ts';
import { type IngestDocumentPorts, type IngestReport, ingestDocuments } from './ingest-documents.ts';
import { baseOf } from './publishers/document-reader.ts';
import type { ArchivedDocument } from './read-document.ts';
import {
  coverageClock,
  coverageOf,
  daysRead,
  type LinkedDocument,
  lastSettledDay,
  missingDays,
  recordCoverage,
  type SourceCoverage,
} from './source-coverage.ts';
import { inOrder, type SourceReader } from './statements.ts';

const LINK = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const ITEM = /<item\b[\s\S]*?<\/item>/gi;

const withoutTags = (text: string) => text.replaceAll(/<[^>]*>?/g, ' ');

/** With the words beside them, from attributes: publishers leave tags open. */
function linksIn(text: string): readonly Readonly<{ link: string; words: string }>[] {
  const items = text.match(ITEM);
  if (items !== null)
    return items.map((item) => ({
      link: /<link>([^<]*)<\/link>/i.exec(item)?.[1] ?? '',
      words: withoutTags(item),
    }));
  const links = [...text.matchAll(LINK)];
  return links.map(({ 0: all, 1: double, 2: single, 3: bare, index }, n) => ({
    link: double ?? single ?? bare ?? '',
    words: withoutTags(text.slice(index + all.length, links[n + 1]?.index).replace(/^[^>]*>/, '')),
  }));
}

function linkedDocuments(
  page: Uint8Array,
  address: string,
  pattern: string,
  daysOf: SourceReader['daysOf'],
): readonly (LinkedDocument & Readonly<{ words: string }>)[] {
  const matches = new RegExp(pattern, 'u');
  const text = new TextDecoder().decode(page);
  const base = baseOf(text, address);
  const found = new Map<string, LinkedDocument & Readonly<{ words: string }>>();
  for (const { link, words } of linksIn(text)) {
    const href = link.trim().replaceAll('&amp;', '&');
    if (!URL.canParse(href, base)) continue;
    const url = new URL(href, base);
    url.hash = '';
    if (!matches.test(url.href)) continue;
    const before = found.get(url.href);
    found.set(url.href, {
      href: url.href,
      days: before?.days ?? daysOf?.(url.href, words) ?? null,
      words: `${before?.words ?? ''} ${words}`,
    });
  }
  return [...found.values()];
}

/** Of a JSON list with `name` and `url`, the last name first. Throws for what is no JSON. */
function listedFiles(list: Uint8Array, pattern: string): readonly string[] {
  const matches = new RegExp(pattern, 'u');
  const found: (readonly [name: string, url: string])[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { name, url } = value as Readonly<{ name?: unknown; url?: unknown }>;
    if (typeof name === 'string' && typeof url === 'string' && matches.test(name)) found.push([name, url]);
    for (const part of Object.values(value)) walk(part);
  };
  walk(JSON.parse(new TextDecoder().decode(list)));
  return [
    ...new Set(
      found.toSorted(([one], [other]) => (one < other ? 1 : -Number(one > other))).map(([, url]) => url),
    ),
  ];
}

export type CollectPorts = Omit<IngestDocumentPorts, 'now'> &
  Readonly<{
    raw: RawDocuments;
    clocks: SourceClocks;
    pause: CollectorPause;
    fetcher: PublisherFetcher;
  }>;

type CollectionReport = Readonly<{
  source: string;
  attempts: readonly FetchAttempt[];
  ingested: IngestReport;
  clock: SourceClock;
}>;

/** For which attempts say what was fetched already, and on which terms to ask again. */
const REMEMBERED_DAYS = 60;
const DAY_MS = 86_400_000;
const MOST_PAGES = 300;

/**
 * Reads on from the days that have been read, newest first; `since`: from that day on. Throws only for what
 * is broken here.
 */
export async function collectSource(
  source: SourceReader,
  since: string | null,
  ports: CollectPorts,
): Promise<CollectionReport> {
  const { contract } = source;
  const now = new Date(ports.pause.now()).toISOString();
  const visit = await visitOf(source, ports);
  const drift: string[] = [];
  const before = await coverageOf(contract, ports);
  const last = lastSettledDay(contract, now.slice(0, 10));
  const wanted = wantedDays(before, since, last);
  const { attempts, listed } = await fetchedDocuments(source, wanted, visit, drift, ports);
  const ingested = await ingestDocuments(source, archivedDocuments(attempts, ports.raw), { ...ports, now });
  const documents = await ports.collected.all(contract.name);
  const { read: fresh, quarantined, unread } = ingested;
  const isListWhole = visit.made.some(
    ({ purpose, sha256: bytes }) =>
      purpose === 'document' &&
      bytes !== null &&
      (fresh > 0
        ? quarantined.length + unread.length === 0
        : documents.some((document) => document.raw_sha256 === bytes && counts(document))),
  );
  const read =
    contract.feeds !== 'drafts'
      ? daysRead(contract, listed, documents, readIn(documents, visit), last)
      : isListWhole
        ? daysListed(contract.name, inOrder(documents.filter(counts)), before.covered, last)
        : [];
  const coverage = coverageClock(await recordCoverage(contract, before, read, { ...ports, now }), last);
  const clock = await clockAfter(
    source,
    { now, attempts: visit.made, refusals: visit.refusals, ingested, drift, documents, coverage },
    ports,
  );
  return { source: contract.name, attempts: visit.made, ingested, clock };
}

export const howCollected = ({ contract }: SourceReader): string => `from the collector of ${contract.name}`;

type Failure = Pick<FetchAttempt, 'address' | 'reason'> &
  Readonly<{
    verdict: FetchAttempt['verdict'] | 'robots';
  }>;

const isPdfAt = (address: string) => /[.]pdf$/i.test(address);

type Visit = Readonly<{
  made: FetchAttempt[];
  refusals: Failure[];
  lastOf: (address: string) => FetchAttempt | null;
  get: (purpose: 'page' | 'document', address: string) => Promise<Fetched | null>;
  isRefused: (address: string) => boolean;
}>;

async function visitOf(source: SourceReader, { raw, pause, fetcher }: CollectPorts): Promise<Visit> {
  const { contract } = source;
  const since = new Date(pause.now() - REMEMBERED_DAYS * DAY_MS).toISOString();
  const earlier = await raw.attempts(contract.name, since);
  const made: FetchAttempt[] = [];
  const refusals: Failure[] = [];
  let attempts = earlier;
  const lastOf = (address: string): FetchAttempt | null =>
    attempts.findLast((attempt) => attempt.address === address && attempt.sha256 !== null) ?? null;
  return {
    made,
    refusals,
    lastOf,
    isRefused: (address) =>
      made.some(
        ({ purpose, verdict, address: asked }) =>
          purpose === 'document' && /^(refused|no_key)$/.test(verdict) && isPdfAt(asked) === isPdfAt(address),
      ),
    async get(purpose, address) {
      const rules = await robotsDecision(contract, address, { fetcher, raw, now: pause.now(), attempts });
      if (rules.asked !== null) attempts = [...attempts, rules.asked];
      if (rules.refusal !== null) {
        refusals.push({
          address,
          reason: rules.refusal,
          verdict: rules.isForbidden ? 'robots' : 'unreachable',
        });
        return null;
      }
      const isDocument = purpose === 'document' || contract.discovery.how === 'fixed';
      const fetched = await fetcher.fetch({
        contract,
        purpose,
        address,
        expected: isDocument
          ? isPdfAt(address)
            ? { kind: 'pdf', encoding: 'binary' }
            : contract
          : { kind: contract.discovery.how === 'files' ? 'json' : 'html', encoding: 'utf-8' },
        known: lastOf(address),
        pauseMs: Math.max(rules.pauseMs, 1000 * (contract.pause_seconds ?? 0)),
      });
      made.push(fetched.attempt);
      attempts = [...attempts, fetched.attempt];
      return fetched;
    },
  };
}

function readIn(documents: readonly CollectedDocument[], { lastOf }: Visit): (href: string) => boolean {
  const byBytes = Map.groupBy(documents, ({ raw_sha256: sha256 }) => sha256);
  const byAddress = Map.groupBy(documents, ({ address }) => address ?? '');
  return (href) => {
    const own = byBytes.get(lastOf(href)?.sha256 ?? '') ?? byAddress.get(href) ?? [];
    const newest = Math.max(...own.map(({ reader_version: version }) => version));
    return (
      own.length > 0 &&
      own.every(({ reader_version: version, status }) => version < newest || status !== 'quarantined')
    );
  };
}

type Fetching = Readonly<{
  attempts: readonly FetchAttempt[];
  listed: readonly LinkedDocument[];
}>;

type WantedDays = Readonly<{
  first: DayNumber;
  isBounded: boolean;
  /** `null`: the list names no days. */
  has: (days: LinkedDocument['days']) => boolean;
}>;

function wantedDays(before: SourceCoverage, since: string | null, last: DayNumber): WantedDays {
  if (since !== null) {
    const first = dayNumber(since);
    return { first, isBounded: false, has: (days) => days === null || days.to >= first };
  }
  const missing = [...missingDays(before, last)];
  const has = (days: LinkedDocument['days']) =>
    before.since === null ||
    days === null ||
    days.to > last ||
    missing.some((day) => days.from <= day && day <= days.to);
  return { first: Math.min(...missing), isBounded: true, has };
}

async function fetchedDocuments(
  source: SourceReader,
  wanted: WantedDays,
  visit: Visit,
  drift: string[],
  ports: CollectPorts,
): Promise<Fetching> {
  const { contract } = source;
  const { discovery } = contract;
  const documents = await ports.collected.all(contract.name);
  const readWithThisReader = new Set(
    documents
      .filter(({ reader_version: version }) => version === source.reader.version)
      .map(({ raw_sha256: sha256 }) => sha256),
  );
  const known = new Set(documents.flatMap(({ address }) => address ?? []));
  const most = wanted.isBounded && 'most' in discovery ? discovery.most : Number.POSITIVE_INFINITY;
  const found = new Map<string, FetchAttempt>();
  const listed: LinkedDocument[] = [];
  let asked = 0;
  for await (const page of pagesOf(source, visit, drift, ports)) {
    for (const [n, document] of page.entries()) {
      const { href, days } = document;
      const isRevisited = discovery.how !== 'links' || (listed.length === 0 && n < discovery.revisited);
      const isHere = known.has(href) || visit.lastOf(href) !== null;
      // A table is replaced as its days are added.
      const isReplaced = contract.days_in_a_row && days !== null;
      if (
        (isRevisited || (wanted.has(days) && (!isHere || isReplaced))) &&
        asked < most &&
        !visit.isRefused(href)
      ) {
        asked += 1;
        await visit.get('document', href);
      }
      // The process may have been killed between fetching and reading.
      const attempt = visit.lastOf(href);
      if (attempt?.sha256 != null && !readWithThisReader.has(attempt.sha256) && !found.has(attempt.sha256))
        found.set(attempt.sha256, attempt);
    }
    listed.push(...page);
    const dated = page.flatMap(({ days }) => days?.to ?? []);
    const goesOn = dated.length > 0 ? Math.min(...dated) >= wanted.first : !wanted.isBounded;
    if (page.every(({ href }) => visit.isRefused(href)) || asked >= most || !goesOn) break;
  }
  return { attempts: [...found.values()].toReversed(), listed };
}

/** One after another: together they may not fit into memory. */
async function* archivedDocuments(
  attempts: readonly FetchAttempt[],
  raw: RawDocuments,
): AsyncGenerator<ArchivedDocument> {
  for (const attempt of attempts) yield await archivedDocument(attempt, raw);
}

export async function archivedDocument(attempt: FetchAttempt, raw: RawDocuments): Promise<ArchivedDocument> {
  const { address, at, source, sha256 } = attempt;
  const isFile = address.startsWith('file:');
  const name = isFile
    ? address.slice('file:'.length)
    : (new URL(address).pathname.split('/').findLast((part) => part !== '') ?? address);
  const bytes = await raw.get(source, sha256 ?? '');
  return { name, address: isFile ? null : address, bytes, receivedOn: at.slice(0, 10), sha256: sha256 ?? '' };
}

const addressOn = (template: string, day: Date) =>
  template.replaceAll(/\{(year|yyyymm)(?::(\d+))?\}/g, (_, part: string, back = '0') => {
    const month = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - Number(back), 1)).toISOString();
    return part === 'year' ? month.slice(0, 4) : month.slice(0, 7).replace('-', '');
  });

async function* pagesOf(
  { contract, daysOf }: SourceReader,
  visit: Visit,
  drift: string[],
  { raw, pause }: CollectPorts,
): AsyncGenerator<readonly LinkedDocument[]> {
  const { discovery } = contract;
  if (discovery.how === 'by_hand') return;
  const undated = (addresses: readonly string[]) =>
    addresses.map((href) => ({ href, days: null, words: '' }));
  if (discovery.how === 'fixed') {
    yield undated(discovery.addresses.map((address) => addressOn(address, new Date(pause.now()))));
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
  const linked = (bytes: Uint8Array, page: string) =>
    discovery.how === 'files'
      ? undated(listed(bytes, discovery.document, drift))
      : linkedDocuments(bytes, page, discovery.document, daysOf);
  const found = linked(first.bytes, first.page);
  if (found.length < discovery.least) {
    drift.push(
      `${first.page} leads to ${found.length} documents; at least ${discovery.least} were expected: the page may have been rebuilt.`,
    );
  }
  const undatable = daysOf === null ? [] : found.filter(({ days }) => days === null);
  if (undatable.length > 0) drift.push(`${first.page} does not say of which day ${undatable[0]?.href} is.`);
  const isMeant = new RegExp((discovery.how === 'links' ? discovery.words : undefined) ?? '', 'u');
  yield found.filter(({ words }) => isMeant.test(words));
  if (discovery.how !== 'links' || discovery.earlier === null) return;
  if (new URL(first.page).host !== new URL(discovery.earlier).host) return;
  const seen = new Set(found.map(({ href }) => href));
  for (let page = 2; page <= MOST_PAGES; page += 1) {
    const address = discovery.earlier.replace('{page}', String(page));
    const bytes = await bytesOf(address);
    const more = bytes === null ? [] : linked(bytes, address).filter(({ href }) => !seen.has(href));
    if (more.length === 0) return;
    for (const { href } of more) seen.add(href);
    yield more;
  }
}

async function firstPage(
  pages: readonly string[],
  bytesOf: (page: string) => Promise<Uint8Array | null>,
): Promise<Readonly<{ page: string; bytes: Uint8Array }> | null> {
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

type RunOutcome = Readonly<{
  documents: readonly CollectedDocument[];
  coverage: CoverageClock | null;
  now: string;
  attempts: readonly FetchAttempt[];
  refusals: readonly Failure[];
  ingested: IngestReport;
  drift: readonly string[];
}>;

const BY_WEIGHT = ['robots', 'refused', 'no_key', 'unreachable', 'wrong_kind', 'too_large'] as const;

async function clockAfter(
  { contract }: SourceReader,
  run: RunOutcome,
  { clocks }: CollectPorts,
): Promise<SourceClock> {
  const before = (await clocks.all()).find(({ source }) => source === contract.name) ?? null;
  const { documents, coverage } = run;
  // The last attempt at an address tells how it ended: one that went well after a failure is a success.
  const last = [...new Map(run.attempts.map((attempt) => [attempt.address, attempt])).values()];
  const brought = new Set(last.flatMap(({ address, sha256 }) => (sha256 === null ? [] : address)));
  const pages = contract.discovery.how === 'fixed' ? [] : startAddresses(contract);
  const excused = pages.some((page) => brought.has(page)) ? pages : [];
  const failures = [...last, ...run.refusals].filter(({ address }) => !excused.includes(address));
  const worst = BY_WEIGHT.flatMap((kind) => failures.find(({ verdict }) => verdict === kind) ?? [])[0];
  const outcome = (worst?.verdict ?? 'ok') as SourceClock['last_outcome'];
  const clock: SourceClock = {
    source: contract.name,
    last_run_at: run.now,
    last_outcome: outcome,
    last_reason: worst?.reason ?? null,
    last_reached_at:
      outcome === 'ok' || (!isKeptOut(outcome) && brought.size > 0)
        ? run.now
        : (before?.last_reached_at ?? null),
    last_content_on: lastContent(documents),
    last_new_at: run.ingested.accepted.length > 0 ? run.now : (before?.last_new_at ?? null),
    quarantined: documents.filter(({ status }) => status === 'quarantined').length,
    coverage,
    drift: [...run.drift, ...(contract.feeds === 'editions' ? [] : run.ingested.unread)]
      .slice(0, MOST_DRIFT)
      .map((text) => text.slice(0, MOST_CHARACTERS)),
    ...waitingEdition(contract, lastContent(documents)),
  };
  await clocks.put(clock);
  return clock;
}

const MOST_DRIFT = 20;
const MOST_CHARACTERS = 300;

export function lastContent(documents: readonly CollectedDocument[]): string | null {
  return (
    documents
      .filter(counts)
      .flatMap(({ period_end: end }) => end ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
