/**
 * The inputs of a supplier's score from the shipped register, as they stood on a day: its chain, the buyer's cover, its listing and
 * content. Every decision made on the way is stated in notes.
 */

import { valueAt } from '../../numbers/parallel-arrays.ts';
import { defaultCoverDays } from '../../supply/loss.ts';
import { dayNumber } from '../../time/calendar.ts';
import { type DayNumber, lastDayOf } from '../../time/partial-date.ts';
import { coverSigmaOf, hasStateAndEvent } from '../../vocabulary/methodology.ts';
import type { PolicyRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode, IsoDate, SignalReadings, Stage, SupplierInputs } from '../../vocabulary/scoring-inputs.ts';
import { magnetRowNames, rowNames } from '../buyer-rows.ts';
import type { ControlEvidence } from '../control-facts.ts';
import { type CoverDays, coverDays } from '../cover-days.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { chainControls, chainGovernance, worldShares } from './chain-facts.ts';
import { sharedChainRows } from './shared-chain.ts';
import { type ChainSite, type SupplierChainRows, scoringSites, supplierChainRows } from './supplier-chain.ts';
import { chinaContent, type Listing, listingOn } from './supplier-listing.ts';
import { type AssemblyNote, registerOf, type SupplierRegister, siteName, stageOrder } from './supplier-register.ts';

/** Whose score, of which day, with which signals. */
export interface SupplierQuestion {
  /** Subject id of the company. */
  readonly supplier: string;
  readonly buyer: CountryCode;
  readonly as_of: IsoDate;
  readonly known_at?: IsoDate;
  readonly horizon_days?: number;
  readonly signals: SignalReadings;
}

export interface AssembledSupplier {
  readonly inputs: SupplierInputs;
  /** Sites of the chain with their names, companies and feeds. */
  readonly chain: readonly ChainSite[];
  readonly listing: Listing | null;
  /** Rows behind the record of new controls and what trade did; only of methodologies that count them. */
  readonly controls?: ControlEvidence;
  /** Evidence ids of all rows from which the inputs were assembled, in byte order. */
  readonly evidence: readonly string[];
  readonly notes: readonly AssemblyNote[];
}

/** Throws when the register has no site of the supplier. */
export function supplierInputs(allEditions: ReferenceIndex, question: SupplierQuestion): AssembledSupplier {
  const { supplier, buyer, as_of, known_at = as_of, signals } = question;
  const knownAt = dayNumber(known_at);
  const index = allEditions.asKnown(knownAt);
  const { data, methodology, remembered } = index;
  const { parameters } = methodology;
  const register = registerOf(index, as_of, known_at);
  const own = register.sitesOf(supplier);
  const name = own[0]?.supplier_name;
  if (name === undefined) throw new RangeError(`"${supplier}" is not a supplier of the register: send the id of one that is listed`);
  const {
    sites: chain,
    notes,
    statedFeed,
  } = remembered(`chain|${supplier}|${register.firstDay}`, () => chainOf(supplier, register, index));
  const listing = listingOn(own, register, data.policy, parameters);
  const content = chinaContent(chain, parameters);
  const cover = coverOf(chain, buyer, index);
  const governance = chainGovernance(chain, index);
  const shares = worldShares(chain, index);
  const controls = hasStateAndEvent(parameters) ? chainControls(chain, question, index) : null;
  const inputs: SupplierInputs = {
    buyer,
    as_of,
    known_at,
    horizon_days: question.horizon_days ?? parameters.horizon_days,
    sites: scoringSites(chain, register),
    elements: deliveredElements(chain),
    cover_days: cover.found?.days ?? null,
    world_share: shares.values,
    listing: listing === null ? null : { class: listing.class, china_content: content.value },
    china_content: content.value,
    governance: governance.values,
    signals,
    ...index.measuresKnown(null, knownAt),
    ...(parameters.renewal_prior === undefined ? {} : { suspension_decisions: index.suspensionDecisions(knownAt) }),
    ...(controls === null ? {} : { ...controls.facts, cover_sigma: cover.found?.sigma ?? null, stated_feed: statedFeed ?? null }),
  };
  const rows = [
    ...chain.flatMap(({ evidence }) => evidence),
    ...(cover.found?.rows ?? []),
    ...governance.rows,
    ...shares.rows,
    ...(listing?.evidence ?? []),
    ...(controls === null ? [] : [...Object.values(controls.evidence.record), ...Object.values(controls.evidence.outcomes)].flat()),
  ];
  return {
    inputs,
    chain,
    listing,
    ...(controls === null ? {} : { controls: controls.evidence }),
    evidence: [...new Set(rows)].sort(),
    notes: [
      ...notes,
      cover.note,
      ...(content.note === null ? [] : [content.note]),
      ...listingNotes(listing, content.value, name),
      ...policyNotes(name, own, data.policy, register.knowledge),
    ],
  };
}

