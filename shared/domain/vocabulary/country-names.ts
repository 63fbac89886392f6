/**
 * Names of countries. Sentences of stored documents take them from the table of governance, which inverts and
 * shortens some (`Congo Dem. Rep.`)
 * and leaves out the article; answers that name every country take them from `Intl.DisplayNames`. Both with
 * the exceptions below.
 */
import { memoized } from '../numbers/memoized.ts';
import texts from './country-names.json' with { type: 'json' };
import type { CountryCode } from './scoring-inputs.ts';
import type { Lang } from './template.ts';

type Names = Readonly<Record<CountryCode, string>>;

/**
 * Countries whose governance is rated, those for which the method has data: ISO 3166-1 alpha-3, and alpha-2 of the
 * same where it is not its first two letters.
 */
export const ALPHA_2: ReadonlyMap<CountryCode, string> = new Map(
  texts.rated.flatMap((line) =>
    line.split(' ').map((codes) => [codes.slice(0, 3), codes.slice(4) || codes.slice(0, 2)] as const),
  ),
);
export const COUNTRY_CODES: ReadonlySet<CountryCode> = new Set(ALPHA_2.keys());
/**
 * Where the name in an English sentence is not that of the table of governance or of `Intl`; groups of
 * countries, which have none, among them.
 */
const NAMES_IN_SENTENCES: Names = texts.english;
/** Where the name in Japanese is not that of `Intl`. */
const JAPANESE_NAMES: Names = texts.japanese;
/** Short names for headlines and labels, where the name in a sentence is too long for them. */
export const SHORT_ENGLISH_NAMES: Names = texts.short;

/**
 * Name of a country inside a sentence, with its article; `listed`: its name in the table of governance. A
 * code of which nothing is known stays.
 */
export const countryName = (code: CountryCode, listed?: string): string =>
  NAMES_IN_SENTENCES[code] ?? listed ?? code;

/**
 * Name of every country, of the European Union and of the unnamed remainder, in byte order of the codes. It
 * is made for an answer and never stored: Node words it.
 */
export const countryNames = memoized((language: Lang): Names => {
  const exceptions = language === 'en' ? NAMES_IN_SENTENCES : JAPANESE_NAMES;
  const listed = new Intl.DisplayNames([language], { type: 'region' });
  const codes = [...ALPHA_2.keys(), 'EUU', 'NCL', 'OTH'].sort();
  return Object.fromEntries(
    codes.map((code) => [code, exceptions[code] ?? listed.of(ALPHA_2.get(code) ?? '') ?? code]),
  );
});

/** The name as a heading: without the article, with a capital. */
export const countryTitle = (name: string): string => capitalised(name.replace(/^the /, ''));

/** The text with a capital at its beginning, as a sentence has it. */
export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
