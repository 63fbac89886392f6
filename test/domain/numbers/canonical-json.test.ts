import { expect, test } from 'vitest';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';

test('writes what RFC 8785 writes: keys in order, no white space, the shortest number', () => {
  expect(canonicalJson({ b: [1e21, 0.1, null], a: { d: true, c: 'ö' } })).toBe(
    '{"a":{"c":"ö","d":true},"b":[1e+21,0.1,null]}',
  );
  expect(canonicalJson(undefined)).toBe('null');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s, of which JSON has no text', (value) => {
  expect(() => canonicalJson({ value })).toThrow(TypeError);
});
