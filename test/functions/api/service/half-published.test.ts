import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '#functions/scoring/complete-run.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { FAR_OFF, putRunOfOneBatch } from '#test/builders/runs/written-run.ts';
import { runRecord, scoreDocument, scoredSubjects } from '#test/builders/score-documents.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

const LATER = 'r0000000003';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

describe('while a run is half published', () => {
  test('readers see the last good run whole: no row of the new one, whatever of it is written already', async () => {
    const { rows, ledger } = api.store;
    const document = scoreDocument({
      run_id: LATER,
      as_of: '2026-10-02',
      known_at: '2026-10-02',
      score: 1,
      band: 'low',
    });
    await ledger.create(
      runRecord({ run_id: LATER, as_of: '2026-10-02', known_at: '2026-10-02', status: 'running' }),
    );
    await putRunOfOneBatch(rows, LATER, [scoredSubjects(document)]);
    await rows.putRankingPages(
      pagesOf(LATER, { type: 'element', buyer: 'JPN' }, [document.subject.id], 4),
      FAR_OFF,
    );
    const [score, ranking, explanation, measures] = await Promise.all(
      [
        '/v1/elements/Dy/score?buyer=JPN',
        '/v1/scores?buyer=JPN&limit=3',
        '/v1/elements/Dy/explanation?buyer=JPN',
        '/v1/measures',
      ].map((address) => api.call(address)),
    );
    expect([score, ranking, explanation, measures].map((answer) => answer?.json.run_id)).toEqual(
      Array(4).fill(WORLD_RUN),
    );
    expect(score?.json.score).toBe(71.76);
    expect((await api.call(`/v1/runs/${LATER}`)).json).toMatchObject({
      run_id: LATER,
      status: 'running',
      checksum: null,
    });
    expect((await api.call('/v1/status')).status).toBe(200);
  });

  test('between the pointer and the work after it, answers are whole and the history is a day behind', async () => {
    const { ledger } = api.store;
    await ledger.update(WORLD_RUN, { status: 'published' });
    expect((await api.call('/v1/elements/Dy/score?buyer=JPN')).json.as_of).toBe('2026-10-01');
    const { json } = await api.call('/v1/elements/Dy/history?buyer=JPN');
    expect(json.data.at(-1)).toMatchObject({ as_of: '2026-09-30', score: 71, origin: 'published' });
  });
});

describe('names and ids at their limits', () => {
  const id = 'X'.repeat(64);
  const name = '永磁材料 Ünïcødé 🧲 \u202eevil';

  test('an id of 64 characters and a name of any script come back as they were sent', async () => {
    const supplier = {
      name,
      sites: [{ id: 'y'.repeat(64), name, country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
      feeds: [],
    };
    const headers = { 'content-type': 'application/json' };
    const put = await api.call(`/v1/suppliers/${id}?buyer=JPN`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(supplier),
    });
    expect([put.status, put.json.name]).toEqual([201, name]);
    const { status, json } = await api.call(`/v1/suppliers/${id}?buyer=JPN`);
    expect([status, json.id, json.name, json.sites[0].id]).toEqual([200, id, name, 'y'.repeat(64)]);
    expect((await api.call('/v1/suppliers?custom=only')).text).toContain(name);
  });

  test.each([`${id}X`, encodeURIComponent('永磁'), 'a%2Fb', '%00'])(
    '%s is no id of a supplier, and the answer says what one is',
    async (odd) => {
      const headers = { 'content-type': 'application/json' };
      const { status, json } = await api.call(`/v1/suppliers/${odd}`, {
        method: 'PUT',
        headers,
        body: '{"name":"x","sites":[]}',
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(json.detail).toMatch(/\S/);
    },
  );

  test('a subject without data has null with a reason, in the score, the ranking and the explanation', async () => {
    const { json } = await api.call('/v1/elements/Pm/score?buyer=JPN');
    expect(json).toMatchObject({ score: null, band: 'unknown', interval: null, rank: null });
    expect(json.status_reason).toMatch(/\S/);
    const ranking = await api.call('/v1/scores?buyer=JPN&limit=100');
    expect(ranking.json.data.at(-1)).toMatchObject({ subject: { id: 'Pm' }, score: null, band: 'unknown' });
    expect((await api.call('/v1/elements/Pm/explanation?buyer=JPN')).json).toMatchObject({
      score: null,
      drivers: [],
    });
    expect((await api.call('/v1/elements/Pm/history?buyer=JPN')).json.data).toEqual([]);
  });
});
