import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import { RUN_EVENT_SCHEMAS } from '#contracts/run/run-events.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { startRunWhenDue } from '#functions/scoring/start-run.ts';
import { publisherFetcher } from '#functions/sources/fetching/publisher-fetcher.ts';
import { type RunCollectorPorts, runCollector } from '#functions/sources/run-collector.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import type { SourceReader } from '#functions/sources/statements.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { collectedDocumentsIn } from '#functions/store/sources/collected-documents.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { rawDocumentsIn } from '#functions/store/sources/raw-documents.ts';
import { sourceClocksIn } from '#functions/store/sources/source-clocks.ts';
import { servedHere } from '#test/builders/made-publishers.ts';
import { type MisbehavingPublisher, misbehavingPublisher } from '#test/builders/misbehaving-publisher.ts';
import { nightPorts } from '#test/builders/night-ports.ts';
import { factsOf } from '#test/builders/small-facts.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
import { SIGNALS_TABLE, TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';
import { madePdf, piecesOfLayout } from './publishers/made-pdf.ts';

const NIGHT = '2026-10-10';
/** The shipped tables are cut here; later days come in. */
const STRAIT_TO = '2026-08-22';
const SENKAKU_TO = '2026-09-30';
const [AIRCRAFT, SHIPS] = [153, 90];
const REPORTED = `observation:taiwan_strait:${NIGHT}:1`;

const LIST = `<!doctype html><html lang="zh-Hant"><body><header><nav>國防部全球資訊網</nav></header><div class="wrap-page3">
<a href="/news/plaact/90010" class="news_list"><h5 class="date">115.10.10</h5><div>中共解放軍臺海周邊海、空域動態</div></a>
<a href="/news/plaact/90010" class="picture"></a></div>
<nav><a href="/news/plaactlist/2" class="next page-arrow">Next</a></nav></body></html>`;
const REPORT = `<!doctype html><html lang="zh-Hant"><body><div class="pageinfo"><span class="body-2">115.10.10</span></div>
<div class="maincontent"><p>中共解放軍臺海周邊海、空域動態</p><p><br />一、日期 ：</p>
<p>中華民國115年10月9日（星期五）0600時至115年10月10日（星期六）0600時止。</p><p><br />二、活動動態 ：</p>
<p>迄0600時止，偵獲共機${AIRCRAFT}架次（逾越中線進入北部空域共20架）、共艦${SHIPS}艘及公務船2艘，持續在臺海周邊活動。國軍運用任務機、艦及岸置飛彈系統嚴密監控與應處。</p></div>
<footer>今日瀏覽 3141 次</footer></body></html>`;
const TABLE_OF_OCTOBER = madePdf([
  piecesOfLayout(readFileSync('test/fixtures/publishers/jcg/data_R8_10.layout.txt', 'utf8')),
]);

let api: ApiUnderTest;
let ports: ScoringPorts;
let publisher: MisbehavingPublisher;
let collector: RunCollectorPorts & { readonly fetcher: { close(): Promise<void> } };
const clock = (): string => new Date().toISOString();
/** Sockets go on as they are. */
const pass = (seconds: number): unknown => vi.advanceTimersByTime(seconds * 1000);

function shippedFacts(): ReferenceData {
  const facts = factsOf(['Dy'], []);
  return {
    ...facts,
    taiwan_strait: facts.taiwan_strait.filter(({ report_date }) => report_date <= STRAIT_TO),
    senkaku: facts.senkaku.filter(({ date }) => date <= SENKAKU_TO),
  };
}

const countsOf = <Row extends object>(rows: readonly Row[], day: keyof Row) =>
  new Map(rows.map((row) => [String(row[day]), row as Readonly<Record<string, unknown>>]));

function served(name: string): SourceReader {
  const source = servedHere(sourceReader(name) as SourceReader, publisher.port);
  const discovery = { ...source.contract.discovery, least: 1 } as SourceContract['discovery'];
  return { ...source, contract: { ...source.contract, discovery } };
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse(`${NIGHT}T12:00:00.000Z`) });
  publisher = await misbehavingPublisher({
    '/robots.txt': (_, response) => response.writeHead(404).end(),
    '/news/plaactlist': (_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end(LIST),
    '/news/plaact/90010': (_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end(REPORT),
    '/mission/senkaku/senkaku.html': (_, response) =>
      response.end('<html><ul><li><a href="data_R8_10.pdf">令和8年10月</a></li></ul></html>'),
    '/mission/senkaku/data_R8_10.pdf': (_, response) =>
      response.setHeader('content-type', 'application/pdf').end(TABLE_OF_OCTOBER),
  });
  api = await startApiUnderTest();
  const shipped = shippedFacts();
  const log = observationLogIn(api.store.table(SIGNALS_TABLE));
  ports = nightPorts(api.store, shipped);
  const objects = inMemoryArchivedObjects();
  const raw = rawDocumentsIn(objects);
  const pause = { now: () => Date.now(), wait: async () => undefined, random: () => 0 };
  collector = {
    raw,
    pause,
    fetcher: publisherFetcher({
      raw,
      pause,
      agent: 'Chokepoint/test',
      localServers: [{ host: '127.0.0.1', port: publisher.port }],
    }),
    collected: collectedDocumentsIn(objects),
    log,
    clocks: sourceClocksIn(api.store.table(SIGNALS_TABLE)),
    requests: rescoreRequestsIn(api.store.table(TABLE)),
    shipped: {
      taiwan_strait: countsOf(shipped.taiwan_strait, 'report_date'),
      senkaku: countsOf(shipped.senkaku, 'date'),
    },
    handedInFile: (key) => objects.read(key),
  };
  const quiet = Array.from({ length: dayNumber(NIGHT) - dayNumber(STRAIT_TO) - 1 }, (_, n) => {
    const date = isoDate(dayNumber(STRAIT_TO) + 1 + n);
    return {
      series: 'taiwan_strait',
      date,
      known_from: date,
      source: 'MND',
      values: { aircraft: 5, navy_ships: 7, official_ships: 2 },
    };
  });
  const post = (observations: readonly object[]) =>
    api.call('/v1/observations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ observations }),
    });
  const posted = await post(quiet);
  expect(posted.json).toMatchObject({ counts_from: `${NIGHT}T12:00:15.000Z` });
  const again = await post(quiet.slice(-1));
  expect(again.json).toMatchObject({
    duplicate: 1,
    counts_from: null,
    counts_by: null,
    counts_note: 'Nothing new was stored, so no score changes.',
  });
  pass(20);
  await runPipeline({ as_of: NIGHT }, ports, clock);
  pass(80);
});
afterAll(async () => {
  vi.useRealTimers();
  await collector.fetcher.close();
  await publisher.close();
  await api.close();
});

