/**
 * Contract of a source that is collected: where it is published, how often, how large, and how its documents
 * are told from something else.
 */
import * as z from 'zod';
import { isCalendarDay } from '#domain/time/calendar.ts';
import { ANNOUNCEMENT_LISTS, type AnnouncementListName, contractOfList } from './announcement-lists.ts';

/** How documents are written. */
const documentKind = z.enum(['html', 'xml', 'pdf', 'csv', 'json']);
export type DocumentKind = z.output<typeof documentKind>;

const text = z.string().trim().min(1);
const day = z.string().refine(isCalendarDay, 'a calendar day, YYYY-MM-DD');
const positive = z.int().positive();
const host = z
  .string()
  .regex(/^[a-z0-9-]+([.][a-z0-9-]+)+$/, 'a host name in lower case, without scheme, port or path');
const address = z.url({ protocol: /^https$/, error: 'an address that begins with https://' });
const pattern = z.string().refine(isPattern, 'a regular expression');

/**
 * Documents that stand at addresses known beforehand; `{year}` stands for the year of the day on which they
 * are asked for, `{yyyymm:2}` and `{yyyy-mm:2}` for the month two before its own.
 */
const fixed = z.strictObject({
  how: z.literal('fixed'),
  addresses: z.array(address).min(1),
});
/** Documents that only a person can get, from these pages, and hands in: the publisher keeps programs out. */
const byHand = z.strictObject({ how: z.literal('by_hand'), pages: z.array(address).min(1) });
/** Documents that pages link to. */
const links = z.strictObject({
  how: z.literal('links'),
  /** Pages with links to documents; a later one is read when an earlier one may not or could not be fetched. */
  pages: z.array(address).min(1),
  /**
   * Address of an earlier page of the list on the same host, `{page}` stands for its number from 2 on; `null`
   * where there is one page only.
   */
  earlier: z.string().includes('{page}').nullable(),
  /** Which links are documents: a regular expression over their addresses. A page lists the newest first. */
  document: pattern,
  /** Which of them by the words beside the link, where most are on something else. */
  words: pattern.exactOptional(),
  /** Fewest links that a page has; fewer means that the page was rebuilt. */
  least: positive,
  /** Most documents of one run: what is missing after that is left for the next one. */
  most: positive,
  /** How many of the newest documents are asked for again, because the publisher replaces them. */
  revisited: z.int().nonnegative(),
});
/** Documents that a JSON list of files names, each with `name` and `url`. */
const files = z.strictObject({
  how: z.literal('files'),
  pages: z.array(address).min(1),
  /** Which files are documents: a regular expression over their names. */
  document: pattern,
  least: positive,
  most: positive,
});

