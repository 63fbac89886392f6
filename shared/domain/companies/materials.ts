/**
 * What a buyer's text for a material means. A text that may mean several things, or has a word that nobody
 * understood, is a problem with candidates.
 */

import { type ComparableName, comparableName, idsNear, plainName } from '../exposures/names.ts';
import { entryOf } from '../numbers/memoized.ts';
import type { Message } from '../vocabulary/score-document.ts';
import type { Stage } from '../vocabulary/scoring-inputs.ts';
import names from '../words/elements.json' with { type: 'json' };
import { message } from '../words/render.ts';
import type { TextCode, Texts } from '../words/texts.ts';
import type { MaterialElement, ResolvedMaterial } from './company.ts';
import { type Atoms, atomsIn, massPart } from './formulas.ts';
import {
  AMBIGUOUS_WORDS,
  CARRIER_WORDS,
  ELEMENT_WORDS,
  FORM_WORDS,
  FORMULA_WORDS,
  FORMULAS,
  type Form,
  isCompound,
  MAGNETS,
  MATERIAL_WORDS,
  MIXES,
  OF_GROUPS,
  ONLY_AS,
  OTHER_MATERIALS,
  PLAIN_WORDS,
  PRODUCT_WORDS,
  RARE_EARTHS,
} from './material-words.ts';

export type ProductContent = Readonly<{
  product: string;
  name: string;
  aliases: readonly string[];
  unit: string;
  element: string;
  grams_per_unit: number;
  grams_low: number | null;
  grams_high: number | null;
  row: string;
}>;

export type MaterialVocabulary = Readonly<{
  /** Symbol -> name, and the stages of its chain that are known. */
  elements: Readonly<Record<string, Readonly<{ name: string; stages: readonly Stage[] }>>>;
  products: readonly ProductContent[];
}>;

/**
 * The vocabulary of a run from what it publishes: names of elements, their inputs for a buyer, and contents
 * of products.
 */
export const materialVocabulary = (
  names: Readonly<Record<string, string>>,
  inputs: readonly Readonly<{ element: string; stages: { readonly [stage in Stage]?: unknown } }>[],
  products: readonly ProductContent[],
): MaterialVocabulary => {
  const stagesOf = new Map(inputs.map(({ element, stages }) => [element, Object.keys(stages) as Stage[]]));
  return {
    elements: Object.fromEntries(
      Object.entries(names).map(([symbol, name]) => [symbol, { name, stages: stagesOf.get(symbol) ?? [] }]),
    ),
    products,
  };
};

export type MaterialReading = Readonly<{
  material: ResolvedMaterial;
  /** What the text leaves open although it is understood: parts of a mix, the grade of a magnet. */
  doubts: readonly Message[];
}>;

export type MaterialProblem = Readonly<{
  reason: 'nothing_named' | 'unknown_material' | 'ambiguous_material' | 'other_material';
  detail: Message;
  /** At most three texts that are understood: symbols, formulas and ids of products. */
  suggestions: readonly string[];
}>;

type Meaning =
  | Readonly<{ is: 'elements'; symbols: readonly string[]; form: Form | null }>
  | Readonly<{ is: 'carrier'; symbol: string }>
  | Readonly<{ is: 'form'; form: Form; oxygen: number | null }>
  | Readonly<{ is: 'group'; group: string }>
  | Readonly<{ is: 'product'; product: string }>
  | Readonly<{ is: 'ambiguous'; candidate: string }>
  | Readonly<{ is: 'other'; symbol: string }>
  | Readonly<{ is: 'formula'; formula: string }>
  | Readonly<{ is: 'grade'; grade: string }>
  | Readonly<{ is: 'plain' }>
  | Readonly<{ is: 'unknown'; word: string }>;

const listed = (words: string): readonly string[] => words.split(' ').filter((word) => word !== '');
const plainWord = (word: string) => plainName(word.replaceAll('_', ' '));

