import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { ingestDocuments } from '#functions/sources/ingest-documents.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import type { SourceReader } from '#functions/sources/statements.ts';
import { type ObservationLog, observationLogIn } from '#functions/store/sources/observation-log.ts';
import { collectorStores } from '#test/builders/collectors.ts';
import { nightPorts } from '#test/builders/night-ports.ts';
import { factsOf } from '#test/builders/small-facts.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api/api-under-test.ts';

const NIGHT = '2026-10-20';
const made = JSON.parse(readFileSync('test/fixtures/publishers/jso/made-releases.json', 'utf8')).texts;
const RADAR = 'radar_lock_on-2026-10-11-senkaku-china';

let api: ApiUnderTest;
let ports: ScoringPorts;
let log: ObservationLog;
const clock = (): string => new Date().toISOString();
const get = async (path: string) => (await api.call(path)).json;
const senkaku = async (query = '') =>
  (await get(`/v1/signals${query}`)).data.find(
    ({ theatre }: { readonly theatre: string }) => theatre === 'senkaku',
  ).security_events;

async function night() {
  vi.advanceTimersByTime(60_000);
  expect(await runPipeline({ as_of: NIGHT }, ports, clock)).toMatchObject({ published: true });
  vi.advanceTimersByTime(60_000); // readers keep the pointer for five seconds
}

const collect = async (...names: readonly string[]) => {
  const source = sourceReader('joint-staff') as SourceReader;
  const raws = names.map((name) => {
    const number = `p${made[name].published.replaceAll('-', '')}_01`;
    const bytes = Buffer.from(made[name].text);
    return {
      name: `${number}.txt`,
      address: `https://www.mod.go.jp/js/pdf/2026/${number}.pdf`,
      bytes,
      receivedOn: NIGHT,
      sha256: number,
    };
  });
  return ingestDocuments(source, raws, {
    ...collectorStores(),
    log,
    now: clock(),
  });
};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse(`${NIGHT}T12:00:00.000Z`) });
  api = await startApiUnderTest();
  const facts = factsOf(['Dy'], []);
  log = observationLogIn(api.store.table(SIGNALS_TABLE));
  ports = nightPorts(api.store, facts);
  await night();
});
afterAll(async () => {
  vi.useRealTimers();
  await api.close();
});

test('before anybody has read the weeks, how many events there were is unknown, and the newest known are old', async () => {
  // The shipped releases were read to 22 August 2026.
  expect(await senkaku()).toMatchObject({ from: '2026-09-21', to: NIGHT, count: null, days_unread: 30 });
  expect((await senkaku()).newest[0].id).toBe('drone-2026-08-18-senkaku-china');
  expect((await get('/v1/security-events')).read.at(-1).to).toBe('2026-08-22');
});

test('an event of a release is in the log, beside the pressure, in explanations and in the list, with its words, and in no score', async () => {
  const before = await get('/v1/elements/Dy/explanation?buyer=JPN');
  expect(await collect('radar-destroyer', 'airspace-flown-into')).toMatchObject({
    read: 2,
    added: 3,
    quarantined: [],
  });
  await log.append({
    observation: {
      signal: 'coverage',
      id: 'joint-staff',
      date: '2018-01-01',
      known_from: '2026-10-13',
      source: 'Japan Joint Staff',
      source_url: null,
      definition: 'as published',
      values: { spans: [{ from: '2018-01-01', to: '2026-10-13' }] },
    },
    version: 1,
  });
  await night();

  const told = {
    row: `observation:security_events:${RADAR}:1`,
    id: RADAR,
    day: '2026-10-11',
    kind: 'radar_lock_on',
    actors: ['China'],
    place: '大正島 N 60 km',
    detail: 'Luyang III missile destroyer 123',
    known_from: '2026-10-12',
    passage: expect.stringContaining('火器管制レーダーの照射を行った'),
    source_url: 'https://www.mod.go.jp/js/pdf/2026/p20261012_01.pdf',
  };
  const counted = { count: 1, days_unread: 7, newest: [told, { id: 'drone-2026-08-18-senkaku-china' }, {}] };
  expect(await senkaku()).toMatchObject(counted);
  const after = await get('/v1/elements/Dy/explanation?buyer=JPN');
  expect(after.security_events.senkaku).toMatchObject(counted);
  expect(after.score).toBe(before.score);
  expect(
    (await get('/v1/security-events?theatre=taiwan&from=2026-10-01')).data.map(
      ({ id }: { readonly id: string }) => id,
    ),
  ).toEqual(['airspace_violation-2026-10-05-taiwan-china', 'scramble-2026-10-05-taiwan-china']);
});

test('a day is replayed as it was known', async () => {
  const idsKnown = async (day: string) =>
    (await get(`/v1/security-events?from=2026-10-01&theatre=senkaku&known_at=${day}`)).data.map(
      ({ id }: { readonly id: string }) => id,
    );
  expect(await idsKnown('2026-10-11')).toEqual([]);
  expect(await idsKnown('2026-10-12')).toEqual([RADAR]);
});

test('a client reports a shortage: it is in the list and beside the score from its day on, and moves none', async () => {
  const score = async () => (await get('/v1/elements/Dy/score?buyer=JPN')).score;
  const before = await score();
  const values = {
    elements: ['Dy'],
    product: 'magnets',
    buyer: 'JPN',
    kind: 'rationing',
    severity: 'medium',
    who: 'a motor maker',
    statement: 'Orders are cut by half.',
    cause: 'CN-2025-18',
  };
  const report = { series: 'shortages', id: 'ours-1', date: '2026-10-18', known_from: '2026-10-19', values };
  const body = JSON.stringify({ observations: [{ ...report, source: 'a ministry' }] });
  const headers = { 'content-type': 'application/json' };
  const { json } = await api.call('/v1/observations', { method: 'POST', headers, body });
  expect(json.results).toMatchObject([{ status: 'accepted', id: 'observation:shortages:ours-1:1' }]);
  await night();
  const listed = async (query: string) =>
    (await get(`/v1/shortages?element=Dy&buyer=JPN&kind=rationing&from=2026-10-01${query}`)).data;
  expect(await listed('')).toMatchObject([{ id: 'ours-1', statement: values.statement }]);
  expect(await listed('&known_at=2026-10-18')).toEqual([]);
  expect((await get('/v1/elements/Dy/explanation?buyer=JPN')).reported[0]).toMatchObject({ id: 'ours-1' });
  expect(await score()).toBe(before);
});
