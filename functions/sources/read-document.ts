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
  const { document, period_end, observations, printed_totals, unread, is_list = false } = read;
  const said = { document, period_end, observations, printed_totals, unread };
  const content = canonicalJson({ source: name, ...said });
  return {
    id: createHash('sha256').update(content).digest('hex').slice(0, ID_DIGITS),
    source: name,
    ...said,
    is_list,
    raw_sha256: raw.sha256,
    raw_name: raw.name,
    address: raw.address,
    reader_version: source.reader.version,
    received_on: raw.receivedOn,
    status: 'accepted',
    doubts: [],
    decided_at: null,
  };
}

/** A decision of a person stands. */
export function checked(source: SourceReader, document: CollectedDocument): CollectedDocument {
  const { contract } = source;
  const doubts = doubtsAbout(document, {
    contract,
    receivedOn: document.received_on,
    statements: source.statements([document]),
  });
  const status =
    document.decided_at !== null ? document.status : doubts.length === 0 ? 'accepted' : 'quarantined';
  return { ...document, doubts, status };
}
