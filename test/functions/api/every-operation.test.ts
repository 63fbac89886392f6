import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest, storeExamples } from './api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
  await storeExamples(api);
});
afterAll(() => api.close());

const SUBJECTS = ['elements/Dy', 'suppliers/lynas', 'countries/CHN'];
/** An operation on any subject is asked about one of each type. */
const READS = API_ROUTES.filter(({ methods }) => methods[0] === 'GET').flatMap((route) =>
  (route.path.includes('{collection}') ? SUBJECTS : ['elements/Dy']).map((subject) => ({
    ...route,
    example: route.example.replace('elements/Dy', subject),
  })),
);

describe.each(READS)('$operationId $example', ({ path, example, request }) => {
  const separator = example.includes('?') ? '&' : '?';

  test('answers its example with its shape, an ETag or no-store, and no cookie', async () => {
    const { status, headers } = await api.call(example);
    expect(status).toBe(200);
    expect(headers.etag ?? headers['cache-control']).toMatch(/^"[A-Za-z0-9_-]+"$|^no-store$/);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('answers 304 to who has its answer, and again 200 to who has another', async () => {
    const { headers } = await api.call(example);
    if (headers.etag === undefined) return;
    const again = await api.call(example, { headers: { 'if-none-match': `"other", W/${headers.etag}` } });
    expect([again.status, again.headers.etag]).toEqual([304, headers.etag]);
    expect((await api.call(example, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('answers HEAD with the headers of GET', async () => {
    const [get, head] = [await api.call(example), await api.call(example, { method: 'HEAD' })];
    expect([head.status, head.headers.etag, head.headers['content-type']]).toEqual([
      200,
      get.headers.etag,
      get.headers['content-type'],
    ]);
  });

  test('refuses a parameter it does not know, and says which there are', async () => {
    const { status, json } = await api.call(`${example}${separator}bandd=high`);
    expect(status).toBe(400);
    expect(json.errors).toHaveLength(1);
    expect(json.errors[0]).toMatchObject({ parameter: 'bandd', code: 'unknown_parameter' });
    const allowed = Object.keys(request.query.shape);
    for (const name of allowed) expect(json.errors[0].detail).toContain(name);
    if (allowed.length === 0) expect(json.errors[0].detail).toContain('No parameters are allowed here.');
  });

  test('refuses a method it does not serve with those that it does', async () => {
    const { status, headers, json } = await api.call(example, { method: 'PATCH', body: '{}' });
    const served = API_ROUTES.filter((route) => route.path === path).flatMap((route) => route.methods);
    expect([status, headers.allow, json.code]).toEqual([
      405,
      [...served, 'OPTIONS'].join(', '),
      'method_not_allowed',
    ]);
  });
});

test.each(READS.filter((route) => route.readsScores).map((route) => route.example))(
  '%s names the run its numbers are of',
  async (example) => {
    const { text } = await api.call(example);
    expect(text).toMatch(/\br00000000(01|02)\b/);
  },
);
