import { expect, test } from 'vitest';
import { indexFacts } from '#domain/method/facts.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

const importsOf = (day: string, element: string, buyer = 'JPN') =>
  indexFacts(shippedFacts, shippedMethodology).on(day).element(element, { buyer });

test('a link that feeds the plants of the buyer stands in its imports, where customs codes hide it behind a third country', () => {
  const { inputs, evidence } = importsOf('2026-11-29', 'Nd');
  const imports = inputs.stages.separation?.imports ?? expect.fail('Japan states its imports');
  // Lynas to the magnet makers of Japan, a material part of unknown size; what it separates in Australia goes
  // to its own plant.
  expect(imports.MYS).toBe(
    shippedMethodology.parameters.find(({ name }) => name === 'supplier.material')?.value,
  );
  expect(imports.AUS).toBeUndefined();
  expect(Object.values(imports).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(evidence).toContainEqual(
    expect.objectContaining({ use: 'link', origin: 'MYS', stage: 'separation' }),
  );
});

test('no link feeds plants elsewhere, none that is not essential counts, and other stages stay as they are', () => {
  expect(importsOf('2026-11-29', 'Nd', 'USA').evidence.some(({ use }) => use === 'link')).toBe(false);
  const { inputs } = importsOf('2026-11-29', 'Nd');
  expect(inputs.stages.magnet?.imports).toEqual({ CHN: 0.311, OTH: 0.689 });
});
