import { describe, expect, it } from 'vitest';
import { sourceCondition } from '#contracts/collection/collected-document.ts';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import { collectSource } from '#functions/sources/collect-source.ts';
import { replaySource } from '#functions/sources/replay-source.ts';
import type { SourceReader } from '#functions/sources/statements.ts';
import { collectorAt, type Routes } from '#test/builders/collectors.ts';
import { smallReport, smallSource } from '#test/builders/small-source.ts';

/** A publisher of reports in JSON with a list of three pages. */
async function world(change: (routes: Record<string, Routes[string]>) => void = () => undefined) {
  const routes: Record<string, Routes[string]> = {
    '/robots.txt': (_request, response) => response.end('User-agent: *\nDisallow: /private\n'),
    '/list': (_request, response) =>
      response.end(
        '<ul><li><a href="/report/13">2026.11.26<li><a href=\'/report/12\'>2026.11.25<li><a href=/about>c</ul><a href="/report/13#map">again</a>',
      ),
    '/list/2': (_request, response) =>
      response.end('<a href="/report/11">2026.11.24</a><a href="/report/12">2026.11.25</a>'),
    '/list/3': (_request, response) => response.end('<a href="/report/11">2026.11.24</a>'),
  };
  for (const [number, day] of Object.entries({ 11: '2026-11-24', 12: '2026-11-25', 13: '2026-11-26' })) {
    routes[`/report/${number}`] = (request, response) => {
      if (request.headers['if-none-match'] === `"${number}"`) response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: `"${number}"` })
          .end(JSON.stringify([smallReport(day, Number(number))]));
    };
  }
  change(routes);
  const { publisher, ports } = await collectorAt('2026-11-27T01:00:00.000Z', routes);
  const base = `http://127.0.0.1:${publisher.port}`;
  const contract: SourceContract = {
    ...smallSource.contract,
    hosts: ['127.0.0.1'],
    kind: 'json',
    discovery: {
      how: 'links',
      pages: [`${base}/list`],
      earlier: `${base}/list/{page}`,
      document: '/report/[0-9]+$',
      least: 2,
      most: 12,
      revisited: 1,
    },
  };
  const source: SourceReader = { ...smallSource, contract };
  const collect = (since: string | null = null) => collectSource(source, since, ports);
  const days = async () =>
    (await ports.log.all())
      .flatMap(({ observation: { signal, date } }) => (signal === 'coverage' ? [] : [date]))
      .sort();
  const condition = async (today = '2026-11-27') =>
    sourceCondition(contract, (await ports.clocks.all())[0] ?? null, today);
  return { publisher, source, ports, collect, days, condition, routes };
}

