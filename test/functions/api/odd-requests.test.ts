import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api-routes.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from './api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '%',
    '%00',
    '%zz',
    '../..',
    '__proto__',
    'null',
    'NaN',
    '-1',
    '1e309',
    '9'.repeat(40),
    "' OR 1=1",
    '<script>',
    '\u202e',
    'Dy',
    'JPN',
    'r0000000002',
  ),
);
/** What may stand in a request line; the rest is percent-encoded, as every client does. */
const inAddress = (text: string): string => (/^[\w.%-]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed()));

const oddAddress = fc
  .record({
    route: fc.constantFrom(...API_ROUTES),
    parts: fc.array(oddText, { minLength: 3, maxLength: 3 }),
    parameters: fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), oddText, oddText), { maxLength: 4 }),
    tail: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, { weight: 1, arbitrary: oddText }),
  })
  .map(({ route, parts, parameters, tail }) => {
    let next = 0;
    const path = route.path.replaceAll(/\{[^}]+\}/g, () => inAddress(parts[next++] ?? ''));
    const names = Object.keys(route.request.query.shape);
    const query = parameters.map(([pick, name, value]) => `${inAddress(names[pick] ?? name)}=${inAddress(value)}`).join('&');
    return `${path}${inAddress(tail)}${query === '' ? '' : `?${query}`}`;
  });

test('whatever is asked, the answer is one of the contract and never a fault of ours', { timeout: 60_000 }, async () => {
  const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH');
  await fc.assert(
    fc.asyncProperty(oddAddress, method, async (address, verb) => {
      const answer = await api.call(address, { method: verb });
      expect([address, verb, answer.status < 500]).toEqual([address, verb, true]);
      expect(answer.text).not.toMatch(/node_modules|\.ts:|Scores#|SCORE#/);
    }),
    { numRuns: 600, seed: 20_261_001 },
  );
});
