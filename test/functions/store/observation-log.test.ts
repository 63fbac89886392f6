import { beforeEach, describe, expect, it } from 'vitest';
import type { Observation } from '#domain/signals/observations.ts';
import { type ObservationLog, observationLogIn } from '#functions/store/sources/observation-log.ts';
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
describe('the log of observations', () => {
  let log: ObservationLog;
  beforeEach(() => {
    log = observationLogIn(tableInMemory());
  });

  it('keeps every version, oldest first, and none twice', async () => {
    expect(await log.append({ observation: report('2026-10-01', 14), version: 1 })).toBe(true);
    expect(await log.append({ observation: report('2026-10-01', 15), version: 2 })).toBe(true);
    expect(await log.append({ observation: report('2026-10-01', 99), version: 2 })).toBe(false);
    expect(
      (await log.versionsOf(report('2026-10-01', 0))).map(({ observation }) => observation.values),
    ).toMatchObject([{ aircraft: 14 }, { aircraft: 15 }]);
    expect(await log.versionsOf(report('2026-10-0', 0))).toEqual([]);
  });

  it('keeps who sent a version, and none where none was kept', async () => {
    const receipt = {
      client: 'acme',
      key: 'acme000000',
      received_at: '2026-10-02T01:00:00.000Z',
      far_above: { aircraft: 6 },
    };
    await log.append({ observation: report('2026-10-01', 14), version: 1, receipt });
    await log.append({ observation: report('2026-10-01', 15), version: 2 });
    expect((await log.versionsOf(report('2026-10-01', 0))).map((entry) => entry.receipt)).toEqual([
      receipt,
      undefined,
    ]);
  });

  it('gives the newest of any number of versions, however large they are together', async () => {
    expect(await log.newestOf(report('2026-10-01', 0))).toBeNull();
    const long = { ...report('2026-10-01', 1), source: 'x'.repeat(20_000) };
    for (let version = 1; version <= 60; version += 1)
      await log.append({ observation: { ...long, id: 'a' }, version });
    expect((await log.newestOf({ ...long, id: 'a' }))?.version).toBe(60);
    expect((await log.versionsOf({ ...long, id: 'a' })).length).toBe(60);
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
});