/** Names of elements and groups, plain, with the symbol or group that each names. */
export const ELEMENT_NAMES: readonly (readonly [name: string, symbol: string])[] = Object.entries(
  ELEMENT_WORDS,
).flatMap(([symbol, others]) =>
  [...((names as Texts)[symbol] ?? []).map((name) => name.replace(/ \(.*/, '')), ...listed(others)].map(
    (name) => [plainWord(name), symbol] as const,
  ),
);

type Entry = readonly [name: string, meaning: Meaning];
const entries = (
  table: Readonly<Record<string, string>>,
  meaningOf: (key: string, word: string) => Meaning,
): readonly Entry[] =>
  Object.entries(table).flatMap(([key, words]) =>
    listed(words).map((word): Entry => [plainWord(word.replace(/:.*/, '')), meaningOf(key, word)]),
  );

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ...entries({ plain: PLAIN_WORDS }, () => ({ is: 'plain' })),
  ...entries(CARRIER_WORDS, (symbol) => ({ is: 'carrier', symbol })),
  ...entries(FORM_WORDS, (form, word) => ({
    is: 'form',
    form: form as Form,
    oxygen: word.includes(':') ? Number(word.split(':')[1]) : null,
  })),
  ...ELEMENT_NAMES.map(
    ([name, symbol]): Entry => [
      name,
      symbol.startsWith('@')
        ? { is: 'group', group: symbol }
        : { is: 'elements', symbols: [symbol], form: null },
    ],
  ),
  ...entries(MATERIAL_WORDS, (what) => {
    const [symbols = '', form = ''] = what.split(':');
    return { is: 'elements', symbols: symbols.split('-'), form: form === '' ? null : (form as Form) };
  }),
  ...entries(FORMULA_WORDS, (formula) => ({ is: 'formula', formula })),
  ...entries(OTHER_MATERIALS, (symbol) => ({ is: 'other', symbol })),
  ...entries(AMBIGUOUS_WORDS, (candidate) => ({ is: 'ambiguous', candidate })),
]);

/** `R` stands for each rare earth that has no formula of its own. */
function formulasOf(form: Form): readonly string[] {
  const formulas = listed(FORMULAS[form] ?? '');
  const others = RARE_EARTHS.filter((symbol) => formulas.every((formula) => !formula.startsWith(symbol)));
  return formulas.flatMap((formula) =>
    /^R[^h]/.test(formula) ? others.map((symbol) => formula.replace('R', symbol)) : [formula],
  );
}
const FORMULAS_BY_LETTERS: ReadonlyMap<string, string> = new Map(
  [...(Object.keys(FORMULAS) as Form[]).flatMap(formulasOf), ...MIXES].map((formula) => [
    formula.toLowerCase(),
    formula,
  ]),
);

type Dictionary = Readonly<{
  meanings: ReadonlyMap<string, Meaning>;
  longest: number;
  /** Whole text -> product: names that are read as what is in them when more is said. */
  whole: ReadonlyMap<string, string>;
  /** Names of elements and products with the symbol or product, for words that nobody understood. */
  names: readonly (readonly [name: ComparableName, id: string])[];
}>;

const dictionaries = new WeakMap<MaterialVocabulary, Dictionary>();
const dictionaryOf = (vocabulary: MaterialVocabulary): Dictionary =>
  entryOf(dictionaries, vocabulary, () => {
    const names = vocabulary.products.flatMap(({ product, name, aliases }) =>
      [product, name, ...aliases, ...listed(PRODUCT_WORDS[product]?.[1] ?? '')].map(
        (word) => [plainWord(word), product] as const,
      ),
    );
    const isMagnet = (id: string) => MAGNETS.some(({ product }) => product === id);
    const products = names
      .filter(([, id]) => !isMagnet(id))
      .map(([name, product]) => [name, { is: 'product', product }] as const);
    const own = Object.entries(vocabulary.elements).map(
      ([symbol, { name }]) =>
        [plainName(name.replace(/ \(.*/, '')), { is: 'elements', symbols: [symbol], form: null }] as const,
    );
    const meanings = new Map<string, Meaning>([...own, ...MEANINGS, ...products]);
    const whole = new Map(names);
    const symbols = [...meanings].flatMap(([name, meaning]) =>
      meaning.is === 'elements' ? meaning.symbols.map((symbol) => [name, symbol] as const) : [],
    );
    return {
      meanings,
      longest: Math.max(...[...meanings.keys()].map((name) => name.split(' ').length)),
      whole,
      names: [...symbols, ...whole].map(([name, id]) => [comparableName(name), id] as const),
    };
  });

/** Reads one text. `vocabulary` is laid out once and kept as long as it lives. */
export function resolveMaterial(
  text: string,
  vocabulary: MaterialVocabulary,
): MaterialReading | MaterialProblem {
  const dictionary = dictionaryOf(vocabulary);
  const plain = plainName(text);
  if (plain === '') return { reason: 'nothing_named', detail: message('material_missing'), suggestions: [] };
  const product = dictionary.whole.get(plain);
  if (product !== undefined) return { material: ofProduct(product, vocabulary), doubts: [] };
  const symbol = symbolIn(text.normalize('NFKC').trim(), vocabulary);
  if (symbol !== null) return { material: ofElements([symbol], null, () => [1], vocabulary), doubts: [] };
  return materialOf(text, meaningsIn(text, dictionary, vocabulary), vocabulary, dictionary);
}

/** A symbol, of two letters in any case: `y` may be anything, `CO` is a gas and `in` a word. */
function symbolIn(word: string, { elements }: MaterialVocabulary): string | null {
  if (Object.hasOwn(elements, word)) return word;
  const symbol = word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  return word.length === 2 && !AMBIGUOUS.has(word.toLowerCase()) && Object.hasOwn(elements, symbol)
    ? symbol
    : null;
}

const BETWEEN =
  /[\s,;:/+|%、，・–—_-]+|(?<=[!-~])(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}])|(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー])(?=[!-~])/u;
