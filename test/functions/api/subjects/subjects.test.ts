import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { putDocuments } from '#test/builders/runs/written-run.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

describe('a score', () => {
  test('is never alone', async () => {
    const { json } = await api.call('/v1/elements/Dy/score');
    expect(json).toMatchObject({
      subject: { type: 'element', id: 'Dy', name: 'Dysprosium' },
      buyer: 'JPN',
      score: 71.76,
      scarce: 80,
      now: 0.1,
      band: 'high',
      scale: { min: 0, max: 100, direction: 'higher_is_riskier' },
      interval: { p05: 69.76, p95: 73.76 },
      rank: { position: 1, of: 9 },
      stale_sources: [],
      methodology: { version: '4.0.0', sha256: 'a'.repeat(64) },
      run_id: WORLD_RUN,
      as_of: '2026-10-01',
      computed_at: '2026-10-01T18:00:00.000Z',
      links: { self: '/v1/elements/Dy/score?buyer=JPN', methodology: '/v1/methodology' },
    });
  });

  test('that is unknown is null with a reason, and every field is there', async () => {
    const { json } = await api.call('/v1/elements/Pm/score');
    expect(json).toMatchObject({
      score: null,
      band: 'unknown',
      status: 'insufficient_data',
      stage: null,
      rank: null,
    });
    expect(json.status_reason).toBe('no table of world shares');
    expect(Object.keys(json).sort()).toEqual(
      Object.keys((await api.call('/v1/elements/Dy/score')).json).sort(),
    );
  });

  test('is explained with its rank and its links', async () => {
    const { json } = await api.call('/v1/suppliers/lynas/explanation?buyer=USA');
    expect(json).toMatchObject({
      subject: { id: 'lynas' },
      buyer: 'USA',
      rank: { position: 2, of: 2 },
      identity: 'points sum to score',
    });
  });
});

describe('a catalogue', () => {
  test('is in the order of ids, with scores for the buyer, and pages', async () => {
    const first = await api.call('/v1/elements?limit=7');
    expect(first.json.data.map((entry: { id: string }) => entry.id)).toEqual([
      'C',
      'Ce',
      'Co',
      'Cu',
      'Dy',
      'Er',
      'Ga',
    ]);
    const second = await api.call(`/v1/elements?limit=7&cursor=${first.json.next_cursor}`);
    expect(
      second.json.data.map((entry: { id: string; score: { score: number | null } }) => [
        entry.id,
        entry.score.score,
      ]),
    ).toEqual([
      ['Pm', null],
      ['Tb', 71.76],
      ['W', 60],
    ]);
    expect(second.json.next_cursor).toBeNull();
  });

  test('has no score for a buyer the run did not score, and says so with null', async () => {
    const { json } = await api.call('/v1/suppliers/lynas?buyer=KOR');
    expect(json).toMatchObject({ id: 'lynas', score: null, buyer: 'KOR' });
  });
});

describe('the history of dysprosium for Japan', () => {
  const points = async (query: string) => {
    const { json } = await api.call(`/v1/elements/Dy/history?${query}`);
    return json.data.map((point: { as_of: string; score: number | null }) => [point.as_of, point.score]);
  };

  test('has a point a day, what was published before what was replayed', async () => {
    expect(await points('from=2025-01-01&to=2026-12-31')).toEqual([
      ['2025-01-05', 51],
      ['2025-01-12', null],
      ['2025-01-13', 53],
      ['2025-01-19', 54],
      ['2026-09-30', 71],
    ]);
  });

  test('has the last point of each ISO week, which ends on Sunday', async () => {
    expect(await points('from=2024-12-01&to=2025-12-31&interval=week')).toEqual([
      ['2024-12-29', 50],
      ['2025-01-05', 51],
      ['2025-01-12', null],
      ['2025-01-19', 54],
    ]);
  });

  test('has the last point of each month', async () => {
    expect(await points('from=2024-12-01&to=2025-12-31&interval=month')).toEqual([
      ['2024-12-29', 50],
      ['2025-01-19', 54],
    ]);
  });

  test('has both ends of the range, and a year up to the newest run by default', async () => {
    expect(await points('from=2025-01-05&to=2025-01-12')).toHaveLength(2);
    const { json } = await api.call('/v1/elements/Dy/history');
    expect([json.from, json.to, json.next_cursor]).toEqual(['2025-10-01', '2026-10-01', null]);
  });

  test('pages by day', async () => {
    const first = await api.call('/v1/elements/Dy/history?from=2024-01-01&to=2026-12-31&limit=4');
    expect(first.json.data.at(-1).as_of).toBe('2025-01-13');
    const second = await api.call(first.json.links.next);
    expect(second.json.data.map((point: { as_of: string }) => point.as_of)).toEqual([
      '2025-01-19',
      '2026-09-30',
    ]);
    expect(second.json.next_cursor).toBeNull();
  });

  test('of a subject without points is empty, not an error', async () => {
    expect((await api.call('/v1/elements/Ga/history')).json.data).toEqual([]);
  });

  test('is still there for a subject that is scored no longer, and its score is not', async () => {
    const [runId, id] = ['r0000000001', 'solvay'];
    const document = {
      ...scoreDocument({ subject: { type: 'supplier', id, name: 'Solvay' } }),
      buyer: 'JPN',
    };
    await putDocuments(api.store.rows, runId, [document]);
    const point = (await api.store.scores.history({ type: 'element', id: 'Dy', buyer: 'JPN' }, 2025))[0];
    if (point === undefined) throw new Error('the world has a history');
    const points = [
      { ...point, as_of: '2026-09-28', score: 4.93, origin: 'published', run_id: runId } as const,
    ];
    await api.store.history.put([{ subject: { type: 'supplier', id, buyer: 'JPN' }, points }]);
    const { json } = await api.call('/v1/suppliers/solvay/history');
    expect([json.subject, json.run_id]).toEqual([document.subject, WORLD_RUN]);
    expect(json.data.map((row: { as_of: string; score: number }) => [row.as_of, row.score])).toEqual([
      ['2026-09-28', 4.93],
    ]);
    expect((await api.call('/v1/suppliers/solvay/score')).status).toBe(404);
    expect((await api.call('/v1/suppliers/solvent/history')).status).toBe(404);
  });

  test('changes its ETag when a replay adds points under the same run', async () => {
    const address = '/v1/elements/Er/history?from=2023-01-01&to=2023-12-31';
    const before = await api.call(address);
    const point = (await api.store.scores.history({ type: 'element', id: 'Dy', buyer: 'JPN' }, 2025))[0];
    if (point === undefined) throw new Error('the world has a history');
    await api.store.history.put([
      { subject: { type: 'element', id: 'Er', buyer: 'JPN' }, points: [{ ...point, as_of: '2023-06-04' }] },
    ]);
    const after = await api.call(address, { headers: { 'if-none-match': String(before.headers.etag) } });
    expect([after.status, after.json.data.length]).toEqual([200, 1]);
  });
});
