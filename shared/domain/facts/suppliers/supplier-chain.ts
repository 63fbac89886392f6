/** The chain behind a supplier: which of its sites deliver, what feeds them, and what feeds those, over the companies of the register. */
import type { ExternalPartyRow, SupplierLinkRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode, Stage, SupplierFeed, SupplierSite } from '../../vocabulary/scoring-inputs.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { type ChainContext, type ChainFeed, type DependencyFeed, feedsOf } from './supplier-feeds.ts';
import { type AssemblyNote, isFeed, isSale, type SupplierRegister, shared, siteName } from './supplier-register.ts';
import { plantsOf, type Source } from './supplier-sources.ts';
import { deliveringSites } from './supplier-weights.ts';

/** A site of the chain; `row` is null for a party of which no site is known. */
export interface ChainSite {
  readonly id: string;
  readonly name: string;
  /** Subject id of the company, null when it is none of the register's. */
  readonly supplier: string | null;
  readonly country: CountryCode;
  readonly stage: Stage;
  readonly elements: readonly string[];
  /** 0 for a site that only feeds. */
  readonly weight: number;
  readonly feeds: readonly ChainFeed[];
  readonly row: SupplierSiteRow | null;
  readonly evidence: readonly string[];
}

export interface SupplierChainRows {
  /** Sites in byte order of id. */
  readonly sites: readonly ChainSite[];
  readonly notes: readonly AssemblyNote[];
}

/** A site under construction. */
interface Draft {
  readonly place: SupplierSiteRow | ExternalPartyRow;
  readonly stage: Stage;
  readonly elements: Set<string>;
  readonly evidence: Set<string>;
  weight: number;
  feeds: DependencyFeed[];
  /** Whether the feed is known from the goods that the site delivers here, not from what it buys in general. */
  feedsAreGiven: boolean;
}

/** The chain of a company on the day of the register. */
export function supplierChainRows(supplier: string, register: SupplierRegister, index: ReferenceIndex): SupplierChainRows {
  const context: ChainContext = { index, register, notes: [] };
  const own = register.sitesOf(supplier);
  for (const site of own) {
    const { remark } = register.operationOf(site);
    if (remark !== null) context.notes.push({ text: `${siteName(site)} ${remark}.`, evidence: [site.row] });
  }
  const drafts = new Map<string, Draft>();
  for (const { site, weight } of deliveringSites(own, register, context.notes)) deliver(site, weight, drafts, context);
  grow(drafts, context);
  const sites = [...drafts.values()].map(finished).sort((left, right) => (left.id < right.id ? -1 : 1));
  return { sites, notes: distinct(context.notes) };
}

/**
 * Adds a delivering site. Ore that is sold to the plants of a country reaches the buyer as their product: then they deliver, and the mine
 * feeds them.
 */
function deliver(site: SupplierSiteRow, weight: number, drafts: Map<string, Draft>, context: ChainContext): void {
  const leg = processingLeg(site, context);
  const mine = draftOf(site, site.elements, drafts);
  if (leg === null) {
    mine.weight += weight;
    return;
  }
  const { party, link, plants } = leg;
  context.notes.push({
    text: `What ${siteName(site)} makes goes to ${party.name} (${link.relation}): it reaches a buyer through ${plants.length} plants in ${party.country}.`,
    evidence: [site.row, link.row, party.row],
  });
  for (const { site: plant, elements } of plants) {
    const draft = draftOf(plant, elements, drafts);
    draft.weight += weight / plants.length;
    draft.feeds.push({ site: site.id, dependency: 1, essential: true, evidence: [link.row], assumed: false });
    draft.feedsAreGiven = true;
    draft.evidence.add(link.row).add(party.row);
  }
}

interface ProcessingLeg {
  readonly party: ExternalPartyRow;
  readonly link: SupplierLinkRow;
  readonly plants: readonly Source[];
}

/** The plants of a country that take a mine's ore, unless one buyer takes all of it. */
function processingLeg(site: SupplierSiteRow, { register, notes }: ChainContext): ProcessingLeg | null {
  if (site.stage !== 'mine') return null;
  const outgoing = register.linksFrom(site.id).filter((link) => isSale(link) || isFeed(link));
  const whole = outgoing.find(takesAll);
  if (whole !== undefined) {
    const taker = register.partyById.get(whole.to);
    notes.push({
      text: `${taker === undefined ? whole.to : `${taker.name} (${taker.country})`} takes ${whole.volume} of ${siteName(site)}: nothing says what is left for others.`,
      evidence: [whole.row],
    });
    return null;
  }
  for (const link of outgoing) {
    const party = register.partyById.get(link.to);
    const plants = party?.kind === 'country_pool' ? plantsOf(party, shared(site.elements, link.elements), register) : [];
    if (party !== undefined && plants.length > 0) return { party, link, plants };
  }
  return null;
}

/** Does a sale take the whole output, in the words of the source. */
const takesAll = (link: SupplierLinkRow): boolean => isSale(link) && /^100 ?%/.test(link.volume ?? '');

