import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  companyName,
  comparableName,
  isDuns,
  isLei,
  nameSimilarity,
  plainIdentifier,
  plainName,
  similarityFrom,
} from '#domain/exposures/names.ts';

describe('a name made plain', () => {
  test.each([
    ['Société Générale', 'societe generale'],
    ['ＬＹＮＡＳ　Rare Earths', 'lynas rare earths'],
    ['Straße & Söhne', 'strasse sohne'],
    ["L'Oréal S.A.", 'loreal sa'],
    ['  Łódź-Kraków ', 'lodz krakow'],
    ['ﬁne ﬂuor', 'fine fluor'],
    ['İstanbul', 'istanbul'],
    ['Ǽsir', 'aesir'],
    ['中国北方稀土', '中国北方稀土'],
    // each letter that has no base letter: German, Danish, French, Norwegian, Vietnamese, Faroese, Icelandic,
    // Polish, Turkish, Maltese
    ['ß æ œ ø đ ð þ ł ı ħ', 'ss ae oe o d d th l i h'],
    ['ŁŁ ÆÆ', 'll aeae'],
    ['d’Or `x`', 'dor x'],
    ['— !', ''],
  ])('%s', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });

  test('is the same for the composed and the decomposed writing of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => plainName(text.normalize('NFC')) === plainName(text.normalize('NFD')),
      ),
    );
  });

  test('does not change when it is made plain again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plainName(plainName(text))).toBe(plainName(text));
      }),
    );
  });
});

describe('the name of a company', () => {
  test.each([
    ['Lynas Rare Earths Ltd', 'lynas rare earths'],
    ['LYNAS RARE EARTHS LIMITED.', 'lynas rare earths'],
    ['Shin-Etsu Chemical Co., Ltd.', 'shin etsu chemical'],
    ['Vacuumschmelze GmbH & Co. KG', 'vacuumschmelze'],
    ['盛和资源控股股份有限公司', '盛和资源控股'],
    ['信越化学工業株式会社', '信越化学工业'],
    ['日立株式会社商事', '日立 商事'],
    ['Co', 'co'],
  ])('%s is %s', (name, plain) => {
    expect(companyName(name)).toBe(plain);
  });
});

describe('the similarity of names, by Jaro and Winkler,', () => {
  // Winkler's own examples, as printed in the literature on record linkage.
  test.each([
    ['martha', 'marhta', 0.9611],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.8133],
    ['abc', 'xyz', 0],
    ['', '', 1],
    ['', 'abc', 0],
    ['abc', '', 0],
    // jaro (1 + 6/7 + 1) / 3 = 0.95238; of the common beginning four letters count: 0.95238 + 0.4 x 0.04762
    ['abcdef', 'abcdefx', 0.97143],
  ])('of %s and %s', (left, right, similarity) => {
    expect(nameSimilarity(left, right)).toBeCloseTo(similarity, 4);
  });

  test('is the same both ways, between 0 and 1, and 1 for the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        const similarity = nameSimilarity(left, right);
        expect(similarity).toBeCloseTo(nameSimilarity(right, left), 12);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(nameSimilarity(left, left)).toBe(1);
      }),
    );
  });

  test('of names does not mind the order of words', () => {
    expect(nameSimilarity('rare earths lynas', 'lynas rare earths')).toBe(1);
    expect(nameSimilarity('listen', 'silent')).toBeLessThan(1);
  });
});

describe('identifiers', () => {
  test.each(['5493001KJTIIGC8Y1R12', '7ZW8QJWVPR4P1J1KQY45', '549300HNQE8O3LH1S838'])(
    '%s is tested as a LEI by its check digits',
    (text) => {
      const changed = `${text.slice(0, 4)}${text[4] === '9' ? '8' : '9'}${text.slice(5)}`;
      expect([isLei(text), isLei(changed)].filter(Boolean).length).toBeLessThanOrEqual(1);
    },
  );

  test('the LEI of the Global LEI Foundation is one, and with two signs swapped is none', () => {
    expect(isLei('506700GE1G29325QX363')).toBe(true);
    expect(isLei('506700EG1G29325QX363')).toBe(false);
    expect(isLei('506700GE1G29325QX36')).toBe(false);
  });

  test('are twenty signs: what only has the right remainder is none', () => {
    // 1 mod 97, a 0 in front, and 100 + 95 = 195 = 1 mod 97 behind
    for (const text of ['01', '0506700GE1G29325QX363', '506700GE1G29325QX36395'])
      expect(isLei(text)).toBe(false);
  });

  test('are read with blanks and hyphens', () => {
    expect(plainIdentifier('15-048-3782')).toBe('150483782');
    expect(isDuns(plainIdentifier('15-048-3782'))).toBe(true);
    expect(isDuns('1504837820')).toBe(false);
  });
});

test('a similarity that is not worked out is under the bound for certain', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', ' ', '中'), maxLength: 12 });
  fc.assert(
    fc.property(word, word, fc.double({ min: 0, max: 1, noNaN: true }), (left, right, least) => {
      const found = similarityFrom(least, comparableName(left), comparableName(right));
      const exact = nameSimilarity(left, right);
      if (found === null) expect(exact).toBeLessThan(least);
      else expect(found).toBe(exact);
    }),
    { numRuns: 2000 },
  );
  expect(similarityFrom(0.82, comparableName('lynas'), comparableName('vital'))).toBeNull();
  expect(similarityFrom(0.82, comparableName(''), comparableName(''))).toBe(1);
});