export const sourceContractSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'lower case letters, digits and hyphens'),
    title: text,
    publisher: text,
    terms: text,
    hosts: z.array(host).min(1),
    discovery: z.discriminatedUnion('how', [fixed, links, files, byHand]),
    /**
     * The key that its interface asks for: the variable of the environment that has it, where one is made,
     * and the parameter of the address that takes it.
     */
    key: z.strictObject({ variable: text, from: address, parameter: text }).exactOptional(),
    /** Seconds between two requests, where its terms ask for more than one. */
    pause_seconds: positive.max(60).exactOptional(),
    /** How often the publisher publishes, in words. */
    cadence: text,
    /**
     * When it is asked: a daily source every night, before the run; the others on the first day of a month.
     */
    asked: z.enum(['daily', 'monthly']),
    /** Days without newer content after which the source counts as stale. */
    content_clock_days: positive,
    /**
     * So many days after a day everything that the publisher says of it is out; `null` for documents that are
     * of no day.
     */
    settled_after_days: positive.nullable(),
    /** Most bytes of a document, on the wire and after decompression. */
    most_bytes: positive,
    /** Longest that one request may take. */
    most_seconds: positive.max(300),
    kind: documentKind,
    encoding: z.enum(['utf-8', 'windows-1252', 'binary']),
    /** Which day or period a document speaks of. */
    period_rule: text,
    /** First day that a document can speak of. */
    first_day: day,
    /** Version of the reader that this contract was checked with. */
    reader_version: positive,
    /**
     * Definitions of the figures, each from a day on; figures of different definitions are never compared.
     */
    definitions: z.array(z.strictObject({ from: day, definition: text })).min(1),
    /** How many observations a document has. */
    rows: z.strictObject({ least: z.int().nonnegative(), most: positive }),
    /** Whether the days of a document follow each other without a gap. */
    days_in_a_row: z.boolean(),
    /**
     * `observations`: into the log that the next run reads. `editions`: kept whole until a person takes an
     * edition over. `drafts`: of measures, for a reviewer.
     */
    feeds: z.enum(['observations', 'editions', 'drafts']),
    /** Series that it has figures of. */
    series: z.array(text).min(1),
  })
  .superRefine((contract, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message, input: contract });
    for (const one of startAddresses(contract)) {
      if (!contract.hosts.includes(new URL(one).hostname))
        fault('discovery', `${one} is on none of the hosts of the source`);
    }
    const text = contract.kind !== 'pdf';
    if (text === (contract.encoding === 'binary'))
      fault('encoding', `${contract.kind} is ${text ? 'text and needs an encoding' : 'binary'}`);
    if (contract.rows.least > contract.rows.most) fault('rows', 'least is more than most');
    const days = contract.definitions.map(({ from }) => from);
    if (days.some((from, n) => n > 0 && from <= (days[n - 1] ?? '')))
      fault('definitions', 'they are not in the order of their days');
  });
export type SourceContract = Readonly<z.output<typeof sourceContractSchema>>;

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Addresses at which collecting begins: of documents, or of pages that lead to them. */
export function startAddresses({ discovery }: Pick<SourceContract, 'discovery'>): readonly string[] {
  return discovery.how === 'fixed' ? discovery.addresses : discovery.pages;
}

/** Definition of the figures of a day; `null` before the first one. */
export function definitionOn(
  { definitions }: Pick<SourceContract, 'definitions'>,
  date: string,
): string | null {
  return definitions.findLast(({ from }) => from <= date)?.definition ?? null;
}

// The sources that are collected. Schedule, permissions, alarms, `/v1/sources` and docs/reference-data.md
// follow from this list.

const JAPAN_TERMS = 'Government of Japan standard terms of use: free with credit to the source';

/** What the tables of all customs have in common. */
const CUSTOMS = {
  asked: 'monthly',
  encoding: 'utf-8',
  period_rule: 'One or more months; the day is the last of the newest month in which anything was counted.',
  first_day: '2017-01-01',
  reader_version: 1,
  definitions: [{ from: '2017-01-01', definition: 'as published' }],
  rows: { least: 0, most: 50_000 },
  days_in_a_row: false,
  settled_after_days: null,
  feeds: 'observations',
  series: ['trade'],
} as const;

/** What the two ministries of Japan have in common: releases among many others, of events and no counts. */
const MINISTRIES = {
  terms: JAPAN_TERMS,
  discovery: {
    how: 'links',
    earlier: null,
    words:
      '領空|領海|接続水域|経済水域|潜水艦|測量艦|調査船|レーダー|接近|無人機|気球|ブイ|資源開発|中国|ロシア',
    least: 1,
    most: 30,
    revisited: 0,
  },
  cadence: 'as it happens, a few a year',
  asked: 'daily',
  content_clock_days: 200,
  settled_after_days: null,
  most_bytes: 20_000_000,
  most_seconds: 120,
  kind: 'html',
  encoding: 'utf-8',
  period_rule: 'The last day that the release speaks of.',
  first_day: '2012-01-01',
  reader_version: 3,
  definitions: [{ from: '2012-01-01', definition: 'as published' }],
  rows: { least: 0, most: 60 },
  days_in_a_row: false,
  feeds: 'observations',
  series: ['security_events'],
} as const;

/** Codes of the Harmonized System that are watched. */
const HARMONIZED = '250410 280530 282580 284180 284690 380110 810610 810690 811010 811292 850511'.split(' ');

