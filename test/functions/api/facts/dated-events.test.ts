import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const ids = async (path: string): Promise<readonly string[]> =>
  (await api.call(path)).json.data.map((event: { readonly id: string }) => event.id);

describe('security events', () => {
  test('are newest first, with the days that have been read, and scrambles as the Joint Staff counted them', async () => {
    const { json } = await api.call('/v1/security-events?from=2025-06-01&to=2025-06-30');
    expect(json.data.map(({ id }: { readonly id: string }) => id)).toEqual([
      'drone-2025-06-30-senkaku-china',
      'drone-2025-06-26-taiwan-china',
      'navy_eez-2025-06-09-elsewhere-china',
      'abnormal_approach-2025-06-08-elsewhere-china',
      'abnormal_approach-2025-06-07-elsewhere-china',
      'navy_eez-2025-06-07-elsewhere-china',
      'drone-2025-06-02-taiwan-china',
    ]);
    // Taiwan Security Monitor: Strait Thunder-2025A, 1 and 2 April 2025; Justice Mission-2025, 29 and 30
    // December 2025
    expect(json.exercises[0]).toMatchObject({
      name: 'Justice Mission-2025',
      start: '2025-12-29',
      end: '2025-12-30',
    });
    expect(json).toMatchObject({
      run_id: WORLD_RUN,
      known_at: '2026-10-01',
      read: [{ from: '2018-01-01', to: '2026-08-22' }],
    });
    const { json: scrambles } = await api.call('/v1/security-events?kind=scrambles&to=2021-04-01');
    expect(scrambles.data.map(({ actors, count }: Record<string, unknown>) => [actors, count])).toEqual([
      [['China'], 722],
      [[], 652],
      [['North Korea'], 0],
      [['other'], 13],
      [['Russia'], 266],
      [['Taiwan'], 3],
    ]);
  });

  test('are those that were public: drones of June 2025 were told three days later, scrambles in April 2026', async () => {
    const { json } = await api.call('/v1/security-events?from=2025-06-01&known_at=2025-06-08');
    expect(json.data.map(({ id }: { readonly id: string }) => id)).toEqual([
      'navy_eez-2025-06-07-elsewhere-china',
      'drone-2025-06-02-taiwan-china',
    ]);
    expect(await ids('/v1/security-events?kind=scrambles&known_at=2026-04-16')).toEqual([]);
    expect(json.exercises.map(({ name }: { readonly name: string }) => name)).not.toContain(
      'Justice Mission-2025',
    );
  });

  test('are found by kind, theatre and actor, and by a month of which only the month is known', async () => {
    expect(await ids('/v1/security-events?kind=survey_ship_eez&to=2022-03-15')).toContain(
      'survey_ship_eez-2022-03-senkaku-china',
    );
    expect(await ids('/v1/security-events?theatre=senkaku&to=2010-12-31')).toEqual([
      'detention-2010-09-08-senkaku-japan',
      'collision-2010-09-07-senkaku-china',
    ]);
    expect(await ids('/v1/security-events?kind=airspace_violation&actor=China')).toHaveLength(4);
    expect((await api.call('/v1/security-events?theatre=nowhere')).status).toBe(400);
  });

  test('come page by page, each once', async () => {
    const found: string[] = [];
    let next: string | null = '/v1/security-events?limit=40';
    while (next !== null) {
      const { json } = await api.call(next);
      found.push(...json.data.map((event: { readonly id: string }) => event.id));
      next = json.links.next;
    }
    expect(found).toHaveLength(163);
    expect(new Set(found).size).toBe(163);
  });

  test('a day after the run is refused, with what to send', async () => {
    const { status, json } = await api.call('/v1/security-events?known_at=2027-01-01');
    expect(status).toBe(400);
    expect(json.errors[0]).toMatchObject({ parameter: 'known_at' });
  });
});

describe('what buyers reported', () => {
  test('is found by element, buyer and kind, newest first, and by what was public on a day', async () => {
    expect(await ids('/v1/shortages?element=Dy&buyer=JPN&kind=production_stopped')).toEqual([
      ...['S122', 'S123', 'S001'],
    ]);
    expect(await ids('/v1/shortages?element=Mg&kind=no_shortage')).toEqual(
      await ids('/v1/shortages?element=Mg&kind=no_shortage&buyer=EUU'),
    );
    expect(
      await ids('/v1/shortages?element=Dy&buyer=JPN&kind=production_stopped&known_at=2025-06-04'),
    ).toEqual([]);
    const all = await ids('/v1/shortages?buyer=KOR&limit=500');
    const everywhere = await ids('/v1/shortages?buyer=ALL&limit=500');
    expect(everywhere.every((id) => all.includes(id))).toBe(true);
  });
});

describe('restrictions worldwide', () => {
  test('are found by origin and element, newest first, what is no control told apart', async () => {
    const { json } = await api.call('/v1/control-events?origin=IDN&element=Ni');
    expect(
      json.data.map(({ id, control_class }: { id: string; control_class: string | null }) => [
        id,
        control_class,
      ]),
    ).toEqual([
      ['IDN-2026-NI-QUOTA', 'export_quota'],
      ['IDN-WTO-DS592', null],
      ['IDN-2020-NI', 'origin_ban'],
      ['IDN-2017-NI-RELAX', null],
      ['IDN-2014-NI-BAUX', 'origin_ban'],
    ]);
  });

  test('are those that were public by a day', async () => {
    expect(await ids('/v1/control-events?origin=IDN&element=Ni&known_at=2019-12-30')).toEqual([
      'IDN-2017-NI-RELAX',
      'IDN-2014-NI-BAUX',
    ]);
    expect(await ids('/v1/control-events?origin=ZWE&from=2025-06-01&to=2026-12-31')).toEqual([
      'ZWE-2026-RAW',
      'ZWE-2025-LI-CONC',
      'ZWE-2025-CR-THREAT',
    ]);
    expect((await api.call('/v1/control-events?known_at=2027-01-01')).status).toBe(400);
  });
});
