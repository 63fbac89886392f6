import { createHash } from 'node:crypto';
import type { RawDocuments } from '#functions/store/sources/raw-documents.ts';
import type { SourceClocks } from '#functions/store/sources/source-clocks.ts';
import { lastContent } from './collect-source.ts';
import { type IngestDocumentPorts, type IngestReport, ingestDocuments } from './ingest-documents.ts';
import type { ArchivedDocument } from './read-document.ts';
import type { SourceReader } from './statements.ts';

export type HandedInFile = Readonly<{
  name: string;
  bytes: Uint8Array;
}>;

export const handedIn = ({ name, bytes }: HandedInFile, receivedOn: string): ArchivedDocument => ({
  name,
  address: null,
  bytes,
  receivedOn,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

type HandInPorts = IngestDocumentPorts &
  Readonly<{
    raw: RawDocuments;
    clocks: SourceClocks;
  }>;

/** They move the content clock, not the one that says when the publisher was asked. */
export async function handIn(
  source: SourceReader,
  files: readonly HandedInFile[],
  ports: HandInPorts,
): Promise<IngestReport> {
  const { name } = source.contract;
  const documents = files.map((file) => handedIn(file, ports.now.slice(0, 10)));
  for (const { name: file, bytes, sha256 } of documents) {
    const { isNew } = await ports.raw.put(name, bytes);
    await ports.raw.record({
      source: name,
      purpose: 'document',
      address: `file:${file}`,
      at: ports.now,
      verdict: isNew ? 'new' : 'unchanged',
      final_address: null,
      status: null,
      etag: null,
      last_modified: null,
      agent: 'handed in',
      reason: null,
      bytes: bytes.length,
      sha256,
    });
  }
  const report = await ingestDocuments(source, documents, ports);
  await moveContentClock(name, report.accepted.length, ports);
  return report;
}

export async function moveContentClock(
  source: string,
  added: number,
  { clocks, collected, now }: HandInPorts,
): Promise<void> {
  const documents = await collected.all(source);
  const clock = (await clocks.all()).find((one) => one.source === source);
  if (clock === undefined) return;
  await clocks.put({
    ...clock,
    last_content_on: lastContent(documents),
    last_new_at: added > 0 ? now : clock.last_new_at,
    quarantined: documents.filter(({ status }) => status === 'quarantined').length,
  });
}
