/** Maps a line of a bill of materials to elements and a supplier. A line that cannot be mapped carries the reason; nothing is guessed. */
import { comparableName, plainName, similarityFrom } from './names.ts';

/** A line as it is sent; every name but `line` may be missing. */
export interface ExposureLine {
  readonly line: string;
  readonly description: string | null;
  readonly element: string | null;
  readonly product: string | null;
  readonly material: string | null;
  readonly supplier_id: string | null;
  /** Amount a year in `unit`; null when not given. */
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly spend: number | null;
  readonly currency: string | null;
}

/** One element in one unit of a product. */
export interface ProductContent {
  readonly product: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly unit: string;
  readonly unit_words: string;
  readonly element: string;
  readonly grams_per_unit: number;
  readonly grams_low: number | null;
  readonly grams_high: number | null;
  readonly row: string;
}

/** Elements, products and suppliers that a line may name. */
export interface ExposureVocabulary {
  /** Symbol -> name. */
  readonly elements: Readonly<Record<string, string>>;
  readonly products: readonly ProductContent[];
  /** Id -> name. */
  readonly suppliers: Readonly<Record<string, string>>;
}

/** Kilograms a year; null where the line gives no quantity. */
export interface ElementMass {
  readonly element: string;
  readonly kg: number | null;
  readonly kg_low: number | null;
  readonly kg_high: number | null;
  /** Row of the reference data that the content comes from; null where the line names the element itself. */
  readonly evidence: string | null;
}

export interface MappedLine {
  readonly line: ExposureLine;
  readonly elements: readonly ElementMass[];
  readonly product: string | null;
  readonly supplier: string | null;
}

export interface UnmappedLine {
  readonly line: string;
  readonly description: string | null;
  readonly reason: 'nothing_named' | 'unknown_element' | 'unknown_product' | 'unknown_material' | 'unknown_supplier' | 'wrong_unit';
  readonly detail: string;
  /** Names that come near. */
  readonly suggestions: readonly string[];
}

const KG_PER_UNIT: Readonly<Record<string, number>> = { g: 0.001, kg: 1, t: 1000 };
const GRAMS_PER_KG = 1000;

/** Words for the form of a material, which do not tell which material it is. */
const FORMS: ReadonlySet<string> = new Set(
  'oxide trioxide pentoxide sesquioxide metal ingot powder alloy concentrate carbonate hydroxide chloride fluoride sulfate sulphate nitride compound compounds refined natural flake spherical high purity of'.split(
    ' ',
  ),
);

export function mapLine(line: ExposureLine, words: ExposureVocabulary): MappedLine | UnmappedLine {
  const supplier = line.supplier_id;
  if (supplier !== null && !Object.hasOwn(words.suppliers, supplier)) {
    return unmapped(
      line,
      'unknown_supplier',
      `There is no supplier with the id ${JSON.stringify(supplier)} among those that come with the service and those you have stored.`,
      supplier,
      words.suppliers,
    );
  }
  const named = namedThing(line, words);
  if (named === null) {
    return supplier === null
      ? unmapped(line, 'nothing_named', 'Name an element, a product, a material or a supplier_id.', '', {})
      : { line, elements: [], product: null, supplier };
  }
  if ('reason' in named) return named;
  const elements = 'element' in named ? elementMass(line, named.element) : productMasses(line, named.counted, words.products);
  if ('reason' in elements) return elements;
  return { line, elements, product: 'element' in named ? null : named.counted.product, supplier };
}

/** The element that a line names, or a product that is counted in units. */
type Thing = { readonly element: string } | { readonly counted: Pick<ProductContent, 'product' | 'unit'> };

function namedThing(line: ExposureLine, words: ExposureVocabulary): Thing | UnmappedLine | null {
  const { element, product, material } = line;
  if (element !== null) {
    if (Object.hasOwn(words.elements, element)) return { element };
    return unmapped(line, 'unknown_element', `There is no element ${JSON.stringify(element)}; case matters.`, element, words.elements);
  }
  if (product !== null) {
    const counted = productNamed(product, words.products);
    if (counted !== undefined) return { counted };
    const known = [...new Set(words.products.map(({ product }) => product))].sort().join(', ');
    const detail = `The content of ${JSON.stringify(product)} is not known; that of these is: ${known}. Send the elements of others as lines of their own.`;
    return unmapped(line, 'unknown_product', detail, product, productNames(words.products));
  }
  return material === null ? null : materialNamed(line, material, words);
}

