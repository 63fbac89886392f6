import * as z from 'zod';
import { isCalendarDay } from '#domain/time/calendar.ts';
import { ANNOUNCEMENT_LISTS, type AnnouncementListName, contractOfList } from './announcement-lists.ts';
import contracts from './source-contracts.json' with { type: 'json' };

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

/** `{year}`: of the day on which they are asked for; `{yyyymm:2}`: the month two before. */
const fixed = z.strictObject({
  how: z.literal('fixed'),
  addresses: z.array(address).min(1),
});
const byHand = z.strictObject({ how: z.literal('by_hand'), pages: z.array(address).min(1) });
const links = z.strictObject({
  how: z.literal('links'),
  /** A later page is read when an earlier one could not be. */
  pages: z.array(address).min(1),
  /** `{page}` is 2 and more; `null`: there is one page. */
  earlier: z.string().includes('{page}').nullable(),
  /** Regular expression over addresses. A page lists the newest first. */
  document: pattern,
  /** And over the words beside a link. */
  words: pattern.exactOptional(),
  /** Fewer links mean that the page was rebuilt. */
  least: positive,
  /** Of one run. */
  most: positive,
  /** So many of the newest are asked for again: the publisher replaces them. */
  revisited: z.int().nonnegative(),
});
/** Files that a JSON list names, each with `name` and `url`. */
const files = z.strictObject({
  how: z.literal('files'),
  pages: z.array(address).min(1),
  /** Regular expression over names. */
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
    /** Variable of the environment, where a key is made, and parameter of the address. */
    key: z.strictObject({ variable: text, from: address, parameter: text }).exactOptional(),
    /** Between two requests. */
    pause_seconds: positive.max(60).exactOptional(),
    cadence: text,
    /** `monthly`: on the first day. */
    asked: z.enum(['daily', 'monthly']).default('daily'),
    /** Older content is stale. */
    content_clock_days: positive,
    /** So many days later all of a day is out; `null` for documents that are of no day. */
    settled_after_days: positive.nullable().default(null),
    /** On the wire and unpacked. */
    most_bytes: positive,
    most_seconds: positive.max(300),
    kind: documentKind,
    encoding: z.enum(['utf-8', 'windows-1252', 'binary']).default('utf-8'),
    period_rule: text,
    first_day: day,
    reader_version: positive,
    /** Figures of different definitions are never compared. */
    definitions: z.array(z.strictObject({ from: day, definition: text })).min(1),
    rows: z.strictObject({ least: z.int().nonnegative(), most: positive }),
    /** Without a gap. */
    days_in_a_row: z.boolean().default(false),
    /** `editions`: kept until a person takes one over. `drafts`: of measures, for a reviewer. */
    feeds: z.enum(['observations', 'editions', 'drafts']).default('observations'),
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

function isPattern(source: string) {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

export function startAddresses({ discovery }: Pick<SourceContract, 'discovery'>): readonly string[] {
  return discovery.how === 'fixed' ? discovery.addresses : discovery.pages;
}

/** `null` before the first one. */
export function definitionOn({ definitions }: SourceContract, date: string): string | null {
  return definitions.findLast(({ from }) => from <= date)?.definition ?? null;
}

// The Air Force of Taiwan has the reports of its ministry: what the rules of one site forbid the other may
// allow.

/** Watched codes; a test compares them with the facts. */
const HARMONIZED = '250410 280530 282580 284180 284690 380110 810610 810690 811010 811292 850511'.split(' ');
const OF_THE_USA =
  '2504101000 2504105000 2804500020 2841800010 8101940000 8102940000 8106100000 8110100000 8112921000 8112923000 8112926000 8112926500 8505110050 8505110070'.split(
    ' ',
  );
const OF_THE_UNION = '28053031 28469060 28499030 81129289 81129295 85051110'.split(' ');

/** By code or month: from 2022 on, before the first control, or back to the end of what ships. */
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

/** What the tables of all customs have in common. */
const TRADE = {
  asked: 'monthly',
  most_bytes: 20_000_000,
  most_seconds: 120,
  period_rule: 'One or more months; the day is the last of the newest month in which anything was counted.',
  first_day: '2017-01-01',
  reader_version: 1,
  rows: { least: 0, most: 50_000 },
  series: ['trade'],
};
const isTrade = (name: string) => /^customs-|^comtrade$/.test(name);

type SourceName = keyof typeof contracts | AnnouncementListName;

/** A contract that contradicts itself stops the program. */
export const SOURCE_CONTRACTS: readonly SourceContract[] = Object.freeze(
  [
    ...Object.entries(contracts).map(([name, stated]) => {
      const contract = { ...(isTrade(name) ? TRADE : {}), ...stated };
      return {
        name,
        discovery: { how: 'fixed', addresses: ADDRESSES[name as keyof typeof contracts] },
        definitions: [{ from: contract.first_day, definition: 'as published' }],
        ...contract,
      };
    }),
    ...ANNOUNCEMENT_LISTS.map(contractOfList),
  ].map((contract) => deepFrozen(sourceContractSchema.parse(contract))),
);

export const SOURCE_NAMES = SOURCE_CONTRACTS.map(({ name }) => name) as readonly SourceName[];

/** Throws for a name that is none. */
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
