/**
 * Elements in a material as buyers write it: formulas (`Dy2O3`), symbols in a row (`NdPr`, `DyFe`), names of elements (`ferro-dysprosium`),
 * and names of mixes (`didymium`, `mischmetal`). The part of an element is known for formulas alone. And elements that a text names, in any language
 * that the catalogue of names has.
 */
import { ENGLISH_ELEMENT_NAMES } from '../words/english.ts';
import { JAPANESE_ELEMENT_NAMES } from '../words/japanese.ts';
import { plainName } from './names.ts';

/**
 * Names beside those of the catalogue of words: Chinese (simplified, traditional), other English and Japanese ones, French, Indonesian, Malay, Vietnamese;
 * groups of elements. Words that mean other things too (`đồng`, `fluorine`) are no names.
 */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  Bi: '铋 鉍 bismut',
  C: 'graphite 石墨 黒鉛 黑铅 グラファイト grafit than_chì',
  CaF2: 'fluorite 萤石 螢石 ホタル石 spath_fluor fluorin fluorit huỳnh_thạch',
  Ce: '铈 鈰 cérium serium xeri',
  Co: '钴 鈷 kobalt coban',
  Cu: '铜 銅 cuivre tembaga kuprum đồng_tinh_luyện',
  Dy: '镝 鏑 disprosium dysprosi',
  Er: '铒 鉺 erbi',
  Eu: '铕 銪 ユーロピウム europi',
  Ga: '镓 鎵 galium gali',
  Gd: '钆 釓 gadolini',
  Ge: '锗 鍺 gecmani',
  Ho: '钬 鈥 holmi',
  In: '铟 銦 インヂウム indi',
  La: '镧 鑭 lanthane lantanum lantan',
  Li: '锂 鋰 litium liti',
  Lu: '镥 鑥 lutécium lutesium luteti',
  Mg: '镁 鎂 magnésium magie magnesi',
  Mo: '钼 鉬 molybdène molibdenum molypden',
  Nb: '铌 鈮 columbium niobi',
  Nd: '钕 釹 néodyme neodimium neodym ネオジウム',
  Ni: '镍 鎳 nikel niken',
  Pd: '钯 鈀 paladium paladi',
  Pm: '钷 鉕',
  Pr: '镨 鐠 praséodyme praseodimium praseodym プラセオジウム',
  Pt: '铂 鉑 プラチナ platine platina bạch_kim',
  Rh: '铑 銠 rodium rodi',
  Sb: '锑 銻 antimoine antimon',
  Sc: '钪 鈧 skandium scandi',
  Si: 'silicon 硅 矽 シリコン ケイ素 珪素 silicium silikon silic',
  Sm: '钐 釤 samari',
  Ta: '钽 鉭 tantale tantan',
  Tb: '铽 鋱 terbi',
  Te: '碲 tellure telurium telua',
  Tm: '铥 銩',
  V: '钒 釩 vanadi',
  W: '钨 鎢 wolfram tungstène vonfram',
  Y: '钇 釔 itrium ytri',
  Yb: '镱 鐿 iterbium ytecbi',
  '@HREE': '中重稀土 重稀土 重希土 heavy_rare_earth heavy_rare_earths terres_rares_lourdes tanah_jarang_berat',
  '@LREE': '轻稀土 輕稀土 軽希土 light_rare_earth light_rare_earths terres_rares_légères',
  '@REE': '稀土 希土類 レアアース rare_earth rare_earths terres_rares tanah_jarang nadir_bumi đất_hiếm',
};

/** Ores and alloys by the element that they are traded for: a text that names one names it, a weight of one is no weight of it. */
const ORES: Readonly<Record<string, string>> = {
  Cu: 'quặng_đồng',
  Li: 'spodumene 锂辉石 リチア輝石',
  Nb: 'pyrochlore 烧绿石',
  Ni: 'ferronickel feronikel',
  Sb: 'stibnite 辉锑矿',
  Si: 'quartz 石英 kuarsa',
  Ta: 'coltan',
  W: 'wolframite scheelite',
};

/** Symbols and formulas that stand for nothing else in a text where they stand alone; `In`, `Co`, `Si`, `Pt`, `La` do. */
const PLAIN_SYMBOLS: ReadonlySet<string> = new Set('CaF2 Dy Ga Gd Ge Lu Mg Nb Nd Pd Rh Sb Sm Tb Tm Yb'.split(' '));

/** Names in scripts without spaces may stand anywhere in a text. */
const isUnspaced = (name: string): boolean => /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(name);

type NameOf = readonly [name: string, symbol: string];

