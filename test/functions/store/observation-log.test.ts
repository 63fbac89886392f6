import { beforeEach, describe, expect, it } from 'vitest';
import type { Quarantined } from '#contracts/ingestion/observations.ts';
import type { Observation } from '#domain/signals/observations.ts';
import { type ObservationLog, observationLogIn } from '#functions/store/observation-log.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const report = (date: string, aircraft: number): Observation => ({
  signal: 'taiwan_strait',
  date,
  known_from: date,
  source: 'MND',
  source_url: null,
  definition: 'as published',
  values: { aircraft, crossed_median: null, navy_ships: 7, official_ships: null },
});
const doubtful = (id: string): Quarantined => ({
  id: id.padEnd(32, '0'),
  status: 'waiting',
  reasons: ['too many'],
  releasable: true,
  observation: { any: ['thing', 1] },
  received_at: '2026-10-02T01:00:00.000Z',
  sent_by: 'acme',
  sent_with: 'acme000000',
  decided_at: null,
  decided_by: null,
  decided_with: null,
  note: null,
});

describe('the log of observations', () => {
  let log: ObservationLog;
  beforeEach(() => {
    log = observationLogIn(tableInMemory());
  });

  it('keeps every version, oldest first, and none twice', async () => {
    expect(await log.append({ observation: report('2026-10-01', 14), version: 1 })).toBe(true);
    expect(await log.append({ observation: report('2026-10-01', 15), version: 2 })).toBe(true);
    expect(await log.append({ observation: report('2026-10-01', 99), version: 2 })).toBe(false);
    expect((await log.versionsOf(report('2026-10-01', 0))).map(({ observation }) => observation.values)).toMatchObject([
      { aircraft: 14 },
      { aircraft: 15 },
    ]);
    expect(await log.versionsOf(report('2026-10-0', 0))).toEqual([]);
  });

  it('keeps who sent a version, and none where none was kept', async () => {
    const receipt = {
      client: 'acme',
      key: 'acme000000',
      received_at: '2026-10-02T01:00:00.000Z',
      released_by: 'bolt',
      held_to: { aircraft: 6 },
    };
    await log.append({ observation: report('2026-10-01', 14), version: 1, receipt });
    await log.append({ observation: report('2026-10-01', 15), version: 2 });
    expect((await log.versionsOf(report('2026-10-01', 0))).map((entry) => entry.receipt)).toEqual([receipt, undefined]);
  });

  it('gives the newest of any number of versions, however large they are together', async () => {
    expect(await log.newestOf(report('2026-10-01', 0))).toBeNull();
    const long = { ...report('2026-10-01', 1), source: 'x'.repeat(20_000) };
    for (let version = 1; version <= 60; version += 1) await log.append({ observation: { ...long, id: 'a' }, version });
    expect((await log.newestOf({ ...long, id: 'a' }))?.version).toBe(60);
    expect((await log.versionsOf({ ...long, id: 'a' })).length).toBe(60);
  });

  it('lists a page of the quarantine to its end, however large the rows are', async () => {
    const large = Array.from({ length: 12 }, (_, n) => ({ ...doubtful(String(n + 10)), observation: { text: 'x'.repeat(100_000) } }));
    for (const entry of large) await log.quarantine(entry);
    expect((await log.listQuarantine('acme', 12, null)).length).toBe(12);
    expect((await log.listQuarantine('acme', 5, large[6] as Quarantined)).length).toBe(5);
  });

  it('lets one of many add a version', async () => {
    const tries = await Promise.all(
      [1, 2, 3, 4].map((aircraft) => log.append({ observation: report('2026-10-01', aircraft), version: 1 })),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
  });

  it('gives all versions of all signals', async () => {
    await log.append({ observation: report('2026-10-01', 14), version: 1 });
    await log.append({ observation: report('2026-10-02', 14), version: 1 });
    const senkaku: Observation = {
      ...report('2026-10-01', 0),
      signal: 'senkaku',
      values: { contiguous_zone_vessels: 4, territorial_sea_vessels: 0 },
    };
    await log.append({ observation: senkaku, version: 1 });
    expect((await log.all()).map(({ observation: { signal, date } }) => `${signal} ${date}`).sort()).toEqual([
      'senkaku 2026-10-01',
      'taiwan_strait 2026-10-01',
      'taiwan_strait 2026-10-02',
    ]);
  });

  it('keeps what is in quarantine as it was sent, once, and a decision stands', async () => {
    expect(await log.quarantine(doubtful('a'))).toEqual(doubtful('a'));
    const discarded: Quarantined = {
      ...doubtful('a'),
      status: 'discarded',
      decided_by: 'acme',
      decided_at: '2026-10-03T00:00:00.000Z',
      note: 'typo',
    };
    expect([await log.decide(discarded, 'releasing'), await log.decide(discarded, 'waiting')]).toEqual([false, true]);
    expect(await log.decide({ ...discarded, status: 'released' }, 'waiting')).toBe(false);
    expect(await log.quarantine(doubtful('a'))).toEqual(discarded);
    expect(await log.quarantined('acme', doubtful('a').id)).toEqual(discarded);
    expect([await log.quarantined('acme', 'b'), await log.decide(doubtful('b'), 'waiting')]).toEqual([null, false]);
  });

  it('lists the quarantine page by page', async () => {
    for (const id of ['c', 'a', 'b']) await log.quarantine(doubtful(id));
    const ids = async (limit: number, after: Quarantined | null) => (await log.listQuarantine('acme', limit, after)).map(({ id }) => id[0]);
    expect([await ids(10, null), await ids(2, null), await ids(2, doubtful('b'))]).toEqual([['a', 'b', 'c'], ['a', 'b'], ['c']]);
  });

  it('shows a client what it sent itself, and all of it to who sees everything', async () => {
    const sent = (sent_by: string, id: string): Quarantined => ({ ...doubtful(id), sent_by });
    for (const entry of [sent('bolt', 'a'), sent('acme', 'c'), sent('acme-2', 'b')]) await log.quarantine(entry);
    const seen = async (client: string | null, after: Quarantined | null = null) =>
      (await log.listQuarantine(client, 10, after)).map(({ sent_by, id }) => `${sent_by} ${id[0]}`);
    expect(await seen('acme')).toEqual(['acme c']);
    expect(await seen('nobody')).toEqual([]);
    expect(await seen(null)).toEqual(['acme c', 'acme-2 b', 'bolt a']);
    expect(await seen(null, sent('acme-2', 'b'))).toEqual(['bolt a']);
    const { id } = sent('bolt', 'a');
    expect([await log.quarantined('acme', id), await log.quarantined('bolt', id), await log.quarantined(null, id)]).toEqual([
      null,
      sent('bolt', 'a'),
      sent('bolt', 'a'),
    ]);
    expect(await log.quarantined(null, 'f'.repeat(32))).toBeNull();
  });
});
