import type { Lang } from './template.ts';

/** An amount in short: `JP¥561m`, `5.61億円`. `currency`: ISO 4217; null: it has no name. */
export const moneyText = (amount: number, currency: string | null, lang: Lang): string =>
  new Intl.NumberFormat(lang === 'ja' ? 'ja-JP' : 'en-GB', {
    notation: 'compact',
    ...(currency === null ? {} : { style: 'currency', currency }),
    ...(lang === 'ja'
      ? { currencyDisplay: 'name', maximumSignificantDigits: 4, useGrouping: 'always' }
      : { maximumSignificantDigits: 3 }),
  }).format(amount);
