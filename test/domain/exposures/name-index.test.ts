import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameIndex } from '#domain/exposures/match-subject.ts';
import { beginsWith, comparableName, nameSimilarity, plainName } from '#domain/exposures/names.ts';

const names = fc.array(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', ' ', '中'), maxLength: 14 }).map(plainName),
  {
    maxLength: 30,
  },
);

test('no name that is near, or that begins as the other does, is lost, and the order stays', () => {
  fc.assert(
    fc.property(names, names, fc.double({ min: 0.3, max: 1, noNaN: true }), (known, asked, least) => {
      const index = nameIndex(known);
      for (const name of asked) {
        const near = index.near(comparableName(name), least);
        const must = known.flatMap((other, position) =>
          nameSimilarity(name, other) >= least || beginsWith(name, other) ? [position] : [],
        );
        expect(near).toEqual(expect.arrayContaining(must));
        expect(near).toEqual(near.toSorted((left, right) => left - right));
      }
    }),
    { numRuns: 500 },
  );
});

test('names that have nothing in common are told apart without being compared', () => {
  const index = nameIndex(['lynas rare earths', 'vital', 'mp materials']);
  expect(index.near(comparableName('lynas rare earth'), 0.82)).toEqual([0]);
  expect(index.near(comparableName('mp'), 0.82)).toEqual([]);
  expect(index.near(comparableName('vital metals plc'), 0.82)).toContain(1);
});

test('a name of plain English letters is made plain as every other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), (name) => {
      expect(plainName(`${name} 中`)).toBe(`${plainName(name)} 中`.trim());
    }),
  );
});