const contracts = [
  {
    name: 'taiwan-mnd',
    title: 'Daily report on activity around the Taiwan Strait',
    publisher: "Taiwan's Ministry of National Defense",
    terms: 'Government open information: free with credit to the source',
    // Its Air Force has the same reports: what the rules of one site forbid the other may allow.
    hosts: ['www.mnd.gov.tw', 'air.mnd.gov.tw'],
    discovery: {
      how: 'links',
      pages: [
        'https://www.mnd.gov.tw/news/plaactlist',
        'https://air.mnd.gov.tw/TW/News/News_List.aspx?CID=213',
        'https://air.mnd.gov.tw/EN/News/News_List.aspx?CID=214',
      ],
      earlier: 'https://www.mnd.gov.tw/news/plaactlist/{page}',
      document:
        '^https://(www[.]mnd[.]gov[.]tw/news/plaact/[0-9]+|air[.]mnd[.]gov[.]tw/(TW|EN)/News/News_Detail[.]aspx[?]CID=21[34]&ID=[0-9]+)$',
      least: 1,
      most: 150,
      revisited: 2,
    },
    cadence: 'daily, between 08:00 and 10:00 of Taipei',
    asked: 'daily',
    content_clock_days: 3,
    settled_after_days: 1,
    most_bytes: 2_000_000,
    most_seconds: 60,
    kind: 'html',
    encoding: 'utf-8',
    period_rule:
      'The 24 hours to 06:00 of Taipei; the day is the one on which they end, as the text states it.',
    first_day: '2020-09-01',
    reader_version: 3,
    definitions: [
      { from: '2020-09-01', definition: 'adiz_only' },
      { from: '2022-08-06', definition: 'all_detected' },
    ],
    rows: { least: 1, most: 2 },
    days_in_a_row: false,
    feeds: 'observations',
    series: ['taiwan_strait'],
  },
  {
    name: 'senkaku-jcg',
    title: 'Chinese government vessels in the waters around the Senkaku/Diaoyu islands, by day',
    publisher: 'Japan Coast Guard',
    terms: JAPAN_TERMS,
    hosts: ['www.kaiho.mlit.go.jp'],
    discovery: {
      how: 'links',
      pages: ['https://www.kaiho.mlit.go.jp/mission/senkaku/senkaku.html'],
      earlier: null,
      document:
        '^https://www[.]kaiho[.]mlit[.]go[.]jp/mission/senkaku/(?:[a-z_]+/)*data_[a-zA-Z]?[0-9_a-zA-Z]+[.]pdf$',
      least: 12,
      most: 24,
      revisited: 2,
    },
    cadence: 'the table of the month is replaced as days are added, a day or more later',
    asked: 'daily',
    content_clock_days: 7,
    settled_after_days: 7,
    most_bytes: 5_000_000,
    most_seconds: 60,
    kind: 'pdf',
    encoding: 'binary',
    period_rule: 'One month of Japanese days; the day up to which the table goes is printed in its head.',
    first_day: '2012-09-14',
    reader_version: 2,
    definitions: [{ from: '2012-09-14', definition: 'as published' }],
    rows: { least: 1, most: 31 },
    days_in_a_row: true,
    feeds: 'observations',
    series: ['senkaku'],
  },
  {
    name: 'joint-staff',
    title: 'Releases on ships and aircraft around Japan',
    publisher: 'Japan Joint Staff',
    terms: JAPAN_TERMS,
    hosts: ['www.mod.go.jp'],
    discovery: {
      how: 'links',
      pages: ['https://www.mod.go.jp/js/press/index.html', 'https://www.mod.go.jp/js/'],
      earlier: null,
      document: '^https://www[.]mod[.]go[.]jp/js/pdf/[0-9]{4}/p[0-9]{8}_[0-9]{2}[.]pdf$',
      least: 1,
      most: 150,
      revisited: 0,
    },
    cadence: 'as it happens, about thirty releases a month, up to three days later',
    asked: 'daily',
    content_clock_days: 10,
    settled_after_days: 4,
    most_bytes: 20_000_000,
    most_seconds: 120,
    kind: 'pdf',
    encoding: 'binary',
    period_rule:
      'The last day that the release speaks of; the number of the release has the day on which it came out.',
    first_day: '2012-01-01',
    reader_version: 3,
    definitions: [{ from: '2012-01-01', definition: 'as published' }],
    rows: { least: 0, most: 60 },
    days_in_a_row: false,
    feeds: 'observations',
    series: ['carrier_sightings', 'carriers', 'security_events'],
  },
  {
    ...MINISTRIES,
    name: 'japan-mod',
    title: 'Releases on airspace, radar, submarines and survey ships',
    publisher: "Japan's Ministry of Defense",
    hosts: ['www.mod.go.jp'],
    discovery: {
      ...MINISTRIES.discovery,
      pages: ['https://www.mod.go.jp/j/rss/news.xml'],
      document: '^https://www[.]mod[.]go[.]jp/j/press/news/[0-9]{4}/[0-9]{2}/[0-9]{2}[a-z][.](html|pdf)$',
    },
  },
  {
    ...MINISTRIES,
    name: 'japan-mofa',
    title: 'Releases on survey ships, buoys, structures and protests',
    publisher: 'Ministry of Foreign Affairs of Japan',
    hosts: ['www.mofa.go.jp'],
    discovery: {
      ...MINISTRIES.discovery,
      pages: ['https://www.mofa.go.jp/mofaj/press/release/index.html'],
      document: '^https://www[.]mofa[.]go[.]jp/mofaj/press/release/press[a-z0-9]*_[0-9_]+[.]html$',
    },
  },
  {
    name: 'usgs-mcs',
    title: 'Mineral Commodity Summaries, table of data',
    publisher: 'United States Geological Survey',
    terms: 'Public domain (work of the United States government)',
    hosts: ['www.sciencebase.gov', 'prod-is-usgs-sb-prod-publish.s3.amazonaws.com'],
    discovery: {
      how: 'files',
      // Data releases of all editions are children of one item: that of next year is found by the name of its
      // file.
      pages: [
        'https://www.sciencebase.gov/catalog/items?parentId=5c8c03e4e4b0938824529f7d&format=json&fields=title,files&max=100',
      ],
      document: '^MCS20[0-9]{2}_Commodities_Data[.]csv$',
      least: 1,
      most: 4,
    },
    cadence: 'yearly, in the first weeks of the year, with corrections within the year',
    asked: 'monthly',
    content_clock_days: 430,
    settled_after_days: null,
    most_bytes: 20_000_000,
    most_seconds: 120,
    kind: 'csv',
    encoding: 'windows-1252',
    period_rule: 'Years; the day is the last of the year.',
    first_day: '1990-01-01',
    reader_version: 3,
    definitions: [{ from: '1990-01-01', definition: 'as published' }],
    rows: { least: 1, most: 100_000 },
    days_in_a_row: false,
    feeds: 'editions',
    series: ['usgs_mcs'],
  },
  {
    name: 'wgi',
    title: 'Worldwide Governance Indicators',
    publisher: 'World Bank',
    terms: 'CC BY 4.0',
    hosts: ['api.worldbank.org'],
    discovery: {
      how: 'fixed',
      addresses: ['PV', 'GE', 'RQ', 'RL', 'CC', 'VA'].map(
        (code) =>
          `https://api.worldbank.org/v2/country/all/indicator/GOV_WGI_${code}.EST?source=3&format=json&per_page=20000`,
      ),
    },
    cadence: 'yearly, in autumn',
    asked: 'monthly',
    content_clock_days: 800,
    settled_after_days: null,
    most_bytes: 20_000_000,
    most_seconds: 120,
    kind: 'json',
    encoding: 'utf-8',
    period_rule: 'Years; the day is the last of the year.',
    first_day: '1996-01-01',
    reader_version: 3,
    definitions: [{ from: '1996-01-01', definition: 'as published' }],
    rows: { least: 100, most: 100_000 },
    days_in_a_row: false,
    feeds: 'editions',
    series: ['wgi'],
  },
  {
    name: 'portwatch',
    title: 'Ships through straits, by day',
    publisher: 'IMF PortWatch, from AIS of the UN Global Platform',
    terms: 'Terms of the IMF: free use with credit to IMF PortWatch',
    hosts: ['services9.arcgis.com'],
    discovery: {
      how: 'fixed',
      addresses: [
        "https://services9.arcgis.com/weJ1QsnbMYJlCHdG/arcgis/rest/services/Daily_Chokepoints_Data/FeatureServer/0/query?where=portid+IN+('chokepoint1','chokepoint4','chokepoint6','chokepoint7')&outFields=date,portid,portname,n_total&orderByFields=date+DESC&resultRecordCount=1000&f=json",
      ],
    },
    cadence: 'on Tuesdays for the week to Sunday; old days are corrected',
    asked: 'monthly',
    content_clock_days: 50,
    settled_after_days: null,
    most_bytes: 5_000_000,
    most_seconds: 60,
    kind: 'json',
    encoding: 'utf-8',
    period_rule: 'Days; whole weeks from Monday on are kept as means.',
    first_day: '2019-01-01',
    reader_version: 1,
    definitions: [{ from: '2019-01-01', definition: 'as published' }],
    rows: { least: 1, most: 4 },
    days_in_a_row: false,
    feeds: 'observations',
    series: ['strait_transits'],
  },
  {
    ...CUSTOMS,
    name: 'customs-china',
    title: 'Trade of China by code, partner and month',
    publisher: 'General Administration of Customs of China',
    terms: 'Free with credit to the source',
    hosts: ['stats.customs.gov.cn'],
    discovery: { how: 'by_hand', pages: ['https://stats.customs.gov.cn/indexEn'] },
    reader_version: 2,
    cadence: 'monthly, by the 20th; January with February',
    content_clock_days: 80,
    most_bytes: 20_000_000,
    most_seconds: 60,
    kind: 'csv',
  },
  {
    ...CUSTOMS,
    name: 'customs-japan',
    title: 'Trade statistics of Japan by commodity and country, imports',
    publisher: 'Ministry of Finance of Japan',
    terms: JAPAN_TERMS,
    hosts: ['www.e-stat.go.jp'],
    discovery: {
      how: 'links',
      pages: [
        'https://www.e-stat.go.jp/en/stat-search/files?page=1&layout=dataset&toukei=00350300&tstat=000001013141&tclass1=000001013180&tclass2=000001013182&cycle_facet=cycle&data=1&metadata=1',
      ],
      earlier: null,
      document:
        '^https://www[.]e-stat[.]go[.]jp/(en/)?stat-search/file-download[?]statInfId=[0-9]+&fileKind=1$',
      least: 1,
      most: 24,
      revisited: 24,
    },
    cadence: 'monthly, about a month later; the tables of a year are replaced, and final in the next spring',
    content_clock_days: 110,
    most_bytes: 60_000_000,
    most_seconds: 120,
    kind: 'csv',
  },
  {
    ...CUSTOMS,
    name: 'customs-eurostat',
    title: 'Comext: trade of the European Union by code, partner and month',
    publisher: 'Eurostat',
    terms: 'Free with credit to the source (Decision 2011/833/EU)',
    hosts: ['ec.europa.eu'],
    discovery: {
      how: 'fixed',
      addresses: [
        'https://ec.europa.eu/eurostat/api/comext/dissemination/sdmx/2.1/data/DS-045409/M.EU27_2020.CN+EXT_EU27_2020.25041000+28418000+28499030+81061010+81061090+81069010+81069090+81101000+81129289+81129295+85051110+28053031+28469060+38011000.1.?format=SDMX-CSV&startPeriod=2022-01',
      ],
    },
    cadence: 'monthly, about seven weeks later; earlier months are corrected with each',
    content_clock_days: 140,
    most_bytes: 20_000_000,
    most_seconds: 120,
    kind: 'csv',
  },
  {
    ...CUSTOMS,
    name: 'customs-census',
    title: 'Imports of the United States by code, country and month',
    publisher: 'United States Census Bureau',
    terms: 'Public domain (work of the United States government)',
    hosts: ['api.census.gov'],
    discovery: {
      how: 'fixed',
      addresses: [...HARMONIZED, '8112921000', '8112926000', '8505110050', '8505110070'].map(
        (code) =>
          `https://api.census.gov/data/timeseries/intltrade/imports/hs?get=CTY_CODE,CTY_NAME,GEN_VAL_MO,GEN_QY1_MO,UNIT_QY1&time=from+{yyyy-mm:24}&COMM_LVL=HS${code.length}&I_COMMODITY=${code}`,
      ),
    },
    key: {
      variable: 'CENSUS_API_KEY',
      from: 'https://api.census.gov/data/key_signup.html',
      parameter: 'key',
    },
    cadence: 'monthly, about six weeks later; earlier months are corrected yearly',
    content_clock_days: 130,
    most_bytes: 20_000_000,
    most_seconds: 120,
    kind: 'json',
  },
  {
    ...CUSTOMS,
    name: 'customs-korea',
    title: 'Imports of Korea by code, country and month',
    publisher: 'Korea Customs Service',
    terms: 'Open data of data.go.kr: free with credit to the source',
    hosts: ['apis.data.go.kr'],
    discovery: {
      how: 'fixed',
      addresses: HARMONIZED.map(
        (code) =>
          `https://apis.data.go.kr/1220000/nitemtrade/getNitemtradeList?strtYymm={yyyymm:12}&endYymm={yyyymm:1}&hsSgn=${code}`,
      ),
    },
    key: {
      variable: 'DATA_GO_KR_KEY',
      from: 'https://www.data.go.kr/data/15100475/openapi.do',
      parameter: 'serviceKey',
    },
    cadence: 'monthly, final about the 15th',
    content_clock_days: 110,
    most_bytes: 20_000_000,
    most_seconds: 180,
    kind: 'xml',
  },
  {
    ...CUSTOMS,
    name: 'comtrade',
    title: 'Exports of China by code, partner and month, preview without a key',
    publisher: 'UN Comtrade',
    terms: 'Free with credit to the source',
    hosts: ['comtradeapi.un.org'],
    discovery: {
      how: 'fixed',
      addresses: Array.from(
        { length: 12 },
        (_, n) =>
          `https://comtradeapi.un.org/public/v1/preview/C/M/HS?reporterCode=156&period={yyyymm:${n + 2}}&flowCode=X&cmdCode=${HARMONIZED}&partnerCode=0,392,410,490,842,40,56,100,191,196,203,208,233,246,251,276,300,348,372,380,428,440,442,470,528,616,620,642,703,705,724,752&partner2Code=0&customsCode=C00&motCode=0`,
      ),
    },
    pause_seconds: 5,
    cadence: 'monthly, two to five months later',
    content_clock_days: 240,
    most_bytes: 20_000_000,
    most_seconds: 120,
    kind: 'json',
  },
] as const;

type SourceName = (typeof contracts)[number]['name'] | AnnouncementListName;

/**
 * All contracts, checked when this is loaded and frozen: a contract that contradicts itself stops the program
 * with its faults.
 */
export const SOURCE_CONTRACTS: readonly SourceContract[] = Object.freeze(
  [...contracts, ...ANNOUNCEMENT_LISTS.map(contractOfList)].map((contract) =>
    deepFrozen(sourceContractSchema.parse(contract)),
  ),
);

export const SOURCE_NAMES = SOURCE_CONTRACTS.map(({ name }) => name) as readonly SourceName[];

/** The contract of a source; throws for a name that is none. */
export function sourceContract(name: string): SourceContract {
  const found = SOURCE_CONTRACTS.find((contract) => contract.name === name);
  if (found === undefined)
    throw new Error(`there is no source ${name}: it is one of ${SOURCE_NAMES.join(', ')}`);
  return found;
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFrozen);
  return value;
}
