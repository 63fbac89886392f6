import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editionDifference } from '#functions/sources/document-checks.ts';
import type { ReadObservation } from '#functions/sources/publishers/document-reader.ts';

const share = (country: string, value: number | null, edition = 'MCS2025'): ReadObservation => ({
  id: country,
  series: 'usgs_mcs',
  date: '2023-12-31',
  published: null,
  values: { edition, value },
});

test('a new, a lost and a changed figure are told with both values; the name of the edition is no change', () => {
  const difference = editionDifference(
    [share('CHN', 1), share('CHL', 2), share('PER', null)],
    [share('CHN', 1, 'MCS2026'), share('PER', 3, 'MCS2026'), share('AUS', 4, 'MCS2026')],
  );
  expect(difference.added.map(({ id }) => id)).toEqual(['AUS']);
  expect(difference.removed.map(({ id }) => id)).toEqual(['CHL']);
  expect(difference.changed).toMatchObject([{ series: 'usgs_mcs', id: 'PER', date: '2023-12-31', name: 'value', before: null, after: 3 }]);
});

const edition = fc.array(
  fc
    .record({ country: fc.constantFrom('CHN', 'CHL', 'PER', 'AUS'), value: fc.option(fc.integer()) })
    .map(({ country, value }) => share(country, value)),
  { maxLength: 8 },
);

test('an edition differs from itself in nothing, and two editions differ the other way round when they change places', () => {
  fc.assert(
    fc.property(edition, edition, (one, other) => {
      expect(editionDifference(one, one)).toEqual({ added: [], removed: [], changed: [] });
      const there = editionDifference(one, other);
      const back = editionDifference(other, one);
      expect(there.added).toEqual(back.removed);
      expect(there.removed).toEqual(back.added);
      expect(there.changed.map(({ before, after }) => [before, after])).toEqual(back.changed.map(({ before, after }) => [after, before]));
    }),
  );
});
