import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoresRequest } from '#contracts/api/scores-requests.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import {
  listSuppliersWithCustom,
  rankingWithCustom,
} from '#functions/api/custom-suppliers/custom-ranking.ts';
import { scoresOfClient } from '#functions/api/custom-suppliers/scores-of-client.ts';
import type { ScoreStored } from '#functions/api/published-run/rescorer.ts';
import type { Paging } from '#functions/http/paging.ts';
import { rescorer } from '#functions/scoring/rescorer.services.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import {
  CUSTOM_RUN,
  customScoringWorld,
  toyCustomScore,
} from '#test/functions/scoring/custom/custom-scoring-world.ts';

const SHIPPED: readonly (readonly [string, number | null])[] = [
  ['lynas', 60],
  ['odd', 33.3],
  ['unknown', null],
];
const LATER = '2026-10-02T08:00:00.000Z';

/**
 * A published run with shipped suppliers, and what clients have stored; `computed` counts scores made for
 * answers.
 */
function world() {
  const base = customScoringWorld();
  const run: RunPointer = {
    run_id: CUSTOM_RUN,
    previous_run_id: null,
    version: 1,
    published_at: LATER,
    as_of: '2026-10-01',
  };
  let computed = 0;
  const toy: ScoreStored = {
    async score(stored, buyer) {
      computed += 1;
      return toyCustomScore(stored, buyer);
    },
    explain: () => Promise.reject(new Error('nobody asks for it')),
    inputs: () => Promise.reject(new Error('nobody asks for it')),
    history: () => Promise.reject(new Error('nobody asks for it')),
  };
  const shippedFor = (buyer: string): readonly ScoreDocument[] =>
    SHIPPED.map(([id, score]) => scoreDocument({ type: 'supplier', id, score, buyer, run_id: CUSTOM_RUN }));
  const scores = {
    currentRun: async () => run,
    rankingPage: async (_run: string, _type: string, buyer: string, page: number) =>
      page < SHIPPED.length ? { pages: SHIPPED.length, rows: shippedFor(buyer).slice(page, page + 1) } : null,
    document: async () => ({
      names: [],
      entries: SHIPPED.map(([id]) => ({ id, name: id, countries: [], elements: [], stages: [] })),
    }),
  };
  const ports = {
    suppliers: base.suppliers,
    customScores: base.scores,
    scores: scores as never,
    scorerOf: async ({ run_id }: RunPointer, client: string) =>
      scoresOfClient(
        client,
        run_id,
        { customScores: base.scores, suppliers: base.suppliers },
        { isCodeOfRun: true, load: async () => toy },
      ),
    scorerIn: async () => toy,
    loadRescorer: async () => rescorer,
  };
  const page = (client: string, query: object, at: Paging['at'] = null) =>
    rankingWithCustom(
      client,
      run,
      scoresRequest.query.parse({ subject_type: 'supplier', custom: 'only', ...query }),
      at,
      ports,
    );
  return { ...base, run, ports, page, computed: () => computed };
}
type World = ReturnType<typeof world>;

async function walk({ page }: World, client: string, query: object) {
  const rows: (readonly [string, number | null])[] = [];
  for (let at: Paging['at'] = null, pages = 0; pages < 500; pages += 1) {
    const { page: found } = await page(client, query, at);
    rows.push(...found.rows.map(({ subject, score }) => [subject.id, score] as const));
    if (found.at === null) return rows;
    at = JSON.parse(JSON.stringify(found.at)) as Paging['at'];
  }
  throw new Error('the pages do not end');
}

