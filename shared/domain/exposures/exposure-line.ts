/** Maps a line of a bill of materials to elements and a supplier. A line that cannot be mapped carries the reason; nothing is guessed. */
import { entryOf } from '../numbers/memoized.ts';
import { type Candidate, subjectMatcher } from './match-subject.ts';
import { type ElementInMaterial, elementsInMaterial, withoutForms } from './material-words.ts';
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
  /** Parts of the line that were not understood although it is counted. */
  readonly doubts?: readonly UnmappedLine[];
}

export interface UnmappedLine {
  readonly line: string;
  readonly description: string | null;
  readonly reason:
    | 'nothing_named'
    | 'unknown_element'
    | 'unknown_product'
    | 'unknown_material'
    | 'unknown_supplier'
    | 'wrong_unit'
    | 'parts_unknown';
  readonly detail: string;
  /** Names that come near. */
  readonly suggestions: readonly string[];
}

const KG_PER_UNIT: Readonly<Record<string, number>> = { g: 0.001, kg: 1, t: 1000 };
const GRAMS_PER_KG = 1000;

export function mapLine(line: ExposureLine, words: ExposureVocabulary): MappedLine | UnmappedLine {
  const named = namedThing(line, words);
  const { supplier, doubt } = supplierNamed(line, words);
  if (named === null) {
    if (doubt !== null && supplier === null) return doubt;
    return supplier === null
      ? unmapped(line, 'nothing_named', 'Name an element, a product, a material or a supplier_id.', '', {})
      : { line, elements: [], product: null, supplier, ...doubts([doubt]) };
  }
  if ('reason' in named) return named;
  const elements = 'counted' in named ? productMasses(line, named.counted, words.products) : elementMasses(line, named.elements);
  if ('reason' in elements) return elements;
  const mix =
    'elements' in named && line.quantity !== null && named.elements.some(({ part }) => part === null) ? mixed(line, named.elements) : null;
  return { line, elements, product: 'counted' in named ? named.counted.product : null, supplier, ...doubts([doubt, mix]) };
}

const doubts = (found: readonly (UnmappedLine | null)[]): Pick<MappedLine, 'doubts'> => {
  const told = found.filter((one) => one !== null);
  return told.length === 0 ? {} : { doubts: told };
};

/** The supplier of a line by its id, else by a name that is clearly one of them; a line whose supplier is not known keeps what it names beside. */
function supplierNamed(
  line: ExposureLine,
  { suppliers }: ExposureVocabulary,
): { readonly supplier: string | null; readonly doubt: UnmappedLine | null } {
  const given = line.supplier_id;
  if (given === null || Object.hasOwn(suppliers, given)) return { supplier: given, doubt: null };
  const { match } = matcherOf(suppliers)({ ...NO_IDENTIFIERS, name: given });
  if (match !== null) {
    const detail = `${JSON.stringify(given)} is no id and was taken for ${match.candidate.name}: send its id, ${match.candidate.id}.`;
    return { supplier: match.candidate.id, doubt: unmapped(line, 'unknown_supplier', detail, given, suppliers) };
  }
  const detail = `There is no supplier with the id ${JSON.stringify(given)} among those that come with the service and those you have stored; what else the line names is counted without a supplier.`;
  return { supplier: null, doubt: unmapped(line, 'unknown_supplier', detail, given, suppliers) };
}

/** Names are made comparable once for all lines that ask with the same suppliers. */
const matchers = new WeakMap<ExposureVocabulary['suppliers'], ReturnType<typeof subjectMatcher>>();
const matcherOf = (suppliers: ExposureVocabulary['suppliers']): ReturnType<typeof subjectMatcher> =>
  entryOf(matchers, suppliers, () => subjectMatcher(Object.entries(suppliers).map(([id, name]) => candidateOf(id, name))));

const NO_IDENTIFIERS = { id: null, lei: null, duns: null, country: null, external_ids: {} } as const;
const candidateOf = (id: string, name: string): Candidate => ({
  type: 'supplier',
  id,
  name,
  countries: [],
  lei: null,
  duns: null,
  external_ids: {},
  origin: 'shipped',
});

const mixed = (line: ExposureLine, elements: readonly ElementInMaterial[]): UnmappedLine =>
  unmapped(
    line,
    'parts_unknown',
    `${JSON.stringify(line.material)} holds ${elements.map(({ element }) => element).join(', ')} in parts that its name does not tell, so their kilograms are unknown: send each as a line of its own to have them.`,
    '',
    {},
  );

/** The elements that a line names, or a product that is counted in units. */
type Thing = { readonly elements: readonly ElementInMaterial[] } | { readonly counted: Pick<ProductContent, 'product' | 'unit'> };

function namedThing(line: ExposureLine, words: ExposureVocabulary): Thing | UnmappedLine | null {
  const { element, product, material } = line;
  if (element !== null) {
    if (Object.hasOwn(words.elements, element)) return { elements: [{ element, part: 1 }] };
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
  const plain = withoutForms(material);
  const found = Object.entries(words.elements).find(
    ([symbol, name]) => material.trim() === symbol || plainName(name).replace(/ (natural|metal)$/, '') === plain,
  );
  if (found !== undefined) return { elements: [{ element: found[0], part: 1 }] };
  const elements = elementsInMaterial(material, words.elements);
  if (elements.length > 0) return { elements };
  const withoutForm = productNamed(plain, words.products);
  if (withoutForm !== undefined) return { counted: withoutForm };
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

function elementMasses(line: ExposureLine, elements: readonly ElementInMaterial[]): readonly ElementMass[] | UnmappedLine {
  const { quantity, unit } = line;
  const factor = quantity === null ? null : KG_PER_UNIT[unit ?? ''];
  if (factor === undefined) return wrongUnit(line, `${elements.map(({ element }) => element).join(', ')} is counted in g, kg or t`);
  return elements.map(({ element, part }) => {
    const kg = quantity === null || factor === null || part === null ? null : quantity * factor * part;
    return { element, kg, kg_low: kg, kg_high: kg, evidence: null };
  });
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
