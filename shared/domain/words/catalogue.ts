import { SIGNALS } from '../signals/registry.ts';
import { countryNames, SHORT_ENGLISH_NAMES } from '../vocabulary/country-names.ts';
import limits from '../vocabulary/limits.json' with { type: 'json' };
import { SEA_LANES } from '../vocabulary/sea-lanes.ts';
import { LANGUAGES, type Lang } from '../vocabulary/template.ts';
import companies from './companies.json' with { type: 'json' };
import elements from './elements.json' with { type: 'json' };
import measureTitles from './measure-titles.json' with { type: 'json' };
import type { Language } from './render.ts';
import report from './report.json' with { type: 'json' };
import sentences from './sentences.json' with { type: 'json' };
import templates from './templates.json' with { type: 'json' };
import { TEXTS, type Texts } from './texts.ts';

type SignalTitle = Readonly<{
  title: string;
  labels?: Readonly<{ en: string; ja: string }>;
}>;

/**
 * Japanese of whole sentences, by the English one: what tables have in English alone. Publications,
 * licences and offices keep their own names.
 */
const JAPANESE_SENTENCES: Readonly<Record<string, string>> = {
  ...sentences,
  ...measureTitles,
  ...Object.fromEntries(Object.values(limits).flat()),
  ...Object.fromEntries(Object.values(templates).flatMap((of) => Object.values(of))),
  ...Object.fromEntries(
    Object.entries(report)
      .filter(([code]) => code.startsWith('limit_'))
      .map(([, pair]) => pair),
  ),
};

const inLanguage = (texts: Texts, lang: Lang): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(texts).map(([code, pair]) => [code, pair[LANGUAGES.indexOf(lang)] as string]),
  );

const prefixed = (
  prefix: string,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).map(([id, name]) => [`${prefix}.${id}`, name]));

/** They have them themselves: a signal is added without touching the catalogue. */
const ofSignalsAndLanes = (lang: Lang): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    SIGNALS.map((signal: Readonly<{ name: string }> & SignalTitle) => [
      `signal_${signal.name}`,
      (signal.labels ?? { en: signal.title, ja: signal.title })[lang],
    ]),
  ),
  ...Object.fromEntries(Object.entries(SEA_LANES).map(([id, names]) => [`lane_${id}`, names[lang]])),
});

/** Texts by code, names among them; whole sentences of tables by `said.` and the English one. */
export const languageOf = (lang: Lang): Language => MADE[lang];

const MADE = { en: made('en'), ja: made('ja') } as const;

function made(lang: Lang): Language {
  const all: Readonly<Record<string, string>> = {
    ...inLanguage({ ...TEXTS, ...report, ...companies }, lang),
    ...ofSignalsAndLanes(lang),
    ...prefixed('country', countryNames(lang)),
    ...prefixed('short', lang === 'en' ? SHORT_ENGLISH_NAMES : {}),
    ...prefixed('element', inLanguage(elements, lang)),
    ...prefixed('said', lang === 'en' ? {} : JAPANESE_SENTENCES),
  };
  return (code) => (Object.hasOwn(all, code) ? all[code] : undefined);
}
