import { describe, expect, test } from 'vitest';
import {
  type ExposureLine,
  type ExposureVocabulary,
  type MappedLine,
  mapLine,
  type ProductContent,
} from '#domain/exposures/exposure-line.ts';

const content = (over: Partial<ProductContent>): ProductContent => ({
  product: 'motor',
  name: 'Traction motor',
  aliases: ['e-motor'],
  unit: 'each',
  unit_words: 'one motor',
  element: 'Dy',
  grams_per_unit: 50,
  grams_low: 20,
  grams_high: 80,
  row: 'product-content:motor:Dy',
  ...over,
});

const words: ExposureVocabulary = {
  elements: {
    C: 'graphite (natural)',
    CaF2: 'fluorspar acid grade',
    Dy: 'dysprosium',
    Ga: 'gallium',
    Gd: 'gadolinium',
    Nb: 'niobium',
    Nd: 'neodymium',
    Si: 'silicon metal',
  },
  products: [
    content({}),
    content({ element: 'Nd', grams_per_unit: 400, grams_low: null, grams_high: null, row: 'product-content:motor:Nd' }),
    content({ product: 'magnet', name: 'NdFeB magnet', aliases: [], unit: 'kg', grams_per_unit: 30, row: 'product-content:magnet:Dy' }),
  ],
  suppliers: { lynas: 'Lynas Rare Earths', tdk: 'TDK' },
};

const line = (over: Partial<ExposureLine>): ExposureLine => ({
  line: '7',
  description: 'a part',
  element: null,
  product: null,
  material: null,
  supplier_id: null,
  quantity: null,
  unit: null,
  spend: null,
  currency: null,
  ...over,
});
const map = (over: Partial<ExposureLine>) => mapLine(line(over), words);
const mapped = (over: Partial<ExposureLine>): MappedLine => {
  const found = map(over);
  if ('reason' in found) throw new Error(found.detail);
  return found;
};
const elementsOf = (over: Partial<ExposureLine>) => mapped(over).elements.map(({ element }) => element);

describe('a line that names an element', () => {
  test.each([
    [500, 'g', 0.5],
    [3, 'kg', 3],
    [2, 't', 2000],
  ])('%d %s are kilograms with no spread and no study behind them', (quantity, unit, kg) => {
    expect(mapped({ element: 'Dy', quantity, unit })).toEqual({
      line: line({ element: 'Dy', quantity, unit }),
      elements: [{ element: 'Dy', kg, kg_low: kg, kg_high: kg, evidence: null }],
      product: null,
      supplier: null,
    });
  });

  test('without a quantity has an unknown mass, whatever the unit', () => {
    const unknown = [{ element: 'Ga', kg: null, kg_low: null, kg_high: null, evidence: null }];
    expect(mapped({ element: 'Ga' }).elements).toEqual(unknown);
    expect(mapped({ element: 'Ga', unit: 'each' }).elements).toEqual(unknown);
  });

  test('is not weighed in pieces, and not without a unit', () => {
    expect(map({ element: 'Dy', quantity: 5, unit: 'each' })).toEqual({
      line: '7',
      description: 'a part',
      reason: 'wrong_unit',
      suggestions: [],
      detail: 'Dy is counted in g, kg or t, the line says each.',
    });
    expect(map({ element: 'Dy', quantity: 5 })).toMatchObject({ detail: 'Dy is counted in g, kg or t, the line says nothing.' });
  });

  test('is taken by its symbol, in which case matters', () => {
    expect(map({ element: 'dy' })).toEqual({
      line: '7',
      description: 'a part',
      reason: 'unknown_element',
      suggestions: ['Dy'],
      detail: 'There is no element "dy"; case matters.',
    });
  });
});

