import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { recomputer } from '#functions/scoring/results/recompute-explanation.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

/** The world is published on 2026-10-01, and remembered as the run of the day before as well. */
let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
  await api.store.ledger.rememberDay('2026-09-20', WORLD_RUN);
});
afterAll(() => api.close());

describe('a score of another day', () => {
  test('of the day of the newest run is the published one', async () => {
    const [now, today] = [
      await api.call('/v1/elements/Dy/score'),
      await api.call('/v1/elements/Dy/score?as_of=2026-10-01&known_at=2026-10-01'),
    ];
    expect(today.json).toEqual(now.json);
    expect(now.json).toMatchObject({ basis: 'published', run_id: WORLD_RUN, published_then: null, known_exceptions: [] });
  });

  test('is what was published on it, where a run of that day is kept', async () => {
    for (const address of ['/v1/elements/Dy/score?as_of=2026-09-20', '/v1/elements/Dy/explanation?as_of=2026-09-20']) {
      expect((await api.call(address)).json).toMatchObject({ basis: 'published', run_id: WORLD_RUN, score: 71.76 });
    }
  });

  test('is computed where nothing was published, with what was public then, and says so', async () => {
    const { status, json } = await api.call('/v1/elements/Dy/score?as_of=2025-04-10');
    expect(status).toBe(200);
    expect(json).toMatchObject({ basis: 'recomputed', run_id: null, computed_at: null, as_of: '2025-04-10', known_at: '2025-04-10' });
    expect(json).toMatchObject({ published_then: null, status: 'scored', links: { run: null } });
    expect(json.known_exceptions.length).toBeGreaterThan(2);
    expect(json.links.self).toBe('/v1/elements/Dy/score?buyer=JPN&as_of=2025-04-10&known_at=2025-04-10&methodology=2.0.0');
    expect((await api.call(json.links.self)).json).toEqual(json);
    const before = (await api.call('/v1/elements/Dy/score?as_of=2025-04-03')).json;
    expect(json.score - before.score).toBeGreaterThan(40); // the licences of 4 April 2025
  });

  test('keeps what was published then apart, when other knowledge or another method is asked for', async () => {
    const { json } = await api.call('/v1/elements/Dy/score?as_of=2026-09-30&known_at=2026-09-01');
    expect(json).toMatchObject({ basis: 'recomputed', known_at: '2026-09-01', published_then: { run_id: WORLD_RUN, score: 71 } });
    const other = await api.call('/v1/elements/Dy/score?methodology=1.0.0-precautionary');
    expect(other.json).toMatchObject({ basis: 'recomputed', methodology: { version: '1.0.0-precautionary' }, as_of: '2026-10-01' });
  });

  test('is there by every methodology, with its evidence', async () => {
    // For the United States 1.1.0 reads rows that stand for others.
    for (const version of bundledMethodologies.keys()) {
      const { status, json } = await api.call(`/v1/elements/Dy/explanation?buyer=USA&as_of=2026-09-10&methodology=${version}`);
      expect([version, status]).toEqual([version, 200]);
      expect(json.evidence.length).toBeGreaterThan(10);
    }
  });

  test('does not know on a day what became public after it', async () => {
    // Announcement 61 of 2025 was published on 9 October 2025.
    const day = '2025-10-20';
    const known = (await api.call(`/v1/elements/Er/score?as_of=${day}`)).json;
    const unaware = (await api.call(`/v1/elements/Er/score?as_of=${day}&known_at=2025-10-01`)).json;
    const dayBefore = (await api.call('/v1/elements/Er/score?as_of=2025-10-01')).json;
    expect(known.score - unaware.score).toBeGreaterThan(25);
    expect(Math.abs(unaware.score - dayBefore.score)).toBeLessThan(1);
  });

  test('can be checked from its explanation like a published one', async () => {
    const { json } = await api.call('/v1/elements/Dy/explanation?as_of=2025-04-10&buyer=USA');
    expect(json).toMatchObject({ basis: 'recomputed', run_id: null });
    const check = recomputer(async (version) => bundledMethodologies.get(version)?.document ?? null, sha256Seed);
    expect(await check.check(json as Explanation)).toEqual([]);
  });

  test('has a state and an event by 2.0.0, which are checked with it', async () => {
    const { json } = await api.call('/v1/elements/Dy/explanation?as_of=2026-10-01&buyer=JPN&methodology=2.0.0');
    // Annex C of the specification of 2.0.0: 89, 17 and 90.7 at separation.
    expect([Math.round(json.state), Math.round(json.new_event), json.stage]).toEqual([89, 17, 'separation']);
    expect(json.score).toBeCloseTo(90.7, 1);
    expect(json.state_contributions[0].id).toBe('active_control:CHN');
    const check = recomputer(async (version) => bundledMethodologies.get(version)?.document ?? null, sha256Seed);
    expect(await check.check(json as Explanation)).toEqual([]);
    const moved = { ...json, state_contributions: [{ ...json.state_contributions[0], points: 1 }] } as Explanation;
    expect((await check.check(moved)).map(({ field }) => field)).toContain('state_contributions.0.points');
  });

  test('is another for another end use, which 2.0.0 tells apart', async () => {
    const scoreOf = async (element: string, buyer: string, use: string) =>
      (await api.call(`/v1/elements/${element}/score?buyer=${buyer}&as_of=2026-10-01&methodology=2.0.0&end_use=${use}`)).json;
    // Annex D of the specification of 2.0.0: civil, defence and advanced chips.
    for (const [element, buyer, civil, ofDefence, chips] of [
      ['Dy', 'JPN', 91, 99, 91],
      ['Ge', 'USA', 61, 90, 61],
    ] as const) {
      for (const [use, expected] of [
        ['civil', civil],
        ['defence', ofDefence],
        ['semiconductor_advanced', chips],
      ] as const) {
        const found = await scoreOf(element, buyer, use);
        expect([use, found.end_use, Math.round(found.score)]).toEqual([use, use, expected]);
      }
    }
    const defence = await scoreOf('Ge', 'USA', 'defence');
    expect(defence).toMatchObject({ basis: 'recomputed', published_then: null });
    expect(defence.links.explanation).toMatch(/&methodology=2\.0\.0&end_use=defence$/);
    expect((await api.call(defence.links.self)).json).toEqual(defence);
    const { json } = await api.call(defence.links.explanation);
    expect(json.inputs.end_use).toBe('defence');
    const check = recomputer(async (version) => bundledMethodologies.get(version)?.document ?? null, sha256Seed);
    expect(await check.check(json as Explanation)).toEqual([]);
  });

  test('for civil use is what was published, whether the use is named or not', async () => {
    const named = (await api.call('/v1/elements/Dy/score?end_use=civil')).json;
    expect(named).toEqual((await api.call('/v1/elements/Dy/score')).json);
    expect(named.basis).toBe('published');
  });

  test.each([
    ['end_use=army', 'end_use', 'civil'],
    [
      'end_use=defence&methodology=1.0.0',
      'end_use',
      'methodology 1.0.0 does not tell end uses apart. Send `methodology` with one that does (2.0.0, 2.0.0-evidence-only)',
    ],
    ['as_of=2027-01-01', 'as_of', 'is after the newest run (2026-10-01)'],
    ['as_of=1999-01-01', 'as_of', 'is before 2010-01-01'],
    ['known_at=2026-12-31', 'known_at', 'is after the newest run'],
    ['methodology=1.0.1', 'methodology', 'which is not one of: 2.0.0, 1.0.0'],
  ])('refuses %s and says why', async (query, parameter, detail) => {
    const { status, json } = await api.call(`/v1/elements/Dy/score?${query}`);
    expect([status, json.errors[0].parameter]).toEqual([400, parameter]);
    expect(json.errors[0].detail).toContain(detail);
  });

  test('of a subject that does not exist is 404 on any day', async () => {
    for (const query of ['', '?as_of=2025-04-10', '?as_of=2026-09-20'])
      expect((await api.call(`/v1/elements/Xx/score${query}`)).status).toBe(404);
  });

  test('of suppliers and countries is answered as well', async () => {
    for (const address of ['/v1/suppliers/lynas/score?as_of=2025-06-01', '/v1/countries/CHN/explanation?as_of=2025-06-01']) {
      expect((await api.call(address)).json).toMatchObject({ basis: 'recomputed', status: 'scored' });
    }
  });
});

