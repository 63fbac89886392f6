/** What the columns of a file hold, told from their headings or stated. */
import { type ComparableName, comparableName, plainName, similarityFrom } from '../exposures/names.ts';
import { type Measure, measureOf } from './cells.ts';
import { FIELD_WORDS, type FileField, type FileLanguage, LANGUAGES } from './file-words.ts';

/** A heading that was understood. */
export interface Heading {
  readonly field: FileField;
  /** Null: written the same in several languages, or stated. */
  readonly language: FileLanguage | null;
  /** What a number of the column is multiplied with to be of a year. */
  readonly perYear: number;
  readonly measure: Measure | null;
}

const FIELDS = Object.keys(FIELD_WORDS) as readonly FileField[];

/** Languages that write numbers in the same way count as one. */
const isAlike = (one: FileLanguage | null, other: FileLanguage): boolean => one === other || (one === 'ja' && other === 'zh');

const HEADINGS = new Map<string, Omit<Heading, 'measure'>>();
for (const field of FIELDS) {
  for (const language of LANGUAGES)
    for (const words of FIELD_WORDS[field][language].split('|')) {
      const [word = '', perYear = '1'] = words.split('*');
      const known = HEADINGS.get(plainName(word));
      if (known === undefined) HEADINGS.set(plainName(word), { field, language, perYear: Number(perYear) });
      else if (!isAlike(known.language, language)) HEADINGS.set(plainName(word), { ...known, language: null });
    }
  HEADINGS.set(plainName(field), { field, language: null, perYear: 1 });
}
const COMPARABLE: readonly (readonly [ComparableName, FileField])[] = [...HEADINGS].map(([word, { field }]) => [
  comparableName(word),
  field,
]);

const LONGEST_HEADING = 100;

/** The field of a heading, with a unit or currency behind it: `Kosten (TEUR)`, `在庫量kg`. */
export function headingOf(given: string): Heading | null {
  const text = given.normalize('NFKC').trim().slice(0, LONGEST_HEADING);
  const whole = HEADINGS.get(plainName(text));
  if (whole !== undefined) return { ...whole, measure: null };
  for (let end = text.length - 1; end > 0; end -= 1) {
    const base = HEADINGS.get(plainName(text.slice(0, end).replace(/[\s_-]+in\s*$/i, '')));
    const measure =
      base === undefined
        ? null
        : measureOf(
            text
              .slice(end)
              .replaceAll(/[()[\]【】_]/g, ' ')
              .replace(/^[\s-]*in\s/i, ''),
          );
    if (base !== undefined && measure !== null) return { ...base, measure: measure === 'none' ? null : measure };
  }
  return null;
}

/** Headings that are less alike mean other things. */
const NEAR = 0.85;
const MOST_SUGGESTIONS = 3;

/** Fields whose headings come near, nearest first. */
export function fieldsNear(heading: string): readonly FileField[] {
  const asked = comparableName(plainName(heading.slice(0, LONGEST_HEADING)));
  const near = COMPARABLE.map(([name, field]) => ({ field, near: similarityFrom(NEAR, asked, name) ?? 0 }))
    .filter((one) => one.near >= NEAR)
    .sort((one, other) => other.near - one.near || (one.field < other.field ? -1 : 1));
  return [...new Set(near.map(({ field }) => field))].slice(0, MOST_SUGGESTIONS);
}
