import { expect, test } from 'vitest';
import { alternativeSuppliers, type ListedSupplier, wantedBy } from '#domain/companies/alternatives.ts';
import type { LineElementScore } from '#domain/companies/line-score.ts';

type Site = ListedSupplier['sites'][number];

const site = (changes: Partial<Site> = {}): Site => ({
  stage: 'separation',
  elements: ['Dy', 'Tb'],
  country: 'MYS',
  operating: 'yes',
  capacity_tonnes_per_year: null,
  ...changes,
});
const supplier = (id: string, ...sites: Site[]): ListedSupplier => ({ id, name: id, sites });
const wanted = { element: 'Dy', stage: 'separation', avoided: 'CHN', present: [], score: null };
const scored = () => 40;
const ids = (listed: readonly ListedSupplier[]) =>
  alternativeSuppliers(wanted, listed, scored).map((found) => found.supplier);

test('an alternative makes the element at the stage, elsewhere, and runs', () => {
  const listed = [
    supplier('fits', site()),
    supplier('in-part', site({ operating: 'partial' })),
    supplier('other-stage', site({ stage: 'mine' })),
    supplier('other-element', site({ elements: ['Nd'] })),
    supplier('same-country', site({ country: 'CHN' })),
    supplier('closed', site({ operating: 'no' })),
    supplier('unknown', site({ operating: null })),
  ];
  expect(ids(listed)).toEqual(['fits', 'in-part']);
});

test('only the sites that fit are counted, and unknown capacity is not zero', () => {
  const sites = [
    site({ capacity_tonnes_per_year: 100 }),
    site({ country: 'AUS', capacity_tonnes_per_year: 50 }),
    site(),
  ];
  const listed = [
    supplier('several', ...sites, site({ country: 'CHN', capacity_tonnes_per_year: 900 })),
    supplier('unknown', site()),
  ];
  expect(alternativeSuppliers(wanted, listed, scored)).toMatchObject([
    { supplier: 'several', countries: ['AUS', 'MYS'], capacity_tonnes_per_year: 150, score: 40 },
    { supplier: 'unknown', capacity_tonnes_per_year: null },
  ]);
});

test('the safest ten come first; one without a score delivers nothing to the buyer', () => {
  const listed = Array.from({ length: 13 }, (_, n) => supplier(`s${n}`, site()));
  const scoreOf = (id: string) => (id === 's12' || id === 's0' ? null : 100 - Number(id.slice(1)));
  const found = alternativeSuppliers(wanted, listed, scoreOf);
  expect(found.map((one) => one.supplier)).toEqual([
    's11',
    's10',
    's9',
    's8',
    's7',
    's6',
    's5',
    's4',
    's3',
    's2',
  ]);
});

test('who delivers already is no alternative, nor one that is no safer', () => {
  const listed = [
    supplier('own', site()),
    supplier('safer', site()),
    supplier('same', site()),
    supplier('worse', site()),
  ];
  const scores: Record<string, number> = { own: 10, safer: 30, same: 40, worse: 50 };
  const found = alternativeSuppliers(
    { ...wanted, present: [{ id: 'own', name: 'Own' }], score: 40 },
    listed,
    (id) => scores[id] ?? null,
  );
  expect(found.map((one) => one.supplier)).toEqual(['safer']);
});

test.each(['Lynas Rare Earths Ltd', 'LYNAS', 'Lynas Corporation', 'ライナス'])(
  'a supplier of its own by the name %s is Lynas',
  (name) => {
    const listed = [
      {
        ...supplier('lynas', site()),
        name: 'Lynas',
        aliases: ['Lynas Corporation', 'Lynas Rare Earths', 'ライナス'], // names in other scripts are rows of the register
      },
      { ...supplier('iluka', site()), name: 'Iluka Resources' },
    ];
    const found = alternativeSuppliers({ ...wanted, present: [{ id: 'mine', name }] }, listed, scored);
    expect(found.map((one) => one.supplier)).toEqual(['iluka']);
  },
);

test('a line wants its element at the stage that it buys, away from the country through which most can be lost', () => {
  const exposure = (country: string, share: number, role: 'site' | 'feed' = 'site') =>
    ({ country, stage: 'separation', role, share, destination: 'JPN' }) as const;
  const score = {
    element: 'Dy',
    bought: 'metal',
    within: [{ score: 30 }, { score: 40 }],
    exposures: [
      exposure('JPN', 0.9),
      exposure('OTH', 0.8),
      exposure('VNM', 0.5),
      exposure('CHN', 0.3),
      exposure('CHN', 0.3, 'feed'),
    ],
  } as unknown as LineElementScore;
  const present = [{ id: 'own', name: 'Own' }];
  expect(wantedBy(score, 'JPN', present)).toEqual({
    element: 'Dy',
    stage: 'metal',
    avoided: 'CHN',
    present,
    score: 40,
  });
});
