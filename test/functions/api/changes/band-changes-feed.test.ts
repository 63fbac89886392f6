import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeDocument } from '#domain/explanations/changes/change-document.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

const ADDRESS = '/v1/changes.atom?buyer=JPN';

let api: ApiUnderTest;
let feed: string;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
  await publishBandChanges();
  feed = (await api.call(ADDRESS)).text;
});
afterAll(() => api.close());

/** Three changes after the first run: one of band, one within a band, one for another buyer. */
async function publishBandChanges(): Promise<void> {
  const stamp = {
    run_id: 'r0000000003',
    as_of: '2026-10-02',
    computed_at: '2026-10-02T18:00:00.000Z',
    previous: { run_id: WORLD_RUN, as_of: '2026-10-01' },
  };
  const step = (name: string, buyer: string, from: readonly [number, string], to: readonly [number, string]) => {
    const [before, after] = [from, to].map(([score, band]) => ({
      ...scoreDocument({ id: 'Dy', score, buyer }),
      band: band as 'high',
      subject: { type: 'element', id: 'Dy', name } as const,
    }));
    return changeDocument({ before: before ?? null, after: after ?? null, explained: null }, stamp, (id) => id);
  };
  const all = [
    step('Dysprosium & <b>friends</b>', 'JPN', [71, 'high'], [82, 'critical']),
    step('Terbium', 'JPN', [71, 'high'], [72, 'high']),
    step('Gallium', 'USA', [39, 'guarded'], [41, 'elevated']),
  ].map((change, n) => ({ ...change, seq: 3_000_000 + n, position: `2026-10-02#000000000300000${n}` }));
  await api.store.changes.append(all, 2_000_000_000);
  await api.store.changes.moveHead({ position: '2026-10-02#0000000003000002', run_id: 'r0000000003', months: ['2026-10'] });
}

test('a subject that went from one band to another is an entry, and nothing else is', () => {
  expect(feed.match(/<entry>/g)).toHaveLength(1);
  expect(feed).toContain('<title>Dysprosium &amp; &lt;b&gt;friends&lt;/b&gt; for Japan: high to critical</title>');
  expect(feed).toContain('<id>urn:chokepoint:change:3000000</id>');
  expect(feed).toContain('<updated>2026-10-02T18:00:00.000Z</updated>');
  expect(feed).toContain(`<link rel="alternate" type="application/json" href="${api.url}/v1/elements/Dy/explanation?buyer=JPN"/>`);
});

test('other buyers and types have feeds of their own', async () => {
  expect((await api.call('/v1/changes.atom?buyer=USA')).text).toContain('Gallium for the United States: guarded to elevated');
  expect((await api.call('/v1/changes.atom?buyer=USA&subject_type=supplier')).text).not.toContain('<entry>');
});

test('a reader that has the feed is told that nothing is new', async () => {
  const { headers } = await api.call(ADDRESS);
  expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  expect((await api.call(ADDRESS, { headers: { 'if-none-match': String(headers.etag) } })).status).toBe(304);
});

const xmllint = spawnSync('xmllint', ['--version']).status === 0;
if (!xmllint) console.log('SKIPPED: xmllint is not installed (Debian: libxml2-utils); it does not read the feed');

test.runIf(xmllint)('xmllint finds well-formed Atom, with what RFC 4287 asks of a feed and of an entry', () => {
  const count = (path: string) => {
    const named = path.replaceAll(/\/(\w+)/g, '/*[local-name()="$1" and namespace-uri()="http://www.w3.org/2005/Atom"]');
    return spawnSync('xmllint', ['--xpath', `count(${named})`, '-'], { input: feed, encoding: 'utf8' }).stdout.trim();
  };
  for (const name of ['id', 'title', 'updated', 'author']) expect([name, count(`/feed/${name}`)]).toEqual([name, '1']);
  for (const name of ['id', 'title', 'updated', 'summary']) expect([name, count(`/feed/entry/${name}`)]).toEqual([name, '1']);
});
