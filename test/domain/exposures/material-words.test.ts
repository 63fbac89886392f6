import { describe, expect, test } from 'vitest';
import { mapLine } from '#domain/exposures/exposure-line.ts';
import { elementsInMaterial } from '#domain/exposures/material-words.ts';

const NAMES = {
  Ce: 'cerium',
  Co: 'cobalt',
  Dy: 'dysprosium',
  Er: 'erbium',
  Ga: 'gallium',
  Gd: 'gadolinium',
  Ho: 'holmium',
  La: 'lanthanum',
  Lu: 'lutetium',
  Nd: 'neodymium',
  Pr: 'praseodymium',
  Sm: 'samarium',
  Tb: 'terbium',
  Tm: 'thulium',
  W: 'tungsten',
  Y: 'yttrium',
  Yb: 'ytterbium',
};
const symbolsIn = (material: string) => elementsInMaterial(material, NAMES).map(({ element }) => element);

describe('the elements of a material', () => {
  // Mass fractions of the metal as handbooks of rare earths print them (for example Gupta and Krishnamurthy, Extractive Metallurgy of Rare Earths).
  test.each([
    ['Dy2O3', 'Dy', 0.8713],
    ['Nd2O3', 'Nd', 0.8574],
    ['Pr6O11', 'Pr', 0.8277],
    ['Tb4O7', 'Tb', 0.8502],
    ['CeO2', 'Ce', 0.8141],
    ['WO3', 'W', 0.793],
  ])('of the formula %s are %s with its part by mass', (formula, element, part) => {
    expect(elementsInMaterial(formula, NAMES)).toEqual([{ element, part: expect.closeTo(part, 3) }]);
  });

  test.each([
    ['Dy metal', ['Dy']],
    ['DyF3', ['Dy']],
    ['NdPr', ['Nd', 'Pr']],
    ['NdPr oxide', ['Nd', 'Pr']],
    ['Nd-Pr oxide', ['Nd', 'Pr']],
    ['didymium', ['Nd', 'Pr']],
    ['praseodymium-neodymium oxide', ['Pr', 'Nd']],
    ['ferro-dysprosium', ['Dy']],
    ['DyFe alloy', ['Dy']],
    ['dysprosium-iron', ['Dy']],
    ['mischmetal', ['Ce', 'La', 'Nd', 'Pr']],
    ['heavy rare earth oxide', ['Gd', 'Tb', 'Dy', 'Ho', 'Er', 'Tm', 'Yb', 'Lu', 'Y']],
  ])('%s are found', (material, symbols) => {
    expect(symbolsIn(material)).toEqual(symbols);
  });

  test.each(['steel', 'unobtainium oxide', 'magnet', 'iron', 'Dysprosol X', ''])('%s are none: nothing is guessed', (material) => {
    expect(symbolsIn(material)).toEqual([]);
  });

  test('of a mix have no part, of a pure metal all of it', () => {
    expect(elementsInMaterial('DyFe alloy', NAMES)).toEqual([{ element: 'Dy', part: null }]);
    expect(elementsInMaterial('NdPr metal', NAMES).map(({ part }) => part)).toEqual([null, null]);
    expect(elementsInMaterial('Dy metal', NAMES)).toEqual([{ element: 'Dy', part: 1 }]);
  });
});

describe('a line', () => {
  const words = { elements: NAMES, products: [], suppliers: { 'jl-mag': 'JL MAG Rare-Earth', lynas: 'Lynas Rare Earths' } };
  const line = { line: '1', description: null, element: null, product: null, material: null, supplier_id: null };
  const rest = { quantity: 3, unit: 't', spend: 500, currency: 'JPY' };

  test('keeps its element when its supplier is not known, and says so', () => {
    const mapped = mapLine({ ...line, ...rest, element: 'Tb', supplier_id: 'nobody' }, words);
    expect(mapped).toMatchObject({ supplier: null, elements: [{ element: 'Tb', kg: 3000 }], doubts: [{ reason: 'unknown_supplier' }] });
  });

  test('takes the name of a supplier for its id where only one can be meant, and says so', () => {
    const mapped = mapLine({ ...line, ...rest, element: 'Nd', supplier_id: 'JL MAG' }, words);
    expect(mapped).toMatchObject({ supplier: 'jl-mag', doubts: [{ reason: 'unknown_supplier', suggestions: ['jl-mag'] }] });
  });

  test('with a formula has the kilograms of the metal, with a mix none', () => {
    expect(mapLine({ ...line, ...rest, material: 'Dy2O3' }, words)).toMatchObject({
      elements: [{ element: 'Dy', kg: expect.closeTo(2614, 0) }],
    });
    const mix = mapLine({ ...line, ...rest, material: 'NdPr oxide' }, words);
    expect(mix).toMatchObject({
      elements: [
        { element: 'Nd', kg: null },
        { element: 'Pr', kg: null },
      ],
      doubts: [{ reason: 'parts_unknown', detail: expect.stringContaining('holds Nd, Pr in parts') }],
    });
  });
});
