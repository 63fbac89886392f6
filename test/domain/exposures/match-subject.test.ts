import { describe, expect, test } from 'vitest';
import { type Candidate, type LookupItem, subjectMatcher } from '#domain/exposures/match-subject.ts';

const candidate = (id: string, name: string, over: Partial<Candidate> = {}): Candidate => ({
  type: 'supplier',
  id,
  name,
  countries: [],
  lei: null,
  duns: null,
  external_ids: {},
  origin: 'shipped' as const,
  ...over,
});
const known = [
  candidate('lynas', 'Lynas Rare Earths', { countries: ['AUS', 'MYS'] }),
  candidate('mp-materials', 'MP Materials', { countries: ['USA'] }),
  candidate('shin-etsu-chemical', 'Shin-Etsu Chemical', { countries: ['JPN', 'VNM'] }),
  candidate('yantai-zhenghai', 'Yantai Zhenghai Magnetic Material', { countries: ['CHN'] }),
  candidate('ningbo-yunsheng', 'Ningbo Yunsheng', { countries: ['CHN'] }),
  candidate('x1', 'Northern Minerals', { countries: ['AUS'] }),
  candidate('x2', 'Northern Mineral', { countries: ['CAN'] }),
  candidate('mine', 'Müller Magnet', {
    origin: 'custom',
    lei: '506700GE1G29325QX363',
    duns: '150483782',
    external_ids: { sap: '0000104711' },
    countries: ['DEU'],
  }),
];
const look = (item: Partial<LookupItem>) =>
  subjectMatcher(known)({
    id: null,
    lei: null,
    duns: null,
    name: null,
    country: null,
    external_ids: {},
    ...item,
  });

describe('an item is matched', () => {
  test.each([
    [{ id: 'lynas' }, 'lynas', 'id', 1],
    [{ lei: '5067 00GE1G29-325QX363' }, 'mine', 'lei', 1],
    [{ duns: '15-048-3782' }, 'mine', 'duns', 1],
    [{ external_ids: { sap: '0000104711' } }, 'mine', 'external_id', 1],
    [{ name: 'LYNAS RARE EARTHS LTD', country: 'MYS' }, 'lynas', 'name_country', 1],
    [{ name: 'Lynas Rare Earths' }, 'lynas', 'name', 0.98],
    [{ name: 'Shin-Etsu Chemical Co., Ltd.' }, 'shin-etsu-chemical', 'name', 0.98],
    [{ name: 'Mueller Magnet', country: 'DEU' }, 'mine', 'similar_name', 0.95],
    [{ name: 'Muller Magnet GmbH', country: 'DEU' }, 'mine', 'name_country', 1],
    [{ name: 'Lynas Rare Erths' }, 'lynas', 'similar_name', 0.98],
    [{ name: 'Lynas', country: 'AUS' }, 'lynas', 'similar_name', 0.9],
  ])('%j', (item, id, method, confidence) => {
    const { outcome, match } = look(item);
    expect([outcome, match?.candidate.id, match?.method]).toEqual(['matched', id, method]);
    expect(match?.confidence).toBeGreaterThanOrEqual(confidence - 0.021);
    expect(match?.explanation.length).toBeGreaterThan(10);
  });
});

test('the same name is meant, however near another is, unless two have it', () => {
  const elements = [['Er', 'Erbium'] as const, ['Tb', 'Terbium'] as const].map(([id, name]) =>
    candidate(id, name, { type: 'element' }),
  );
  const find = (among: readonly Candidate[]) =>
    subjectMatcher(among)({
      id: null,
      lei: null,
      duns: null,
      name: 'terbium',
      country: null,
      external_ids: {},
    });
  expect(find(elements).match?.candidate.id).toBe('Tb');
  expect(find([...elements, candidate('terbium-ltd', 'Terbium Ltd')]).outcome).toBe('ambiguous');
});

