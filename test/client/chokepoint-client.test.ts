import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { allScores, ChokepointError, chokepointClient, type Score } from '#client/chokepoint-client.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

describe('the client against the service', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await startApiUnderTest();
    await publishWorld(api.store);
  });
  afterAll(() => api.close());

  test('reads a score with its types', async () => {
    const data = await chokepointClient({ url: `${api.url}/` }).get('/v1/elements/{id}/score', { id: 'Dy' }, { buyer: 'USA' });
    expect([data.subject.name, data.score, data.buyer]).toEqual(['Dysprosium', 71.76, 'USA']);
    expectTypeOf(data).toEqualTypeOf<Score>();
    expectTypeOf<Score['score']>().toEqualTypeOf<number | null>();
  });

  test('sends lists as the service reads them', async () => {
    const data = await chokepointClient({ url: api.url }).get('/v1/scores', { limit: 1, fields: ['score', 'band'] });
    expect(data.data).toEqual([{ subject: { type: 'element', id: 'Dy', name: 'Dysprosium' }, score: 71.76, band: 'high' }]);
  });

  test('walks all pages of a ranking', async () => {
    const ids: string[] = [];
    for await (const row of allScores(chokepointClient({ url: api.url }), { buyer: 'JPN', limit: 3 })) ids.push(row.subject.id);
    expect(ids).toEqual(['Dy', 'Tb', 'Ga', 'W', 'Er', 'C', 'Co', 'Ce', 'Cu', 'Pm']);
  });

  test('throws what the service says of a mistake, field by field', async () => {
    const asked = chokepointClient({ url: api.url }).get('/v1/elements/{id}/score', { id: 'dy' });
    const error = await asked.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ChokepointError);
    expect((error as ChokepointError).problem).toMatchObject({ status: 404, code: 'not_found' });
    expect((error as ChokepointError).message).toContain('Did you mean Dy (Dysprosium)?');
  });
});

describe('the client against a server that is busy', () => {
  const answers: [status: number, headers: Record<string, string>, body: string][] = [];
  const keys: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers.authorization);
    const [status, headers, body] = answers.shift() ?? [500, {}, ''];
    response.writeHead(status, headers).end(body);
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const client = () => chokepointClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'cpk_x' });

  test('waits as long as it is told, sends the key again, and then has the answer', async () => {
    answers.push(
      [429, { 'retry-after': '0' }, ''],
      [503, { 'retry-after': '0' }, ''],
      [200, { 'content-type': 'application/json' }, '{"status":"ok"}'],
    );
    expect(await client().get('/v1/health')).toEqual({ status: 'ok' });
    expect(keys).toEqual(['Bearer cpk_x', 'Bearer cpk_x', 'Bearer cpk_x']);
  });

  test('makes a problem of an answer that is none', async () => {
    answers.push([502, { 'content-type': 'text/html' }, '<h1>Bad gateway</h1>']);
    await expect(client().get('/v1/health')).rejects.toThrow('502 no_problem_document: <h1>Bad gateway</h1>');
  });
});