function materialNamed(line: ExposureLine, material: string, words: ExposureVocabulary): Thing | UnmappedLine {
  const counted = productNamed(material, words.products);
  if (counted !== undefined) return { counted };
  const plain = plainName(material)
    .split(' ')
    .filter((word) => !FORMS.has(word))
    .join(' ');
  const found = Object.entries(words.elements).find(
    ([symbol, name]) => material.trim() === symbol || plainName(name).replace(/ (natural|metal)$/, '') === plain,
  );
  if (found !== undefined) return { element: found[0] };
  const detail = `${JSON.stringify(material)} is no element, mineral or product that is known here.`;
  return unmapped(line, 'unknown_material', detail, material, { ...words.elements, ...productNames(words.products) });
}

function productNamed(given: string, products: readonly ProductContent[]): ProductContent | undefined {
  const plain = plainName(given);
  const names = ({ product, name, aliases }: ProductContent): readonly string[] => [product, name, ...aliases].map(plainName);
  return products.find((content) => names(content).includes(plain));
}

const productNames = (products: readonly ProductContent[]): Readonly<Record<string, string>> =>
  Object.fromEntries(products.map(({ product, name }) => [product, name]));

function elementMass(line: ExposureLine, element: string): readonly ElementMass[] | UnmappedLine {
  const { quantity, unit } = line;
  if (quantity === null) return [{ element, kg: null, kg_low: null, kg_high: null, evidence: null }];
  const factor = KG_PER_UNIT[unit ?? ''];
  if (factor === undefined) return wrongUnit(line, `${element} is counted in g, kg or t`);
  const kg = quantity * factor;
  return [{ element, kg, kg_low: kg, kg_high: kg, evidence: null }];
}

function productMasses(
  line: ExposureLine,
  { product, unit }: Pick<ProductContent, 'product' | 'unit'>,
  products: readonly ProductContent[],
): readonly ElementMass[] | UnmappedLine {
  const units = unitsOf(line, unit);
  if (units === null && line.quantity !== null) return wrongUnit(line, `${product} is counted in ${unit === 'kg' ? 'g, kg or t' : unit}`);
  const kg = (grams: number): number | null => (units === null ? null : (grams * units) / GRAMS_PER_KG);
  return products
    .filter((content) => content.product === product)
    .map(({ element, grams_per_unit, grams_low, grams_high, row }) => ({
      element,
      kg: kg(grams_per_unit),
      kg_low: kg(grams_low ?? grams_per_unit),
      kg_high: kg(grams_high ?? grams_per_unit),
      evidence: row,
    }));
}

/** Units of the product in the line; null where it gives none, or another kind. */
function unitsOf({ quantity, unit }: ExposureLine, own: string): number | null {
  if (quantity === null) return null;
  if (own !== 'kg') return unit === null || unit === own ? quantity : null;
  const kg = KG_PER_UNIT[unit ?? 'kg'];
  return kg === undefined ? null : quantity * kg;
}

const wrongUnit = (line: ExposureLine, counted: string): UnmappedLine =>
  unmapped(line, 'wrong_unit', `${counted}, the line says ${line.unit === null ? 'nothing' : line.unit}.`, '', {});

/** Nearest names first; below this they have nothing to do with each other. */
const NEAR = 0.75;
const MOST_SUGGESTIONS = 3;

function unmapped(
  line: ExposureLine,
  reason: UnmappedLine['reason'],
  detail: string,
  given: string,
  known: Readonly<Record<string, string>>,
): UnmappedLine {
  const words = comparableName(plainName(given));
  const nearness = (name: string): number => similarityFrom(NEAR, words, comparableName(plainName(name))) ?? 0;
  const near = Object.entries(known)
    .map(([id, name]) => ({ id, near: Math.max(nearness(id), nearness(name)) }))
    .filter((one) => one.near >= NEAR)
    .sort((left, right) => right.near - left.near || (left.id < right.id ? -1 : 1));
  return {
    line: line.line,
    description: line.description,
    reason,
    detail,
    suggestions: near.slice(0, MOST_SUGGESTIONS).map(({ id }) => id),
  };
}
