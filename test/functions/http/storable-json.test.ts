import { expect, test } from 'vitest';
import { unstorablePlaces } from '#functions/http/parse-request.ts';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

test('a number that JSON cannot state again is told with its place', () => {
  const document = JSON.parse('{"observations":[{"a":1},{"values":{"a/b":1e999,"c":-1e400}},1e308]}');
  expect(unstorablePlaces(document).map(({ pointer }) => pointer)).toEqual([
    '/observations/1/values/a~1b',
    '/observations/1/values/c',
  ]);
  expect(unstorablePlaces(JSON.parse('1e999'))).toHaveLength(1);
});

test('a document of any depth is walked without running out of stack; more than 32 levels are told', () => {
  expect(unstorablePlaces(nested(32))).toEqual([]);
  expect(unstorablePlaces(nested(34))).toMatchObject([{ pointer: '/0'.repeat(32), code: 'invalid_value' }]);
  expect(unstorablePlaces(nested(100_000))).toHaveLength(1);
});

test('half a character in a text or a name is told with its place', () => {
  const document = JSON.parse(String.raw`{"name":"a\ud800b","ids":{"\udc00":"x"},"whole":"\ud83d\ude00"}`);
  expect(unstorablePlaces(document).map(({ pointer }) => pointer)).toEqual(['/name', '/ids/\uFFFD']);
});

test('as many mistakes as can be read at once are told', () => {
  expect(unstorablePlaces(Array.from({ length: 1000 }, () => Number.POSITIVE_INFINITY))).toHaveLength(100);
});

test.each([null, 'text', 5, {}, [], { a: [{ b: null }] }])('%j can be stored', (value) =>
  expect(unstorablePlaces(value)).toEqual([]),
);
