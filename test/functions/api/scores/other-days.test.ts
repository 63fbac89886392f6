import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { recomputed } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

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
    expect(now.json).toMatchObject({
      basis: 'published',
      run_id: WORLD_RUN,
      published_then: null,
      known_exceptions: [],
    });
  });

  test('is what was published on it, where a run of that day is kept', async () => {
    for (const address of [
      '/v1/elements/Dy/score?as_of=2026-09-20',
      '/v1/elements/Dy/explanation?as_of=2026-09-20',
    ]) {
      expect((await api.call(address)).json).toMatchObject({
        basis: 'published',
        run_id: WORLD_RUN,
        score: 71.76,
      });
    }
  });

  test('is computed where nothing was published, with what was public then, and says so', async () => {
    const { status, json } = await api.call('/v1/elements/Dy/score?as_of=2025-04-10');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      basis: 'recomputed',
      run_id: null,
      computed_at: null,
      as_of: '2025-04-10',
      known_at: '2025-04-10',
    });
    expect(json).toMatchObject({ published_then: null, status: 'scored', links: { run: null } });
    expect(json.known_exceptions.length).toBeGreaterThan(2);
    expect(json.links.self).toBe('/v1/elements/Dy/score?buyer=JPN&as_of=2025-04-10&known_at=2025-04-10');
    expect((await api.call(json.links.self)).json).toEqual(json);
    const before = (await api.call('/v1/elements/Dy/score?as_of=2025-04-03')).json;
    expect([json.score - before.score > 20, json.scarce - before.scarce > 40]).toEqual([true, true]); // the licences of 4 April 2025
  });

  test('keeps what was published then apart, when other knowledge is asked for', async () => {
    const { json } = await api.call('/v1/elements/Dy/score?as_of=2026-09-30&known_at=2026-09-01');
    expect(json).toMatchObject({
      basis: 'recomputed',
      known_at: '2026-09-01',
      published_then: { run_id: WORLD_RUN, score: 71 },
    });
  });

  test('does not know on a day what became public after it', async () => {
    // Announcement 61 of 2025 was published on 9 October 2025.
    const day = '2025-10-20';
    const known = (await api.call(`/v1/elements/Er/score?as_of=${day}`)).json;
    const unaware = (await api.call(`/v1/elements/Er/score?as_of=${day}&known_at=2025-10-01`)).json;
    const dayBefore = (await api.call('/v1/elements/Er/score?as_of=2025-10-01')).json;
    expect(known.score - unaware.score).toBeGreaterThan(5);
    expect(Math.abs(unaware.score - dayBefore.score)).toBeLessThan(1);
  });

  test('can be checked from its explanation like a published one', async () => {
    const { json } = await api.call('/v1/elements/Dy/explanation?as_of=2025-04-10&buyer=USA');
    expect(json).toMatchObject({ basis: 'recomputed', run_id: null });
    expect(recomputed(json as Explanation, METHODOLOGY)).toEqual([]);
  });

  test('is another for another end use and with a stock of one’s own, can be checked, and is had again by its address', async () => {
    const scoreOf = async (element: string, buyer: string, how: string) =>
      (await api.call(`/v1/elements/${element}/score?buyer=${buyer}&as_of=2026-10-01${how}`)).json;
    // Announcement 46 of 2024: military end users in the United States are banned; their others are under a
    // suspended ban.
    const [civil, defence] = [
      await scoreOf('Ge', 'USA', '&known_at=2026-09-30'),
      await scoreOf('Ge', 'USA', '&end_use=defence'),
    ];
    expect(defence.score).toBeGreaterThan(civil.score);
    const scarce = await scoreOf('Dy', 'JPN', '&cover_days=1');
    const stocked = await scoreOf('Dy', 'JPN', '&cover_days=2000&end_use=semiconductor_advanced');
    expect(scarce.score).toBeGreaterThan(stocked.score);
    expect([scarce.cover_days, stocked.cover_days, stocked.end_use]).toEqual([
      1,
      2000,
      'semiconductor_advanced',
    ]);
    for (const found of [defence, scarce, stocked]) {
      expect(found).toMatchObject({ basis: 'recomputed', run_id: null, published_then: null });
      expect((await api.call(found.links.self)).json).toEqual(found);
      const { json } = await api.call(found.links.explanation);
      expect([json.score, json.inputs.end_use, json.cover_days]).toEqual([
        found.score,
        found.end_use,
        found.cover_days,
      ]);
      expect(recomputed(json as Explanation, METHODOLOGY)).toEqual([]);
    }
  });

  test('for civil use is what was published, whether the use is named or not', async () => {
    const named = (await api.call('/v1/elements/Dy/score?end_use=civil')).json;
    expect(named).toEqual((await api.call('/v1/elements/Dy/score')).json);
    expect(named.basis).toBe('published');
  });

  test.each([
    ['end_use=army', 'end_use', 'civil'],
    ['cover_days=many', 'cover_days', 'cover_days'],
    ['cover_days=-1', 'cover_days', 'cover_days'],
    ['cover_days=3651', 'cover_days', 'cover_days'],
    ['as_of=2027-01-01', 'as_of', 'is after the newest run (2026-10-01)'],
    ['as_of=1999-01-01', 'as_of', 'is before 2010-01-01'],
    ['known_at=2026-12-31', 'known_at', 'is after the newest run'],
    ['methodology=2.0.0', 'methodology', 'methodology'],
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
    for (const address of [
      '/v1/suppliers/lynas/score?as_of=2025-06-01',
      '/v1/countries/CHN/explanation?as_of=2025-06-01',
    ]) {
      expect((await api.call(address)).json).toMatchObject({ basis: 'recomputed', status: 'scored' });
    }
  });
});

