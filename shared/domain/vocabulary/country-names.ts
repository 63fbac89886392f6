/**
 * Sentences take names from the table of governance, which inverts and shortens some (`Congo Dem. Rep.`);
 * lists take them from `Intl.DisplayNames`. Both with the exceptions below.
 */
import { memoized } from '../numbers/memoized.ts';
import texts from './country-names.json' with { type: 'json' };
import type { CountryCode } from './scoring-inputs.ts';
import type { Lang } from './template.ts';

type Names = Readonly<Record<CountryCode, string>>;

/**
 * Countries whose governance is rated: ISO 3166-1 alpha-3, with alpha-2 where it is not the first two
 * letters.
 */
export const ALPHA_2: ReadonlyMap<CountryCode, string> = new Map(
  texts.rated.flatMap((line) =>
    line.split(' ').map((codes) => [codes.slice(0, 3), codes.slice(4) || codes.slice(0, 2)] as const),
  ),
);
export const COUNTRY_CODES: ReadonlySet<CountryCode> = new Set(ALPHA_2.keys());
/** Where the name in an English sentence is another, and of groups of countries. */
const NAMES_IN_SENTENCES: Names = texts.english;
/** Where the name in Japanese is not that of `Intl`. */
const JAPANESE_NAMES: Names = texts.japanese;
export const SHORT_ENGLISH_NAMES: Names = texts.short;

/** In a sentence, with its article; `listed`: in the table of governance. An unknown code stays. */
export const countryName = (code: CountryCode, listed?: string): string =>
  NAMES_IN_SENTENCES[code] ?? listed ?? code;

/**
 * Every country, the European Union and the unnamed remainder, in byte order. Never stored: Node words it.
 */
export const countryNames = memoized((language: Lang): Names => {
  const exceptions = language === 'en' ? NAMES_IN_SENTENCES : JAPANESE_NAMES;
  const listed = new Intl.DisplayNames([language], { type: 'region' });
  const codes = [...ALPHA_2.keys(), 'EUU', 'NCL', 'OTH'].sort();
  return Object.fromEntries(
    codes.map((code) => [code, exceptions[code] ?? listed.of(ALPHA_2.get(code) ?? '') ?? code]),
  );
});

export const countryTitle = (name: string): string => capitalised(name.replace(/^the /, ''));

export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