const look = () =>
  startRunWhenDue(clock(), {
    ledger: ports.ledger,
    requests: rescoreRequestsIn(api.store.table(TABLE)),
    makesRunsItself: true,
    async start(_, because) {
      expect(await runPipeline({ as_of: NIGHT, because: [...because] }, ports, clock)).toMatchObject({
        published: true,
      });
    },
  });
const status = async () => (await api.call('/v1/status')).json;

test('a night: what two publishers have is collected, scored, told in the feed and the events, and the status has both clocks', async () => {
  expect(await look()).toEqual({ state: 'idle' });
  const before = (await ports.ledger.pointer())?.run_id ?? '';

  const strait = await runCollector({ source: 'taiwan-mnd', since: null }, collector, [served('taiwan-mnd')]);
  expect(strait).toMatchObject({ read: 1, accepted: 1, quarantined: [], unread: [], stored: [REPORTED] });
  expect(strait).toMatchObject({
    farAbove: [expect.stringMatching(/^taiwan_strait 2026-10-10: navy_ships 90 is far above any before it/)],
  });
  pass(1);
  const islands = await runCollector({ source: 'senkaku-jcg', since: null }, collector, [
    served('senkaku-jcg'),
  ]);
  const days = ['01', '02', '03', '04', '05', '06', '07', '08'].map(
    (day) => `observation:senkaku:2026-10-${day}:1`,
  );
  expect(islands).toMatchObject({
    read: 1,
    accepted: 1,
    quarantined: [],
    unread: [],
    stored: [...days, 'observation:coverage:senkaku-jcg:1'],
  });
  expect(publisher.asked.filter((path) => path !== '/robots.txt')).toEqual([
    '/news/plaactlist',
    '/news/plaact/90010',
    '/mission/senkaku/senkaku.html',
    '/mission/senkaku/data_R8_10.pdf',
  ]);

  expect((await status()).rescoring).toMatchObject({
    open_requests: 2,
    reasons: [
      '1 observation came in from the collector of taiwan-mnd.',
      '9 observations came in from the collector of senkaku-jcg.',
    ],
  });
  pass(40);
  expect(await look()).toMatchObject({ state: 'due' });
  pass(10); // readers keep the pointer for five seconds

  const after = (await ports.ledger.pointer())?.run_id ?? '';
  expect([before, after]).toEqual(['r0000000001', 'r0000000002']);
  const feed = (await api.call('/v1/changes?subjects=element:Dy&buyer=JPN')).json.data.at(-1);
  expect(feed).toMatchObject({ run_id: after });
  expect(feed.score_after).toBeGreaterThan(feed.score_before);
  expect(feed.reasons).toContainEqual(
    expect.objectContaining({ cause: 'signal', what: 'taiwan', evidence: [REPORTED] }),
  );
  expect(
    (await api.call('/v1/changes?buyer=JPN&limit=200')).json.data.some((change: { reasons: unknown }) =>
      JSON.stringify(change.reasons).includes(REPORTED),
    ),
  ).toBe(true);

  const told = api.store.events.sent.find(
    ({ type, detail }) =>
      type === 'score.changed' &&
      detail.run_id === after &&
      detail.subject.id === 'Dy' &&
      detail.buyer === 'JPN',
  );
  expect(RUN_EVENT_SCHEMAS['score.changed'].safeParse(told?.detail).error).toBeUndefined();
  expect(told?.detail).toMatchObject({ reasons: feed.reasons });
  expect((await api.call(`/v1/runs/${after}`)).json.because).toHaveLength(2);

  const { rescoring, collected, reasons } = await status();
  expect(reasons).toContainEqual(
    expect.stringMatching(/^taiwan_strait of 2026-10-10: navy_ships 90 is far above any before it/),
  );
  expect(rescoring).toMatchObject({ state: 'idle', open_requests: 0 });
  const clockOf = (source: string) => collected.find((one: { source: string }) => one.source === source);
  expect(clockOf('taiwan-mnd')).toMatchObject({
    condition: 'current',
    last_content_on: NIGHT,
    quarantined: 0,
  });
  expect(clockOf('senkaku-jcg')).toMatchObject({
    condition: 'current',
    last_content_on: '2026-10-08',
    quarantined: 0,
  });
  for (const source of ['taiwan-mnd', 'senkaku-jcg'])
    expect(clockOf(source).last_run_at).toMatch(`${NIGHT}T12:01`);
  expect(clockOf('joint-staff')).toMatchObject({ condition: 'never_collected', last_run_at: null });
});

test('the next night finds nothing new, asks for no run, and counts the sources that were never asked', async () => {
  pass(3600);
  const again = await runCollector({ source: 'taiwan-mnd', since: null }, collector, [served('taiwan-mnd')]);
  expect(again).toMatchObject({ accepted: 0, quarantined: [], stored: [] });
  expect(again.inTrouble.map(({ source, condition }) => `${source} ${condition}`)).toEqual([
    'joint-staff never_collected',
  ]);
  expect(await look()).toEqual({ state: 'idle' });
});