describe('the ranking of another day', () => {
  test('is that of an end use, with its suppliers', async () => {
    for (const type of ['element', 'supplier']) {
      const { json } = await api.call(`/v1/scores?subject_type=${type}&methodology=2.0.0&end_use=defence&limit=3`);
      expect(json.basis).toBe('recomputed');
      expect(json.data.map(({ end_use }: { end_use: string }) => end_use)).toEqual(['defence', 'defence', 'defence']);
    }
    const refused = await api.call('/v1/scores?end_use=defence&methodology=1.1.0');
    expect([refused.status, refused.json.errors[0].parameter]).toEqual([400, 'end_use']);
  });

  test('is that of the run of the day, or computed, and says which', async () => {
    expect((await api.call('/v1/scores')).json).toMatchObject({
      basis: 'published',
      run_id: WORLD_RUN,
      known_at: '2026-10-01',
      known_exceptions: [],
    });
    expect((await api.call('/v1/scores?as_of=2026-09-20')).json).toMatchObject({ basis: 'published', run_id: WORLD_RUN });
    const { json } = await api.call('/v1/scores?as_of=2025-10-20&limit=5');
    expect(json).toMatchObject({ basis: 'recomputed', run_id: null, as_of: '2025-10-20', known_at: '2025-10-20' });
    expect(json.data).toHaveLength(5);
    const all = [...json.data, ...(await api.call(`${json.links.next.replace('limit=5', 'limit=1000')}`)).json.data];
    const scores = all.map(({ score }: { score: number | null }) => score ?? -1);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    expect(all[0]).toMatchObject({ basis: 'recomputed', rank: { position: 1 }, interval: { draws: 200 } });
    const er = all.find(({ subject }: { subject: { id: string } }) => subject.id === 'Er');
    expect(er.score).toBe((await api.call('/v1/elements/Er/score?as_of=2025-10-20')).json.score);
  });

  test('is filtered, sorted and written as a table like any other', async () => {
    const { json } = await api.call('/v1/scores?as_of=2025-10-20&band=high&sort=name&limit=1000');
    for (const { band } of json.data) expect(band).toBe('high');
    expect((await api.call('/v1/scores?as_of=2025-10-20&format=csv')).text).toMatch(/^subject_type,/);
  });
});

