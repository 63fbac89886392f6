/** Rows of runs that were made under layout 1. They are read until they expire, so that readers and the feed of changes go on through an upgrade. */
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Layout1Manifest, layout1ManifestSchema } from '#contracts/run/layout-1-manifest.ts';
import { documentKey, LAYOUT_1, type TableKey } from '#contracts/store/table-layout.ts';
import type { BatchResult, SubjectResult } from '#functions/ports/run-rows.ts';
import { gunzipJson } from '../gzip-json.ts';
import { itemsInRange } from './dynamodb-query.ts';

/** Which subjects and buyers a run of layout 1 has; `null`: it is none. */
export async function manifestOfLayout1(client: DynamoDBDocumentClient, table: string, runId: string): Promise<Layout1Manifest | null> {
  const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: documentKey(runId, 'manifest'), ConsistentRead: true }));
  return item?.body === undefined ? null : (layout1ManifestSchema.safeParse(gunzipJson(item.body as Uint8Array)).data ?? null);
}

/** Keys of the rows that layout 2 keeps in another way. */
export const keysOfLayout1 = (runId: string, { subjects, buyers }: Layout1Manifest): readonly TableKey[] =>
  subjects
    .flatMap((subject) => buyers.map((buyer) => ({ ...subject, buyer })))
    .flatMap((subject) => [LAYOUT_1.scoreKey(runId, subject), LAYOUT_1.explanationKey(runId, subject)]);

/** Results of a run of layout 1, a type of subject at a time, in the order of type, id and buyer; nothing where there is no such run. */
export async function* resultsOfLayout1(
  client: DynamoDBDocumentClient,
  table: string,
  runId: string,
): AsyncGenerator<readonly BatchResult[]> {
  const manifest = await manifestOfLayout1(client, table, runId);
  if (manifest === null) return;
  for (const type of [...new Set(manifest.subjects.map((subject) => subject.type))].sort()) {
    const found: BatchResult[] = [];
    for (const buyer of manifest.buyers) {
      const rows = await itemsInRange(client, table, { pk: LAYOUT_1.resultsPartition(runId, type, buyer), isConsistent: true });
      found.push(...rows.map(({ body }) => ({ ...(gunzipJson(body as Uint8Array) as SubjectResult), explained: null })));
    }
    yield found.sort(bySubjectAndBuyer(manifest.buyers));
  }
}

/** Byte order of the id, and the run's order of buyers. */
const bySubjectAndBuyer =
  (buyers: readonly string[]) =>
  ({ document: a }: BatchResult, { document: b }: BatchResult): number =>
    a.subject.id === b.subject.id ? buyers.indexOf(a.buyer) - buyers.indexOf(b.buyer) : a.subject.id < b.subject.id ? -1 : 1;
