import { SIGNALS } from '../signals/registry.ts';
import { countryNames, SHORT_ENGLISH_NAMES } from '../vocabulary/country-names.ts';
import { SEA_LANES } from '../vocabulary/sea-lanes.ts';
import {
  ENGLISH_COMPANY_TEXTS,
  ENGLISH_ELEMENT_NAMES,
  ENGLISH_REPORT_TEXTS,
  ENGLISH_TEXTS,
  type TextCode,
} from './english.ts';
import {
  JAPANESE_COMPANY_TEXTS,
  JAPANESE_ELEMENT_NAMES,
  JAPANESE_REPORT_TEXTS,
  JAPANESE_SENTENCES,
  JAPANESE_TEXTS,
} from './japanese.ts';
import type { Language } from './render.ts';

interface SignalTitle {
  readonly title: string;
  readonly labels?: { readonly en: string; readonly ja: string };
}

interface Catalogue {
  readonly texts: Readonly<Record<TextCode, string>>;
  readonly shortNames: Readonly<Record<string, string>>;
  readonly elements: Readonly<Record<string, string>>;
  /** English sentence -> that of the language. */
  readonly sentences: Readonly<Record<string, string>>;
}

/** Limits of the method, whose English the catalogue has as the method states it. */
function limits(): Readonly<Record<string, string>> {
  const codes = (Object.keys(ENGLISH_REPORT_TEXTS) as (keyof typeof ENGLISH_REPORT_TEXTS)[]).filter((code) =>
    code.startsWith('limit_'),
  );
  return Object.fromEntries(codes.map((code) => [ENGLISH_REPORT_TEXTS[code], JAPANESE_REPORT_TEXTS[code]]));
}

const CATALOGUES: Readonly<Record<'en' | 'ja', Catalogue>> = {
  en: {
    texts: { ...ENGLISH_TEXTS, ...ENGLISH_REPORT_TEXTS, ...ENGLISH_COMPANY_TEXTS },
    shortNames: SHORT_ENGLISH_NAMES,
    elements: ENGLISH_ELEMENT_NAMES,
    sentences: {},
  },
  ja: {
    texts: { ...JAPANESE_TEXTS, ...JAPANESE_REPORT_TEXTS, ...JAPANESE_COMPANY_TEXTS },
    shortNames: {},
    elements: JAPANESE_ELEMENT_NAMES,
    sentences: { ...JAPANESE_SENTENCES, ...limits() },
  },
};

const prefixed = (
  prefix: string,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).map(([id, name]) => [`${prefix}.${id}`, name]));

/**
 * Names of signals and sea lanes, which have them themselves: a signal is added without touching the
 * catalogue.
 */
const ofSignalsAndLanes = (lang: 'en' | 'ja'): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    SIGNALS.map((signal: { readonly name: string } & SignalTitle) => [
      `signal_${signal.name}`,
      (signal.labels ?? { en: signal.title, ja: signal.title })[lang],
    ]),
  ),
  ...Object.fromEntries(Object.entries(SEA_LANES).map(([id, names]) => [`lane_${id}`, names[lang]])),
});

/**
 * Texts of a language by code, names among them; whole sentences of tables, which have no code, by `said.`
 * and the English one.
 */
export const languageOf = (lang: 'en' | 'ja'): Language => LANGUAGES[lang];

const LANGUAGES: Readonly<Record<'en' | 'ja', Language>> = { en: made('en'), ja: made('ja') };

function made(lang: 'en' | 'ja'): Language {
  const { texts, shortNames, elements, sentences } = CATALOGUES[lang];
  const all: Readonly<Record<string, string>> = {
    ...texts,
    ...ofSignalsAndLanes(lang),
    ...prefixed('country', countryNames(lang)),
    ...prefixed('short', shortNames),
    ...prefixed('element', elements),
    ...prefixed('said', sentences),
  };
  return (code) => (Object.hasOwn(all, code) ? all[code] : undefined);
}
