/** Rules by which the text of an announcement is read in one language. Every answer comes with the sentence that it was read from. */

/** A value and the sentence that says it. */
export interface ReadValue<T> {
  readonly value: T;
  readonly sentence: string;
}

/** Instruments that a text suspends, by key. */
export interface Suspension {
  readonly keys: readonly string[];
  /** Only a paragraph of them, in the words of the text; `null` for all of it. */
  readonly part: string | null;
}

/** Rules of one language: all that can be read without knowing the register. */
export interface TextRules {
  /** Instrument and title; `null` where no line begins with a number that is known. */
  readonly instrument: (lines: readonly string[]) => ReadValue<{ readonly instrumentNo: string; readonly title: string }> | null;
  /** Day of the text, `YYYY-MM-DD`. */
  readonly dated: (lines: readonly string[]) => ReadValue<string> | null;
  readonly sentences: (text: string) => readonly string[];
  /** Days on which parts of it begin, given the day of the text; several where parts begin apart. */
  readonly begins: (sentence: string, dated: string | null) => readonly string[];
  /** Last day in force, which counts. */
  readonly ends: (sentence: string) => string | null;
  readonly suspends: (sentence: string) => Suspension | null;
  /** First that is found decides: a narrower kind stands before a wider one. */
  readonly kinds: readonly (readonly [RegExp, string])[];
  /** Goods that the text controls, as words of `element_groups.csv` and symbols. */
  readonly goods: (sentence: string) => GoodsNamed;
  /** Words that stand for all goods on the list of dual-use items. */
  readonly dualUse: RegExp;
  readonly stages: readonly (readonly [RegExp, string])[];
  readonly targets: readonly (readonly [RegExp, string])[];
  /** A sentence that controls exports, whoever buys. */
  readonly controls: RegExp;
}

/** Goods of a sentence. */
export interface GoodsNamed {
  readonly words: readonly string[];
  /** Named like goods, but no word of the register. */
  readonly unknown: readonly string[];
}

export const NO_GOODS: GoodsNamed = { words: [], unknown: [] };

/** `YYYY-MM-DD` of numbers as they are written; `null` for no day of the calendar. */
export function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const read = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== written ? null : written;
}
