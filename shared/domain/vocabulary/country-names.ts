/**
 * Names of countries. Sentences of stored documents take them from the table of governance, which inverts and
 * shortens some (`Congo Dem. Rep.`)
 * and leaves out the article; answers that name every country take them from `Intl.DisplayNames`. Both with
 * the exceptions below.
 */
import { memoized } from '../numbers/memoized.ts';
import type { CountryCode } from './scoring-inputs.ts';

/**
 * Countries whose governance is rated, those for which the method has data: ISO 3166-1 alpha-3, and alpha-2
 * of the same.
 */
const RATED = [
  'ABW/AW AFG/AF AGO/AO AIA/AI ALB/AL AND/AD ANT/AN ARE/AE ARG/AR ARM/AM ASM/AS ATG/AG AUS/AU AUT/AT AZE/AZ BDI/BI BEL/BE BEN/BJ',
  'BFA/BF BGD/BD BGR/BG BHR/BH BHS/BS BIH/BA BLR/BY BLZ/BZ BMU/BM BOL/BO BRA/BR BRB/BB BRN/BN BTN/BT BWA/BW CAF/CF CAN/CA CHE/CH',
  'CHL/CL CHN/CN CIV/CI CMR/CM COD/CD COG/CG COK/CK COL/CO COM/KM CPV/CV CRI/CR CUB/CU CYM/KY CYP/CY CZE/CZ DEU/DE DJI/DJ DMA/DM',
  'DNK/DK DOM/DO DZA/DZ ECU/EC EGY/EG ERI/ER ESP/ES EST/EE ETH/ET FIN/FI FJI/FJ FRA/FR FSM/FM GAB/GA GBR/GB GEO/GE GHA/GH GIN/GN',
  'GMB/GM GNB/GW GNQ/GQ GRC/GR GRD/GD GRL/GL GTM/GT GUF/GF GUM/GU GUY/GY HKG/HK HND/HN HRV/HR HTI/HT HUN/HU IDN/ID IND/IN IRL/IE',
  'IRN/IR IRQ/IQ ISL/IS ISR/IL ITA/IT JAM/JM JEY/JE JOR/JO JPN/JP KAZ/KZ KEN/KE KGZ/KG KHM/KH KIR/KI KNA/KN KOR/KR KWT/KW LAO/LA',
  'LBN/LB LBR/LR LBY/LY LCA/LC LIE/LI LKA/LK LSO/LS LTU/LT LUX/LU LVA/LV MAC/MO MAR/MA MCO/MC MDA/MD MDG/MG MDV/MV MEX/MX MHL/MH',
  'MKD/MK MLI/ML MLT/MT MMR/MM MNE/ME MNG/MN MOZ/MZ MRT/MR MTQ/MQ MUS/MU MWI/MW MYS/MY NAM/NA NER/NE NGA/NG NIC/NI NIU/NU NLD/NL',
  'NOR/NO NPL/NP NRU/NR NZL/NZ OMN/OM PAK/PK PAN/PA PER/PE PHL/PH PLW/PW PNG/PG POL/PL PRI/PR PRK/KP PRT/PT PRY/PY PSE/PS QAT/QA',
  'REU/RE ROU/RO RUS/RU RWA/RW SAU/SA SDN/SD SEN/SN SGP/SG SLB/SB SLE/SL SLV/SV SMR/SM SOM/SO SRB/RS SSD/SS STP/ST SUR/SR SVK/SK',
  'SVN/SI SWE/SE SWZ/SZ SYC/SC SYR/SY TCD/TD TGO/TG THA/TH TJK/TJ TKM/TM TLS/TL TON/TO TTO/TT TUN/TN TUR/TR TUV/TV TWN/TW TZA/TZ',
  'UGA/UG UKR/UA URY/UY USA/US UZB/UZ VCT/VC VEN/VE VIR/VI VNM/VN VUT/VU WSM/WS XKX/XK YEM/YE ZAF/ZA ZMB/ZM ZWE/ZW',
];
export const ALPHA_2: ReadonlyMap<CountryCode, string> = new Map(
  RATED.flatMap((line) => line.split(' ').map((pair) => [pair.slice(0, 3), pair.slice(4)] as const)),
);

