import { expect, test } from 'vitest';
import { type MethodologyDocument, parametersOf } from '#domain/method/parameters.ts';

const methodOf = (...numbers: readonly (readonly [string, number])[]): MethodologyDocument =>
  ({
    version: '9',
    title: '',
    limitations: [],
    parameters: numbers.map(([name, value]) => ({ name, value })),
  }) as unknown as MethodologyDocument;

test('numbers are found by their names', () => {
  expect(parametersOf(methodOf(['horizon', 365], ['depth.ban', 1], ['depth.licence', 0.5]))).toEqual({
    horizon: 365,
    depth: { ban: 1, licence: 0.5 },
  });
});

test('a number that is named twice, or is none, is refused with its name', () => {
  expect(() => parametersOf(methodOf(['depth.ban', 1], ['depth.ban', 0.9]))).toThrow(
    'methodology 9 names depth.ban twice',
  );
  expect(() => parametersOf(methodOf(['first', Number.NaN]))).toThrow(
    'methodology 9: first is no finite number',
  );
});
