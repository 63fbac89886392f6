/**
 * Contract of a source that is collected: where it is published, how often, how large, and how its documents
 * are told from something else.
 */
import * as z from 'zod';
import { isCalendarDay } from '#domain/time/calendar.ts';
import { ANNOUNCEMENT_LISTS, type AnnouncementListName, contractOfList } from './announcement-lists.ts';
import contracts from './source-contracts.json' with { type: 'json' };

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
 * are asked for, `{yyyymm:2}` for the month two before its own.
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

// The sources that are collected stand in source-contracts.json: schedule, permissions, alarms and
// `/v1/sources` follow from it. The Air Force of Taiwan has the reports of its ministry: what the rules of one
// site forbid the other may allow. Data releases of all USGS editions are children of one item.

/** Codes of the Harmonized System that are watched, and those of a country's own; a test compares them with the facts. */
const HARMONIZED = '250410 280530 282580 284180 284690 380110 810610 810690 811010 811292 850511'.split(' ');
const OF_THE_USA =
  '2504101000 2504105000 2804500020 2841800010 8101940000 8102940000 8106100000 8110100000 8112921000 8112923000 8112926000 8112926500 8505110050 8505110070'.split(
    ' ',
  );
const OF_THE_UNION = '28053031 28469060 28499030 81129289 81129295 85051110'.split(' ');

/**
 * Addresses of the sources that are asked by code or month: trade from 2022 on, a year before the first control,
 * or back to the end of what ships.
 */
const ADDRESSES: Partial<Record<keyof typeof contracts, readonly string[]>> = {
  'customs-eurostat': [
    `https://ec.europa.eu/eurostat/api/comext/dissemination/sdmx/2.1/data/DS-045409/M.EU27_2020.CN+EXT_EU27_2020.${[...HARMONIZED, ...OF_THE_UNION].join('+')}.1.?format=SDMX-CSV&startPeriod=2022-01`,
  ],
  'customs-census': [...HARMONIZED, ...OF_THE_USA].map(
    (code) =>
      `https://api.census.gov/data/timeseries/intltrade/imports/hs?get=CTY_CODE,CTY_NAME,GEN_VAL_MO,GEN_QY1_MO,UNIT_QY1&time=from+2022-01&COMM_LVL=HS${code.length}&I_COMMODITY=${code}`,
  ),
  'customs-korea': HARMONIZED.map(
    (code) =>
      `https://apis.data.go.kr/1220000/nitemtrade/getNitemtradeList?strtYymm={yyyymm:12}&endYymm={yyyymm:1}&hsSgn=${code}`,
  ),
  comtrade: Array.from(
    { length: 24 },
    (_, n) =>
      `https://comtradeapi.un.org/public/v1/preview/C/M/HS?reporterCode=156&period={yyyymm:${n + 2}}&flowCode=X&cmdCode=${HARMONIZED}&partnerCode=0,392,410,490,842,40,56,100,191,196,203,208,233,246,251,276,300,348,372,380,428,440,442,470,528,616,620,642,703,705,724,752&partner2Code=0&customsCode=C00&motCode=0`,
  ),
};

type SourceName = keyof typeof contracts | AnnouncementListName;

/**
 * All contracts, checked when this is loaded and frozen: a contract that contradicts itself stops the program
 * with its faults.
 */
export const SOURCE_CONTRACTS: readonly SourceContract[] = Object.freeze(
  [
    ...Object.entries(contracts).map(([name, contract]) => ({
      name,
      discovery: { how: 'fixed', addresses: ADDRESSES[name as keyof typeof contracts] },
      ...contract,
    })),
    ...ANNOUNCEMENT_LISTS.map(contractOfList),
  ].map((contract) => deepFrozen(sourceContractSchema.parse(contract))),
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