describe('a line that names a product', () => {
  test('has every element of it, with the spread of the studies; a study without a spread has none', () => {
    // 1,000 motors of 50 (20 ... 80) g dysprosium and 400 g neodymium
    expect(mapped({ product: 'motor', quantity: 1000, unit: 'each' })).toMatchObject({
      product: 'motor',
      elements: [
        { element: 'Dy', kg: 50, kg_low: 20, kg_high: 80, evidence: 'product-content:motor:Dy' },
        { element: 'Nd', kg: 400, kg_low: 400, kg_high: 400, evidence: 'product-content:motor:Nd' },
      ],
    });
  });

  test.each(['motor', 'TRACTION  Motor', 'E-Motor'])('is found by id, name or alias: %s', (product) => {
    expect(mapped({ product }).product).toBe('motor');
  });

  test('counts pieces without a unit as pieces', () => {
    expect(mapped({ product: 'motor', quantity: 2 }).elements[1]?.kg).toBe(0.8);
  });

  test.each([
    [2, 't', 60],
    [2000, 'g', 0.06],
    [2, 'kg', 0.06],
    [2, null, 0.06],
  ])('that is counted by weight is converted: %d %s of magnets hold %d kg of dysprosium', (quantity, unit, kg) => {
    expect(mapped({ product: 'magnet', quantity, unit }).elements).toMatchObject([{ element: 'Dy', kg }]);
  });

  test('without a quantity has unknown masses, with the studies all the same', () => {
    expect(mapped({ product: 'motor', unit: 'kg' }).elements[0]).toEqual({
      element: 'Dy',
      kg: null,
      kg_low: null,
      kg_high: null,
      evidence: 'product-content:motor:Dy',
    });
    expect(mapped({ product: 'magnet' }).elements).toMatchObject([{ kg: null, kg_low: null, kg_high: null }]);
  });

  test('is refused in another unit than its own', () => {
    expect(map({ product: 'motor', quantity: 5, unit: 'kg' })).toMatchObject({
      reason: 'wrong_unit',
      detail: 'motor is counted in each, the line says kg.',
    });
    expect(map({ product: 'magnet', quantity: 5, unit: 'each' })).toMatchObject({
      reason: 'wrong_unit',
      detail: 'magnet is counted in g, kg or t, the line says each.',
    });
  });

  test('that nobody has measured is said to be unknown, with names that come near', () => {
    expect(map({ product: 'NdFeB magnets' })).toMatchObject({
      reason: 'unknown_product',
      detail:
        'The content of "NdFeB magnets" is not known; that of these is: magnet, motor. Send the elements of others as lines of their own.',
      suggestions: ['magnet'],
    });
  });
});

describe('a line that names a material in words', () => {
  test.each([
    ['Dysprosium oxide, 99.9 % high purity powder', null],
    ['Dysprosium metal ingot', 'Dy'],
    ['oxide of Gallium', 'Ga'],
    ['natural graphite, flake', 'C'],
    ['graphite', 'C'],
    ['Fluorspar acid grade, powder', 'CaF2'],
    ['silicon', 'Si'],
    ['Silicon metal', 'Si'],
    [' Dy ', 'Dy'],
  ])('%s', (material, element) => {
    const found = map({ material });
    expect('reason' in found ? null : found.elements[0]?.element).toBe(element);
  });

  test('is a product where one is called so', () => {
    expect(mapped({ material: 'e-motor' }).product).toBe('motor');
    expect(mapped({ material: 'e-motor, refined' }).product).toBe('motor'); // words for a form do not tell another thing
    expect(elementsOf({ material: 'e-motor' })).toEqual(['Dy', 'Nd']);
  });

  test('and is unknown gets names of elements and of products to choose from', () => {
    expect(map({ material: 'disprosum' })).toMatchObject({
      reason: 'unknown_material',
      detail: '"disprosum" is no element, mineral or product that is known here.',
      suggestions: ['Dy'],
    });
    expect(map({ material: 'traction motors' })).toMatchObject({ suggestions: ['motor'] });
    expect(map({ material: 'kryptonite' })).toMatchObject({ suggestions: [] });
  });
});

describe('a line that names a supplier', () => {
  test('alone is mapped without elements', () => {
    expect(mapped({ supplier_id: 'tdk' })).toEqual({ line: line({ supplier_id: 'tdk' }), elements: [], product: null, supplier: 'tdk' });
  });

  test('keeps it beside its element', () => {
    expect(mapped({ supplier_id: 'lynas', element: 'Dy' }).supplier).toBe('lynas');
  });

  test('that does not exist is counted by its element, and says so; with nothing else it is not mapped', () => {
    const doubt = {
      line: '7',
      description: 'a part',
      reason: 'unknown_supplier',
      detail:
        'There is no supplier with the id "lynass" among those that come with the service and those you have stored; what else the line names is counted without a supplier.',
      suggestions: ['lynas'],
    };
    expect(map({ supplier_id: 'lynass', element: 'Dy' })).toMatchObject({ supplier: null, elements: [{ element: 'Dy' }], doubts: [doubt] });
    expect(map({ supplier_id: 'lynass' })).toEqual(doubt);
  });
});

test('a line that names nothing says what to send', () => {
  expect(map({ spend: 5 })).toEqual({
    line: '7',
    description: 'a part',
    reason: 'nothing_named',
    suggestions: [],
    detail: 'Name an element, a product, a material or a supplier_id.',
  });
});

describe('names that come near', () => {
  const known = (elements: Readonly<Record<string, string>>, element: string) => {
    const found = mapLine(line({ element }), { elements, products: [], suppliers: {} });
    return 'reason' in found ? found.suggestions : [];
  };

  test('are at most three, nearest first', () => {
    expect(known({ a: 'palladium', b: 'palladiums', c: 'palladiumss', d: 'palladiumsss' }, 'palladium')).toEqual(['a', 'b', 'c']);
  });

  test('are in byte order of their ids where they are equally near, in whatever order they are known', () => {
    expect(known({ y: 'thulium', x: 'thulium', z: 'thulium' }, 'Thulium')).toEqual(['x', 'y', 'z']);
  });
});
