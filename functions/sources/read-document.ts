/** From the bytes of a document to documents that are read, checked and named by what they say. */
import { createHash } from 'node:crypto';
import type { CollectedDocument } from '#contracts/collection/collected-document.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { PublishedCounts } from '#functions/sources/observations/ingest-observations.ts';
import type { RawDocument, ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { doubtsAbout } from './document-checks.ts';
import type { SourceReader } from './statements.ts';

/** Bytes with their name in the archive. */
export interface ArchivedDocument extends RawDocument {
  readonly sha256: string;
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
const ID_DIGITS = 16;

/** A document as it was read, before it is checked. */
export function collectedOf(source: SourceReader, raw: ArchivedDocument, read: ReadDocument): CollectedDocument {
  const { name } = source.contract;
  const { document, periodEnd, observations, printedTotals, unread, words, listed } = read;
  const text_sha256 = words === undefined ? null : sha256Of(words.replace(/\s+/g, ''));
  const said = { source: name, document, periodEnd, observations, printedTotals, unread, text_sha256 };
  return {
    id: sha256Of(canonicalJson(said)).slice(0, ID_DIGITS),
    source: name,
    document,
    period_end: periodEnd,
    is_list: listed !== undefined,
    raw_sha256: raw.sha256,
    raw_name: raw.name,
    address: raw.address,
    reader_version: source.reader.version,
    received_on: raw.receivedOn,
    status: 'accepted',
    doubts: [],
    observations: observations.map((observation) => ({
      ...observation,
      values: Object.fromEntries(Object.entries(observation.values).map(([key, value]) => [key, isList(value) ? [...value] : value])),
    })),
    printed_totals: [...printedTotals],
    unread: [...unread],
    text_sha256,
    decided_at: null,
  };
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

/** Facts that a document is checked against. */
interface KnownDocuments {
  /** Documents of the source so far. */
  readonly documents: readonly CollectedDocument[];
  /** Counts by series and day, as they ship. */
  readonly shipped: PublishedCounts;
}

/** The document with every doubt about it: accepted when there is none, else in quarantine. A decision of a person stands. */
export function checked(source: SourceReader, document: CollectedDocument, { documents, shipped }: KnownDocuments): CollectedDocument {
  const { contract } = source;
  const { period_end: periodEnd, printed_totals: printedTotals, observations, unread } = document;
  const statements = source.statements([document]);
  const read: ReadDocument = { document: document.document, periodEnd, observations, printedTotals, unread };
  const isList = document.is_list;
  const context = {
    contract,
    isList,
    receivedOn: document.received_on,
    statements,
    history: shipped,
    sameTextAs: original(document, documents),
  };
  const doubts = doubtsAbout(read, context);
  const status = document.decided_at !== null ? document.status : doubts.length === 0 ? 'accepted' : 'quarantined';
  return { ...document, doubts: [...doubts], status };
}

/** The document that had the same text first, about another period; `null` when this one is the first, or the only one. */
function original(document: CollectedDocument, all: readonly CollectedDocument[]): string | null {
  if (document.text_sha256 === null) return null;
  const same = [...all.filter(({ id }) => id !== document.id), document].filter(({ text_sha256 }) => text_sha256 === document.text_sha256);
  const place = ({ period_end: end, document: name, id }: CollectedDocument): string => [end ?? '', name, id].join('\n');
  const [first] = same.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
  return first === undefined || first.period_end === document.period_end ? null : first.document;
}
