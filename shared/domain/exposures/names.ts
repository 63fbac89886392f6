/** Names as people and systems write them, made comparable, and how alike two of them are. */
import { valueAt } from '../numbers/memoized.ts';
import { simplified } from './character-variants.ts';

/** Letters that do not come apart into a base letter and a mark. */
const LETTERS: readonly (readonly [letter: string, latin: string])[] = Object.entries({
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
});

/**
 * Legal forms of companies in Latin letters after normalisation, and `and`, for which `&` stands as often.
 */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'ab ad ag aktiengesellschaft and as asa berhad bhd bv co coltd company corp corporation gaisha gmbh inc incorporated international intl jsc kabushiki kaisha kgaa kk kft kg limited llc llp lp ltd ltda mbh nv nyrt oao ooo oy oyj pao pjsc plc private pt pte pty pvt sa sab sarl sas sdn se sl spa spolka spolsro spzoo srl sro tbk the uab ug'.split(
    ' ',
  ),
);

/** Legal forms of companies in Chinese, Japanese and Korean, where no space separates them from the name. */
const LEGAL_FORMS_WITHOUT_SPACES =
  /(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|株式会社|有限会社|合同会社|[(]株[)]|주식회사|社$)/gu;

/** The same in two words or more: `a.s.`, `spol. s r.o.`, `Sp. z o.o.` with blanks between. */
const SPACED_LEGAL_FORMS = /\b(?:spol )?s ro\b|\bsp z ?oo\b|\ba s$/g;

/**
 * NFKC, small letters, no diacritics, simplified characters, words of letters and digits with one space
 * between them. Ends of words, punctuation, full-width
 * forms and ligatures make no difference.
 */
export function plainName(name: string): string {
  // Nothing of plain English letters comes apart or has another form: the same result in a fifth of the time.
  if (/^[ -~]*$/.test(name))
    return name
      .toLowerCase()
      .replaceAll(/['`.]/g, '')
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  const unmarked = simplified(name.normalize('NFKC'))
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\p{M}--[\u3099\u309a]]+/gv, ''); // ガ is not カ;
  return LETTERS.reduce((plain, [letter, latin]) => plain.replaceAll(letter, latin), unmarked)
    .normalize('NFC')
    .replaceAll(/['’`.]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The plain name without words for the kind of company; the plain name where nothing else would be left. */
export function companyName(name: string): string {
  const plain = plainName(simplified(name.normalize('NFKC')).replaceAll(LEGAL_FORMS_WITHOUT_SPACES, ' '));
  const words = plain
    .replaceAll(SPACED_LEGAL_FORMS, ' ')
    .replaceAll('重工业', '重工')
    .replaceAll('电气工业', '电工')
    .split(' ')
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word));
  return words.length === 0 ? plainName(name) : words.join(' ');
}

/**
 * How far a common beginning counts, and how much of the distance to 1 each of its letters closes (Winkler
 * 1990).
 */
export const PREFIX_LETTERS = 4;
const PREFIX_WEIGHT = 0.1;

/**
 * Jaro-Winkler similarity of two texts, 0 to 1: made for typing errors in names, kind to a common beginning.
 */
const jaroWinkler = (a: readonly string[], b: readonly string[]) => withPrefix(jaroSimilarity(a, b), a, b);

const withPrefix = (jaro: number, a: readonly string[], b: readonly string[]) =>
  closer(jaro, commonPrefix(a, b));

function commonPrefix(a: readonly string[], b: readonly string[]) {
  let prefix = 0;
  while (prefix < PREFIX_LETTERS && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return prefix;
}

const closer = (jaro: number, prefix: number) => jaro + prefix * PREFIX_WEIGHT * (1 - jaro);

function jaroSimilarity(a: readonly string[], b: readonly string[]) {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Array<boolean>(b.length).fill(false);
  const matchesOfA: string[] = [];
  for (const [index, letter] of a.entries()) {
    const last = Math.min(b.length - 1, index + reach);
    for (let place = Math.max(0, index - reach); place <= last; place += 1) {
      if (taken[place] === true || b[place] !== letter) continue;
      taken[place] = true;
      matchesOfA.push(letter);
      break;
    }
  }
  const matches = matchesOfA.length;
  if (matches === 0) return 0;
  const matchesOfB = b.filter((_, place) => taken[place]);
  const outOfPlace = matchesOfA.filter((letter, index) => letter !== matchesOfB[index]).length;
  return (matches / a.length + matches / b.length + (matches - outOfPlace / 2) / matches) / 3;
}

export type ComparableName = Readonly<{
  plain: string;
  letters: readonly string[];
  /** Letters of the name with its words sorted, so that `Rare Earths Lynas` equals `Lynas Rare Earths`. */
  orderedLetters: readonly string[];
  /** How often letters occur, by the last bits of their code points. */
  counts: Uint16Array;
}>;

export const LETTER_KINDS = 32;

export function comparableName(plain: string): ComparableName {
  const letters = [...plain];
  const counts = new Uint16Array(LETTER_KINDS);
  for (const letter of letters) {
    const kind = (letter.codePointAt(0) as number) % LETTER_KINDS;
    counts[kind] = valueAt(counts, kind) + 1;
  }
  return { plain, letters, orderedLetters: [...plain.split(' ').sort().join(' ')], counts };
}

export const nameSimilarity = (left: string, right: string): number =>
  similarityOf(comparableName(left), comparableName(right));

const similarityOf = (left: ComparableName, right: ComparableName) =>
  Math.max(jaroWinkler(left.letters, right.letters), jaroWinkler(left.orderedLetters, right.orderedLetters));

/**
 * `nameSimilarity`, or null where it is surely under `least`, which takes a hundredth of the work to find
 * out.
 */
export const similarityFrom = (least: number, left: ComparableName, right: ComparableName): number | null =>
  mostSimilar(left, right) < least ? null : similarityOf(left, right);

/** Ids of names that are at least so alike, each once, the most alike first. */
export function idsNear<Id extends string>(
  word: string,
  names: readonly (readonly [name: ComparableName, id: Id])[],
  least: number,
): readonly Id[] {
  const asked = comparableName(plainName(word));
  const near = names
    .map(([name, id]) => ({ id, near: similarityFrom(least, asked, name) ?? 0 }))
    .filter((one) => one.near >= least)
    .sort((one, other) => other.near - one.near || (one.id < other.id ? -1 : 1));
  return [...new Set(near.map(({ id }) => id))];
}

function mostSimilar(left: ComparableName, right: ComparableName) {
  if (left.letters.length === 0 || right.letters.length === 0) return 1;
  let common = 0;
  for (let kind = 0; kind < LETTER_KINDS; kind += 1)
    common += Math.min(valueAt(left.counts, kind), valueAt(right.counts, kind));
  const prefix = Math.max(
    commonPrefix(left.letters, right.letters),
    commonPrefix(left.orderedLetters, right.orderedLetters),
  );
  return mostSimilarBy(common, left.letters.length, right.letters.length, prefix);
}

/**
 * No similarity of two names is greater: not more letters can agree than both have, and at best all in order.
 * `common`: letters that both
 * have; `left` and `right`: letters of each, more than 0; `prefix`: letters of the beginning that they share,
 * at most four.
 */
export const mostSimilarBy = (common: number, left: number, right: number, prefix: number): number =>
  closer((common / left + common / right + 1) / 3, prefix);

/** Katakana by consonant, as Hepburn romanises them; vowels, small ones and marks of length have none. */
const CONSONANTS: ReadonlyMap<string, string> = new Map(
  'k カキクケコ g ガギグゲゴ s サシスセソザジズゼゾ t タテト c チ ts ツヅ d ダヂデド n ナニヌネノン h ハヒヘホ f フ b バビブベボヴ p パピプペポ m マミムメモ r ラリルレロ'
    .split(' ')
    .flatMap((part, at, all) =>
      at % 2 === 0 ? [] : [...part].map((kana) => [kana, all[at - 1] as string] as const),
    ),
);

/** Letters as Japanese hears them, in this order: `l` as `r`, `v` as `b`, no `r` before a consonant or at the end. */
const HEARD: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]+/g, ''],
  [/(.)\1+/g, '$1'],
  [/sch/g, 's'],
  [/[ts]ion|cian/g, 'sn'],
  [/ture?/g, 'c'],
  [/tch|ch/g, 'C'],
  [/s(?:ch|h)|th/g, 's'],
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/x/g, 'ks'],
  [/c(?=[eiy])|[jz]|g(?=[ey])/g, 's'],
  [/c/g, 'k'],
  [/C/g, 'c'],
  [/re?$|r(?=[^aeiouy])/g, ''],
  [/h(?![aeiouy])/g, ''],
  [/l/g, 'r'],
  [/v/g, 'b'],
  [/m(?=[bp])/g, 'n'],
  [/[aeiouyw]/g, ''],
];

