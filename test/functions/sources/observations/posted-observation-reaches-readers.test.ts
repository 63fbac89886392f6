import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RUN_EVENT_SCHEMAS } from '#contracts/run/run-events.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { startRunWhenDue } from '#functions/scoring/start-run.ts';
import { rescoreRequestsIn } from '#functions/store/rescore-requests.ts';
import { fileRunEvents } from '#functions/store/run-events.ts';
import { nightPorts } from '#test/builders/night-ports.ts';
import { factsOf } from '#test/builders/small-facts.ts';
import { TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../../api/api-under-test.ts';

const NIGHT = '2026-10-20';
const STRAIT_TO = '2026-08-22';
const POSTED = 'observation:taiwan_strait:2026-10-20:1';

let api: ApiUnderTest;
let ports: ScoringPorts;
const clock = (): string => new Date().toISOString();
/** Moves the clock of handlers, runs and of what readers keep for some seconds; sockets go on as they are. */
const pass = (seconds: number): unknown => vi.advanceTimersByTime(seconds * 1000);
const folder = mkdtempSync(join(tmpdir(), 'chokepoint-events-'));

/** The tables without the reports of the last two months; those come in here. */
function shippedFacts(): ReferenceData {
  const facts = factsOf(['Dy'], []);
  return {
    ...facts,
    taiwan_strait: facts.taiwan_strait.filter(({ report_date }) => report_date <= STRAIT_TO),
  };
}

const report = (date: string, aircraft: number, navy_ships = 7) => ({
  series: 'taiwan_strait',
  date,
  known_from: date,
  source: 'MND',
  values: { aircraft, navy_ships, official_ships: 2 },
});
/**
 * More aircraft and ships than on any day on record, as far as the word of a client goes without a second
 * look.
 */
const BUSIEST_DAY = report(NIGHT, 180, 36);
const post = async (...observations: unknown[]) =>
  (
    await api.call('/v1/observations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ observations }),
    })
  ).json;
const scoreOf = async (runId: string): Promise<number | null> =>
  (await ports.scores.score(runId, { type: 'element', id: 'Dy', buyer: 'JPN' }))?.score ?? null;

/** What a timer does every two seconds, or a schedule every minute. */
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
const rescoring = async () => (await api.call('/v1/status')).json.rescoring;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse(`${NIGHT}T12:00:00.000Z`) });
  api = await startApiUnderTest();
  const shipped = shippedFacts();
  ports = nightPorts(api.store, shipped, { events: fileRunEvents(folder) });
  const quiet = Array.from({ length: dayNumber(NIGHT) - dayNumber(STRAIT_TO) - 1 }, (_, n) =>
    report(isoDate(dayNumber(STRAIT_TO) + 1 + n), 5),
  );
  await post(...quiet);
  pass(20);
  await runPipeline({ as_of: NIGHT }, ports, clock);
});
afterAll(async () => {
  vi.useRealTimers();
  await api.close();
  rmSync(folder, { recursive: true });
});

test('a posted observation is in the score, the feed of changes, the events and the status, each of which names it', async () => {
  pass(20);
  expect(await look()).toEqual({ state: 'idle' }); // the night has read all that came in
  const before = (await ports.ledger.pointer())?.run_id ?? '';

  const answer = await post(BUSIEST_DAY);
  expect(answer).toMatchObject({ accepted: 1, results: [{ id: POSTED }] });
  // 15 s of collecting; within two minutes, one of pause, the run begins; the night took no time on this clock.
  expect(answer).toMatchObject({
    counts_from: `${NIGHT}T12:00:55.000Z`,
    counts_by: `${NIGHT}T12:02:40.000Z`,
  });

  expect(await rescoring()).toMatchObject({
    open_requests: 1,
    reasons: ['1 observation came in over HTTP.'],
    evidence: [POSTED],
  });
  pass(39);
  expect(await look()).toMatchObject({ state: 'waiting', from: `${NIGHT}T12:01:20.000Z` }); // a minute after the night began
  pass(1);
  expect(await look()).toMatchObject({ state: 'due' });
  pass(10); // readers keep the pointer for five seconds

  const after = (await ports.ledger.pointer())?.run_id ?? '';
  expect([before, after]).toEqual(['r0000000001', 'r0000000002']);
  const [was, is] = [await scoreOf(before), await scoreOf(after)];
  expect(is).toBeGreaterThan(was ?? Number.NaN);

  const feed = (await api.call('/v1/changes?subjects=element:Dy&buyer=JPN')).json.data.at(-1);
  expect(feed).toMatchObject({ run_id: after, score_before: was, score_after: is });
  expect(feed.reasons).toContainEqual(
    expect.objectContaining({ cause: 'signal', what: 'taiwan', evidence: [POSTED] }),
  );

  expect(readdirSync(folder).sort()).toEqual([`${before}.ndjson`, `${after}.ndjson`]);
  const events = readFileSync(join(folder, `${after}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const ofDy = events.find(
    ({ 'detail-type': type, detail }) =>
      type === 'score.changed' && detail.subject.id === 'Dy' && detail.buyer === 'JPN',
  );
  expect(RUN_EVENT_SCHEMAS['score.changed'].safeParse(ofDy.detail).error).toBeUndefined();
  expect(ofDy.detail.reasons).toEqual(feed.reasons);

  expect((await api.call(`/v1/runs/${after}`)).json.because).toEqual(['1 observation came in over HTTP.']);
  expect(await rescoring()).toMatchObject({
    state: 'idle',
    open_requests: 0,
    failed_attempts: 0,
    reasons: [],
  });
  pass(10_000);
  expect(await look()).toEqual({ state: 'idle' }); // its own writes ask for nothing
});

test('an observation that says nothing new is answered so, and asks for no run', async () => {
  expect(await post(BUSIEST_DAY)).toMatchObject({
    duplicate: 1,
    counts_from: null,
    counts_by: null,
    counts_note: 'Nothing new was stored, so no score changes.',
  });
  expect(await look()).toEqual({ state: 'idle' });
});
