import { stringify } from 'csv-stringify/sync';
import { dayNumber } from '#domain/time/calendar.ts';
import { EDITIONS_FILE, type Edition } from '#functions/reference-build/provenance.ts';

export const YEARLY_SOURCES = {
  'usgs-mcs': {
    prefix: 'MCS',
    words: (year: number) => [`USGS Mineral Commodity Summaries ${year}`, `USGS MCS ${year}`],
    address: 'https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries',
  },
  wgi: {
    prefix: 'WGI',
    words: (year: number) => [`Worldwide Governance Indicators, ${year} update`],
    address: 'https://www.worldbank.org/en/publication/worldwide-governance-indicators',
  },
} as const;
export type YearlySource = keyof typeof YEARLY_SOURCES;

export type Statement = Readonly<{
  edition: string | null;
  published: string | null;
  /** From which the edition counts. */
  on: string;
  /** As `Co:mine`; `null`: all. */
  only: readonly string[] | null;
  /** As `Co:mine:TUR`, or `TUR`. */
  without: readonly string[];
  rewritten: boolean;
}>;

export type EditionReading = Readonly<{
  file: string;
  rows: readonly Readonly<Record<string, string | number | null>>[];
  faults: readonly string[];
  told: readonly string[];
}>;

/** Never dated by assumption: replays would know the future. */
export function namedEdition(
  source: YearlySource,
  said: Readonly<{ edition: string | null; published: string | null }>,
  statement: Statement,
  accepted: readonly Edition[],
): Edition | Readonly<{ fault: string }> {
  const { prefix, words, address } = YEARLY_SOURCES[source];
  const [name, published] = [statement.edition ?? said.edition, statement.published ?? said.published];
  const year = Number(new RegExp(`^${prefix} ?(20\\d\\d)$`).exec(name ?? '')?.[1]);
  const next = Number(statement.on.slice(0, 4));
  const example = `--edition "${prefix} ${Number.isNaN(year) ? next : year}" --published ${Number.isNaN(year) ? next : year}-02-05`;
  if (Number.isNaN(year) || published === null)
    return {
      fault: `The document does not say which edition it is and when it came out: say it, for example ${example}.`,
    };
  const id = `${prefix}${year}`;
  const newest = accepted
    .filter((one) => one.id.startsWith(prefix))
    .toSorted((a, b) => (a.published < b.published ? 1 : -1))[0];
  const known = accepted.find((one) => one.id === id);
  if (known !== undefined)
    return { fault: `${id} is among the facts already; it counts from ${known.known_from}.` };
  if (Number(published.slice(0, 4)) !== year)
    return { fault: `${id} did not come out on ${published}: its year is ${year}.` };
  if (newest !== undefined && published <= newest.published)
    return {
      fault: `${id}, of ${published}, is older than ${newest.id}: an older edition moves no score of today.`,
    };
  if (dayNumber(published) > dayNumber(statement.on))
    return { fault: `${id} cannot be accepted on ${statement.on}, before it came out on ${published}.` };
  const rule = 'day of publication as it was stated at the acceptance; counts from the day of the acceptance';
  return { id, words: [...words(year)], published, known_from: statement.on, source_url: address, rule };
}

export function additionsOf(edition: Edition, { file, rows }: EditionReading): ReadonlyMap<string, string> {
  const { id, words, ...days } = edition;
  const register = {
    id,
    words: words.join(';'),
    published: days.published,
    known_from: days.known_from,
    source_url: days.source_url,
    rule: days.rule,
  };
  return new Map([
    [EDITIONS_FILE, stringify([register])],
    [file, stringify([...rows])],
  ]);
}

/** Between 2025 and 2026 15 % of the figures were restated by more than half. */
const MOST_RESTATED = 0.25;

export type Restated = Readonly<{
  before: number | null;
  after: number | null;
}>;

/** More than that: a column is probably swapped. */
export function rewritten(figures: readonly Restated[], large: (before: number) => number): string | null {
  const both = figures.flatMap(({ before, after }) =>
    before === null || after === null ? [] : [{ before, after }],
  );
  const far = both.filter(({ before, after }) => Math.abs(after - before) > large(before));
  if (far.length <= MOST_RESTATED * both.length) return null;
  return `${far.length} of ${both.length} figures of the year before are restated by far: a column may be swapped. If the publisher rewrote them, add --rewritten.`;
}