const heard = (latin: string) => HEARD.reduce((text, [letters, as]) => text.replaceAll(letters, as), latin);

/**
 * Consonants of a plain name as one hears them, so that `ユミコア` has those of `Umicore` (mk) and `レゾナック`
 * those of `Resonac` (rsnk); the empty text for one with other scripts, or with fewer than two.
 */
export function soundOf(plain: string): string {
  const upper = plain.replaceAll(/[ぁ-ゖ]/g, (sign) =>
    String.fromCodePoint((sign.codePointAt(0) as number) + 0x60),
  );
  if (/[^a-z0-9 ァ-ヶー・]/.test(upper)) return '';
  const sound = upper
    .replaceAll(/[a-z ]+/g, heard)
    .replaceAll(/[ァ-ヶー・]/g, (kana) => CONSONANTS.get(kana) ?? '')
    .replaceAll(/([a-z])\1+/g, '$1');
  return sound.length < 2 ? '' : sound;
}

/** Does a name hold katakana, in which Japanese writes foreign names? */
export const hasKana = (plain: string): boolean => /[ァ-ヶ]{2}/.test(plain);

/** Least letters of a name that counts as the beginning of another; shorter ones mean nothing. */
export const LEAST_LETTERS = 4;

/** Whether one plain name is the beginning of the other, in whole words; Chinese characters have none. */
export function beginsWith(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length < LEAST_LETTERS || !long.startsWith(short)) return false;
  return long[short.length] === ' ' || /^\p{Script=Han}+$/u.test(short);
}

// Identifiers of legal entities: how they are written, and whether they can be one.

export const plainIdentifier = (text: string): string =>
  text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

/** ISO 17442: 18 letters or digits and two check digits, MOD 97-10 of ISO 7064 over the whole. */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}[0-9]{2}$/.test(text)) return false;
  let remainder = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Nine digits; the number has no check digit any more. */
export const isDuns = (text: string): boolean => /^[0-9]{9}$/.test(text);