const namesOf = (symbol: string, names: readonly (string | undefined)[]): readonly NameOf[] =>
  names.flatMap((name) => (name === undefined ? [] : [[plainName(name.replaceAll('_', ' ')), symbol] as const]));

const ELEMENT_NAMES: readonly NameOf[] = Object.entries(OTHER_NAMES).flatMap(([symbol, others]) =>
  namesOf(symbol, [ENGLISH_ELEMENT_NAMES[symbol]?.replace(/ \(.*/, ''), JAPANESE_ELEMENT_NAMES[symbol], ...others.split(' ')]),
);
const SYMBOLS_BY_NAME: ReadonlyMap<string, string> = new Map(ELEMENT_NAMES.filter(([, symbol]) => !symbol.startsWith('@')));

/** Longest first: `イッテルビウム` has `テルビウム` in it. */
const NAMES_IN_TEXTS = [...ELEMENT_NAMES, ...Object.entries(ORES).flatMap(([symbol, ores]) => namesOf(symbol, ores.split(' ')))].sort(
  ([a], [b]) => b.length - a.length || (a < b ? -1 : 1),
);

/** Names that stand in a text, and what they name; of names that lie in each other the longest. `names`: plain, longest first. */
export function namedIn(text: string, names: readonly NameOf[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let rest = ` ${plainName(text)} `;
  for (const [name, named] of names) {
    const [sought, gap] = isUnspaced(name) ? [name, '|'] : [` ${name} `, ' | '];
    if (!rest.includes(sought)) continue;
    rest = rest.replaceAll(sought, gap);
    found.set(name, named);
  }
  return found;
}

/** Symbols of elements, and groups (`@REE`), that a text names in any language, in byte order. */
export function elementsNamed(text: string): readonly string[] {
  const symbols = text.split(/[^A-Za-z0-9]+/).filter((word) => PLAIN_SYMBOLS.has(word));
  return [...new Set([...symbols, ...namedIn(text, NAMES_IN_TEXTS).values()])].sort();
}

/** Part of an element in a material by mass, 0 to 1; null where the name does not tell it. */
export interface ElementInMaterial {
  readonly element: string;
  readonly part: number | null;
}

/** Words for the form of a material, which do not tell which material it is. */
const FORMS: ReadonlySet<string> = new Set(
  'oxide oxides trioxide pentoxide sesquioxide metal metals ingot powder alloy alloys concentrate carbonate hydroxide chloride fluoride sulfate sulphate nitride compound compounds refined natural flake spherical high purity of strip cast sintered mixed master'.split(
    ' ',
  ),
);

/** Not scored, and never what a buyer of the material worries about. */
const CARRIERS: ReadonlySet<string> = new Set(['iron', 'ferro', 'fe', 'boron', 'b', 'aluminium', 'aluminum', 'al']);

const HEAVY = ['Gd', 'Tb', 'Dy', 'Ho', 'Er', 'Tm', 'Yb', 'Lu', 'Y'] as const;

/** Names of mixes without their forms. */
const MIXES: Readonly<Record<string, readonly string[]>> = {
  didymium: ['Nd', 'Pr'],
  mischmetal: ['Ce', 'La', 'Nd', 'Pr'],
  'misch metal': ['Ce', 'La', 'Nd', 'Pr'],
  'heavy rare earth': HEAVY,
  'heavy rare earths': HEAVY,
  hree: HEAVY,
};

/** The plain name of a material without the words for its form. */
export const withoutForms = (material: string): string =>
  plainName(material)
    .split(' ')
    .filter((word) => !FORMS.has(word))
    .join(' ');

/** Elements that the material names, in the order of the name; none where a part of the name is not understood. `elements`: symbol -> name. */
export function elementsInMaterial(material: string, elements: Readonly<Record<string, string>>): readonly ElementInMaterial[] {
  const formula = inFormula(material.trim(), elements);
  if (formula.length > 0) return formula;
  const plain = withoutForms(material);
  const mix = Object.hasOwn(MIXES, plain) ? MIXES[plain] : undefined;
  const named = mix ?? namedOneByOne(material, elements);
  const known = [...new Set(named)].filter((symbol) => Object.hasOwn(elements, symbol));
  const isPure = known.length === 1 && mix === undefined && !hasCarrier(material);
  return known.map((element) => ({ element, part: isPure ? 1 : null }));
}

/** Symbols of a text without blanks, each with its number of atoms; null for what is no formula. */
function atomsOf(text: string): readonly (readonly [symbol: string, count: number])[] | null {
  if (!/^(?:[A-Z][a-z]?[0-9]{0,3})+$/.test(text)) return null;
  return [...text.matchAll(/([A-Z][a-z]?)([0-9]{0,3})/g)].map(([, symbol = '', count = '']) => [symbol, count === '' ? 1 : Number(count)]);
}

/** A compound with a number in it, or with oxygen, fluorine, chlorine, nitrogen or carbon: symbols alone (`NdPr`) are a mix. */
function inFormula(text: string, elements: Readonly<Record<string, string>>): readonly ElementInMaterial[] {
  const atoms = atomsOf(text) ?? [];
  const isCompound = atoms.length > 1 && (/[0-9]/.test(text) || /(?:O|F|Cl|N)$/.test(text));
  if (!isCompound || atoms.some(([symbol]) => !Object.hasOwn(ATOMIC_WEIGHTS, symbol))) return [];
  const mass = ([symbol, count]: readonly [string, number]): number => count * (ATOMIC_WEIGHTS[symbol] as number);
  const whole = atoms.reduce((sum, atom) => sum + mass(atom), 0);
  return atoms.filter(([symbol]) => Object.hasOwn(elements, symbol)).map((atom) => ({ element: atom[0], part: mass(atom) / whole }));
}

/** Words of the material as they are written, apart at blanks, hyphens and slashes. */
const wordsIn = (material: string): readonly string[] =>
  material.split(/[\s/+–-]+/).filter((word) => word !== '' && !FORMS.has(plainName(word)));

const hasCarrier = (material: string): boolean =>
  wordsIn(material).some(
    (word) => CARRIERS.has(plainName(word)) || (symbolsIn(word)?.some((symbol) => CARRIERS.has(symbol.toLowerCase())) ?? false),
  );

/** Symbols in a row (`NdPr`, `DyFe`), each of which exists; null where one does not. */
function symbolsIn(word: string): readonly string[] | null {
  const atoms = atomsOf(word);
  if (atoms === null || atoms.some(([symbol, count]) => count !== 1 || !Object.hasOwn(ATOMIC_WEIGHTS, symbol))) return null;
  return atoms.map(([symbol]) => symbol);
}

/** Every word is a name, symbols or a carrier; a word that is none leaves nothing. */
function namedOneByOne(material: string, elements: Readonly<Record<string, string>>): readonly string[] {
  const symbolOf = new Map(Object.entries(elements).map(([symbol, name]) => [plainName(name), symbol]));
  const found: string[] = [];
  for (const word of wordsIn(material)) {
    const symbol = symbolOf.get(plainName(word)) ?? SYMBOLS_BY_NAME.get(plainName(word));
    const symbols = symbol === undefined ? symbolsIn(word) : [symbol];
    if (symbols === null && !CARRIERS.has(plainName(word))) return [];
    found.push(...(symbols ?? []));
  }
  return found;
}

/** Standard atomic weights, abridged: CIAAW, Standard Atomic Weights 2021 (IUPAC), https://www.ciaaw.org/atomic-weights.htm. */
const ATOMIC_WEIGHTS: Readonly<Record<string, number>> = {
  H: 1.008,
  B: 10.81,
  C: 12.011,
  N: 14.007,
  O: 15.999,
  F: 18.998,
  Na: 22.99,
  Mg: 24.305,
  Al: 26.982,
  Si: 28.085,
  P: 30.974,
  S: 32.06,
  Cl: 35.45,
  K: 39.098,
  Ca: 40.078,
  Sc: 44.956,
  Ti: 47.867,
  V: 50.942,
  Cr: 51.996,
  Mn: 54.938,
  Fe: 55.845,
  Co: 58.933,
  Ni: 58.693,
  Cu: 63.546,
  Zn: 65.38,
  Ga: 69.723,
  Ge: 72.63,
  As: 74.922,
  Se: 78.971,
  Sr: 87.62,
  Y: 88.906,
  Zr: 91.224,
  Nb: 92.906,
  Mo: 95.95,
  Pd: 106.42,
  Ag: 107.87,
  Cd: 112.41,
  In: 114.82,
  Sn: 118.71,
  Sb: 121.76,
  Te: 127.6,
  Ba: 137.33,
  La: 138.91,
  Ce: 140.12,
  Pr: 140.91,
  Nd: 144.24,
  Sm: 150.36,
  Eu: 151.96,
  Gd: 157.25,
  Tb: 158.93,
  Dy: 162.5,
  Ho: 164.93,
  Er: 167.26,
  Tm: 168.93,
  Yb: 173.05,
  Lu: 174.97,
  Hf: 178.49,
  Ta: 180.95,
  W: 183.84,
  Re: 186.21,
  Pt: 195.08,
  Pb: 207.2,
  Bi: 208.98,
  Li: 6.94,
  Be: 9.0122,
};
