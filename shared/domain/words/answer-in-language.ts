/** An answer made in English, with its texts in another language. */
import type { Message } from '../vocabulary/score-document.ts';
import { languageOf } from './catalogue.ts';
import { fitted, type Language, LONGEST, rendered } from './render.ts';

const ENGLISH = languageOf('en');

type Fields = Readonly<Record<string, unknown>>;

/** Stands in for a text without a code. */
const IN_BRIEF: Readonly<Record<string, string>> = { summary: 'label', status_reason: 'headline' };
/** What `id` or `element` beside a name may be. */
const NAMED_BY = {
  id: ['element.', 'country.', 'lane_', 'theatre_'],
  subject_id: ['element.', 'country.'],
  element: ['element.'],
  theatre: ['theatre_'],
};
/** Parts of sentences, and what a score was made from. */
const NO_TEXT = /_params$|^inputs$/;

/**
 * A text `x` is written anew from `x_code` and `x_params`; a name is that of the id beside it; a sentence
 * that the catalogue has whole is replaced. All else stays.
 */
export function answerInLanguage(answer: unknown, language: Language): unknown {
  const written = (value: unknown): unknown => {
    if (typeof value === 'string') return language(`said.${value}`) ?? value;
    if (Array.isArray(value)) return value.map(written);
    return value === null || typeof value !== 'object' ? value : fieldsOf(value as Fields);
  };
  const fieldsOf = (fields: Fields): Fields => {
    const all = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        if (NO_TEXT.test(name)) return [name, value];
        if (typeof value !== 'string') return [name, written(value)];
        return [
          name,
          sentence(name, fields, language) ?? nameById(name, value, fields, language) ?? written(value),
        ];
      }),
    );
    const brief = Object.entries(IN_BRIEF).filter(
      ([name, other]) =>
        typeof all[name] === 'string' && !(`${name}_code` in fields) && `${other}_code` in fields,
    );
    return { ...all, ...Object.fromEntries(brief.map(([name, other]) => [name, all[other]])) };
  };
  return written(answer);
}

function sentence(name: string, fields: Fields, language: Language): string | null {
  const code = fields[`${name}_code`];
  if (typeof code !== 'string' || language(code) === undefined) return null;
  const params = (fields[`${name}_params`] ?? {}) as Message['params'];
  return fitted(rendered({ code, params }, language), LONGEST[name] ?? Number.POSITIVE_INFINITY);
}

/** What a client has named keeps its name. */
function nameById(field: string, value: string, fields: Fields, language: Language): string | undefined {
  if (field !== 'name' && field !== 'label') return undefined;
  const codes = Object.entries(NAMED_BY).flatMap(([by, kinds]) =>
    kinds.map((kind) => `${kind}${fields[by]}`),
  );
  const ofSeries = String(fields.subject).replace(':', '.');
  const code = [...codes, ofSeries].find((one) => ENGLISH(one)?.toLowerCase() === value.toLowerCase());
  return code === undefined ? undefined : language(code);
}
