import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { s3InputSnapshots } from '#functions/adapters/s3-input-snapshots.ts';

/** A bucket over HTTP: PUT, GET and HEAD of whole objects, and the error of S3 for one that is not there. */
const objects = new Map<string, Buffer>();
const puts: string[] = [];
const bucket: Server = createServer((request, response) => {
  const key = new URL(request.url ?? '/', 'http://s3').pathname;
  const body: Buffer[] = [];
  request.on('data', (part: Buffer) => body.push(part));
  request.on('end', () => {
    if (request.method === 'PUT') {
      objects.set(key, Buffer.concat(body));
      puts.push(key);
      response.end();
      return;
    }
    const found = objects.get(key);
    if (found !== undefined) response.end(request.method === 'GET' ? found : undefined);
    else response.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
  });
});
const data = { shares: [{ element: 'Dy', share: 0.1 + 0.2 }] } as unknown as ReferenceData;

describe('input snapshots in S3', () => {
  let client: S3Client;
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      bucket.listen(0, '127.0.0.1', resolve);
    });
    client = new S3Client({
      endpoint: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`,
      region: 'eu-west-1',
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterAll(() => {
    client.destroy();
    bucket.close();
  });
  beforeEach(() => {
    objects.clear();
    puts.length = 0;
  });

  it('keeps a snapshot under its hash, and writes it once', async () => {
    const snapshots = s3InputSnapshots(client, 'facts');
    const sha256 = await snapshots.put(data);
    expect(await snapshots.put(data)).toBe(sha256);
    expect(puts).toEqual([`/facts/input-snapshots/${sha256}.json.gz`]);
    expect(await snapshots.get(sha256)).toEqual(data);
  });

  it('has no current snapshot until one is set', async () => {
    const snapshots = s3InputSnapshots(client, 'facts');
    expect(await snapshots.current()).toBeNull();
    await snapshots.setCurrent('a'.repeat(64));
    expect(await snapshots.current()).toBe('a'.repeat(64));
  });

  it('refuses bytes that are not those of the hash', async () => {
    const snapshots = s3InputSnapshots(client, 'facts');
    const sha256 = await snapshots.put(data);
    const other = await snapshots.put({ ...data, shares: [] });
    objects.set(`/facts/input-snapshots/${sha256}.json.gz`, objects.get(`/facts/input-snapshots/${other}.json.gz`) ?? Buffer.of());
    await expect(snapshots.get(sha256)).rejects.toThrow('is damaged');
  });
});