interface ChainOfSupplier extends SupplierChainRows {
  /** Absent with methodologies whose feeds have no shares. */
  readonly statedFeed?: number | null;
}

function chainOf(supplier: string, register: SupplierRegister, index: ReferenceIndex): ChainOfSupplier {
  const { named_share: rule } = index.methodology.parameters;
  return rule === undefined ? supplierChainRows(supplier, register, index) : sharedChainRows(supplier, register, index, rule);
}

/** Elements of the delivering sites, in byte order. */
function deliveredElements(chain: readonly ChainSite[]): readonly string[] {
  return [...new Set(chain.filter(({ weight }) => weight > 0).flatMap(({ elements }) => elements))].sort();
}

function listingNotes(listing: Listing | null, content: number | null, supplier: string): readonly AssemblyNote[] {
  if (listing === null) return [];
  const list = listing.class.replace('_', ' ');
  const through = listing.through === 'itself' ? '' : ` through its ${listing.through}`;
  const unknown = content === null ? '; its content of Chinese origin is unknown and taken at the default of the methodology' : '';
  const text = `${supplier} stands on China's ${list}${through} since ${listing.since} (${listing.notice})${unknown}.`;
  return [{ text, evidence: listing.evidence }];
}

/** Whole words between single blanks, so that a name is found as words and not inside others. */
const asWords = (text: string): string => ` ${Array.from(text.matchAll(/[\p{L}\d-]+|\|/gu), ([word]) => word).join(' ')} `;

/** Events of the policy table that name the company and that no number of the score follows from: licences, cancelled projects, offtakes. */
function policyNotes(
  supplier: string,
  own: readonly SupplierSiteRow[],
  policy: readonly PolicyRow[],
  knowledge: DayNumber,
): readonly AssemblyNote[] {
  const name = supplier.replace(/ \(.*\)$/, '');
  const short = own.flatMap(({ owner }) => (owner !== null && name.startsWith(owner) ? [owner] : []));
  const names = [...new Set([name, ...short])].map(asWords);
  const concerning = policy.filter(
    ({ mapping, relief, title, actor, known_from }) =>
      mapping === null &&
      relief === null &&
      lastDayOf(known_from) <= knowledge &&
      names.some((words) => asWords(`${actor} | ${title}`).includes(words)),
  );
  return concerning.map(({ title, effective_from, effective_to, row }) => {
    const from = effective_from === null ? '' : `, from ${effective_from}`;
    const to = effective_to === null ? '' : ` to ${effective_to}`;
    return { text: `${title}${from}${to}: no number of the score follows from it.`, evidence: [row] };
  });
}

/** A stage and element in whose stock a buyer holds what a supplier delivers. */
interface StockedProduct {
  readonly element: string;
  readonly stage: Stage;
  readonly name: string;
}

/** The element of a site that its capacity is stated in, else the first it lists. */
function mainElement({ elements, capacity_of }: SupplierSiteRow): string | undefined {
  const words = capacity_of ?? '';
  const position = (symbol: string): number => words.search(new RegExp(`(?<![a-zA-Z])${symbol}(?![a-z])`));
  const stated = elements.filter((symbol) => position(symbol) >= 0).sort((left, right) => position(left) - position(right))[0];
  return stated ?? elements[0];
}

/** The site that decides the buyer's cover where one product does: one that runs fully, then the latest stage, then tonnage. */
function mainProduct(chain: readonly ChainSite[]): StockedProduct | null {
  const rank = ({ operating, stage, capacity_tonnes_per_year }: SupplierSiteRow): readonly number[] => [
    operating === 'yes' ? 1 : 0,
    stageOrder(stage),
    capacity_tonnes_per_year ?? 0,
  ];
  const delivering = chain.flatMap(({ weight, row }) => (weight > 0 && row !== null ? [row] : []));
  const site = delivering.toSorted((left, right) => compareRanks(rank(right), rank(left)))[0];
  const element = site === undefined ? undefined : mainElement(site);
  return site === undefined || element === undefined ? null : { stage: site.stage, element, name: siteName(site) };
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  return left.map((value, index) => value - valueAt(right, index)).find((difference) => difference !== 0) ?? 0;
}

