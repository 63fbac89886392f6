/** Contract of a source that is collected: where it is published, how often, how large, and how its documents are told from something else. */
import * as z from 'zod';
import { isCalendarDay } from '#domain/time/calendar.ts';

/** How documents are written. The first bytes of each kind are in `FIRST_BYTES`. */
const documentKind = z.enum(['html', 'pdf', 'xls', 'csv', 'zip', 'json']);
export type DocumentKind = z.output<typeof documentKind>;

/** First bytes of the kinds that have some, hexadecimal; a text has none and is told by its encoding and its first characters. */
export const FIRST_BYTES: Readonly<Partial<Record<DocumentKind, string>>> = {
  pdf: '25504446', // %PDF
  xls: 'd0cf11e0a1b11ae1', // OLE2, the container of BIFF8
  zip: '504b0304', // PK
};

const text = z.string().trim().min(1);
const day = z.string().refine(isCalendarDay, 'a calendar day, YYYY-MM-DD');
const positive = z.int().positive();
const host = z.string().regex(/^[a-z0-9-]+([.][a-z0-9-]+)+$/, 'a host name in lower case, without scheme, port or path');
const address = z.url({ protocol: /^https$/, error: 'an address that begins with https://' });
const pattern = z.string().refine(isPattern, 'a regular expression');

/** Documents that stand at addresses known beforehand. */
const fixed = z.strictObject({
  how: z.literal('fixed'),
  addresses: z.array(address).min(1),
});
/** Documents that pages link to. */
const links = z.strictObject({
  how: z.literal('links'),
  /** Pages with links to documents; a later one is read when an earlier one could not be fetched. */
  pages: z.array(address).min(1),
  /** Address of an earlier page of the list, `{page}` stands for its number from 2 on; `null` where there is one page only. */
  earlier: z.string().includes('{page}').nullable(),
  /** Which links are documents: a regular expression over their addresses. */
  document: pattern,
  /** In which order a page lists them. */
  order: z.enum(['newest first', 'oldest first']),
  /** Fewest links that a page has; fewer means that the page was rebuilt. */
  least: positive,
  /** Most documents of one run. */
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
    discovery: z.discriminatedUnion('how', [fixed, links, files]),
    /** How often the publisher publishes, in words. */
    cadence: text,
    /** When it is asked: a daily source every night, before the run; the others on the first day of a month. */
    asked: z.enum(['daily', 'monthly']),
    /** Days without newer content after which the source counts as stale. */
    content_clock_days: positive,
    /** Most bytes of a document, on the wire and after decompression. */
    most_bytes: positive,
    /** Longest that one request may take. */
    most_seconds: positive.max(300),
    kind: documentKind,
    encoding: z.enum(['utf-8', 'windows-1252', 'shift_jis', 'gb18030', 'binary']),
    /** Which day or period a document speaks of. */
    period_rule: text,
    /** First day that a document can speak of. */
    first_day: day,
    /** Version of the reader that this contract was checked with. */
    reader_version: positive,
    /** Definitions of the figures, each from a day on; figures of different definitions are never compared. */
    definitions: z.array(z.strictObject({ from: day, definition: text })).min(1),
    /** How many observations a document has. */
    rows: z.strictObject({ least: z.int().nonnegative(), most: positive }),
    /** Whether the days of a document follow each other without a gap. */
    days_in_a_row: z.boolean(),
    /** `observations`: into the log that the next run reads. `editions`: kept whole and compared; a person takes an edition over. */
    feeds: z.enum(['observations', 'editions']),
    /** Series that it has figures of. */
    series: z.array(text).min(1),
  })
  .superRefine((contract, context) => {
    const fault = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message, input: contract });
    for (const one of startAddresses(contract)) {
      if (!contract.hosts.includes(new URL(one).hostname)) fault('discovery', `${one} is on none of the hosts of the source`);
    }
    const text = FIRST_BYTES[contract.kind] === undefined;
    if (text === (contract.encoding === 'binary'))
      fault('encoding', `${contract.kind} is ${text ? 'text and needs an encoding' : 'binary'}`);
    if (contract.rows.least > contract.rows.most) fault('rows', 'least is more than most');
    const days = contract.definitions.map(({ from }) => from);
    if (days.some((from, n) => n > 0 && from <= (days[n - 1] ?? ''))) fault('definitions', 'they are not in the order of their days');
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
export function definitionOn({ definitions }: Pick<SourceContract, 'definitions'>, date: string): string | null {
  return definitions.findLast(({ from }) => from <= date)?.definition ?? null;
}
