import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ingestObservations } from '#functions/sources/observations/ingest-observations.ts';
import { type RescoreRequests, rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { type ObservationLog, observationLogIn } from '#functions/store/sources/observation-log.ts';
import { SIGNALS_TABLE, sqliteStore, TABLE } from '#test/functions/store/embedded-store.ts';
import { PER_REQUEST, requestOf, takenAt } from './sent-observations.ts';
import { takenAndKilled } from './taken-and-killed.ts';

const KILLS = 12;
const STEP_MS = 7;

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('loses nothing that was acknowledged, wherever the process is killed, and repeating what was not is harmless', async () => {
  let next = 0;
  let cutOff = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { sent, done: acknowledged } = await takenAndKilled(
      'killable-ingestion',
      folder,
      next,
      kill * STEP_MS,
    );
    const store = await sqliteStore(folder);
    try {
      const log = observationLogIn(store.table(SIGNALS_TABLE));
      const ports = { log, published: {}, client: 'local', now: '2026-11-25T13:00:00.000Z' };
      for (let request = 0; request <= acknowledged; request += 1) await expectWhole(log, request);
      await expectAsked(log, rescoreRequestsIn(store.table(TABLE)), next, sent);
      if (sent > acknowledged) cutOff += 1;
      for (const _ of [1, 2]) await ingestObservations(requestOf(acknowledged + 1), ports);
      await expectWhole(log, acknowledged + 1);
      next = acknowledged + 2;
    } finally {
      await store.close();
    }
  }
  expect(cutOff).toBeGreaterThan(0); // else no kill fell into a request
});

async function expectAsked(
  log: ObservationLog,
  requests: RescoreRequests,
  from: number,
  to: number,
): Promise<void> {
  const stored = new Set((await log.all()).map(({ observation }) => observation.date));
  const asked = new Map((await requests.since('', 1000)).map((one) => [one.at, one]));
  for (let request = from; request <= to; request += 1) {
    if (!requestOf(request).some(({ date }) => stored.has(String(date)))) continue;
    const answeredFrom = asked.get(takenAt(request))?.answered_by_runs_from ?? '';
    expect(answeredFrom >= takenAt(request), `request ${request} has asked for a run`).toBe(true);
  }
}

async function expectWhole(log: ReturnType<typeof observationLogIn>, request: number): Promise<void> {
  const stored = await log.all();
  const dates = new Set(requestOf(request).map(({ date }) => String(date)));
  const ofRequest = stored.filter(({ observation }) => dates.has(observation.date));
  expect(new Set(ofRequest.map(({ observation }) => observation.date)).size).toBe(PER_REQUEST);
  const last = [...dates].at(-1) ?? '';
  const newest = ofRequest.filter(({ observation }) => observation.date === last).at(-1);
  expect(newest?.observation.values).toMatchObject({ aircraft: 99 });
}
