/**
 * `docs/suppliers.md`: scores of the suppliers of the register, the cases that must come out, and criticality.
 * A pure function of the reference data and a methodology, so that a test can make the page again and compare bytes.
 */

import { type SupplierExplanation, supplierExplanation } from '#domain/explanations/supplier-explanation.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { indexReferenceData, type ReferenceIndex } from '#domain/facts/reference-index.ts';
import { type AssembledSupplier, supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { supplierOutputShares } from '#domain/facts/suppliers/supplier-output.ts';
import { criticalityAt } from '#domain/scores/supplier-criticality.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { type SignalReader, signalReader } from '#domain/signals/signal-inputs.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { IsoDate } from '#domain/vocabulary/scoring-inputs.ts';
import type { ScoredSupplier } from '#domain/vocabulary/scoring-result.ts';
import { fixed, markdownTable } from './markdown.ts';
import { publishedVersionNote } from './published-version.ts';

/** The day the page speaks of. */
const DAY = '2026-10-01';
const BUYERS = ['JPN', 'USA'];
const DRIVERS_SHOWN = 4;
/** Criticalities below this many points are left out of the table. */
const CRITICAL_POINTS = 5;

interface Context {
  readonly data: ReferenceData;
  readonly index: ReferenceIndex;
  readonly methodology: Methodology;
  readonly signals: SignalReader;
}

interface Scored {
  readonly assembled: AssembledSupplier;
  /** Null when no site delivers. */
  readonly result: ScoredSupplier | null;
  readonly explanation: SupplierExplanation | null;
}

function score(context: Context, supplier: string, buyer: string, asOf: IsoDate, knownAt: IsoDate = asOf): Scored {
  const { index, methodology, signals } = context;
  const question = { supplier, buyer, as_of: asOf, known_at: knownAt, signals: signals(asOf, knownAt).readings };
  const assembled = supplierInputs(index, question);
  const result = scoreSupplier(assembled.inputs, methodology);
  if (result.score === null) return { assembled, result: null, explanation: null };
  return { assembled, result, explanation: supplierExplanation(assembled, result, methodology) };
}

const largest = (points: Readonly<Record<string, number>>, shown: number): readonly (readonly [string, number])[] =>
  Object.entries(points)
    .filter(([, value]) => value >= 0.05)
    .sort(([leftId, left], [rightId, right]) => right - left || (leftId < rightId ? -1 : 1))
    .slice(0, shown);

const drivers = (points: Readonly<Record<string, number>>, shown = DRIVERS_SHOWN): string =>
  largest(points, shown)
    .map(([id, value]) => `${id} ${fixed(value, 1)}`)
    .join(', ');

function ranking(context: Context): string {
  const rows = suppliersOf(context.data.supplier_sites).flatMap(({ id, name }) => {
    const [first, second] = BUYERS.map((buyer) => score(context, id, buyer, DAY));
    return first?.result && second?.result ? [{ name, id, first: first.result, second: second.result }] : [];
  });
  rows.sort((left, right) => right.first.score - left.first.score || (left.id < right.id ? -1 : 1));
  return markdownTable(
    ['supplier', ...BUYERS.map((buyer) => `${buyer}:`), 'band JPN', 'what makes it, JPN (points)', 'without signals, JPN:'],
    rows.map(({ name, first, second }) => [
      name,
      fixed(first.score, 2),
      fixed(second.score, 2),
      first.band,
      drivers(first.contributions),
      fixed(first.score_without_signals, 2),
    ]),
  );
}

function unscored(context: Context): string {
  const rows = suppliersOf(context.data.supplier_sites).flatMap(({ id, name }) => {
    const { result, assembled } = score(context, id, 'JPN', DAY);
    return result === null ? [[name, assembled.notes[0]?.text ?? '']] : [];
  });
  return markdownTable(['supplier', 'why it has no score'], rows);
}

/** A dated score of a case. */
interface CaseDay {
  readonly asOf: IsoDate;
  readonly why: string;
}

function caseTable(context: Context, suppliers: readonly string[], days: readonly CaseDay[]): string {
  const rows = suppliers.flatMap((supplier) =>
    days.flatMap(({ asOf, why }) =>
      BUYERS.map((buyer) => {
        const { result, explanation } = score(context, supplier, buyer, asOf);
        if (result === null || explanation === null) return [supplier, why, asOf, buyer, 'no score', '', ''];
        const stop = explanation.origins.map(({ country, loss }) => `${country} ${fixed(100 * loss, 0)} %`).join(', ');
        return [supplier, why, asOf, buyer, fixed(result.score, 2), drivers(result.contributions), stop];
      }),
    ),
  );
  return markdownTable(['supplier', 'when', 'date', 'buyer', 'score:', 'points', 'stops when a country stops'], rows);
}

function noteList(context: Context, supplier: string, asOf: IsoDate): string {
  const { assembled, explanation } = score(context, supplier, 'JPN', asOf);
  const rules =
    explanation === null
      ? []
      : [...(explanation.listing === null ? [] : [explanation.listing.sentence]), explanation.content_rule.sentence];
  const single = (explanation?.single_sources ?? []).map(
    ({ site, fed_by, loss }) =>
      `Single source: no alternative to ${fed_by} is named for ${site}; without it ${fixed(100 * loss, 0)} % of the deliveries stop.`,
  );
  const cited = assembled.notes.map(({ text, evidence }) => (evidence.length === 0 ? text : `${text} \`${evidence.join(' ')}\``));
  return [...rules, ...single, ...cited].map((line) => `- ${line}`).join('\n');
}

interface Case {
  readonly title: string;
  readonly suppliers: readonly string[];
  readonly days: readonly CaseDay[];
  /** Supplier whose notes are shown, and the day. */
  readonly notesOf: readonly [string, IsoDate];
  readonly reading: string;
}

const CASES: readonly Case[] = [
  {
    title: 'Lynas: Australian ore, separated in Malaysia',
    suppliers: ['lynas'],
    days: [{ asOf: DAY, why: 'licence renewed to 2036' }],
    notesOf: ['lynas', DAY],
    reading:
      'One mine feeds every plant, so Mt Weld is the largest contribution, and Australia stops everything. Malaysia stops everything too, but its ban on raw rare earths concerns ore, which Lynas does not export from there. The operating ' +
      'licence now runs to 2036 without a limit on the origin of the feed: it is noted, and no hazard follows from it. Seadrift in Texas is cancelled and is in no chain.',
  },
  {
    title: "MP Materials: on China's control list, fed at home",
    suppliers: ['mp-materials'],
    days: [
      { asOf: '2026-06-01', why: 'before the listing' },
      { asOf: DAY, why: 'after it' },
    ],
    notesOf: ['mp-materials', DAY],
    reading:
      'The list bans Chinese dual-use goods to the company. Its content of Chinese origin is 0, so the listing is shown with 0 points: what remains is one mine, one separation plant and one magnet plant in a row. For the United States no ' +
      'border is crossed.',
  },
  {
    title: 'Japanese magnet makers on Chinese feed',
    suppliers: ['shin-etsu-chemical', 'tdk', 'proterial', 'daido-steel'],
    days: [{ asOf: DAY, why: 'today' }],
    notesOf: ['shin-etsu-chemical', DAY],
    reading:
      'No source names the feed of a single Japanese magnet plant except that of TDK; they share the feed of the country: light rare earths mainly from Lynas, dysprosium and terbium from Chinese separation plants. The Chinese licence at ' +
      'separation strikes as soon as one essential element is missing. For Japan the end-use ban of January 2026 and the lists of firms come on top; for a buyer in the United States those do not apply, because the method asks whether ' +
      'the buyer is a target and not whether the plant in between is.',
  },
  {
    title: 'Chinese separation groups',
    suppliers: ['china-rare-earth-group', 'china-northern-rare-earth', 'shenghe-resources'],
    days: [{ asOf: DAY, why: 'today' }],
    notesOf: ['china-rare-earth-group', DAY],
    reading:
      'Controls decide. China Northern makes light rare earths, of which only samarium is under licence: the method takes the element and stage where the control bites most, so a group with one controlled product among five is scored for ' +
      'that product. Heavy rare earths come from Kachin ore in part, which adds new controls and unrest in Myanmar.',
  },
  {
    title: 'Caremag before and after its start',
    suppliers: ['caremag'],
    days: [
      { asOf: DAY, why: 'under construction' },
      { asOf: '2026-12-30', why: 'the day before' },
      { asOf: '2026-12-31', why: 'end of 2026-Q4' },
    ],
    notesOf: ['caremag', '2026-12-31'],
    reading:
      'A planned site has no weight and the supplier no score until the last day of the period it is promised for; then its planned tonnage enters with quality C. Of its planned feeds only ' +
      'the tolling at Silmet has a plant that runs; the recycled magnets and the mines are not in the chain, so the score understates.',
  },
  {
    title: 'Serra Verde before and after its offtake moved to the United States',
    suppliers: ['serra-verde'],
    days: [
      { asOf: '2026-08-23', why: 'sold to Chinese separators' },
      { asOf: '2026-08-24', why: 'US SIIE takes 100 % of Phase I' },
      { asOf: DAY, why: 'today' },
    ],
    notesOf: ['serra-verde', '2026-08-23'],
    reading:
      'While the concentrate is sold to Chinese plants, it reaches a buyer as their product and shares their controls. From the day one taker has all of it, it does not pass China any more. How the Chinese offtakes overlap until the end of ' +
      '2026 is not stated; who separates it for US SIIE neither. What is left for a buyer outside the United States nobody says: the score speaks of the deliveries, not of the right to them.',
  },
  {
    title: 'Seadrift is gone',
    suppliers: ['lynas'],
    days: [
      { asOf: '2026-02-01', why: 'still planned' },
      { asOf: DAY, why: 'cancelled' },
    ],
    notesOf: ['lynas', '2026-02-01'],
    reading: 'The Texas plant had no weight while it was planned and has none after it was cancelled: no score moves by it.',
  },
];

function caseSection(context: Context, { title, suppliers, days, notesOf, reading }: Case): string {
  const [supplier, asOf] = notesOf;
  return [
    `### ${title}`,
    caseTable(context, suppliers, days),
    reading,
    `<details><summary>How the inputs of ${supplier} were made, ${asOf}, JPN</summary>\n\n${noteList(context, supplier, asOf)}\n\n</details>`,
  ].join('\n\n');
}

/** Where the points of one score come from, down to site, company and measure. */
function breakdown(context: Context, supplier: string, buyer: string): string {
  const { result, explanation } = score(context, supplier, buyer, DAY);
  if (result === null || explanation === null) return '';
  const rows = explanation.contributions
    .filter(({ points }) => points >= 0.5)
    .sort((left, right) => right.points - left.points || (left.hazard + left.site < right.hazard + right.site ? -1 : 1))
    .map(({ hazard, site, supplier: company, measure, points }) => [hazard, site, company ?? '', measure ?? '', fixed(points, 2)]);
  const table = markdownTable(['hazard', 'site', 'company', 'measure', 'points:'], rows);
  return `${supplier} for ${buyer}, ${fixed(result.score, 2)} points; parts under half a point are not shown. By company: ${drivers(explanation.by_supplier, 8)}. By measure: ${drivers(explanation.by_measure, 8)}.\n\n${table}`;
}

function criticality(context: Context): string {
  const { index, methodology, signals } = context;
  const readings = signals(DAY).readings;
  const rows = suppliersOf(context.data.supplier_sites).flatMap(({ id, name }) =>
    supplierOutputShares(index, id, DAY).flatMap(({ element, stage, country, share, basis }) =>
      BUYERS.flatMap((buyer) => {
        if (share === null) return [];
        const { inputs } = elementInputs(index, { element, buyer, as_of: DAY, signals: readings });
        const found = criticalityAt(stage, { [country]: share }, inputs, methodology);
        return found === null || found.points < CRITICAL_POINTS ? [] : [{ name, element, stage, country, basis, buyer, share, found }];
      }),
    ),
  );
  rows.sort((left, right) => right.found.points - left.found.points || (left.name + left.element < right.name + right.element ? -1 : 1));
  return markdownTable(
    [
      'supplier',
      'element',
      'stage',
      'country',
      'part of its output:',
      'known by',
      'buyer',
      'gap:',
      'deficit:',
      'score:',
      'if it fails:',
      'points:',
    ],
    rows.map(({ name, element, stage, country, basis, buyer, share, found }) => [
      name,
      element,
      stage,
      country,
      `${fixed(100 * share, 0)} %`,
      basis,
      buyer,
      `${fixed(100 * found.gap, 1)} %`,
      `${fixed(100 * found.deficit, 1)} %`,
      fixed(found.score, 2),
      fixed(found.score_if_failed, 2),
      fixed(found.points, 2),
    ]),
  );
}

const RULES = `All of them are readings of the register (basis: expert); none adds a number to the method.

| question | rule |
|---|---|
| Does a site run on the day? | \`operating\` yes, partial or unknown: from its start date on (a start date after the source is a later step). Not yet: from the last day of the period it is promised for, unless the promise is off, has slipped, names no tonnage, or a later source says that it still does not produce. The table of sites has one vintage: this is the one exception to "known then". |
| Which sites deliver? | Those that sell. Ore of a company that separates it, alloy of one that makes magnets, feeds of its separation plants and what is an only or main feed inside the company only feed, unless an agreement sells some of it. |
| Ore sold to the plants of a country? | Those plants deliver, fed by the mine, unless one taker has 100 % of it. |
| Weights | Tonnes are compared only inside a product line (same stage, common elements) and one measure of capacity; actual output before nameplate; an unknown output is the mean of the line; product lines count equally. Two rows of one stream count once. |
| What feeds a site? | Links of kind feedstock and tolling that are active, known and begun: to the site, else to its company, else to its country's plants as a group. A planned link counts only for a site that itself entered on plan. |
| A company, a group, a trader as source | The running plants of the register that make the elements, in equal parts, so that an outage of one is not an outage of all; through a trader, those who sell to it; with none of them, one site in its country. |
| Essential | As the source says; "unknown" is essential when it is the only feed named, except scrap from a later stage. One of several without a share has an equal part, at most half. |
| Feed of a metal or magnet plant that no source names | The plants of the register by world share of their country in separated oxides; at home when the country itself makes most of them. |
| Replaceable | Capacity over that of other running plants for the same product, only where no user depends on the site alone. |
| Content of Chinese origin | yes 1, no 0; mixed, or unknown with a named Chinese feed, the default content of the methodology; else unknown. Sites in China count 0: their goods meet the border itself. |
| Lists | The strictest that holds and was known; the parent's list counts, an acquirer's from the purchase on. |
| Cover | That of the buyer for the main product (the fully running site of the latest stage, then tonnage). |`;

const WEAKNESSES = `- One measure that strikes two stages of a chain in one country is counted at the pair of element and stage where it bites most: half the deliveries from a Chinese magnet plant and half from a Japanese one on Chinese oxides count as half, not as all (TDK, Proterial).
- A site with one controlled element among five is stopped whole by its control (China Northern and samarium).
- A measure is asked whether the *buyer* is its target. A ban on Japan does not reach an American buyer of Japanese magnets, though the magnet plant lacks its oxides.
- A licence at separation also strikes a Chinese plant that is fed inside China. Feeds of Chinese magnet makers are left at home for this reason unless a source names them.
- The listing does not fade with the horizon: with H = 0 its points stay.
- A listed company whose content of Chinese origin is unknown gets the default of 30 %: USA Rare Earth owes most of its score to it.
- Where no feed is named for a separation plant its chain begins there and the score understates (Caremag, REEtec, Umicore in part).`;

export function suppliersPage(data: ReferenceData, methodology: Methodology): string {
  const context: Context = {
    data,
    index: indexReferenceData(data, methodology),
    methodology,
    signals: signalReader(data, methodology.parameters),
  };
  return `${[
    '# Suppliers',
    `Made by \`npm run docs:suppliers\` from the frozen vintage of the facts (\`test/frozen-world\`) and methodology ${methodology.version}; a test makes it again and compares bytes. Scores are of ${DAY} unless a date is given: 100 x the probability that, within a year, a disruption starts in which the supplier's deliveries stop for longer than the buyer's cover.${publishedVersionNote(methodology.version)}`,
    '## Scores',
    ranking(context),
    '## Cases',
    ...CASES.map((one) => caseSection(context, one)),
    '## One score taken apart',
    breakdown(context, 'shin-etsu-chemical', 'JPN'),
    '## Criticality',
    `What the score of an element becomes if the supplier fails and stays out for the year ([definition](decisions/0005-supplier-criticality.md)); rises of at least ${CRITICAL_POINTS} points.`,
    criticality(context),
    '## Rules by which inputs are made',
    RULES,
    '## What these scores do not see',
    WEAKNESSES,
    '## Suppliers without a score',
    unscored(context),
  ].join('\n\n')}\n`;
}
