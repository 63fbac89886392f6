/** Words in files of companies: headings, names of files, units, money and what stands for unknown. */
import words from './file-words.json' with { type: 'json' };

export const LANGUAGES = ['en', 'ja', 'zh', 'de', 'fr', 'ko'] as const;
export type FileLanguage = (typeof LANGUAGES)[number];

export const FILE_KINDS = ['needs', 'stock', 'sources', 'sites'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const KIND_WORDS: Readonly<Record<FileKind, string>> = words.kinds;

/** Field -> headings, `|` between them; `*7`: what the column holds times that is what the field means. */
export const FIELD_WORDS: Readonly<Record<FileField, Readonly<Record<FileLanguage, string>>>> = words.fields;
export type FileField = keyof typeof words.fields;

export const FIELDS_OF_KIND: Readonly<Record<FileKind, readonly FileField[]>> = {
  needs: [
    ...(['material', 'name', 'id', 'quantity', 'unit', 'spend', 'revenue_at_stake', 'currency'] as const),
    ...([
      'stock',
      'stock_unit',
      'days',
      'as_of',
      'site',
      'supplier_id',
      'country',
      'supplier_country',
      'share',
      'since',
      'contract_until',
    ] as const),
  ],
  stock: ['material', 'stock', 'unit', 'days', 'as_of', 'site'],
  sources: ['material', 'supplier_id', 'country', 'supplier_country', 'share', 'since', 'contract_until'],
  sites: ['id', 'name', 'country'],
};

/** Unit as companies are stored with it, and how many of it one is -> words. */
export const UNIT_WORDS: readonly (readonly [
  unit: 'g' | 'kg' | 't' | 'each' | 'MW',
  factor: number,
  words: string,
])[] = [
  ['g', 1, 'g|gram|grams|gramm|gr|グラム|克|公克|gramme|grammes|그램'],
  [
    'kg',
    1,
    'kg|kgs|kilogram|kilograms|kilo|kilogramm|キログラム|キロ|公斤|千克|kilogramme|kilogrammes|킬로그램',
  ],
  ['t', 1000, 'kt|kiloton|kilotons|kilotonne|kilotonnes|kilotonnen|千トン|千吨|천톤'],
  ['t', 1, 't|mt|ton|tons|tonne|tonnes|metric ton|metric tons|to|トン|吨|公吨|噸|公噸|톤'],
  // International avoirdupois pound, exact by the agreement of 1959.
  ['kg', 0.45359237, 'lb|lbs|pound|pounds|ポンド|磅|pfund'],
  [
    'each',
    1,
    'each|ea|pc|pcs|piece|pieces|unit|units|stück|stk|st|個|本|台|枚|ヶ|ケ|個数|个|件|只|pce|pces|pièce|pièces|개',
  ],
  ['each', 1000, '千個|千个|tsd stück'],
  ['MW', 1, 'mw|megawatt|メガワット|兆瓦'],
];

export const KG_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['g', 0.001],
  ['kg', 1],
  ['t', 1000],
]);

/** Days in one -> words. A month is the twelfth of a year. */
export const SPAN_WORDS: readonly (readonly [days: number, words: string])[] = [
  [1, 'd|day|days|tag|tage|tagen|日|日分|天|jour|jours|일'],
  [7, 'w|wk|wks|week|weeks|woche|wochen|週|週間|週分|周|semaine|semaines|주'],
  [
    30.4375,
    'mo|month|months|monat|monate|monaten|月|か月|ヶ月|ケ月|カ月|ヵ月|か月分|ヶ月分|月分|个月|mois|개월',
  ],
  [365.25, 'y|a|yr|year|years|jahr|jahre|jahren|年|年分|an|ans|년'],
];

export const MONEY_WORDS: readonly (readonly [currency: string, words: string])[] = [
  ['EUR', '€|eur|euro|euros|ユーロ|欧元|유로'],
  ['JPY', 'jpy|yen|円|日元|日円|엔'],
  ['USD', '$|us$|usd|dollar|dollars|米ドル|ドル|美元|달러'],
  ['CNY', 'cny|rmb|yuan|元|人民币|人民元|위안'],
  ['KRW', '₩|krw|won|ウォン|韩元|원'],
  ['TWD', 'nt$|twd|ntd|新台币'],
  ['GBP', '£|gbp'],
  ['CHF', 'chf'],
];
/** How many of a currency one is -> words before or behind it, or alone. */
export const SCALE_WORDS: readonly (readonly [factor: number, words: string])[] = [
  [1000, "k|t|thousand|thousands|tsd|000|000s|'000|1000|1 000|千|천"],
  [1e4, '万|만'],
  [1e6, 'm|mn|mio|million|millions|百万|백만'],
  [1e8, '億|亿|억'],
];

export const PERIOD_WORDS = words.period;

/** How many in a year -> words in a heading, as parts of a regular expression. */
export const PER_YEAR_WORDS: Readonly<Record<string, string>> = words.per_year;

export const UNKNOWN_WORDS = words.unknown;

/** What rows of sums have in place of a material. */
export const TOTAL_WORDS = words.total;

/** Names of a unit in which all amounts of a material are kept. */
export const BASE_UNIT_WORDS = words.base_unit;

/** Code -> names of daily use that no list of countries has. */
export const COUNTRY_WORDS: Readonly<Record<string, string>> = words.countries;
