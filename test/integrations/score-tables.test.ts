import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { writeScoreTables } from '#functions/scoring/results/write-scores.ts';
import { fileArchivedObjects } from '#functions/store/archived-objects.ts';
import { tablesForRuns } from '#functions/store/dynamodb-table.ts';
import { scoreTablesIn } from '#functions/store/score-tables.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { putDocuments } from '#test/builders/runs/written-run.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { createTable } from '#test/fakes/dynamodb-double.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

/** Scores that the API answers, of all types for two buyers. */
async function answered(api: ApiUnderTest): Promise<readonly ScoreDocument[]> {
  const rows: ScoreDocument[] = [];
  for (const type of ['element', 'supplier', 'country'])
    for (const buyer of ['JPN', 'USA'])
      rows.push(...(await api.call(`/v1/scores?subject_type=${type}&buyer=${buyer}&limit=200`)).json.data);
  return rows;
}

const byKey = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
  `${a.subject_type}${a.subject}${a.buyer}` < `${b.subject_type}${b.subject}${b.buyer}` ? -1 : 1;

describe('scores of a run as tables', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-tables-'));
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await startApiUnderTest();
    await publishWorld(api.store);
    await writeScoreTables(
      { run_id: WORLD_RUN, as_of: '2026-10-01' },
      { ...api.store, tables: scoreTablesIn(fileArchivedObjects(folder)) },
    );
  });
  afterAll(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  it('are read by DuckDB as partitions of days, and say what the API says', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const files = join(folder, 'scores/day=*/*.parquet');
    const sql = `SELECT day::VARCHAR AS day, run_id, subject_type, subject_id AS subject, buyer, score, band, state, may_begin, security, p05, rank
      FROM read_parquet('${files}', hive_partitioning = true)`;
    const rows = (await connection.runAndReadAll(sql)).getRowObjects();
    const expected = (await answered(api)).map(({ subject, buyer, score, band, state, may_begin, security, interval, rank, run_id }) => ({
      ...{ day: '2026-10-01', run_id, subject_type: subject.type, subject: subject.id, buyer, score, band, state, may_begin, security },
      ...{ p05: interval?.p05 ?? null, rank: rank?.position ?? null },
    }));
    expect(rows.toSorted(byKey)).toEqual(expected.toSorted(byKey));
    expect(rows).toHaveLength(28);
    connection.closeSync();
  });

  it('are the same bytes when they are written again', async () => {
    const objects = inMemoryStore().objects;
    const ports = { ...api.store, tables: scoreTablesIn(objects) };
    const written = async () => {
      await writeScoreTables({ run_id: WORLD_RUN, as_of: '2026-10-01' }, ports);
      return [...objects.objects].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
    };
    expect(await written()).toEqual(await written());
  });
});

const hasEmulator = spawnSync('python3', ['-c', 'import moto.server']).status === 0;
if (!hasEmulator) console.log('SKIPPED: moto is not installed; no PartiQL is asked of an emulator of DynamoDB');

describe.runIf(hasEmulator)('scores of a run on an emulator of DynamoDB', () => {
  let emulator: ChildProcess;
  let place: Parameters<typeof tablesForRuns>[0];
  beforeAll(async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    emulator = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    const endpoint = `http://127.0.0.1:${port}`;
    for (;;) {
      const isUp = await fetch(endpoint).then(
        () => true,
        () => false,
      );
      if (isUp) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    place = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  }, 120_000);
  afterAll(() => void emulator.kill());

  it('are rows that PartiQL selects by buyer and score', async () => {
    const client = new DynamoDBClient(place ?? {});
    await createTable(client, 'Scores');
    // Scores alone: moto fails at an item that has no such attribute, where DynamoDB passes over it.
    const scores = [
      scoreDocument({ id: 'Dy', score: 82.5 }),
      scoreDocument({ id: 'Ga', score: 70.01 }),
      scoreDocument({ id: 'Tb', score: 70 }),
      scoreDocument({ id: 'Pm', score: null }),
      scoreDocument({ id: 'Dy', buyer: 'USA', score: 90 }),
    ];
    await putDocuments(inMemoryStore(tablesForRuns(place)('Scores')).rows, WORLD_RUN, scores);
    const { Items: items = [] } = await DynamoDBDocumentClient.from(client).send(
      new ExecuteStatementCommand({ Statement: `SELECT subject, JPN FROM "Scores" WHERE JPN.score > 70` }),
    );
    expect(items.toSorted((a, b) => b.JPN.score - a.JPN.score)).toMatchObject([
      { subject: 'Dy', JPN: { score: 82.5, band: expect.any(String) } },
      { subject: 'Ga', JPN: { score: 70.01 } },
    ]);
    client.destroy();
  }, 120_000);
});