const MEASURE = /^(?:\d+|\d+n\d*|\d*(?:x\d+)+(?:mm)?|\d*(?:mm|cm|um|nm|kg|mesh|ppm))$/;
/** Grades of sintered NdFeB: the energy product, and letters for the heat that it bears. */
const GRADE = /^n?\d\d(?:m|h|sh|uh|eh|ah|vh|th)$|^n\d\d$/;

const PLAIN: Meaning = { is: 'plain' };
const AMBIGUOUS: ReadonlySet<string> = new Set(Object.values(AMBIGUOUS_WORDS).flatMap(listed));

function meaningsIn(
  text: string,
  dictionary: Dictionary,
  vocabulary: MaterialVocabulary,
): readonly Meaning[] {
  const isLoud = text === text.toUpperCase();
  const pieces = text
    .normalize('NFKC')
    .split(BETWEEN)
    // `5 W` is no tungsten.
    .flatMap((piece, place, all) =>
      /^[A-Z]$/.test(piece) && /^[\d.]+$/.test(all[place - 1] ?? '')
        ? [PLAIN]
        : piecesOf(piece, isLoud, vocabulary),
    );
  const found: Meaning[] = [];
  for (let at = 0; at < pieces.length; ) {
    const phrase = (count: number): Meaning | undefined =>
      dictionary.meanings.get(pieces.slice(at, at + count).join(' '));
    let taken = Math.min(dictionary.longest, pieces.length - at);
    while (taken > 1 && phrase(taken) === undefined) taken -= 1;
    const [piece, whole] = [pieces[at] as string | Meaning, phrase(taken)];
    if (typeof piece !== 'string') found.push(piece);
    else found.push(...(whole === undefined ? wordsIn(piece, dictionary) : [whole]));
    at += taken;
  }
  return found;
}

