/** Cells of the Mineral Commodity Summaries: numbers, the signs that stand for missing ones, and how finely a number is printed. */

/** A cell as it was meant. */
export interface PublishedValue {
  /** `null`: withheld, not available, or only a bound or a word. */
  readonly value: number | null;
  /** Why there is no number, or what is said of it: `withheld`, `not available`, `not applicable`, `zero`, `less than half a unit`, `more than`, `less than`, or the printed word. */
  readonly qualifier: string | null;
  /** An `e` before the number. */
  readonly isEstimated: boolean;
  /** Nothing known stands in the cell. */
  readonly isUnknown: boolean;
}

/** Signs of the publisher, explained on the page "Units and Abbreviations" of each edition. */
const SIGNS: Readonly<Record<string, { readonly value: number | null; readonly qualifier: string | null }>> = {
  '': { value: null, qualifier: null },
  W: { value: null, qualifier: 'withheld' },
  NA: { value: null, qualifier: 'not available' },
  XX: { value: null, qualifier: 'not applicable' },
  '-': { value: 0, qualifier: 'zero' },
};
/** Words instead of a number, which say where the figure is or how large it might be. */
const WORDS =
  /^(?:very )?(?:large|small|moderate)$|^categorized as|^included (?:in|with)|^less than|^not (?:available|applicable)|^withheld|^\(\d+\)$/i;

export function publishedValue(cell: string | number | null): PublishedValue {
  const text = String(cell ?? '')
    .trim()
    .replace(/^[–—−-]+$/, '-');
  const known = { isEstimated: false, isUnknown: false };
  const sign = SIGNS[text];
  if (sign !== undefined) return { ...sign, ...known };
  if (/^less than (?:½|1\/2|half)/i.test(text)) return { value: null, qualifier: 'less than half a unit', ...known };
  if (WORDS.test(text)) return { value: null, qualifier: text.toLowerCase(), ...known };
  const number = /^(e)?([<>]?)(e)?(-?[\d,]*\.?\d+)$/.exec(text.replaceAll(/\s/g, ''));
  if (number === null || !Number.isFinite(Number((number[4] ?? '').replaceAll(',', ''))))
    return { value: null, qualifier: text, isEstimated: false, isUnknown: true };
  const value = Number((number[4] ?? '').replaceAll(',', ''));
  const bound = number[2] === '>' ? 'more than' : number[2] === '<' ? 'less than' : null;
  return {
    value: bound === null ? value : null,
    qualifier: bound === null ? null : `${bound} ${value}`,
    isEstimated: (number[1] ?? number[3]) !== undefined,
    isUnknown: false,
  };
}

/**
 * Half of the last printed digit that is not a zero at the end: 302,000 is taken as rounded to thousands, so within 500. A number that happens to
 * end in zeros without having been rounded gets a wider tolerance than it needs; nothing in the table tells the two apart.
 */
export function roundingOf(value: number): number {
  if (value === 0) return 0;
  const [whole = '', fraction = ''] = String(Math.abs(value)).split('.');
  const zeros = fraction === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : -fraction.length;
  return 10 ** zeros / 2;
}
