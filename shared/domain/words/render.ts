/** Text from a message (a code and its parameters) and the templates of a language. */

import { wholeScore } from '../vocabulary/band-scale.ts';
import { capitalised, SHORT_ENGLISH_NAMES } from '../vocabulary/country-names.ts';
import type { Message, MessageParam } from '../vocabulary/score-document.ts';
import { withValues } from '../vocabulary/template.ts';
import { TEXTS, type TextCode } from './texts.ts';

/** By code: `headline_element`, `country.CHN`, `short.CHN`, `element.Dy`, `stage_mine`. */
export type Language = (code: string) => string | undefined;

/** With a capital. What is missing shows its name, so that it is noticed. */
export const rendered = (message: Message, language: Language): string =>
  capitalised(inSentence(message, language));

export function inSentence({ code, params }: Message, language: Language): string {
  return withValues(language(code) ?? code, (name, format) => {
    const param = params[name];
    if (typeof param === 'object') return inSentence(param, language);
    return param === undefined ? param : (FORMATS[format ?? ''] ?? asItIs)(param, language);
  });
}

type Format = (param: Exclude<MessageParam, Message>, language: Language) => string;

const asItIs: Format = (param) => String(param);

/** Longer stocks are a figure of the arithmetic, not of a warehouse. */
const TEN_YEARS_IN_DAYS = 3653;

const named = (code: string, name: string, language: Language) => language(code) ?? name;
const country: Format = (code, language) => named(`country.${code}`, String(code), language);
const short: Format = (code, language) => named(`short.${code}`, country(code, language), language);

/** `Japan's`, `the United States'`. */
function possessive(name: string, language: Language) {
  const code = /^(?:the|other) .*s$/.test(name) ? 'possessive_s' : 'possessive';
  return named(code, '{name}', language).replace('{name}', name);
}

const counted = (code: string, n: string, language: Language) =>
  named(code, '{n}', language).replace('{n}', n);

/** Coarse, as it is estimated: `98 %`, `0.4 %`, `under 0.1 %`. */
const percent: Format = (fraction, language) => {
  const value = 100 * Number(fraction);
  if (value > 0 && value < 0.1) return named('percent_under', '', language);
  return counted('percent', value > 0 && value < 1 ? value.toFixed(1) : value.toFixed(0), language);
};

/** `83 days`, `3 years`, `more than ten years`. */
const span: Format = (days, language) => {
  const length = Number(days);
  if (length >= TEN_YEARS_IN_DAYS) return named('over_ten_years', '', language);
  if (length >= 730) return counted('years', (length / 365.25).toFixed(0), language);
  const whole = Math.max(1, Math.round(length));
  return whole === 1 ? named('day', '', language) : counted('days', String(whole), language);
};

/** Without decimals, which its interval does not support, and never certain: `under 1`, `74`, `over 99`. */
const chance: Format = (score, language) => {
  const value = Number(score);
  if (value < 0.5) return named('under_one', '', language);
  if (value > 99) return named('over_99', '', language);
  return String(wholeScore(value));
};

/** Without sign, to a tenth: differences are surer than levels. */
const points: Format = (difference, language) => {
  const size = Math.abs(Number(difference));
  return size > 0 && size < 0.05 ? named('under_tenth', '', language) : size.toFixed(1);
};

/** What is no whole date (a year, a season) stays as it is. */
const day: Format = (date, language) => {
  const [whole, year = '', month = '', ofMonth = ''] = /^(\d{4})-(\d\d)-(\d\d)/.exec(String(date)) ?? [];
  if (whole === undefined) return String(date);
  const parts: Readonly<Record<string, string>> = {
    year,
    month: named(`month_${Number(month)}`, month, language),
    day: String(Number(ofMonth)),
  };
  return withValues(named('date', whole, language), (name) => parts[name]);
};

const FORMATS: Readonly<Record<string, Format>> = {
  country,
  country_of: (code, language) => possessive(country(code, language), language),
  short,
  short_of: (code, language) => possessive(short(code, language), language),
  element: (symbol, language) => named(`element.${symbol}`, String(symbol), language),
  stage: (stage, language) => named(`stage_${stage}`, String(stage), language),
  field: (field, language) => named(`file_field_${field}`, String(field), language),
  percent,
  span,
  chance,
  points,
  day,
  signed: (difference) => `${Number(difference) > 0 ? '+' : '−'}${Math.abs(Number(difference)).toFixed(2)}`,
  whole: (value) => Number(value).toFixed(0),
  fixed2: (value) => Number(value).toFixed(2),
  fixed3: (value) => Number(value).toFixed(3),
};

export const message = (code: TextCode, params: Message['params'] = {}): Message => ({ code, params });

export const NOTHING: Message = message('nothing');

export const listed = (parts: readonly MessageParam[]): MessageParam =>
  parts.length === 0 ? NOTHING : parts.reduce((list, next) => message('scenario_list', { list, next }));

type NamesInSentences = Readonly<{
  country: (code: string) => string;
  element: (symbol: string) => string;
}>;

export function englishWith(names: NamesInSentences): Language {
  return (code) => {
    const [kind, id] = code.split('.', 2);
    if (id === undefined) return ENGLISH_SENTENCES(code);
    if (kind === 'short') return SHORT_ENGLISH_NAMES[id];
    return kind === 'country' ? names.country(id) : names.element(id);
  };
}

export const ENGLISH_SENTENCES: Language = (code) => TEXTS[code]?.[0];

/** Characters. */
export const LONGEST_LABEL = 40;

export const LONGEST_HEADLINE = 140;

/** Of fields, in every language. */
export const LONGEST: Readonly<Record<string, number>> = { headline: LONGEST_HEADLINE, label: LONGEST_LABEL };

/** A text as a field, beside it its code and parameters for other languages. */
export type Coded<Field extends string> = Readonly<
  Record<Field, string> & Record<`${Field}_code`, string> & Record<`${Field}_params`, Message['params']>
>;

export const coded = <Field extends string>(
  field: Field,
  { code, params }: Message,
  language: Language,
): Coded<Field> => {
  const text = fitted(rendered({ code, params }, language), LONGEST[field] ?? Number.POSITIVE_INFINITY);
  return { [field]: text, [`${field}_code`]: code, [`${field}_params`]: params } as Coded<Field>;
};

/** Cut to a length with an ellipsis. */
export const fitted = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
