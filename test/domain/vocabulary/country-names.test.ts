import { expect, test } from 'vitest';
import { countryName } from '#domain/vocabulary/country-names.ts';

test('a country has its article inside a sentence, else its listed name, else its code', () => {
  expect([countryName('USA'), countryName('MYS', 'Malaysia'), countryName('XYZ')]).toEqual([
    'the United States',
    'Malaysia',
    'XYZ',
  ]);
});
