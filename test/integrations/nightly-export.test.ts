import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chokepointClient } from '#client/chokepoint-client.ts';
import { type ExportedRun, exportedRun, publishToBucket, publishToFolder } from '#functions/commands/nightly-export.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

let api: ApiUnderTest;
let run: ExportedRun;
const folder = mkdtempSync(join(tmpdir(), 'chokepoint-export-'));
const place = join(folder, 'run_id=r0000000002');
const text = (name: string): string => readFileSync(join(place, name), 'utf8');
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
  run = await exportedRun(chokepointClient({ url: api.url }));
  publishToFolder(folder, run);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await api.close();
});

describe('an export in a folder', () => {
  test('is found by its pointer, and every file has the size, rows and checksum of the manifest', () => {
    const { run_id, manifest } = JSON.parse(readFileSync(join(folder, 'latest.json'), 'utf8'));
    expect([run_id, manifest]).toEqual(['r0000000002', 'run_id=r0000000002/manifest.json']);
    const { files, ...rest } = JSON.parse(text('manifest.json'));
    expect(rest).toEqual({ format: 'chokepoint-export/1', run_id: 'r0000000002', as_of: '2026-10-01' });
    expect(readdirSync(place).sort()).toEqual(['manifest.json', ...files.map((file: { name: string }) => file.name)].sort());
    for (const { name, bytes, sha256 } of files) {
      const content = readFileSync(join(place, name));
      expect([name, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([name, bytes, sha256]);
    }
  });

  test('says the same in NDJSON, CSV and Parquet, unknown as null', async () => {
    const rows = text('scores.ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const file = readFileSync(join(place, 'scores.parquet'));
    const table = await parquetReadObjects({ file: file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer });
    expect(rows).toHaveLength(28); // ten elements, two suppliers, two countries, for two of the five buyers
    expect(table.map(({ subject_id, buyer, score, name }) => [subject_id, buyer, score, name])).toEqual(
      rows.map((row) => [row.subject.id, row.buyer, row.score, row.subject.name]),
    );
    expect(table.find((row) => row.subject_id === 'Pm')).toMatchObject({ score: null, band: 'unknown', p05: null });
    expect(text('scores.csv').split('\r\n')).toHaveLength(30);
    expect(text('scores.csv')).toContain('"=HYPERLINK(""http://x"",""Säure, 上海"")"');
  });

  test('is not written again, and leaves nothing half done', () => {
    const before = text('manifest.json');
    publishToFolder(folder, { ...run, files: [] });
    expect(text('manifest.json')).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['latest.json', 'run_id=r0000000002']);
  });
});

test('two exports of a run are the same bytes', async () => {
  const again = await exportedRun(chokepointClient({ url: api.url }));
  expect(again.files.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
    run.files.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
  );
});

test('in a bucket the pointer is put last', async () => {
  const puts: string[] = [];
  const bucket = createServer((request, response) => {
    request.resume().on('end', () => {
      puts.push(`${request.method} ${decodeURIComponent(new URL(request.url ?? '/', 'http://s3').pathname)}`);
      response.end();
    });
  });
  await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`;
  const client = new S3Client({ endpoint, region: 'x', forcePathStyle: true, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
  expect(await publishToBucket(client, 'lake', 'risk/', run)).toBe('s3://lake/risk/run_id=r0000000002');
  expect(puts).toHaveLength(run.files.length + 2);
  expect(puts.slice(-2)).toEqual(['PUT /lake/risk/run_id=r0000000002/manifest.json', 'PUT /lake/risk/latest.json']);
  client.destroy();
  bucket.close();
});

test('the command says what is missing', () => {
  const { status, stderr } = spawnSync('node', ['functions/commands/export.command.ts'], { encoding: 'utf8' });
  expect([status, stderr.trim()]).toEqual([
    2,
    expect.stringContaining('--to is missing. Usage: npx node functions/commands/export.command.ts --to DIR'),
  ]);
});

const pyarrow = spawnSync('python3', ['-c', 'import pyarrow.parquet']).status === 0;
if (!pyarrow) console.log('SKIPPED: pyarrow is not installed; it does not read the Parquet file');

test.runIf(pyarrow)('pyarrow reads the Parquet file', () => {
  const program = 'import sys, pyarrow.parquet as p; t = p.read_table(sys.argv[1]); print(t.num_rows, t.schema.field("score").type)';
  const { stdout } = spawnSync('python3', ['-c', program, join(place, 'scores.parquet')], { encoding: 'utf8' });
  expect(stdout.trim()).toBe('28 double');
});