describe('the ranking of another day', () => {
  test('is that of an end use and a stock, with its suppliers', async () => {
    for (const type of ['element', 'supplier']) {
      const { json } = await api.call(
        `/v1/scores?subject_type=${type}&end_use=defence&cover_days=30&limit=3`,
      );
      expect(json.basis).toBe('recomputed');
      expect(json.data.map(({ end_use }: { end_use: string }) => end_use)).toEqual([
        'defence',
        'defence',
        'defence',
      ]);
    }
  });

  test('is that of the run of the day, or computed, and says which', async () => {
    expect((await api.call('/v1/scores')).json).toMatchObject({
      basis: 'published',
      run_id: WORLD_RUN,
      known_at: '2026-10-01',
      known_exceptions: [],
    });
    expect((await api.call('/v1/scores?as_of=2026-09-20')).json).toMatchObject({
      basis: 'published',
      run_id: WORLD_RUN,
    });
    const { json } = await api.call('/v1/scores?as_of=2025-10-20&limit=5');
    expect(json).toMatchObject({
      basis: 'recomputed',
      run_id: null,
      as_of: '2025-10-20',
      known_at: '2025-10-20',
    });
    expect(json.data).toHaveLength(5);
    const all = [
      ...json.data,
      ...(await api.call(`${json.links.next.replace('limit=5', 'limit=1000')}`)).json.data,
    ];
    const scores = all.map(({ score }: { score: number | null }) => score ?? -1);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    expect(all[0]).toMatchObject({ basis: 'recomputed', rank: { position: 1 } });
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
    expect((await api.call('/v1/signals?as_of=2026-09-20')).json).toMatchObject({
      basis: 'published',
      run_id: WORLD_RUN,
    });
    const { json } = await api.call('/v1/signals?as_of=2024-05-24');
    expect(json).toMatchObject({ basis: 'recomputed', run_id: null, as_of: '2024-05-24' });
    const taiwan = json.data.find(({ theatre }: { theatre: string }) => theatre === 'taiwan');
    const unaware = await api.call('/v1/signals?as_of=2024-05-24&known_at=2024-05-10');
    expect(unaware.json.data.find(({ theatre }: { theatre: string }) => theatre === 'taiwan').index).not.toBe(
      taiwan.index,
    );
  });

  test('measures are cut at what was public', async () => {
    const { json } = await api.call('/v1/measures?as_of=2026-10-01');
    expect(json).toMatchObject({ basis: 'published', as_of: '2026-10-01', run_id: WORLD_RUN });
    const earlier = await api.call('/v1/measures?as_of=2025-12-01&known_at=2025-01-01&limit=1000');
    expect(earlier.json).toMatchObject({ basis: 'recomputed', as_of: '2025-12-01', known_at: '2025-01-01' });
    for (const { known_from } of earlier.json.data) expect(known_from <= '2025-01-01').toBe(true);
  });
});
