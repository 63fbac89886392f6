import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closestMatch } from '#functions/http/expected-errors.ts';

test.each([
  ['buyr', ['buyer', 'band'], 'buyer'],
  ['hihg', ['low', 'high'], 'high'],
  ['jpn', ['JPN', 'USA'], 'JPN'],
  ['co', ['Cu', 'Co'], 'Co'],
  ['CO', ['Cu', 'Co'], 'Co'],
  ['limits', ['limit', 'element'], 'limit'],
  ['zzzz', ['buyer', 'band'], null],
  ['', ['buyer'], null],
  ['x', [], null],
])('%s among %j means %s', (given, names, meant) => {
  expect(closestMatch(given, names)).toBe(meant);
});

test('a name means itself, and any text gives a name of the list or nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 40 }),
      fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 10 }),
      (given, names) => {
        expect([null, ...names]).toContain(closestMatch(given, names));
        for (const name of names) expect(closestMatch(name, [name])).toBe(name);
      },
    ),
  );
});