interface CoverOfBuyer {
  readonly found: CoverDays | null;
  readonly note: AssemblyNote;
}

/** Days of cover of the buyer for a product; null when it has no rows on stocks of it. */
function coverOfProduct({ element, stage }: StockedProduct, buyer: CountryCode, index: ReferenceIndex): CoverDays | null {
  const { parameters, groups } = index.methodology;
  const names = rowNames(element, groups);
  const general = stage === 'magnet' ? magnetRowNames(names) : names;
  return coverDays(
    parameters.stage_cover_rows?.[stage] ?? general,
    (name, component) => {
      const row = index.cover(buyer, name, component);
      return row?.days_median == null ? null : row;
    },
    parameters,
  );
}

/** Days of cover of the buyer for the supplier's main product, or for all that it delivers. */
function coverOf(chain: readonly ChainSite[], buyer: CountryCode, index: ReferenceIndex): CoverOfBuyer {
  if (index.methodology.parameters.named_share !== undefined) return coverOfDeliveries(chain, buyer, index);
  const main = mainProduct(chain);
  if (main === null) return NOTHING_DELIVERED;
  const found = coverOfProduct(main, buyer, index);
  return { found, note: { text: coverText(buyer, main, found), evidence: found?.rows ?? [] } };
}

const NOTHING_DELIVERED: CoverOfBuyer = {
  found: null,
  note: { text: 'No site delivers, so there is nothing to score.', evidence: [] },
};

function coverText(buyer: CountryCode, { element, name }: StockedProduct, found: CoverDays | null): string {
  const of = `${element} from ${name}`;
  if (found === null) return `${buyer} has no rows on stocks of ${of}: its median cover is taken.`;
  return `${buyer} has ${Math.round(10 * found.days) / 10} days of cover of ${of}.`;
}

/**
 * Days of cover as the mean over what is delivered, weighed as the deliveries are: so no sale decides alone over the stock behind a supplier.
 * A product without rows counts at the buyer's median; null when none has rows.
 */
function coverOfDeliveries(chain: readonly ChainSite[], buyer: CountryCode, index: ReferenceIndex): CoverOfBuyer {
  const { parameters } = index.methodology;
  const delivered = chain.flatMap((site) => {
    const products = site.weight > 0 ? productsOf(site, chain) : [];
    return products.map((product) => ({ product, weight: site.weight, cover: coverOfProduct(product, buyer, index) }));
  });
  if (delivered.length === 0) return NOTHING_DELIVERED;
  const texts = [...new Set(delivered.map(({ product, cover }) => coverText(buyer, product, cover)))];
  const rows = [...new Set(delivered.flatMap(({ cover }) => cover?.rows ?? []))];
  const note = { text: texts.join(' '), evidence: rows };
  if (rows.length === 0) return { found: null, note };
  const total = delivered.reduce((sum, { weight }) => sum + weight, 0);
  /** Counted from the first, so that equal values give exactly that value. */
  const meanOf = (ofCover: (cover: CoverDays | null) => number): number => {
    const values = delivered.map(({ cover }) => ofCover(cover));
    const first = valueAt(values, 0);
    return first + delivered.reduce((sum, { weight }, place) => sum + weight * (valueAt(values, place) - first), 0) / total;
  };
  const days = meanOf((cover) => cover?.days ?? defaultCoverDays(buyer, parameters));
  const sigma = meanOf((cover) => coverSigmaOf(cover !== null, cover?.sigma ?? null, parameters));
  return { found: { days, sigma, rows }, note };
}

/**
 * The product of a delivering site, none where the register names no element of it; plants that stand for those who separate a mine's ore
 * deliver the main element of the mine.
 */
function productsOf(site: ChainSite, chain: readonly ChainSite[]): readonly StockedProduct[] {
  const { row: own, stage, name, feeds } = site;
  const rows = [site, ...chain.filter(({ id }) => id === feeds[0]?.site)].flatMap(({ row }) => (row === null ? [] : [row]));
  return rows.slice(0, 1).flatMap((made) => {
    const element = mainElement(made);
    return element === undefined ? [] : [{ element, stage, name: own === null ? name : siteName(own) }];
  });
}

/** Suppliers of the register, by id in byte order. */
export function suppliersOf(sites: readonly SupplierSiteRow[]): readonly { readonly id: string; readonly name: string }[] {
  const byId = new Map(sites.map((site) => [site.supplier, { id: site.supplier, name: site.supplier_name }]));
  return [...byId.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}