describe('what is not certain is said and not guessed', () => {
  test('two names that are near, and a country decides', () => {
    const both = look({ name: 'Northern Mineralz' });
    expect([both.outcome, both.candidates.map((match) => match.candidate.id)]).toEqual([
      'ambiguous',
      ['x2', 'x1'],
    ]);
    expect(both.detail).toContain('choose one and send its id');
  });

  test('the beginning of a name is a match where it is the only one near, and a candidate where two begin with it', () => {
    const alone = look({ name: 'Lynas' });
    expect([alone.outcome, alone.match?.candidate.id, alone.match?.confidence]).toEqual([
      'matched',
      'lynas',
      0.9,
    ]);
    const { outcome, candidates } = look({ name: 'Northern' });
    expect([outcome, candidates.map((match) => match.candidate.id).toSorted()]).toEqual([
      'ambiguous',
      ['x1', 'x2'],
    ]);
  });

  test('a former name, a ticker or a name in another script is a name', () => {
    const aliases = ['Hitachi Metals', '日立金属', 'TYO:5486'];
    const find = subjectMatcher([...known, candidate('proterial', 'Proterial', { aliases })]);
    for (const name of ['HITACHI METALS, LTD.', '日立金属株式会社', 'TYO 5486']) {
      const { outcome, match } = find({
        id: null,
        lei: null,
        duns: null,
        country: null,
        external_ids: {},
        name,
      });
      expect([name, outcome, match?.candidate.id, match?.method]).toEqual([
        name,
        'matched',
        'proterial',
        'name',
      ]);
      expect(match?.explanation).toMatch(/another name of Proterial,/);
    }
  });

  test('the right name in another country', () => {
    const { outcome, candidates, detail } = look({ name: 'Lynas Rare Earths', country: 'BRA' });
    expect([outcome, candidates[0]?.country_fits, detail]).toEqual([
      'ambiguous',
      false,
      'The nearest name has no site in BRA.',
    ]);
  });

  test('identifiers that contradict each other', () => {
    const { outcome, candidates } = look({ id: 'lynas', duns: '150483782' });
    expect([outcome, candidates.map((match) => match.candidate.id)]).toEqual([
      'ambiguous',
      ['lynas', 'mine'],
    ]);
  });

  test('a name that does not fit the identifier is matched, with a doubt', () => {
    const { outcome, match } = look({ id: 'lynas', name: 'Bayan Obo', country: 'CHN' });
    expect(outcome).toBe('matched');
    expect(match?.explanation).toContain(
      'The name "Bayan Obo" is not like it: check the identifier. No site of it is in CHN.',
    );
  });

  test.each([
    [{ id: 'Lynas' }, 'not_found', /case matters/],
    [{ duns: '111111111' }, 'not_found', /have no LEI and no DUNS number on record/],
    [{ name: 'Unobtainium Holdings' }, 'not_found', /No name of ours is near it/],
    [{ name: '上海磁铁' }, 'not_found', /No name of ours is near it/],
    [{ lei: '506700GE1G29325QX364' }, 'invalid', /no LEI/],
    [{ duns: '12345' }, 'invalid', /no DUNS number/],
    [{}, 'invalid', /Send an id/],
  ])('%j is %s', (item, outcome, detail) => {
    expect(look(item)).toMatchObject({
      outcome,
      match: null,
      candidates: [],
      detail: expect.stringMatching(detail),
    });
  });
});

test('an identifier that finds nothing falls back to the name', () => {
  expect(look({ duns: '111111111', name: 'MP Materials Corp', country: 'USA' }).match?.candidate.id).toBe(
    'mp-materials',
  );
});

