import { createHash } from 'node:crypto';
import type { CollectedDocument } from '#contracts/collection/collected-document.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { RawDocument, ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { doubtsAbout } from './document-checks.ts';
import type { SourceReader } from './statements.ts';

export interface ArchivedDocument extends RawDocument {
  readonly sha256: string;
}

const ID_DIGITS = 16;

export function collectedOf(
  source: SourceReader,
  raw: ArchivedDocument,
  read: ReadDocument,
): CollectedDocument {
  const { name } = source.contract;
  const { document, periodEnd, observations, printedTotals, unread, listed } = read;
  const said = { source: name, document, periodEnd, observations, printedTotals, unread };
  return {
    id: createHash('sha256').update(canonicalJson(said)).digest('hex').slice(0, ID_DIGITS),
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
      values: Object.fromEntries(
        Object.entries(observation.values).map(([key, value]) => [
          key,
          typeof value === 'object' && value !== null ? ([...value] as string[] | number[]) : value,
        ]),
      ),
    })),
    printed_totals: [...printedTotals],
    unread: [...unread],
    decided_at: null,
  };
}

/** A decision of a person stands. */
export function checked(source: SourceReader, document: CollectedDocument): CollectedDocument {
  const { contract } = source;
  const {
    period_end: periodEnd,
    printed_totals: printedTotals,
    observations,
    unread,
    is_list: isList,
    received_on: receivedOn,
  } = document;
  const read: ReadDocument = { document: document.document, periodEnd, observations, printedTotals, unread };
  const context = { contract, isList, receivedOn, statements: source.statements([document]) };
  const doubts = doubtsAbout(read, context);
  const status =
    document.decided_at !== null ? document.status : doubts.length === 0 ? 'accepted' : 'quarantined';
  return { ...document, doubts: [...doubts], status };
}