/** A symbol, formula or grade, else plain words. */
function piecesOf(
  piece: string,
  isLoud: boolean,
  vocabulary: MaterialVocabulary,
): readonly (string | Meaning)[] {
  const bare = piece.replace(/^\((.*)\)$/, '$1');
  const letters = bare.toLowerCase();
  if (GRADE.test(letters)) return [{ is: 'grade', grade: letters }];
  // `Pd/C` is on carbon, not on graphite.
  if (Object.hasOwn(vocabulary.elements, bare) && bare !== 'C')
    return [{ is: 'elements', symbols: [bare], form: null }];
  if (/^[A-Z][a-z]?$/.test(bare) && atomsIn(bare) !== null) return [{ is: 'carrier', symbol: bare }];
  const known = FORMULAS_BY_LETTERS.get(letters);
  const formula = known ?? (/^[A-Z]{2,}$|^\d/.test(bare) || atomsIn(bare) === null ? null : bare);
  if (formula !== null) return [{ is: 'formula', formula }];
  const inside = piece.split(/[()[\]{}<>「」【】"]+/).filter((part) => part !== '');
  if (inside.length !== 1 || inside[0] !== piece)
    return inside.flatMap((part) => piecesOf(part, isLoud, vocabulary));
  const symbol = isLoud ? symbolIn(bare, vocabulary) : null;
  if (symbol !== null) return [{ is: 'elements', symbols: [symbol], form: null }];
  return plainName(piece)
    .split(' ')
    .filter((word) => word !== '');
}

/** The parts of a word that is put together, or the word as one that nobody understood. */
function wordsIn(word: string, { meanings }: Dictionary): readonly Meaning[] {
  if (MEASURE.test(word)) return [PLAIN];
  const hopeless = new Set<number>();
  const from = (start: number): readonly Meaning[] | null => {
    if (start === word.length) return [];
    if (hopeless.has(start)) return null;
    for (let end = word.length; end > start; end -= 1) {
      const meaning = meanings.get(word.slice(start, end));
      const rest = meaning === undefined ? null : from(end);
      if (meaning !== undefined && rest !== null) return [meaning, ...rest];
    }
    hopeless.add(start);
    return null;
  };
  return from(0) ?? [{ is: 'unknown', word }];
}

type Said = Readonly<{
  elements: readonly string[];
  /** Symbols of others. */
  carriers: ReadonlySet<string>;
  forms: ReadonlySet<Form>;
  oxygen: number | null;
  formulas: readonly string[];
}>;

const kindsOf =
  (meanings: readonly Meaning[]) =>
  <Kind extends Meaning['is']>(kind: Kind) =>
    meanings.filter((one): one is Extract<Meaning, Readonly<{ is: Kind }>> => one.is === kind);

function saidBy(meanings: readonly Meaning[], { elements: rated }: MaterialVocabulary): Said {
  const all = kindsOf(meanings);
  const formulas = [...new Set(all('formula').map(({ formula }) => formula))];
  const named = all('elements').flatMap(({ symbols }) => symbols);
  // Carbon in a formula is no graphite.
  const inFormulas = formulas
    .flatMap((formula) => [...(atomsIn(formula) as Atoms).keys()])
    .filter((symbol) => symbol !== 'C');
  const symbols = [...new Set([...named, ...inFormulas])];
  const forms = [
    ...all('form').map(({ form }) => form),
    ...all('elements').flatMap(({ form }) => form ?? []),
  ];
  return {
    elements: symbols.filter((symbol) => Object.hasOwn(rated, symbol)).sort(),
    carriers: new Set([
      ...all('carrier').map(({ symbol }) => symbol),
      ...symbols.filter((symbol) => !Object.hasOwn(rated, symbol)),
    ]),
    forms: new Set(formulas.some(isOfCompound) && !forms.some(isCompound) ? [...forms, 'compound'] : forms),
    oxygen: all('form').find(({ oxygen }) => oxygen !== null)?.oxygen ?? null,
    formulas,
  };
}

const SALTS = ['O', 'F', 'P', 'S', 'Cl', 'As', 'Se'];
const LIGHT = ['H', 'C', 'N'];

/**
 * Symbols alone (`NdPr`, `NdFeB`) are a mix, and so are metals with numbers, which may be of percent
 * (`CuZn37`), and magnets of iron and nitrogen.
 */
const isOfCompound = (formula: string) => {
  const atoms = atomsIn(formula) as Atoms;
  const isTraded = FORMULAS_BY_LETTERS.has(formula.toLowerCase()) && !MIXES.includes(formula);
  const has = (symbol: string) => atoms.has(symbol);
  return isTraded || SALTS.some(has) || (LIGHT.some(has) && !has('Fe'));
};

function materialOf(
  text: string,
  meanings: readonly Meaning[],
  vocabulary: MaterialVocabulary,
  dictionary: Dictionary,
): MaterialReading | MaterialProblem {
  const all = kindsOf(meanings);
  const said = saidBy(meanings, vocabulary);
  const { elements, forms } = said;
  const refuse = problemsOf(text, vocabulary, dictionary);
  const [unknown] = all('unknown');
  if (unknown !== undefined) return refuse.unknown(unknown.word, elements);
  const [other] = all('other');
  if (other !== undefined) return refuse.other(other.symbol);
  const products = [...new Set(all('product').map(({ product }) => product))];
  const [ambiguous] = all('ambiguous');
  if (products.length > 1 || (products.length === 0 && ambiguous !== undefined))
    return refuse.ambiguous(ambiguous === undefined ? products : [ambiguous.candidate]);
  const grades = all('grade').map(({ grade }) => grade);
  const product = products[0] ?? magnetOf(said, grades, vocabulary) ?? productOfFormula(said, dictionary);
  if (product !== undefined) {
    const material = ofProduct(product, vocabulary);
    const isOther =
      products.length > 0 &&
      elements.some((symbol) => material.elements.every(({ element }) => element !== symbol));
    if (isOther) return refuse.ambiguous([product, ...elements]);
    return {
      material,
      doubts:
        grades.length === 0
          ? []
          : [message('material_grade', { text, product: message(`product_${product}` as TextCode) })],
    };
  }
  if (elements.length === 0) {
    const groups = all('group').flatMap(({ group }) => OF_GROUPS[group] ?? []);
    if (forms.has('magnet') || grades.length > 0)
      return refuse.ambiguous(MAGNETS.map(({ product: one }) => one));
    // Known, and rated by nobody: it is kept, and counts in no figure.
    const carriers = [...said.carriers].sort();
    if (
      groups.length === 0 &&
      carriers.length > 0 &&
      carriers.every((symbol) => Object.hasOwn(CARRIER_WORDS, symbol))
    ) {
      const doubts = [message('material_not_rated', { text, elements: carriers.join(', ') })];
      return { material: ofElements(carriers, null, () => [], vocabulary), doubts };
    }
    return groups.length > 0 ? refuse.ambiguous(groups) : refuse.unknown(text, []);
  }
  const only = elements.find((symbol) => {
    const may = ONLY_AS[symbol];
    return may !== undefined && (said.carriers.has('Fe') || [...forms].some((form) => !may.includes(form)));
  });
  if (only !== undefined) return refuse.other(only);
  const named = all('elements').flatMap(({ symbols }) => symbols);
  if (contradicts(said, named)) return refuse.ambiguous(elements);
  const material = ofElements(elements, stageOf(said, vocabulary), partIn(said), vocabulary);
  const isOpen = material.elements.some(({ kg_per_unit }) => kg_per_unit === null);
  return {
    material,
    doubts: isOpen ? [message('material_parts', { text, elements: elements.join(', ') })] : [],
  };
}

/**
 * The product that a text means when it names a magnet, a grade of one, or all that such a magnet is made of.
 */
function magnetOf(
  { elements, carriers, forms }: Said,
  grades: readonly string[],
  { products }: MaterialVocabulary,
): string | undefined {
  if ([...forms].some((form) => form !== 'magnet')) return undefined;
  const isMagnet = forms.has('magnet') || grades.length > 0;
  const holds = new Set([...elements, ...carriers]);
  const isWhole = grades.some((grade) => /^n\d\d[a-z]/.test(grade)) && holds.size === 0;
  const [found, ...others] = MAGNETS.filter(
    ({ of, whole }, place) =>
      (isWhole && place === 0) ||
      whole.every((symbol) => holds.has(symbol)) ||
      (isMagnet && holds.has(of) && [...carriers].every((symbol) => whole.includes(symbol))),
  );
  return others.length > 0 ? undefined : products.find(({ product }) => product === found?.product)?.product;
}

/** Formulas that the text may mean: those in it, else those of its one element in its form. */
function formulasIn({ elements, carriers, forms, oxygen, formulas }: Said): readonly string[] {
  const [element = ''] = elements;
  if (formulas.length > 0 || elements.length !== 1 || carriers.size > 0) return formulas;
  return [...forms].flatMap(formulasOf).filter((formula) => {
    const atoms = atomsIn(formula) as Atoms;
    return atoms.has(element) && (oxygen === null || (atoms.get('O') ?? 0) === oxygen);
  });
}

/** A compound that the catalogue has as a product is that product, however it is written. */
function productOfFormula(said: Said, { whole }: Dictionary): string | undefined {
  const [formula, ...others] = [...said.forms].every(isCompound) ? formulasIn(said) : [];
  return formula === undefined || others.length > 0 ? undefined : whole.get(plainName(formula));
}

const isOre = ({ forms }: Said) => forms.has('ore') || forms.has('concentrate');

/** Two forms that no material has at once, or a formula without an element that the words name. */
function contradicts({ forms, formulas }: Said, named: readonly string[]) {
  const compounds = [...forms].filter(isCompound);
  const solid = (['metal', 'alloy'] as const).some((form) => forms.has(form));
  const kinds = [compounds.length > 0, solid, forms.has('magnet') || forms.has('bonded')].filter(
    Boolean,
  ).length;
  const [formula] = formulas;
  const isOther =
    formulas.length === 1 &&
    formula !== undefined &&
    named.some((symbol) => atomsIn(formula)?.has(symbol) !== true);
  return kinds > 1 || (compounds.length > 1 && formulas.length === 0) || isOther;
}

function stageOf(said: Said, vocabulary: MaterialVocabulary): Stage | null {
  const { elements, carriers, forms } = said;
  if (isOre(said)) return 'mine';
  if (forms.has('magnet') || forms.has('bonded')) return 'magnet';
  if ([...forms].some(isCompound))
    return elements.some((symbol) => vocabulary.elements[symbol]?.stages.includes('separation'))
      ? 'separation'
      : 'refining';
  if (forms.has('metal') || forms.has('alloy') || carriers.size > 0) return 'metal';
  return forms.has('refined') ? 'refining' : null;
}

/**
 * Part of an element by mass: one value, or several that the text does not tell apart; none where it is not
 * told at all.
 */
type PartOf = (element: string) => readonly number[];

function partIn(said: Said): PartOf {
  const { elements, carriers, forms } = said;
  const formulas = formulasIn(said);
  const isMix = formulas.some((formula) => !isOfCompound(formula));
  if (isOre(said) || isMix || said.formulas.length > 1) return () => [];
  if (formulas.length > 0)
    return (element) => formulas.map((formula) => massPart(atomsIn(formula) as Atoms, element));
  const isPure =
    elements.length === 1 &&
    carriers.size === 0 &&
    [...forms].every((form) => form === 'metal' || form === 'refined');
  return () => (isPure ? [1] : []);
}

function ofElements(
  elements: readonly string[],
  stage: Stage | null,
  partOf: PartOf,
  vocabulary: MaterialVocabulary,
): ResolvedMaterial {
  const contents = elements.map((element): MaterialElement => {
    const parts = partOf(element);
    const [low, high] = parts.length === 0 ? [null, null] : [Math.min(...parts), Math.max(...parts)];
    return { element, kg_per_unit: low === high ? low : null, kg_low: low, kg_high: high, evidence: null };
  });
  return {
    key: ['element', elements.join('-'), ...(stage === null ? [] : [stage])].join(':'),
    name: elements.map((symbol) => vocabulary.elements[symbol]?.name ?? symbol).join(', '),
    stage,
    unit: 'kg',
    elements: contents,
  };
}

function ofProduct(product: string, { products }: MaterialVocabulary): ResolvedMaterial {
  const contents = products.filter((content) => content.product === product);
  const [first] = contents;
  if (first === undefined) throw new Error(`there is no product ${product} in the vocabulary`);
  return {
    key: `product:${product}`,
    name: first.name,
    stage: PRODUCT_WORDS[product]?.[0] ?? null,
    unit: first.unit,
    elements: contents.map(({ element, grams_per_unit, grams_low, grams_high, row }) => ({
      element,
      kg_per_unit: grams_per_unit / GRAMS_PER_KG,
      kg_low: (grams_low ?? grams_per_unit) / GRAMS_PER_KG,
      kg_high: (grams_high ?? grams_per_unit) / GRAMS_PER_KG,
      evidence: row,
    })),
  };
}

const GRAMS_PER_KG = 1000;

const NEAR = 0.82;
const MOST_SUGGESTIONS = 3;

function problemsOf(text: string, vocabulary: MaterialVocabulary, { names }: Dictionary) {
  const isKnown = (candidate: string) =>
    Object.hasOwn(vocabulary.elements, candidate) ||
    vocabulary.products.some(({ product }) => product === candidate);
  const best = (candidates: readonly string[]): readonly string[] =>
    [...new Set(candidates)].filter(isKnown).slice(0, MOST_SUGGESTIONS);
  return {
    unknown: (word: string, elements: readonly string[]): MaterialProblem => ({
      reason: 'unknown_material',
      detail:
        plainName(word) === plainName(text)
          ? message('material_unknown', { text })
          : message('material_word_unknown', { text, word }),
      suggestions: best([...elements, ...idsNear(word, names, NEAR), ...idsNear(text, names, NEAR)]),
    }),
    ambiguous: (candidates: readonly string[]): MaterialProblem => ({
      reason: 'ambiguous_material',
      detail: message('material_ambiguous', { text, candidates: best(candidates).join(', ') }),
      suggestions: best(candidates),
    }),
    other: (symbol: string): MaterialProblem => ({
      reason: 'other_material',
      detail: message('material_other', { text, element: symbol }),
      suggestions: best([symbol]),
    }),
  };
}