describe('facts of another day', () => {
  test('signals are those of the run of the day, or from today’s tables', async () => {
    expect((await api.call('/v1/signals?as_of=2026-09-20')).json).toMatchObject({ basis: 'published', run_id: WORLD_RUN });
    const { json } = await api.call('/v1/signals?as_of=2024-05-24');
    expect(json).toMatchObject({ basis: 'recomputed', run_id: null, as_of: '2024-05-24' });
    // The exercise Joint Sword 2024A was on 23 and 24 May.
    const strait = json.data.find(({ theatre }: { theatre: string }) => theatre === 'taiwan_strait');
    expect(strait.state).toBeGreaterThan(0.5);
    const unaware = await api.call('/v1/signals?as_of=2024-05-24&known_at=2024-05-10');
    expect(unaware.json.data.find(({ theatre }: { theatre: string }) => theatre === 'taiwan_strait').state).not.toBe(strait.state);
  });

  test('measures are cut at what was public', async () => {
    const { json } = await api.call('/v1/measures?as_of=2026-10-01');
    expect(json).toMatchObject({ basis: 'published', on: '2026-10-01', run_id: WORLD_RUN });
    const earlier = await api.call('/v1/measures?as_of=2025-12-01&known_at=2025-01-01&limit=1000');
    expect(earlier.json).toMatchObject({ basis: 'recomputed', on: '2025-12-01', known_at: '2025-01-01' });
    for (const { known_from } of earlier.json.data) expect(known_from <= '2025-01-01').toBe(true);
    expect((await api.call('/v1/measures?on=2025-12-01&as_of=2025-12-02')).status).toBe(400);
  });
});
