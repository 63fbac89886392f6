import { expect, test } from 'vitest';
import { supplierCatalogue } from '#domain/explanations/catalogue-documents.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { largeRegister } from '#test/builders/large-register.ts';
import { scorerOn } from '#test/builders/small-facts.ts';

const DAY = '2026-10-01';

/** The facts with rows of sites and links that count how often anything of them is read. */
function counted(data: ReferenceData): { readonly data: ReferenceData; readonly reads: () => number } {
  let reads = 0;
  const watched = <Row extends object>(rows: readonly Row[]): readonly Row[] =>
    rows.map(
      (row) =>
        new Proxy(row, {
          get(target, name, receiver) {
            reads += 1;
            return Reflect.get(target, name, receiver);
          },
        }),
    );
  return {
    data: {
      ...data,
      supplier_sites: watched(data.supplier_sites),
      supplier_links: watched(data.supplier_links),
    },
    reads: () => reads,
  };
}

/** Reads for making the scorer, and then for scoring the second copy of a few suppliers for a buyer. */
function readsWith(suppliers: number): { readonly made: number; readonly scored: number } {
  const { data, reads } = counted(largeRegister(bundledReferenceData, suppliers));
  const scorer = scorerOn(DAY, { data, brief: false });
  const made = reads();
  // The first of a kind asks for what a batch needs once.
  scorer.findings({ type: 'supplier', id: 'jl-mag-2' }, 'JPN');
  scorer.findings({ type: 'supplier', id: 'mp-materials-2' }, 'JPN');
  const before = reads();
  scorer.findings({ type: 'supplier', id: 'jl-mag-1' }, 'JPN');
  scorer.findings({ type: 'supplier', id: 'mp-materials-1' }, 'JPN');
  return { made, scored: reads() - before };
}

test('a register of twice the size takes twice the reads, and one of its suppliers takes none more', () => {
  const small = readsWith(610);
  const large = readsWith(1220);

  expect(large.made / small.made).toBeLessThan(2.05);
  expect(large.scored / small.scored).toBeLessThan(1.05);
});

test('the catalogue of twice the suppliers takes twice the reads', () => {
  const readsOf = (suppliers: number): number => {
    const { data, reads } = counted(largeRegister(bundledReferenceData, suppliers));
    supplierCatalogue({ data, day: 0, known: 0 });
    return reads();
  };

  expect(readsOf(1220) / readsOf(610)).toBeLessThan(2.3);
});

test('an element names the hundred suppliers that it would miss most', () => {
  const data = largeRegister(bundledReferenceData, 1220);
  const { explanation } = scorerOn(DAY, { data, brief: false }).findings(
    { type: 'element', id: 'Nd' },
    'JPN',
  );
  const named = explanation.critical_suppliers as readonly { readonly points: number | null }[];
  const points = named.map((one) => one.points ?? -1);

  expect(named).toHaveLength(100);
  expect(points).toEqual(points.toSorted((left, right) => right - left));
});
