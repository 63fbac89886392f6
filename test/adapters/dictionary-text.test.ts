import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SCORE_DICTIONARY_1 } from '#contracts/store/score-dictionary.ts';
import { deflateScores, inflateScores } from '#functions/adapters/dictionary-text.ts';

it('the dictionary is the one that stored rows were compressed with', () => {
  expect(createHash('sha256').update(SCORE_DICTIONARY_1).digest('hex')).toBe(
    'cfc9a8532bc06c6a6838543b967ed84641bad4901872cf5f7fcdc575c3b47e6e',
  );
});

it('any text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(inflateScores(deflateScores(text))).toBe(text);
    }),
  );
});

it('a document of a score takes a quarter of what it takes without the dictionary', () => {
  const [country = ''] = SCORE_DICTIONARY_1.split('\n');
  const other = country.replaceAll('China', 'Malaysia').replaceAll('CHN', 'MYS');
  expect(deflateScores(other).length).toBeLessThan(other.length / 12);
});
