import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { ingestDocuments } from '#functions/sources/ingest-documents.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import type { SourceReader } from '#functions/sources/statements.ts';
import { collectedDocumentsIn } from '#functions/store/collected-documents.ts';
import { type ObservationLog, observationLogIn } from '#functions/store/observation-log.ts';
import { nightPorts } from '#test/builders/night-ports.ts';
import { factsOf } from '#test/builders/small-facts.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
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

/** Takes in releases as files that somebody hands in. */
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
    collected: collectedDocumentsIn(inMemoryArchivedObjects()),
    log,
    shipped: {},
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
      ...{
        signal: 'coverage',
        id: 'joint-staff',
        date: '2018-01-01',
        known_from: '2026-10-13',
        source: 'Japan Joint Staff',
      },
      ...{
        source_url: null,
        definition: 'as published',
        values: { spans: [{ from: '2018-01-01', to: '2026-10-13' }] },
      },
    },
    version: 1,
  });
  await night();

  const told = {
    ...{
      row: `observation:security_events:${RADAR}:1`,
      id: RADAR,
      day: '2026-10-11',
      kind: 'radar_lock_on',
      actors: ['China'],
    },
    ...{ place: '大正島 N 60 km', detail: 'Luyang III missile destroyer 123', known_from: '2026-10-12' },
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

test('clients send events too: one of a kind that there is not is refused with the reason, one that they correct is a version', async () => {
  const send = async (kind: string, detail: string) => {
    const values = { kind, theatre: 'taiwan', actors: ['China (navy)'], place: 'E of Taiwan', detail };
    const event = {
      series: 'security_events',
      id: 'ours-1',
      date: '2026-10-18',
      known_from: '2026-10-19',
      source: 'a ministry',
      values,
    };
    const headers = { 'content-type': 'application/json' };
    return (
      await api.call('/v1/observations', {
        method: 'POST',
        headers,
        body: JSON.stringify({ observations: [event] }),
      })
    ).json.results[0];
  };
  expect(await send('parade', 'a ship')).toMatchObject({
    status: 'refused',
    reasons: [expect.stringContaining('/values/kind')],
  });
  expect(await send('live_fire_zone', 'a zone')).toMatchObject({
    status: 'accepted',
    id: 'observation:security_events:ours-1:1',
  });
  expect(await send('live_fire_zone', 'two zones')).toMatchObject({ status: 'corrected' });
  await night();
  expect((await get('/v1/security-events?kind=live_fire_zone')).data[0]).toMatchObject({
    id: 'ours-1',
    detail: 'two zones',
    passage: null,
  });
});
