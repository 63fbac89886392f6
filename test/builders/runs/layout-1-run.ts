/** Rows of a published run as code of layout 1 wrote them, to the letter: what a store has that is older than this code. */
import { gzipSync } from 'node:zlib';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { historyPoint, runRecord, scoredSubjects } from '../score-documents.ts';

export const OLD_RUN = 'r0000000001';
const gz = (content: unknown): Uint8Array => gzipSync(JSON.stringify(content));

/** Publishes these documents as the first run of the store, of 2026-09-30. */
export async function putLayout1Run(client: DynamoDBDocumentClient, table: string, documents: readonly ScoreDocument[]): Promise<void> {
  const put = (pk: string, sk: string, content: Readonly<Record<string, unknown>>) =>
    client.send(new PutCommand({ TableName: table, Item: { pk, sk, ...content } }));
  const day = { as_of: '2026-09-30', known_at: '2026-09-30', started_at: '2026-09-30T18:30:00.000Z' };
  const { left_out, ...record } = runRecord({ run_id: OLD_RUN, ...day, status: 'completed', finished_at: '2026-09-30T18:31:00.000Z' });
  await put('LAYOUT', 'VERSION', { version: 1 });
  await put('COUNTER', 'RUN', { last_number: 1 });
  await put('RUNS', OLD_RUN, { ...record, left_out: gz(left_out) });
  const pointer = { run_id: OLD_RUN, previous_run_id: null, version: 1, published_at: '2026-09-30T18:31:00.000Z', as_of: day.as_of };
  await put('POINTER', 'ACTIVE', pointer);
  await put('CHANGES', 'HEAD', { position: '2026-09-30#0000000001000000', run_id: OLD_RUN, months: [] });
  const subjects = [...new Map(documents.map(({ subject }) => [`${subject.type}#${subject.id}`, subject])).values()];
  const buyers = [...new Set(documents.map(({ buyer }) => buyer))];
  await put(`DOCUMENT#${OLD_RUN}`, 'manifest', {
    enc: 'gzip',
    body: gz({ run_id: OLD_RUN, as_of: day.as_of, known_at: day.as_of, inputs_sha256: '', buyers, subjects }),
  });
  for (const document of documents) {
    const { type, id } = document.subject;
    const { result, explanation } = scoredSubjects(document);
    const path = `${type}#${id}#${document.buyer}`;
    await put(`RESULT#${OLD_RUN}#${type}#${document.buyer}`, id, { enc: 'gzip', body: gz(result), expires_at: 2_000_000_000 });
    await put(`SCORE#${path}`, OLD_RUN, { score: document.score, band: document.band, document: JSON.stringify(document) });
    await put(`EXPLANATION#${path}`, OLD_RUN, { enc: 'gzip', body: gz(explanation) });
    const { as_of, score, ...point } = historyPoint({ as_of: day.as_of, score: document.score, run_id: OLD_RUN });
    const { drivers, ...columns } = point;
    await put(`HISTORY#${path}`, '2026', {
      published: gz({
        as_of: [as_of],
        score: [score],
        ...Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, [value]])),
        drivers: Object.fromEntries(Object.entries(drivers).map(([kind, points]) => [kind, [points]])),
      }),
      published_revision: 1,
    });
  }
}