describe('collecting a source', () => {
  it('asks the rules, the list, and what it has not read; and then only for what may have changed', async () => {
    const { collect, publisher, days, condition } = await world();
    const first = await collect();
    expect(publisher.asked).toEqual(['/robots.txt', '/list', '/report/13', '/report/12']);
    expect(first.ingested).toMatchObject({ read: 2, added: 2 });
    expect(await days()).toEqual(['2026-11-25', '2026-11-26']);
    expect(await condition()).toEqual({ condition: 'current', reason: null });
    publisher.asked.length = 0;
    const second = await collect();
    expect(publisher.asked).toEqual(['/list', '/report/13']);
    expect(second.attempts.map(({ status }) => status)).toEqual([200, 304]);
    expect(second.ingested).toMatchObject({ read: 0, added: 0 });
  });

  it('reads earlier pages of the list for documents of long ago, until one has nothing new', async () => {
    const { collect, publisher, days } = await world();
    await collect('2026-01-01');
    expect(publisher.asked).toEqual([
      '/robots.txt',
      '/list',
      '/report/13',
      '/report/12',
      '/list/2',
      '/report/11',
      '/list/3',
    ]);
    expect(await days()).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
  });

  it('reads what was fetched and not read, because the process was killed in between', async () => {
    const { collect, ports, days } = await world();
    await collectSourceUpToReading(collect);
    expect(await days()).toEqual([]);
    await collect();
    expect(await days()).toEqual(['2026-11-25', '2026-11-26']);

    /** As if it had been killed there. */
    async function collectSourceUpToReading(run: typeof collect): Promise<void> {
      const { put } = ports.collected;
      ports.collected.put = async () => Promise.reject(new Error('killed'));
      await expect(run()).rejects.toThrow('killed');
      ports.collected.put = put;
    }
  });

  it('stops asking a host that keeps programs out, and says what to do', async () => {
    const { collect, publisher, condition } = await world((routes) => {
      routes['/report/13'] = (_request, response) =>
        response.writeHead(403).end('<html><title>Just a moment...</title></html>');
    });
    const { clock } = await collect();
    expect(publisher.asked).toEqual(['/robots.txt', '/list', '/report/13']);
    expect(clock).toMatchObject({ last_outcome: 'refused', last_reached_at: null });
    expect(await condition()).toMatchObject({
      condition: 'refused',
      reason: expect.stringContaining('npm run ingest -- taiwan-mnd --from FILE'),
    });
  });

  it('says that a list which lost its documents has drifted', async () => {
    const { collect, condition } = await world((routes) => {
      routes['/list'] = (_request, response) => response.end('<p>Our new site</p>');
    });
    await collect();
    expect(await condition()).toMatchObject({
      condition: 'drifted',
      reason: expect.stringContaining('leads to 0 documents; at least 2'),
    });
  });

  it('says dead when nothing was reached, when nobody collects, and when nothing new comes', async () => {
    const { collect, condition, routes } = await world();
    await collect();
    expect(await condition('2026-11-29')).toMatchObject({ condition: 'current' });
    expect(await condition('2026-12-02')).toMatchObject({
      condition: 'dead',
      reason: 'It was last collected 5 days ago.',
    });
    routes['/list'] = (_request, response) => response.writeHead(500).end();
    const down = await world((other) => {
      other['/list'] = (_request, response) => response.writeHead(500).end();
    });
    await down.collect();
    expect(await down.condition()).toMatchObject({
      condition: 'dead',
      reason: expect.stringContaining('Nothing was reached so far'),
    });
  });

  it('does not ask for what the rules forbid, nor where rules cannot be read that were never seen', async () => {
    const forbidden = await world((routes) => {
      routes['/robots.txt'] = (_request, response) =>
        response.end('User-agent: Chokepoint\nDisallow: /report\nCrawl-delay: 5\n');
    });
    const { clock } = await forbidden.collect();
    expect(forbidden.publisher.asked).toEqual(['/robots.txt', '/list']);
    expect(clock).toMatchObject({
      last_outcome: 'robots',
      last_reason: expect.stringContaining('does not allow programs'),
    });
    const later = { ...clock, last_run_at: '2027-02-01T01:00:00.000Z' };
    expect(sourceCondition(forbidden.source.contract, later, '2027-02-01')).toMatchObject({
      condition: 'robots',
      reason: expect.stringContaining('Hand the file in'),
    });
    const unseen = await world((routes) => {
      routes['/robots.txt'] = (_request, response) => response.writeHead(503).end();
    });
    expect((await unseen.collect()).clock).toMatchObject({
      last_outcome: 'unreachable',
      last_reason: expect.stringContaining('never seen before'),
    });
    expect(new Set(unseen.publisher.asked)).toEqual(new Set(['/robots.txt']));
  });

  it('goes by rules seen before when they cannot be reached, reads them once a day, and takes a host without rules as open', async () => {
    const one = await world();
    await one.collect();
    one.routes['/robots.txt'] = (_request, response) => response.writeHead(503).end();
    await one.ports.pause.wait(23 * 3_600_000);
    one.publisher.asked.length = 0;
    await one.collect();
    expect(one.publisher.asked).not.toContain('/robots.txt');
    await one.ports.pause.wait(2 * 3_600_000);
    expect((await one.collect()).clock.last_outcome).toBe('ok');
    expect(one.publisher.asked).toContain('/robots.txt');
    const open = await world((routes) => {
      delete routes['/robots.txt'];
    });
    expect((await open.collect()).clock.last_outcome).toBe('ok');
  });

  it('keeps the pause that the host asks for', async () => {
    const { collect, ports } = await world((routes) => {
      routes['/robots.txt'] = (_request, response) => response.end('User-agent: *\nCrawl-delay: 5\n');
    });
    await collect();
    expect(ports.pause.waits).toEqual([5000, 5000, 5000]);
  });

  it('is replayed from the raw documents: nothing differs with the reader of that day, and a new one shows what it reads differently', async () => {
    const { collect, source, ports, days } = await world();
    await collect();
    expect(await replaySource(source, ports)).toEqual({ raw: 2, documents: 2, same: 2, differences: [] });
    const read: SourceReader['reader']['read'] = async (raw) =>
      (await source.reader.read(raw)).map((document) => ({
        ...document,
        observations: document.observations.map((observation) => ({
          ...observation,
          values: { ...observation.values, balloons: 1 },
        })),
      }));
    const { differences } = await replaySource({ ...source, reader: { version: 2, read } }, ports);
    expect(differences).toHaveLength(2);
    expect(differences[0]).toMatch(/^2026-11-25 [(].*"balloons":null.* became .*"balloons":1/);
    expect(await days()).toHaveLength(2);
  });
});
