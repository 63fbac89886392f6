/**
 * The language of the page: texts in pairs (`*.json`), and numbers and days as each language writes them.
 */
import { computed, effect, signal } from '@preact/signals';
import { wholeScore } from '#domain/vocabulary/band-scale.ts';
import { countryNames, countryTitle, SHORT_ENGLISH_NAMES } from '#domain/vocabulary/country-names.ts';
import { moneyText } from '#domain/vocabulary/money.ts';
import { LANGUAGES, type Lang, withValues } from '#domain/vocabulary/template.ts';

export { capitalised } from '#domain/vocabulary/country-names.ts';

const KEPT = 'chokepoint-language';
const isLanguage = (text: string | null | undefined): text is Lang => LANGUAGES.some((lang) => lang === text);

/** That of the address (`?lang=ja`), else the one chosen last, else that of the browser. */
function languageAtStart(): Lang {
  const asked = new URLSearchParams(window.location.search).get('lang');
  const kept = window.localStorage.getItem(KEPT);
  if (isLanguage(asked)) return asked;
  if (isLanguage(kept)) return kept;
  return window.navigator.language.startsWith('ja') ? 'ja' : 'en';
}

export const language = signal<Lang>(languageAtStart());
effect(() => {
  document.documentElement.lang = language.value;
});

export function chooseLanguage(lang: Lang): void {
  window.localStorage.setItem(KEPT, lang);
  language.value = lang;
}

/** Texts by name, each as `[English, Japanese]`. Reading one gives it in the language of the page. */
export const catalogue = <Name extends string>(pairs: Readonly<Record<Name, readonly string[]>>) =>
  new Proxy(pairs, {
    get: (all, name: Name) => all[name]?.[LANGUAGES.indexOf(language.value)],
  }) as unknown as Readonly<Record<Name, string>>;

const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-GB', ja: 'ja-JP' };
const MINUS = '\u2212';

const formats = computed(() => {
  const locale = LOCALES[language.value];
  const number = (digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: digits });
  const day = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  return {
    whole: number(0),
    tenth: number(1),
    day: day({ day: 'numeric', month: 'short', year: 'numeric' }),
    month: day({ month: 'short' }),
    monthOfYear: day({ month: 'short', year: 'numeric' }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    clock: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
    plural: new Intl.PluralRules(locale),
  };
});

/**
 * The whole number as it is written, as intervals are many points wide. Neither certainty is claimed: 0.3 is
 * "<1", 99.6 is ">99".
 */
export function wholeChance(score: number): string {
  if (score > 0 && score < 0.5) return '<1';
  return score < 100 && score > 99 ? '>99' : String(wholeScore(score));
}

export const chance = (score: number): string => `${wholeChance(score)}%`;

export const share = (part: number): string =>
  part > 0 && part < 0.005 ? '<1%' : `${formats.value.whole.format(part * 100)}%`;

/** Whole points of a difference with their sign: `+13`, `−8`, `0`. */
export function signed(points: number): string {
  const whole = Math.round(points);
  if (whole === 0) return '0';
  return `${whole < 0 ? MINUS : '+'}${formats.value.whole.format(Math.abs(whole))}`;
}

/** What lies between two chances, in points, as whole as both are written: 76.2 and 89.5 are `+14`. */
export const moved = (from: number, to: number): string => signed(wholeScore(to) - wholeScore(from));

/** A quantity with thousands apart: whole from 10 on, else to a tenth. */
export const quantity = (amount: number): string =>
  (Math.abs(amount) >= 10 ? formats.value.whole : formats.value.tenth).format(amount).replace('-', MINUS);

/** Money in short: `93m`, `9300万円`. `currency` is its code; null: it has no name. */
export const money = (amount: number, currency: string | null): string =>
  moneyText(amount, currency, language.value);

const dated = (format: 'day' | 'month', date: string): string =>
  /^\d{4}-\d\d(-\d\d|$)/.test(date)
    ? formats.value[date.length === 7 ? 'monthOfYear' : format].format(new Date(date.slice(0, 10)))
    : date;

/** "2026-10-01" or a moment in UTC as "1 Oct 2026", "2026-10" as "Oct 2026". A year or a season stays as it is. */
export const day = (date: string): string => dated('day', date);
export const monthOf = (date: string): string => dated('month', date);
/** The time of day on the reader's clock, `09:12`. `at`: epoch milliseconds. */
export const clockTime = (at: number): string => formats.value.clock.format(at);

/** A moment, as in `2026-11-29T12:00:00Z`, on the reader's calendar and clock. */
export const moment = (at: string): string => formats.value.moment.format(new Date(at));

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** `1 day`, `30 days`, `30日`. */
export const days = (count: number): string =>
  filled(language.value === 'ja' ? '{count}日' : '{count:day|days}', { count: Math.round(count) });

/**
 * A text of the catalogue with its values: `{name}` as it is, a number with thousands apart; `{count:day|days}` a
 * number with its noun; `{count:none}` a number, and what stands for 0.
 */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  withValues(text, (name, format) => {
    const value = values[name];
    if (typeof value !== 'number') return value;
    const [one = '', many] = format?.split('|') ?? [];
    const number = formats.value.whole.format(value);
    if (many === undefined) return value === 0 && one !== '' ? one : number;
    return `${number} ${formats.value.plural.select(value) === 'one' ? one : many}`;
  });

export const listed = (words: readonly string[]): string =>
  new Intl.ListFormat(LOCALES[language.value], { type: 'conjunction' }).format(words);

/**
 * Name of a country by its code of three letters, as short as a table wants it; the code where there is none.
 */
export function country(code: string, lang = language.value): string {
  if (code === 'OTH') return lang === 'ja' ? 'その他' : 'others';
  const name = (lang === 'en' ? SHORT_ENGLISH_NAMES[code] : undefined) ?? countryNames(lang)[code] ?? code;
  return countryTitle(name);
}
