import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { logger } from '#functions/http/logger.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import {
  CUSTOM_RUN,
  customScoringWorld,
  customSupplier,
  STORED_AT,
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

describe('the night', () => {
  test('scores the suppliers of each client, and has the scores of a buyer in order', async () => {
    const { scores: customScores, store, night } = customScoringWorld();
    for (const [id, score] of Object.entries({ a: '10', b: '60', c: 'none', d: '60', e: '75.25' }))
      await store('acme', id, score);
    await store('rival', 'x', '99');
    await night();
    expect(await customScores.run('acme', CUSTOM_RUN)).toEqual({
      listed_at: runRecord().started_at,
      suppliers: 5,
      left_out: [],
    });
    const [batch] = await customScores.rows('acme', CUSTOM_RUN, 'USA');
    expect(batch?.rows.map(({ subject, buyer, score }) => [subject.id, buyer, score])).toEqual([
      ['a', 'USA', 10],
      ['b', 'USA', 60],
      ['c', 'USA', null],
      ['d', 'USA', 60],
      ['e', 'USA', 75.25],
    ]);
    expect(await customScores.order('acme', CUSTOM_RUN, 'USA')).toEqual([75.25, 60, 60, 10]);
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
      (await customScores.rows(client, CUSTOM_RUN, 'JPN')).map(({ rows }) => rows.length);
    expect(await sizes('acme')).toEqual([100, 100, 50]);
    expect(await sizes('large')).toEqual([4, 4, 1]);
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
        await customScores.rows('acme', CUSTOM_RUN, 'JPN'),
      ]);
    await night();
    const first = await all();
    await night();
    expect(await all()).toBe(first);
  });
});