/** The draft of a site or party, made when it is met first; elements of later meetings are added. */
function draftOf(
  place: SupplierSiteRow | ExternalPartyRow,
  elements: readonly string[],
  drafts: Map<string, Draft>,
  stageOfParty: Stage = 'mine',
): Draft {
  const known = drafts.get(place.id);
  if (known !== undefined) {
    for (const element of elements) known.elements.add(element);
    return known;
  }
  const draft: Draft = {
    place,
    stage: 'stage' in place ? place.stage : stageOfParty,
    elements: new Set(elements),
    evidence: new Set([place.row]),
    weight: 0,
    feeds: [],
    feedsAreGiven: false,
  };
  drafts.set(place.id, draft);
  return draft;
}

/**
 * Follows the feeds of every site until no new site is met. The feeds of a site depend on the elements wanted of it, so it is visited again
 * when more are wanted.
 */
function grow(drafts: Map<string, Draft>, context: ChainContext): void {
  const asked = new Map<Draft, number>();
  const open = [...drafts.values()];
  for (let draft = open.shift(); draft !== undefined; draft = open.shift()) {
    const { place, elements } = draft;
    if (!('stage' in place) || draft.feedsAreGiven || asked.get(draft) === elements.size) continue;
    asked.set(draft, elements.size);
    const sourced = feedsOf({ row: place, elements }, context);
    draft.feeds = sourced.map(({ feed }) => feed);
    for (const { source, feed } of sourced) {
      const feeding = draftOf(source.site, source.elements, drafts, stageBefore(place.stage));
      for (const row of feed.evidence) feeding.evidence.add(row);
      open.push(feeding);
    }
  }
}

/** The stage that feeds a plant: metal and magnet plants buy separated oxides, separation plants buy ore. */
const stageBefore = (stage: Stage): Stage => (stage === 'metal' || stage === 'magnet' ? 'separation' : 'mine');

function finished({ place, stage, elements, evidence, weight, feeds }: Draft): ChainSite {
  const row = 'stage' in place ? place : null;
  return {
    id: place.id,
    name: 'stage' in place ? siteName(place) : place.name,
    supplier: row?.supplier ?? null,
    country: place.country,
    stage,
    elements: [...elements].sort(),
    weight,
    feeds: feeds.toSorted((left, right) => (left.site < right.site ? -1 : 1)),
    row,
    evidence: [...evidence].sort(),
  };
}

function distinct(notes: readonly AssemblyNote[]): readonly AssemblyNote[] {
  return [...new Map(notes.map((note) => [note.text, note])).values()];
}

/** The chain as the scorer takes it. */
export function scoringSites(chain: readonly ChainSite[], register: SupplierRegister): Readonly<Record<string, SupplierSite>> {
  const feeds = chain.flatMap((site) => site.feeds).filter((feed) => 'essential' in feed);
  const essential = new Set(feeds.filter((feed) => feed.essential).map((feed) => feed.site));
  const oneOfSeveral = new Set(feeds.map((feed) => feed.site).filter((id) => !essential.has(id)));
  return Object.fromEntries(chain.map((site) => [site.id, scoringSite(site, oneOfSeveral.has(site.id), register)]));
}

/** `replaceable` only where every user has other feeds besides: an essential input limits, whoever else makes it. */
function scoringSite(
  { row, country, stage, elements, weight, feeds }: ChainSite,
  isOneOfSeveral: boolean,
  register: SupplierRegister,
): SupplierSite {
  const replaceable = row === null || !isOneOfSeveral ? null : irreplaceablePart(row, register);
  return {
    country,
    stage,
    elements,
    ...(weight > 0 ? { weight } : {}),
    ...(replaceable === null ? {} : { replaceable }),
    ...(feeds.length > 0 ? { feeds: feeds.map(scoringFeed) } : {}),
  };
}

function scoringFeed(feed: ChainFeed): SupplierFeed {
  if ('essential' in feed) return { site: feed.site, dependency: feed.dependency, essential: feed.essential };
  const { site, element, share, share_inferred } = feed;
  return share_inferred === undefined ? { site, element, share } : { site, element, share, share_inferred };
}

/** Capacity over that of the other running plants for the same product, at most 1; `null` when either is not known. */
function irreplaceablePart(site: SupplierSiteRow, register: SupplierRegister): number | null {
  return register.kept(`irreplaceable|${site.id}`, () => {
    const capacity = statedCapacity(site);
    const others = register
      .sitesWithProduct(site.stage, site.capacity_of)
      .filter((other) => other.site_group !== site.site_group && other.count_in_totals && register.operationOf(other).runs);
    const available = others.reduce((sum, other) => sum + (statedCapacity(other) ?? 0), 0);
    return capacity !== null && available > 0 ? Math.min(1, capacity / available) : null;
  });
}

/** Output or nameplate, tonnes a year; plans and quotas are neither. */
function statedCapacity({ capacity_type, capacity_tonnes_per_year }: SupplierSiteRow): number | null {
  return capacity_type === 'actual_output' || capacity_type === 'nameplate' ? capacity_tonnes_per_year : null;
}
