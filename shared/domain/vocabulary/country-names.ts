/** Names of countries in English sentences. Tables of statistics invert and shorten them (`Congo Dem. Rep.`), and leave out the article. */
import type { CountryCode } from './scoring-inputs.ts';

/** Where the name in a sentence is not that of the table of governance; groups of countries, which have no row there, among them. */
const NAMES_IN_SENTENCES: Readonly<Record<CountryCode, string>> = {
  EUU: 'the European Union',
  OTH: 'other origins',
  USA: 'the United States',
  GBR: 'the United Kingdom',
  ARE: 'the United Arab Emirates',
  BHS: 'the Bahamas',
  CAF: 'the Central African Republic',
  CIV: "Côte d'Ivoire",
  COD: 'the Democratic Republic of the Congo',
  COG: 'the Republic of the Congo',
  COK: 'the Cook Islands',
  COM: 'the Comoros',
  CYM: 'the Cayman Islands',
  CZE: 'the Czech Republic',
  DOM: 'the Dominican Republic',
  EGY: 'Egypt',
  GMB: 'the Gambia',
  KGZ: 'Kyrgyzstan',
  KNA: 'Saint Kitts and Nevis',
  KOR: 'South Korea',
  LAO: 'Laos',
  LCA: 'Saint Lucia',
  MAC: 'Macao',
  MDV: 'the Maldives',
  MHL: 'the Marshall Islands',
  NCL: 'New Caledonia',
  NLD: 'the Netherlands',
  PHL: 'the Philippines',
  PRK: 'North Korea',
  PSE: 'the West Bank and Gaza',
  REU: 'Réunion',
  RUS: 'Russia',
  SLB: 'the Solomon Islands',
  SVK: 'Slovakia',
  STP: 'São Tomé and Príncipe',
  SYC: 'the Seychelles',
  SYR: 'Syria',
  TUR: 'Türkiye',
  VCT: 'Saint Vincent and the Grenadines',
  VIR: 'the Virgin Islands',
  VNM: 'Vietnam',
  JPN: 'Japan',
  TWN: 'Taiwan',
  CHN: 'China',
};

/** Name of a country inside a sentence, with its article; `listed`: its name in the table of governance. A code of which nothing is known stays. */
export const countryName = (code: CountryCode, listed?: string): string => NAMES_IN_SENTENCES[code] ?? listed ?? code;

/** The name as a heading: without the article, with a capital. */
export const countryTitle = (name: string): string => capitalised(name.replace(/^the /, ''));

/** The text with a capital at its beginning, as a sentence has it. */
export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