describe('custom suppliers that a run has ranked', () => {
  test('come with their rank and are not scored again, however many there are', async () => {
    const the = world();
    for (let n = 0; n < 1300; n += 1)
      await the.store('acme', `s${String(n).padStart(4, '0')}`, String((n * 7) % 97));
    await the.night();
    const { page, stamp } = await the.page('acme', { limit: '200', buyer: 'USA' });
    expect(stamp).toEqual({
      run_id: CUSTOM_RUN,
      as_of: '2026-10-01',
      known_at: '2026-10-01',
      basis: 'published',
      known_exceptions: [],
    });
    expect(
      page.rows
        .slice(0, 2)
        .map(({ subject, buyer, score, rank, basis }) => [subject.id, buyer, score, rank, basis]),
    ).toEqual([
      ['s0083', 'USA', 96, { position: 1, of: 1300, from: null, to: null }, 'published'],
      ['s0180', 'USA', 96, { position: 1, of: 1300, from: null, to: null }, 'published'],
    ]);
    expect(page.rows[13]).toMatchObject({ score: 95, rank: { position: 14 } });
    const all = await walk(the, 'acme', { limit: '200' });
    expect(all).toHaveLength(1300);
    expect(all.map(([, score]) => score)).toEqual(
      all.map(([, score]) => score).toSorted((a, b) => (b ?? -1) - (a ?? -1)),
    );
    expect(new Set(all.map(([id]) => id)).size).toBe(1300);
    expect((await walk(the, 'acme', { custom: 'include', limit: '500' })).length).toBe(1303);
    expect(the.computed()).toBe(0);
  });

  test('stand among the shipped ones by score: of equal scores those that ship come first', async () => {
    const the = world();
    for (const [id, score] of Object.entries({ a: '60', b: '33.3', c: '90', d: 'none' }))
      await the.store('acme', id, score);
    await the.night();
    expect(await walk(the, 'acme', { custom: 'include', limit: '2' })).toEqual([
      ['c', 90],
      ['lynas', 60],
      ['a', 60],
      ['odd', 33.3],
      ['b', 33.3],
      ['unknown', null],
      ['d', null],
    ]);
  });

  test('that were changed since stand where they are now, computed for the answer; ended ones are gone', async () => {
    const the = world();
    for (const [id, score] of Object.entries({ a: '60', b: '50', c: '40' }))
      await the.store('acme', id, score);
    await the.night();
    await the.store('acme', 'b', '5', LATER);
    await the.store('acme', 'new', '55', LATER);
    await the.suppliers.put('acme', 'c', null, 'something', LATER);
    const { page, stamp } = await the.page('acme', {});
    expect(page.rows.map(({ subject, score, basis }) => [subject.id, score, basis])).toEqual([
      ['a', 60, 'published'],
      ['new', 55, 'on_request'],
      ['b', 5, 'on_request'],
    ]);
    expect(stamp.basis).toBe('on_request');
  });

  test('say so when too many were changed since to be scored for one answer, and stay as the run ranked them', async () => {
    const the = world();
    for (let n = 0; n < 1001; n += 1) await the.store('acme', `s${n}`, String(n % 90));
    await the.night();
    for (let n = 0; n < 1001; n += 1) await the.store('acme', `s${n}`, '95', LATER);
    const { page, stamp } = await the.page('acme', { limit: '1' });
    expect(page.rows[0]).toMatchObject({ score: 89, basis: 'published' });
    expect(stamp.known_exceptions).toEqual([
      expect.stringMatching(/^You have changed more than 1,000 custom suppliers since the run/),
    ]);
  });

  test('that could not be scored are named', async () => {
    const the = world();
    for (const [id, score] of Object.entries({ a: '60', bad: 'broken' })) await the.store('acme', id, score);
    await the.night();
    const { page, stamp } = await the.page('acme', {});
    expect(page.rows.map(({ subject }) => subject.id)).toEqual(['a']);
    expect(stamp.known_exceptions).toEqual([
      expect.stringContaining('could not score these custom suppliers, which are missing: bad.'),
    ]);
  });

  test('of one client are never in an answer to another', async () => {
    const the = world();
    await the.store('acme', 'secret-of-acme', '60');
    await the.store('rival', 'of-the-rival', '50');
    await the.night();
    for (const query of [{}, { custom: 'include' }, { sort: 'id' }, { sort: 'name' }, { min_score: '1' }]) {
      const text = JSON.stringify(await the.page('rival', query));
      expect([text.includes('secret-of-acme'), text.includes('of-the-rival')]).toEqual([false, true]);
    }
    expect(JSON.stringify(await the.page('nobody', {}))).not.toContain('acme');
  });

  test('have a cursor that ends when they change, and one in the order of ids that does not', async () => {
    const the = world();
    for (const id of ['a', 'b', 'c']) await the.store('acme', id, '50');
    await the.night();
    const { page } = await the.page('acme', { limit: '1' });
    const byId = await the.page('acme', { limit: '1', sort: 'id' });
    await the.store('acme', 'd', '50', LATER);
    await expect(the.page('acme', { limit: '1' }, page.at)).rejects.toMatchObject({
      code: 'cursor_superseded',
    });
    expect(
      (await the.page('acme', { limit: '9', sort: 'id' }, byId.page.at)).page.rows.map(
        ({ subject }) => subject.id,
      ),
    ).toEqual(['b', 'c', 'd']);
  });

  test('are in the list of suppliers with the stored score', async () => {
    const the = world();
    await the.store('acme', 'a', '60');
    await the.night();
    const question = { client: 'acme', buyer: 'JPN', limit: 10, custom: 'only' } as const;
    const { rows } = await listSuppliersWithCustom(question, the.run, null, the.ports);
    expect(rows).toMatchObject([
      { id: 'a', origin: 'custom', score: { score: 60, basis: 'published', rank: { position: 1, of: 1 } } },
    ]);
    expect(the.computed()).toBe(0);
  });
});

test('pages of any size give what sorting all rows gives, whatever the filters and the changes since the night', async () => {
  const name = fc.oneof(fc.constant('none'), fc.integer({ min: 0, max: 8 }).map(String));
  const query = fc.record({
    custom: fc.constantFrom('only', 'include'),
    limit: fc.integer({ min: 1, max: 7 }).map(String),
    sort: fc.constantFrom('-score', 'score', 'name', '-id', 'coverage'),
    band: fc.constantFrom(undefined, 'high', 'unknown'),
    buyers: fc.constantFrom(undefined, 'JPN,USA'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(name, { maxLength: 30 }),
      fc.dictionary(
        fc.integer({ min: 0, max: 40 }).map((n) => `s${n}`),
        fc.option(name),
        { maxKeys: 6 },
      ),
      query,
      async (atNight, since, { band, buyers, ...more }) => {
        const asked = {
          ...more,
          ...(band === undefined ? {} : { band }),
          ...(buyers === undefined ? {} : { buyers }),
        };
        const [one, other] = [world(), world()];
        for (const [n, score] of atNight.entries()) await one.store('acme', `s${n}`, score);
        await one.night();
        const now = new Map<string, string>(atNight.map((score, n) => [`s${n}`, score] as const));
        for (const [id, score] of Object.entries(since)) {
          if (score !== null) await one.store('acme', id, score, LATER);
          else if (now.has(id)) await one.suppliers.put('acme', id, null, 'anything', LATER);
          if (score === null) now.delete(id);
          else now.set(id, score);
        }
        // The other client's suppliers were never ranked: all of them are scored for the answer, and sorted.
        for (const [id, score] of now) await other.store('acme', id, score);
        const whole = await walk(other, 'acme', { ...asked, limit: '1000' });
        expect(await walk(one, 'acme', asked)).toEqual(whole);
      },
    ),
    { numRuns: 60 },
  );
});