export const COUNTRY_CODES: ReadonlySet<CountryCode> = new Set(ALPHA_2.keys());

/**
 * Where the name in an English sentence is not that of the table of governance or of `Intl`; groups of
 * countries, which have none, among them.
 */
const NAMES_IN_SENTENCES: Readonly<Record<CountryCode, string>> = {
  ANT: 'Netherlands Antilles',
  ARE: 'the United Arab Emirates',
  ATG: 'Antigua and Barbuda',
  BHS: 'the Bahamas',
  BIH: 'Bosnia and Herzegovina',
  BRN: 'Brunei Darussalam',
  CAF: 'the Central African Republic',
  CHN: 'China',
  CIV: "Côte d'Ivoire",
  COD: 'the Democratic Republic of the Congo',
  COG: 'the Republic of the Congo',
  COK: 'the Cook Islands',
  COM: 'the Comoros',
  CYM: 'the Cayman Islands',
  CZE: 'the Czech Republic',
  DOM: 'the Dominican Republic',
  EGY: 'Egypt',
  EUU: 'the European Union',
  GBR: 'the United Kingdom',
  GMB: 'the Gambia',
  HKG: 'Hong Kong',
  JPN: 'Japan',
  KGZ: 'Kyrgyzstan',
  KNA: 'Saint Kitts and Nevis',
  KOR: 'South Korea',
  LAO: 'Laos',
  LCA: 'Saint Lucia',
  MAC: 'Macao',
  MDV: 'the Maldives',
  MHL: 'the Marshall Islands',
  MMR: 'Myanmar',
  NCL: 'New Caledonia',
  NLD: 'the Netherlands',
  OTH: 'other origins',
  PHL: 'the Philippines',
  PRK: 'North Korea',
  PSE: 'the West Bank and Gaza',
  REU: 'Réunion',
  RUS: 'Russia',
  SLB: 'the Solomon Islands',
  STP: 'São Tomé and Príncipe',
  SVK: 'Slovakia',
  SYC: 'the Seychelles',
  SYR: 'Syria',
  TTO: 'Trinidad and Tobago',
  TUR: 'Türkiye',
  TWN: 'Taiwan',
  USA: 'the United States',
  VCT: 'Saint Vincent and the Grenadines',
  VIR: 'the Virgin Islands',
  VNM: 'Vietnam',
};

/** Where the name in Japanese is not that of `Intl`. */
const JAPANESE_NAMES: Readonly<Record<CountryCode, string>> = {
  ANT: '蘭領アンティル',
  COD: 'コンゴ民主共和国',
  COG: 'コンゴ共和国',
  EUU: 'EU',
  GBR: '英国',
  HKG: '香港',
  MAC: 'マカオ',
  NCL: 'ニューカレドニア',
  OTH: 'その他の産地',
  PSE: 'パレスチナ',
  USA: '米国',
};

/** Short names for headlines and labels, where the name in a sentence is too long for them. */
export const SHORT_ENGLISH_NAMES: Readonly<Record<CountryCode, string>> = {
  ANT: 'NL Antilles',
  ARE: 'the UAE',
  ATG: 'Antigua',
  BIH: 'Bosnia',
  BRN: 'Brunei',
  CAF: 'Central Africa',
  COD: 'DR Congo',
  COG: 'Congo Rep.',
  COK: 'Cook Isl.',
  CYM: 'Cayman Isl.',
  CZE: 'Czechia',
  DOM: 'the Dominican R.',
  EUU: 'the EU',
  GBR: 'the UK',
  GNQ: 'Eq. Guinea',
  KNA: 'St Kitts',
  LCA: 'St Lucia',
  MHL: 'Marshall Isl.',
  MKD: 'N. Macedonia',
  PNG: 'Papua N. Guinea',
  PSE: 'West Bank, Gaza',
  SLB: 'Solomon Isl.',
  STP: 'São Tomé',
  TTO: 'Trinidad',
  USA: 'the US',
  VCT: 'St Vincent',
  VIR: 'Virgin Isl.',
};

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
export const countryNames = memoized((language: 'en' | 'ja'): Readonly<Record<CountryCode, string>> => {
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
