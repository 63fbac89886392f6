/** docs/cost.md: what a night, a read and a month cost at list prices, from measured figures. */
import { markdownTable } from '../markdown.ts';
import { PRICES_READ_ON, priceRows } from './list-prices.ts';
import type { MeasuredNight, WholeResults } from './measured-night.ts';
import { dollarsBehindEdge, dollarsOf, dollarsOfReads, figuresOf, type NightFigures, nightAt, READ_BEFORE } from './night-cost.ts';

/** Figures as the bench has recorded them. */
export interface RecordedCosts {
  readonly day: string;
  readonly commit: string;
  readonly machine: string;
  /** By size, the smallest first; at least two. */
  readonly nights: readonly MeasuredNight[];
  readonly whole: WholeResults;
}

const SIZES = [1000, 10_000, 100_000, 1_000_000];
/** Most write units that a table takes a second: a new one, and one with the quota of an account. */
const UNITS_A_SECOND = [4000, 40_000] as const;

const inWhole = (value: number): string => Math.round(value).toLocaleString('en');
const dollars = (value: number): string => `$${value >= 100 ? inWhole(value) : value.toPrecision(2)}`;

/** The page of these figures. Throws for fewer than two nights: a line goes through two. */
export function costPage({ day, commit, machine, nights, whole }: RecordedCosts): string {
  const [small, large] = [nights[0], nights.at(-1)];
  if (small === undefined || large === undefined || small === large)
    throw new RangeError('a line goes through two nights: measure a second size');
  const [from, to] = [figuresOf(small, whole), figuresOf(large, whole)];
  const sizes = SIZES.map((suppliers) => nightAt(suppliers, from, to));
  return `# Costs

Written by \`npm run docs:cost\` from what \`npm run bench\` recorded on ${day} at commit ${commit}, on ${machine}, at list prices of us-east-1 read on ${PRICES_READ_ON}.
Units and objects are counted from what the steps of a run really write; CPU is that of a machine which did other work at the same time. Nothing here was measured on AWS.

## A night

Measured: the night after another one, of the shipped register, and of one with copies of its suppliers with other ids, names and tonnages, for ${large.buyers} buyers. Copies have the results of their
originals; all other steps do all of their work for every supplier, changes and history with them. A result as a night makes it takes ${whole.cpu_ms.toFixed(1)} ms of a core and has ${inWhole(whole.draw_bytes)} bytes of
draws (mean of ${whole.results}). Below, half a unit a subject is added, because the item with the history of a week grows until its end. ${linearity(from, to)}

${nightsTable(nights)}

Write units of the largest measured night by kind of item, as the store keys them: ${kindsOf(large)}.

From these by a straight line, so larger sizes are **arithmetic, not measurement**:

${sizesTable(sizes)}

Storage is for as long as rows (95 days, with recovery), objects (190 days, after 30 in the class for what is seldom read) and draws
(7 days) are kept. The seconds are those of the write units alone, at
${UNITS_A_SECOND.map(inWhole).join(' and ')} a second: what a new table takes, and the quota of a table.

## A million reads

One score: half a read unit and 8 ms of a function with 1 GB. Before, 1.1 kB of logs and one request in twenty traced; now no traces and no lines of the platform, the
line of the access log and a second one for one good answer in ten: about 0.5 kB (arithmetic).

${readsTable()}

Behind CloudFront with WAF a million costs ${[0, 0.5, 0.8, 0.95].map((part) => `${dollars(dollarsBehindEdge(part))} where the edge answers ${100 * part} %`).join(', ')}.

## A month

${monthTable(from, to)}

## Reads a second

On AWS by arithmetic: 10 a second need nothing. 1,000 a second are a tenth of the account's 10,000 requests a second of API Gateway and 8 environments of Lambda at 8 ms; the limit of the stage
(\`-c requestsPerSecond\`) has to be raised. **100,000 a second break first at API Gateway's quota of 10,000 a second and account**; then at Lambda (800 environments of 1,000), at the table (50,000 read
units a second of 40,000), and at one item, which has 3,000 units a second: 6,000 reads of one score. So they need the edge: at 95 % answered there, 5,000 a second are left.

## Prices

${markdownTable(
  ['What', 'Dollars:', 'For a', 'Source'],
  priceRows().map(({ what, dollars: price, unit, source }) => [what, price, unit, source]),
)}
`;
}

