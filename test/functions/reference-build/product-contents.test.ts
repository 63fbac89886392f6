import { describe, expect, test } from 'vitest';
import { mapLine } from '#domain/exposures/exposure-line.ts';
import { bundledReferenceData } from '#functions/store/bundled-reference-data.ts';

describe('words for compounds and magnets of the shipped table', () => {
  const words = {
    elements: Object.fromEntries(bundledReferenceData.elements.map(({ symbol, name }) => [symbol, name])),
    products: bundledReferenceData.product_contents ?? [],
    suppliers: {},
  };
  const kilograms = (material: string) => {
    const line = {
      line: '1',
      description: null,
      element: null,
      product: null,
      material,
      supplier_id: null,
      quantity: 1000,
      unit: 'kg',
      spend: null,
      currency: null,
    };
    const mapped = mapLine(line, words);
    return 'reason' in mapped ? mapped.reason : Object.fromEntries(mapped.elements.map(({ element, kg }) => [element, kg]));
  };

  test('are known with what the formula holds of the element', () => {
    // 2 x 121.760 of 291.517, and 183.84 of 195.851
    expect(kilograms('antimony trioxide')).toEqual({ Sb: 835.4 });
    expect(kilograms('Sb2O3')).toEqual({ Sb: 835.4 });
    expect(kilograms('tungsten carbide')).toEqual({ W: 938.7 });
    expect(kilograms('gallium arsenide')).toEqual({ Ga: 482 });
  });

  test('are known with the middle of what a maker states of a magnet', () => {
    expect(kilograms('samarium cobalt magnet')).toEqual({ Co: 500, Sm: 255 });
    expect(kilograms('SmCo magnet')).toEqual({ Co: 500, Sm: 255 });
  });

  test('are otherwise the element where they say only in which oxide it comes', () => {
    expect(kilograms('vanadium pentoxide')).toEqual({ V: 1000 });
    expect(kilograms('silicon dioxide')).toBe('unknown_material');
    expect(kilograms('guided missile')).toBe('unknown_material');
  });
});
