import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const told = async (query: string) => {
  const { status, json } = await api.call(`/v1/scores?${query}`);
  return [status, json.errors?.[0]?.parameter, json.detail];
};

describe('rows of the ranking that are expanded', () => {
  test('have every driver and its sources, as the explanation of the subject has them', async () => {
    const { json } = await api.call('/v1/scores?expand=drivers,evidence&limit=2');
    for (const row of json.data) {
      const explanation = await api.call(row.links.explanation);
      expect([row.drivers, row.evidence]).toEqual([explanation.json.drivers, explanation.json.evidence]);
      expect(row.history_90d).toBeUndefined();
    }
  });

  test('have the last ninety days, oldest first, and of a day what was said then', async () => {
    const { json } = await api.call('/v1/scores?expand=history_90d&element=Dy');
    expect(json.data[0].history_90d).toEqual([
      { as_of: '2026-09-30', score: 71, scarce: 80, p05: null, p95: null, origin: 'published' },
    ]);
    const other = await api.call('/v1/scores?expand=history_90d&element=Tb');
    expect(other.json.data[0].history_90d).toEqual([]);
  });

  test('have it beside the fields that were chosen, in NDJSON too, and a cursor goes on with or without', async () => {
    const { json } = await api.call('/v1/scores?expand=drivers&fields=score&limit=1');
    expect(Object.keys(json.data[0])).toEqual(['subject', 'score', 'drivers']);
    const { text } = await api.call('/v1/scores?expand=drivers&fields=score&limit=1&format=ndjson');
    expect(JSON.parse(text)).toEqual(json.data[0]);
    const next = await api.call(`/v1/scores?fields=score&limit=1&cursor=${json.next_cursor}`);
    expect([next.status, Object.keys(next.json.data[0])]).toEqual([200, ['subject', 'score']]);
  });

  test('are not sent again while nothing has changed', async () => {
    for (const expand of ['drivers', 'history_90d']) {
      const { headers } = await api.call(`/v1/scores?expand=${expand}&limit=2`);
      const again = await api.call(`/v1/scores?expand=${expand}&limit=2`, {
        headers: { 'if-none-match': String(headers.etag) },
      });
      expect([expand, again.status]).toEqual([expand, 304]);
    }
  });

  test('are refused where they can not be given, with what to do', async () => {
    expect(await told('expand=drivers&format=csv')).toEqual([
      400,
      'expand',
      '`expand` does not go with format=csv, whose columns are fixed: use json or ndjson.',
    ]);
    expect(await told('expand=drivers&limit=101')).toEqual([
      400,
      'limit',
      'With `expand` a page has at most 100 rows: send a `limit` of 100 or less.',
    ]);
    expect(await told('expand=drivers&as_of=2025-10-09')).toEqual([
      400,
      'expand',
      '`expand` needs a ranking that a run has published, and that of 2025-10-09 would be computed for this answer. Leave `expand` out; `links.explanation` of a row has its drivers and sources.',
    ]);
    expect(await told('expand=everything')).toEqual([
      400,
      'expand',
      '`expand` is "everything", which is not one of: drivers, evidence, scheduled_steps, history_90d.',
    ]);
  });
});
