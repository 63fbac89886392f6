/**
 * Plain names of many subjects, laid out so that a name is compared with a hundred thousand of them in milliseconds: those that are surely too
 * far are told by counts of letters, which stand in columns, and no other name is lost.
 */
import { beginsWith, type ComparableName, comparableName, LETTER_KINDS, mostSimilarBy, PREFIX_LETTERS } from './names.ts';

export interface NameIndex {
  /** Positions, in order, of the names that may be as similar as `least` (0 to 1), or of which one is the beginning of the other. */
  readonly near: (asked: ComparableName, least: number) => readonly number[];
}

/** Code points at the beginning of a name and of its words in order, by position; 0 where the name is shorter. */
interface Beginnings {
  readonly written: Uint32Array;
  readonly ordered: Uint32Array;
}

function commonBeginning(asked: readonly string[], column: Uint32Array, position: number): number {
  let common = 0;
  while (common < PREFIX_LETTERS && common < asked.length && asked[common]?.codePointAt(0) === column[position * PREFIX_LETTERS + common])
    common += 1;
  return common;
}

function setBeginning(column: Uint32Array, position: number, letters: readonly string[]): void {
  for (const [place, letter] of letters.slice(0, PREFIX_LETTERS).entries())
    column[position * PREFIX_LETTERS + place] = letter.codePointAt(0) as number;
}

/** Lays out plain names, as `companyName` makes them: about three microseconds and 0.2 kB a name. */
export function nameIndex(plains: readonly string[]): NameIndex {
  const lengths = new Uint32Array(plains.length);
  const counts = new Uint16Array(plains.length * LETTER_KINDS);
  const begin: Beginnings = {
    written: new Uint32Array(plains.length * PREFIX_LETTERS),
    ordered: new Uint32Array(plains.length * PREFIX_LETTERS),
  };
  for (const [position, plain] of plains.entries()) {
    const name = comparableName(plain);
    lengths[position] = name.letters.length;
    counts.set(name.counts, position * LETTER_KINDS);
    setBeginning(begin.written, position, name.letters);
    setBeginning(begin.ordered, position, name.orderedLetters);
  }

  /** Letters that both names have; the order of letters does not count. */
  function commonLetters(asked: ComparableName, position: number): number {
    const from = position * LETTER_KINDS;
    let common = 0;
    for (let kind = 0; kind < LETTER_KINDS; kind += 1) {
      const [one, other] = [asked.counts[kind] as number, counts[from + kind] as number];
      common += Math.min(one, other);
    }
    return common;
  }

  return {
    near(asked, least) {
      const found: number[] = [];
      const size = asked.letters.length;
      for (let position = 0; position < plains.length; position += 1) {
        const other = lengths[position] as number;
        const same = commonBeginning(asked.letters, begin.written, position);
        const prefix = Math.max(same, commonBeginning(asked.orderedLetters, begin.ordered, position));
        const isNear =
          size === 0 ||
          other === 0 ||
          (mostSimilarBy(Math.min(size, other), size, other, prefix) >= least &&
            mostSimilarBy(commonLetters(asked, position), size, other, prefix) >= least);
        if (isNear || (same > 0 && beginsWith(asked.plain, plains[position] as string))) found.push(position);
      }
      return found;
    },
  };
}