describe('subjects whose names are equally near', () => {
  const named = (...ids: readonly string[]) =>
    subjectMatcher(
      ids.map((id) =>
        candidate(id, 'Northern Minerals Ltd', id.startsWith('own') ? { origin: 'custom' } : {}),
      ),
    )({
      id: null,
      lei: null,
      duns: null,
      name: 'Northern Minerals',
      country: null,
      external_ids: {},
    });

  test('are told in one order, custom ones before shipped, whatever order they are stored in', () => {
    const expected = ['own-1', 'a', 'b', 'c'];
    for (const ids of [
      ['a', 'b', 'c', 'own-1'],
      ['c', 'own-1', 'b', 'a'],
    ]) {
      const { outcome, candidates } = named(...ids);
      expect([outcome, candidates.map((match) => match.candidate.id)]).toEqual(['ambiguous', expected]);
    }
  });

  test('are at most five', () => {
    expect(named('a', 'b', 'c', 'd', 'e', 'f').candidates.map((match) => match.candidate.id)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });
});

describe('a match says how it was found', () => {
  test.each([
    [{ id: 'lynas' }, 'The id lynas is that of Lynas Rare Earths.'],
    [{ lei: '506700GE1G29325QX363' }, 'The LEI 506700GE1G29325QX363 is that of Müller Magnet.'],
    [{ duns: '15-048-3782' }, 'The DUNS number 150483782 is that of Müller Magnet.'],
    [{ external_ids: { other: 'x', sap: '0000104711' } }, 'The sap 0000104711 is that of Müller Magnet.'],
    [{ name: 'Lynas Rare Earths' }, 'The name is the same.'],
    [
      { name: 'LYNAS Rare Earths Ltd', country: 'MYS' },
      'The name is the same, once case, accents, punctuation and the legal form are left out, and it has a site in MYS.',
    ],
    [{ name: 'Lynas', country: 'AUS' }, 'One name is the beginning of the other, and it has a site in AUS.'],
    [
      { name: 'MP Materials Fort Worth Magnetics', country: 'USA' },
      'One name is the beginning of the other, and it has a site in USA.',
    ],
  ])('%j', (item, explanation) => {
    expect(look(item)).toMatchObject({
      outcome: 'matched',
      candidates: [],
      detail: null,
      match: { explanation },
    });
  });

  test('and how alike the names are', () => {
    const { match } = look({ name: 'Lynas Rare Erths' });
    expect(match?.explanation).toBe(`The names are alike (${match?.name_similarity}).`);
    expect(match?.confidence).toBe(match?.name_similarity);
  });

  test('an identifier with a name and a country that fit leaves no doubt; what is not sent is not compared', () => {
    expect(look({ id: 'lynas', name: 'Lynas Rare Earths', country: 'AUS' }).match).toMatchObject({
      method: 'id',
      confidence: 1,
      name_similarity: 1,
      country_fits: true,
      explanation: 'The id lynas is that of Lynas Rare Earths.',
    });
    expect(look({ id: 'lynas' }).match).toMatchObject({ name_similarity: null, country_fits: null });
  });

  test('a country says nothing of a subject of which no site is known', () => {
    const item = { id: 'a', lei: null, duns: null, name: null, country: 'AUS', external_ids: {} };
    expect(subjectMatcher([candidate('a', 'A')])(item).match).toMatchObject({
      country_fits: null,
      explanation: 'The id a is that of A.',
    });
  });
});

describe('what is not certain says why', () => {
  const among = (name: string, country: string | null, ...candidates: readonly Candidate[]) =>
    subjectMatcher(candidates)({ id: null, lei: null, duns: null, name, country, external_ids: {} });
  const ONE_NEAR =
    'One name is near it, not near enough to take it for the same: if it is meant, send its id.';

  test('identifiers of different subjects name both', () => {
    expect(look({ id: 'lynas', duns: '150483782' }).detail).toBe(
      'The identifiers mean different subjects: id lynas, duns mine.',
    );
  });

  test('the same name in another country says that no site is there', () => {
    expect(look({ name: 'Lynas Rare Earths', country: 'BRA' }).candidates[0]?.explanation).toBe(
      'The name is the same, but no site of it is in BRA.',
    );
  });

  test('one name that is near is not taken for the same, not even with its country, below the beginning of a name', () => {
    // Winkler's own example: 0.84
    const dwayne = candidate('d', 'Dwayne', { countries: ['USA'] });
    expect(among('Duane', 'USA', dwayne)).toMatchObject({
      outcome: 'ambiguous',
      match: null,
      detail: ONE_NEAR,
    });
    expect(among('Duane', 'USA', dwayne).candidates).toMatchObject([
      { method: 'similar_name', confidence: 0.84, country_fits: true },
    ]);
    expect(among('Duane', null, dwayne).detail).toBe(ONE_NEAR);
  });

  test('a beginning of four letters says something, of three nothing', () => {
    const works = (short: string) =>
      candidate('w', `${short} Permanent Magnet Works`, { countries: ['JPN'] });
    expect(among('Acme', 'JPN', works('Acme'))).toMatchObject({
      outcome: 'matched',
      match: { confidence: 0.9 },
    });
    expect(among('Abc', 'JPN', works('Abc'))).toMatchObject({ outcome: 'not_found', candidates: [] });
    // whole words only
    expect(among('Acme', 'JPN', works('Acmes')).outcome).not.toBe('matched');
  });

  test('a LEI that nobody has says that suppliers have none on record', () => {
    // an example of the Global LEI Foundation
    expect(look({ lei: '5493001KJTIIGC8Y1R12' })).toMatchObject({
      outcome: 'not_found',
      detail: expect.stringMatching(/have no LEI/),
    });
  });
});

test('names are made comparable once, however many items are looked up among them', () => {
  let reads = 0;
  const watched = {
    ...candidate('far', ''),
    get name() {
      reads += 1;
      return 'Zhejiang';
    },
  };
  const find = subjectMatcher([watched]);
  for (const name of ['Lynas', 'Molycorp', 'Vital'])
    expect(find({ id: null, lei: null, duns: null, name, country: null, external_ids: {} }).outcome).toBe(
      'not_found',
    );
  expect(reads).toBe(1);
});
