import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { logger } from '#functions/http/logger.ts';
import { customRankingPages, customRanks, customRowOf } from '#functions/scoring/custom-scoring.ts';
import {
  CUSTOM_RUN,
  customScoringWorld,
  customSupplier,
  LISTED_AT,
  STORED_AT,
  toyCustomScore,
} from '#test/functions/scoring/custom/custom-scoring-world.ts';

/** The log is part of what is promised: it names what was left out, and whom that concerns. */
let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(logger(), 'error').mockImplementation(
    (message, ...more) =>
      void lines.push(
        JSON.stringify({
          message,
          ...Object.assign({}, ...more),
          error: String((more[0] as { error?: unknown }).error),
        }),
      ),
  );
});
afterEach(() => vi.restoreAllMocks());

const rowsOf = (names: readonly string[]) =>
  names.map((name, n) =>
    customRowOf(toyCustomScore({ id: `s${n}`, supplier: customSupplier(name) }, 'JPN'), 1),
  );

describe('the night', () => {
  test('ranks the suppliers of each client for each buyer, equal scores on one place, and those without a score last', async () => {
    const { scores: customScores, store, night } = customScoringWorld();
    for (const [id, score] of Object.entries({ a: '10', b: '60', c: 'none', d: '60', e: '75.25' }))
      await store('acme', id, score);
    await store('rival', 'x', '99');
    await night();
    expect(await customScores.run('acme', CUSTOM_RUN)).toEqual({
      client: 'acme',
      run_id: CUSTOM_RUN,
      as_of: '2026-10-01',
      listed_at: LISTED_AT,
      suppliers: 5,
      rows_per_page: 100,
      left_out: [],
    });
    const [page] = await customScores.rankingPages('acme', CUSTOM_RUN, 'USA', 0, 9);
    expect(page?.rows.map(({ subject, score }) => [subject.id, score])).toEqual([
      ['e', 75.25],
      ['b', 60],
      ['d', 60],
      ['a', 10],
      ['c', null],
    ]);
    expect(await customScores.ranks('acme', CUSTOM_RUN, 'USA')).toEqual({
      of: 4,
      scores: [75.25, 60, 10],
      positions: [1, 2, 4],
    });
    expect((await customScores.run('rival', CUSTOM_RUN))?.suppliers).toBe(1);
  });

  test('scores each supplier once for all buyers, in batches of a hundred or of 400 sites', async () => {
    const { scores: customScores, suppliers, store, night } = customScoringWorld();
    for (let n = 0; n < 250; n += 1) await store('acme', `s${String(n).padStart(3, '0')}`, String(n % 90));
    const [site] = customSupplier('1').sites;
    if (site === undefined) throw new Error('it has a site');
    const sites = Array.from({ length: 100 }, (_, n) => ({ ...site, id: `p${n}` }));
    for (let n = 0; n < 9; n += 1)
      await suppliers.put('large', `s${n}`, { ...customSupplier('50'), sites }, 'nothing', STORED_AT);
    await night();
    const sizes = async (client: string) =>
      (await customScores.rows(client, CUSTOM_RUN, 'JPN')).map(({ batch, rows }) => [batch, rows.length]);
    expect(await sizes('acme')).toEqual([
      [0, 100],
      [1, 100],
      [2, 50],
    ]);
    expect(await sizes('large')).toEqual([
      [3, 4],
      [4, 4],
      [5, 1],
    ]);
    const found = await customScores.scored('acme', CUSTOM_RUN, ['s000', 's249']);
    expect(found.get('s249')?.scores.map(({ document }) => [document.buyer, document.score])).toEqual([
      ['JPN', 69],
      ['USA', 69],
    ]);
  });

  test('leaves out a supplier that ships, and one that cannot be scored with the reason', async () => {
    const { scores: customScores, store, night } = customScoringWorld();
    for (const [id, score] of Object.entries({ a: '10', lynas: '50', z: 'broken' }))
      await store('acme', id, score);
    await night();
    expect(await customScores.run('acme', CUSTOM_RUN)).toMatchObject({
      suppliers: 1,
      left_out: [{ id: 'z', reason: 'the sites of this supplier feed each other' }],
    });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ client: 'acme', supplier: 'z', run_id: CUSTOM_RUN });
  });

  test('goes on with all others when the batches of a client fail, or its suppliers cannot be listed', async () => {
    const world = customScoringWorld();
    for (const client of ['acme', 'failing', 'rival', 'unlisted']) await world.store(client, 's', '20');
    const { list } = world.suppliers;
    world.suppliers.list = async (client, ...more) => {
      if (client === 'unlisted') throw new Error('the table is away');
      return list(client, ...more);
    };
    const { putScored } = world.scores;
    world.scores.putScored = async (client, ...more) => {
      if (client === 'failing') throw new Error('too many writes');
      return putScored(client, ...more);
    };
    await world.night();
    const ranked = await Promise.all(
      ['acme', 'failing', 'rival', 'unlisted'].map((client) => world.scores.run(client, CUSTOM_RUN)),
    );
    expect(ranked.map((run) => run?.suppliers ?? null)).toEqual([1, null, 1, null]);
    expect(lines.map((line) => JSON.parse(line).error)).toEqual([
      'Error: the table is away',
      'Error: too many writes',
      'Error: 1 of 1 batches of custom suppliers of failing were not scored',
    ]);
  });

  test('never rejects, and writes nothing into a run that has ended or that other code has begun', async () => {
    const world = customScoringWorld({ codeVersion: 'newer' });
    await world.store('acme', 's', '20');
    await world.night();
    expect(await world.scores.run('acme', CUSTOM_RUN)).toBeNull();
    expect(lines[0]).toContain('was begun by code test, this is newer');
  });

  test('repeated gives the same bytes', async () => {
    const { scores: customScores, store, night } = customScoringWorld();
    for (const [id, score] of Object.entries({ a: '10', b: 'none' })) await store('acme', id, score);
    const all = async () =>
      JSON.stringify([
        await customScores.run('acme', CUSTOM_RUN),
        await customScores.rankingPages('acme', CUSTOM_RUN, 'JPN', 0, 9),
      ]);
    await night();
    const first = await all();
    await night();
    expect(await all()).toBe(first);
  });
});

test('pages of a ranking say what counting says of any scores', () => {
  const score = fc.oneof(fc.constant('none'), fc.integer({ min: 0, max: 12 }).map(String));
  fc.assert(
    fc.property(fc.array(score, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (names, rowsPerPage) => {
      const pages = customRankingPages(
        { client: 'acme', run_id: CUSTOM_RUN, buyer: 'JPN' },
        rowsOf(names),
        rowsPerPage,
      );
      expect(pages.map(({ page }) => page)).toEqual(pages.map((_, n) => n));
      const rows = pages.flatMap((page) => page.rows);
      expect(rows.map(({ subject }) => subject.id).sort()).toEqual(names.map((_, n) => `s${n}`).sort());
      for (const [n, row] of rows.entries()) {
        const next = rows[n + 1];
        if (next !== undefined) expect(row.score ?? -1).toBeGreaterThanOrEqual(next.score ?? -1);
      }
      const ranks = customRanks(rows);
      expect(ranks.of).toBe(rows.filter(({ score }) => score !== null).length);
      for (const { score } of rows) {
        const higher = rows.filter(({ score: other }) => (other ?? -1) > (score ?? -1)).length;
        if (score !== null) expect(ranks.positions[ranks.scores.indexOf(score)]).toBe(1 + higher);
      }
    }),
  );
});
