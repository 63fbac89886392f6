import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CollectedDocument } from '#contracts/collection/collected-document.ts';
import { type ArchivedObjects, fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { s3ArchivedObjects } from '#functions/store/objects/s3-objects.ts';
import { collectedDocumentsIn } from '#functions/store/sources/collected-documents.ts';
import { type FetchAttempt, rawDocumentsIn } from '#functions/store/sources/raw-documents.ts';
import { bucketOverHttp } from '#test/builders/bucket-over-http.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';

interface Place {
  readonly objects: ArchivedObjects;
  readonly close: () => void;
}

const places: Readonly<Record<string, () => Promise<Place>>> = {
  'in memory': async () => ({ objects: inMemoryArchivedObjects(), close: () => undefined }),
  'files of a folder': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chokepoint-archive-'));
    return {
      objects: fileArchivedObjects(join(folder, 'archive')),
      close: () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  'a bucket': async () => {
    const { client, close } = await bucketOverHttp();
    return { objects: s3ArchivedObjects(client, 'facts'), close };
  },
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const attempt = (at: string, more: Partial<FetchAttempt> = {}): FetchAttempt => ({
  source: 'gpr',
  purpose: 'document',
  address: 'https://www.matteoiacoviello.com/gpr_files/data_gpr_export.xls',
  final_address: 'https://www.matteoiacoviello.com/gpr_files/data_gpr_export.xls',
  status: 200,
  etag: '"a"',
  last_modified: null,
  agent: 'Chokepoint',
  at,
  bytes: 3,
  sha256: sha256('abc'),
  verdict: 'new',
  reason: null,
  ...more,
});

const document = (id: string, more: Partial<CollectedDocument> = {}): CollectedDocument => ({
  id,
  source: 'gpr',
  document: 'gpr 2026-10',
  period_end: '2026-10-31',
  is_list: false,
  raw_sha256: sha256('abc'),
  raw_name: 'data_gpr_export.xls',
  address: null,
  reader_version: 1,
  received_on: '2026-11-02',
  status: 'accepted',
  doubts: [],
  observations: [
    { series: 'gpr', date: '2026-10-31', published: null, values: { gpr: 101.5, gprc_chn: null } },
  ],
  printed_totals: [],
  unread: [],
  decided_at: null,
  ...more,
});

describe.each(Object.entries(places))('the archive, %s', (_name, make) => {
  let place: Place;
  beforeEach(async () => {
    place = await make();
  });
  afterEach(() => place.close());

  it('keeps the bytes of a document once, under their sha256, for each source', async () => {
    const raw = rawDocumentsIn(place.objects);
    expect(await raw.put('gpr', bytes('abc'))).toEqual({ sha256: sha256('abc'), isNew: true });
    expect(await raw.put('gpr', bytes('abc'))).toEqual({ sha256: sha256('abc'), isNew: false });
    expect(Buffer.from(await raw.get('gpr', sha256('abc'))).toString()).toBe('abc');
    expect(await place.objects.keys('raw/gpr/', '')).toEqual([`raw/gpr/${sha256('abc')}.gz`]);
    await expect(raw.get('wgi', sha256('abc'))).rejects.toThrow(
      `there is no document ${sha256('abc')} of wgi`,
    );
  });

  it('refuses bytes that are not those of the hash', async () => {
    const raw = rawDocumentsIn(place.objects);
    await raw.put('gpr', bytes('abc'));
    await raw.put('gpr', bytes('abd'));
    const other = await place.objects.read(`raw/gpr/${sha256('abd')}.gz`);
    await place.objects.write(`raw/gpr/${sha256('abc')}.gz`, other ?? bytes(''));
    await expect(raw.get('gpr', sha256('abc'))).rejects.toThrow('is damaged');
  });

  it('has a row of every attempt, in the order of their times, and gives those from a time on', async () => {
    const raw = rawDocumentsIn(place.objects);
    const rows = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'].map((day) =>
      attempt(`${day}T01:00:00.000Z`),
    );
    for (const row of rows.toReversed()) await raw.record(row);
    await raw.record(attempt('2026-11-03T01:00:00.000Z', { source: 'wgi' }));
    expect(await raw.attempts('gpr', '')).toEqual(rows);
    expect(await raw.attempts('gpr', '2026-11-04T00:00:00.000Z')).toEqual(rows.slice(3));
    expect(await raw.attempts('taiwan-mnd', '')).toEqual([]);
  });

  it('has two rows and one object where the same bytes came twice', async () => {
    const raw = rawDocumentsIn(place.objects);
    for (const at of ['2026-11-01T01:00:00.000Z', '2026-11-02T01:00:00.000Z']) {
      const { isNew } = await raw.put('gpr', bytes('abc'));
      await raw.record(attempt(at, { verdict: isNew ? 'new' : 'unchanged' }));
    }
    expect((await raw.attempts('gpr', '')).map(({ verdict }) => verdict)).toEqual(['new', 'unchanged']);
    expect(await place.objects.keys('raw/gpr/', '')).toHaveLength(1);
  });

  it('keeps documents as they were read, and replaces one that was decided on', async () => {
    const collected = collectedDocumentsIn(place.objects);
    const ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(16));
    for (const id of ids.toReversed()) await collected.put(document(id));
    const decided = document(ids[1] ?? '', { status: 'rejected', decided_at: '2026-11-03T00:00:00.000Z' });
    await collected.put(decided);
    expect(await collected.all('gpr')).toEqual([
      document(ids[0] ?? ''),
      decided,
      ...ids.slice(2).map((id) => document(id)),
    ]);
    expect(await collected.all('wgi')).toEqual([]);
  });
});

it('what a killed process left half written in a folder is not seen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-archive-'));
  const objects = fileArchivedObjects(folder);
  await objects.write('collected/gpr/a.json.gz', bytes('whole'));
  writeFileSync(join(folder, 'collected', 'gpr', 'b.json.gz.4242.part'), 'ha');
  expect(await objects.keys('collected/gpr/', '')).toEqual(['collected/gpr/a.json.gz']);
  rmSync(folder, { recursive: true });
});