/** Units a subject of both nights, and how far the larger is from the smaller. */
function linearity(small: NightFigures, large: NightFigures): string {
  const each = ({ writeUnits, subjects }: NightFigures): number => writeUnits / subjects;
  const change = Math.round(100 * (each(large) / each(small) - 1));
  return `A subject takes ${each(small).toFixed(2)} write units at ${inWhole(small.suppliers)} suppliers and ${each(large).toFixed(2)} at ${inWhole(large.suppliers)} (${change > 0 ? '+' : ''}${change} %).`;
}

const nightsTable = (nights: readonly MeasuredNight[]): string =>
  markdownTable(
    ['Suppliers:', 'Subjects:', 'Write units:', 'a subject:', 'Objects:', 'CPU s begin:', 'complete:', 'after:', 'Peak MB:'],
    nights.map((night) => {
      const writeUnits = Object.values(night.write_units).reduce((sum, units) => sum + units, 0);
      const { begin = 0, complete = 0, after = 0 } = night.cpu_seconds;
      return [
        inWhole(night.suppliers),
        inWhole(night.subjects),
        inWhole(writeUnits),
        (writeUnits / night.subjects).toFixed(2),
        inWhole(night.objects),
        ...[begin, complete, after].map((seconds) => seconds.toFixed(1)),
        inWhole(night.peak_rss_mb),
      ];
    }),
  );

const kindsOf = ({ write_units }: MeasuredNight): string =>
  Object.entries(write_units)
    .sort(([, left], [, right]) => right - left)
    .map(([kind, units]) => `\`${kind}\` ${inWhole(units)}`)
    .join(', ');

const sizesTable = (sizes: readonly NightFigures[]): string =>
  markdownTable(
    ['Suppliers:', 'Write units:', 'a subject:', 'Writes:', 'Lambda:', 'Objects:', 'Steps:', 'Storage:', 'A night:', 'Seconds of writing:'],
    sizes.map((figures) => {
      const cost = dollarsOf(figures);
      return [
        inWhole(figures.suppliers),
        inWhole(figures.writeUnits),
        (figures.writeUnits / figures.subjects).toFixed(2),
        ...[cost.writes, cost.compute, cost.objects, cost.steps, cost.storage].map(dollars),
        `**${dollars(cost.total)}**`,
        UNITS_A_SECOND.map((a) => inWhole(figures.writeUnits / a)).join(' / '),
      ];
    }),
  );

function readsTable(): string {
  const [before, now] = [dollarsOfReads(1e6, READ_BEFORE), dollarsOfReads(1e6)];
  const names = { gateway: 'API Gateway', compute: 'Lambda', table: 'DynamoDB', logs: 'Logs', traces: 'Traces', total: '**all**' } as const;
  const share = (part: number, total: number): string => `${Math.round((100 * part) / total)} %`;
  return markdownTable(
    ['Part', 'Before:', 'Share:', 'Now:', 'Share:'],
    (Object.keys(names) as (keyof typeof names)[]).map((part) => [
      names[part],
      before[part].toFixed(2),
      share(before[part], before.total),
      now[part].toFixed(2),
      share(now[part], now.total),
    ]),
  );
}

/** Thirty nights and the reads of three sizes of client. */
function monthTable(small: NightFigures, large: NightFigures): string {
  const clients = [
    ['shipped suppliers, a dashboard and a nightly pull', 61, 100_000],
    ['1,000 suppliers, 10 reads a second', 1000, 26_000_000],
    ['100,000 suppliers, 100 reads a second', 100_000, 260_000_000],
  ] as const;
  return markdownTable(
    ['Client', 'Nights:', 'Reads:', 'A month:'],
    clients.map(([name, suppliers, reads]) => {
      const nights = 30 * dollarsOf(nightAt(suppliers, small, large)).total;
      const read = dollarsOfReads(reads).total;
      return [name, dollars(nights), dollars(read), dollars(nights + read)];
    }),
  );
}
