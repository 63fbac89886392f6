/** Elements that a text of any kind names, in any language that the words of materials have. */
import { plainName } from '../exposures/names.ts';
import { MATERIAL_WORDS } from './material-words.ts';
import { ELEMENT_NAMES } from './materials.ts';

/**
 * Symbols and formulas that stand for nothing else in a text where they stand alone; `In`, `Co`, `Si`, `Pt`,
 * `La` do.
 */
const PLAIN_SYMBOLS: ReadonlySet<string> = new Set(
  'CaF2 Dy Ga Gd Ge Lu Mg Nb Nd Pd Rh Sb Sm Tb Tm Yb'.split(' '),
);

/** Names in scripts without spaces may stand anywhere in a text. */
const isUnspaced = (name: string) => /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(name);

type NameOf = readonly [name: string, symbol: string];

const MINERALS: readonly NameOf[] = Object.entries({
  ...MATERIAL_WORDS,
  'Si:ore': 'quartz 石英 kuarsa',
}).flatMap(([what, words]) => {
  const [symbol = ''] = what.split(':');
  return symbol.includes('-')
    ? []
    : words.split(' ').map((word): NameOf => [plainName(word.replaceAll('_', ' ')), symbol]);
});

/** Longest first: `イッテルビウム` has `テルビウム` in it. */
const NAMES_IN_TEXTS = [...ELEMENT_NAMES, ...MINERALS].sort(
  ([a], [b]) => b.length - a.length || (a < b ? -1 : 1),
);

/**
 * Names that stand in a text, and what they name; of names that lie in each other the longest. `names`:
 * plain, longest first.
 */
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
