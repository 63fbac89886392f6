import { type CollectedDocument, counts, type Doubt } from '#contracts/collection/collected-document.ts';
import { COLLECTOR_PREFIX } from '#domain/signals/observations.ts';
import type { PublishedCounts } from '#functions/sources/observations/ingest-observations.ts';
import type { ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import type { CollectedDocuments } from '#functions/store/sources/collected-documents.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';
import { storeDrafts } from './announcements/draft-measures.ts';
import { type LogPorts, logStatements } from './log-statements.ts';
import { type ArchivedDocument, checked, collectedOf } from './read-document.ts';
import { inOrder, type SourceReader, sourceInLog } from './statements.ts';

export type IngestDocumentPorts = Readonly<{
  collected: CollectedDocuments;
  log: ObservationLog;
  shipped: PublishedCounts;
  now: string;
}>;

export type IngestReport = Readonly<{
  read: number;
  accepted: readonly CollectedDocument[];
  quarantined: readonly CollectedDocument[];
  known: number;
  added: number;
  drafts: readonly string[];
  farAbove: readonly string[];
  unread: readonly string[];
}>;

type ArchivedDocuments = Iterable<ArchivedDocument> | AsyncIterable<ArchivedDocument>;

export async function readAndCheck(
  source: SourceReader,
  raws: ArchivedDocuments,
): Promise<readonly CollectedDocument[]> {
  const read: CollectedDocument[] = [];
  for await (const raw of raws) {
    read.push(
      ...(await readOne(source, raw)).map((document) => checked(source, collectedOf(source, raw, document))),
    );
  }
  return read;
}

async function readOne({ reader }: SourceReader, raw: ArchivedDocument): Promise<readonly ReadDocument[]> {
  try {
    return await reader.read(raw);
  } catch (error) {
    const why = `The reader failed: ${error instanceof Error ? error.message : String(error)}`;
    return [
      {
        document: raw.name,
        period_end: null,
        observations: [],
        printed_totals: [],
        unread: [{ text: raw.name, why }],
      },
    ];
  }
}

/** Twice is once, the order does not matter, and the next call does what a killed process left. */
export async function ingestDocuments(
  source: SourceReader,
  raws: ArchivedDocuments,
  ports: IngestDocumentPorts,
): Promise<IngestReport> {
  const { name } = source.contract;
  const before = new Map((await ports.collected.all(name)).map((document) => [document.id, document]));
  const read = await readAndCheck(source, raws);
  const fresh = new Map<string, CollectedDocument>();
  let known = 0;
  for (const document of read) {
    const there = before.get(document.id) ?? fresh.get(document.id);
    if (there === undefined) fresh.set(document.id, document);
    else known += 1;
    // The earliest day counts, whichever came first.
    if (there !== undefined && document.received_on < there.received_on) {
      const earlier = checked(source, { ...there, received_on: document.received_on });
      (before.has(there.id) ? before : fresh).set(there.id, earlier);
      if (before.has(there.id)) await ports.collected.put(earlier);
    }
  }
  for (const document of fresh.values()) await ports.collected.put(document);
  const { added, farAbove, documents } = await settle(source, [...before.values(), ...fresh.values()], ports);
  const settled = documents.filter(({ id }) => fresh.has(id));
  const accepted = settled.filter(counts);
  const quarantined = settled.filter((document) => !counts(document));
  if (accepted.length + quarantined.length + known !== read.length) {
    throw new Error(
      `${name}: ${accepted.length} accepted, ${quarantined.length} quarantined and ${known} known are not the ${read.length} read`,
    );
  }
  return {
    read: read.length,
    accepted,
    quarantined,
    known,
    added,
    drafts: await storeDrafts(name, inOrder(documents.filter(counts)), ports),
    farAbove,
    unread: read.flatMap(({ unread }) => unread.map(({ text, why }) => `${text}: ${why}`)),
  };
}

interface Settled extends Pick<IngestReport, 'added' | 'farAbove'> {
  readonly documents: readonly CollectedDocument[];
}

/**
 * Brings the log to what the documents state, repeated until nothing changes: other processes store documents
 * too. What the log does not take goes to quarantine.
 */
async function settle(
  source: SourceReader,
  all: readonly CollectedDocument[],
  ports: IngestDocumentPorts,
): Promise<Settled> {
  let added = 0;
  const farAbove: string[] = [];
  for (let documents = all; ; ) {
    const settled = await settledOnce(source, documents, ports);
    added += settled.added;
    farAbove.push(...settled.farAbove);
    if (!settled.hasChanged) return { ...settled, added, farAbove };
    const now = await ports.collected.all(source.contract.name);
    if (statuses(now) === statuses(settled.documents)) return { ...settled, added, farAbove };
    documents = now;
  }
}

const statuses = (documents: readonly CollectedDocument[]) =>
  documents
    .map(({ id, status }) => `${id} ${status}`)
    .sort()
    .join();

async function settledOnce(
  source: SourceReader,
  all: readonly CollectedDocument[],
  { collected, log, shipped, now }: IngestDocumentPorts,
): Promise<Settled & Readonly<{ hasChanged: boolean }>> {
  const statusOf = new Map(all.map(({ id, status }) => [id, status]));
  const logPorts: LogPorts = {
    log,
    shipped,
    now,
    client: `${COLLECTOR_PREFIX}${source.contract.name}`,
    source: sourceInLog(source.contract),
    isReleased: ({ from }) => from.some((id) => statusOf.get(id) === 'released'),
    statedNow: async () =>
      source.statements(inOrder((await collected.all(source.contract.name)).filter(counts))),
  };
  const { added, farAbove, withdrawn, doubted } = await logStatements(
    source.statements(inOrder(all.filter(counts))),
    logPorts,
  );
  const doubts = new Map<string, Doubt[]>();
  for (const { statement, reasons } of doubted) {
    for (const id of statement.from) {
      const told = reasons.map((detail): Doubt => ({ rung: 'log', code: 'log_doubts', detail }));
      doubts.set(id, [...(doubts.get(id) ?? []), ...told]);
    }
  }
  const documents = all.map((document): CollectedDocument => {
    const found = doubts.get(document.id);
    return found === undefined
      ? document
      : { ...document, status: 'quarantined', doubts: [...document.doubts, ...found] };
  });
  for (const document of documents) if (doubts.has(document.id)) await collected.put(document);
  return { added, farAbove, hasChanged: added + withdrawn + doubts.size > 0, documents };
}

export class UndecidableDocument extends Error {
  override readonly name = 'UndecidableDocument';
}

/** Again changes nothing. `id`: or its first digits. Throws `UndecidableDocument`. */
export async function decideDocument(
  source: SourceReader,
  id: string,
  decision: 'released' | 'rejected',
  ports: IngestDocumentPorts,
): Promise<Readonly<{ document: CollectedDocument; added: number }>> {
  const all = await ports.collected.all(source.contract.name);
  const found = all.filter((document) => document.id.startsWith(id));
  const [document] = found;
  if (document === undefined)
    throw new UndecidableDocument(`There is no document ${id} of ${source.contract.name}.`);
  if (found.length > 1)
    throw new UndecidableDocument(`${id} is the beginning of ${found.length} ids: write more of it.`);
  if (document.status !== 'quarantined' && document.status !== decision) {
    throw new UndecidableDocument(
      `The document ${document.id} of ${source.contract.name} is ${document.status}, not in quarantine.`,
    );
  }
  const decided: CollectedDocument =
    document.status === decision ? document : { ...document, status: decision, decided_at: ports.now };
  await ports.collected.put(decided);
  const { added } = await settle(
    source,
    all.map((one) => (one.id === decided.id ? decided : one)),
    ports,
  );
  return { document: decided, added };
}
