/**
 * Feeds of a site: those of links to the site; without such links, of links to its company; without these, of a link to the country's
 * plants as a group. The world market stands for the rest.
 */
import type { SupplierLinkRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode } from '../../vocabulary/scoring-inputs.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { type AssemblyNote, isFeed, type SupplierRegister, shared, siteName, stageOrder } from './supplier-register.ts';
import { marketPlants, type Source, sourcesOf } from './supplier-sources.ts';

interface SourcedChainFeed {
  readonly site: string;
  /** Rows that name the feed. */
  readonly evidence: readonly string[];
  /** Whether no source names the feed, so that it is assumed to come from the world market. */
  readonly assumed: boolean;
}

/** A feed of a site, of methodologies that tell feeds without which the site stops from others. */
export interface DependencyFeed extends SourcedChainFeed {
  readonly dependency: number;
  readonly essential: boolean;
}

/** A feed of a site, of methodologies with shares: part of what the site needs of an element. */
export interface ShareFeed extends SourcedChainFeed {
  readonly element: string;
  readonly share: number;
  /** For what a link names: the share is not stated but stands for it. Absent for what comes from the market. */
  readonly share_inferred?: boolean;
}

/** A feed of a site of the chain. */
export type ChainFeed = DependencyFeed | ShareFeed;

/** Register, index and notes that the assembly of a chain reads and writes. */
export interface ChainContext {
  readonly index: ReferenceIndex;
  readonly register: SupplierRegister;
  readonly notes: AssemblyNote[];
}

/** A site whose feed is looked up, and the elements wanted of it. */
export interface FedSite {
  readonly row: SupplierSiteRow;
  readonly elements: ReadonlySet<string>;
}

export interface SourcedFeed {
  readonly source: Source;
  readonly feed: DependencyFeed;
}

/** The country whose content entity lists and the content rule ask for. */
export const CONTENT_ORIGIN: CountryCode = 'CHN';

export function feedsOf(fed: FedSite, context: ChainContext): readonly SourcedFeed[] {
  const links = feedLinks(fed, context.register);
  const named = combineFeeds(
    links.flatMap((link) => feedsOfLink(link, links, fed, context)),
    Math.max,
  );
  return combineFeeds([...named, ...marketFeeds(fed, named, context)], (first, second) => first + second);
}

/** Links that name a feed: those to the site, else those to its company, else those to its country's plants as a group. */
function feedLinks({ row, elements }: FedSite, { linksTo, partiesOf }: SupplierRegister): readonly SupplierLinkRow[] {
  const own = partiesOf(row.id);
  const companies = own.filter((party) => party.kind !== 'country_pool').map((party) => party.id);
  const pools = own.filter((party) => party.kind === 'country_pool').map((party) => party.id);
  for (const ends of [[row.id], companies, pools]) {
    const found = linksTo(...ends).filter((link) => isFeed(link) && shared(elements, link.elements).length > 0);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The feeds that a link represents. A feed that is one of several has, where its share is not known, an equal part among those named for
 * the same elements, at most half. Where the source does not state whether a feed is essential, it is so if no other is named, unless it is
 * scrap that comes back from a later stage.
 */
function feedsOfLink(link: SupplierLinkRow, all: readonly SupplierLinkRow[], fed: FedSite, context: ChainContext): readonly SourcedFeed[] {
  const { register, index, notes } = context;
  const elements = shared(fed.elements, link.elements);
  const rivals = all.filter((other) => shared(elements, other.elements).length > 0).length;
  const feeding = register.siteById.get(link.from);
  const isScrap = feeding !== undefined && stageOrder(feeding.stage) > stageOrder(fed.row.stage);
  const essential = link.essential === 'yes' || (link.essential === 'unknown' && rivals === 1 && !isScrap);
  const whole = index.methodology.parameters.supplier.default_dependency;
  const dependency = shareOfInput(link, fed, register) ?? (essential ? whole : whole / Math.max(2, rivals));
  const sources = sourcesOf(link.from, elements, fed.row.id, register);
  if (sources.length === 0) {
    notes.push({
      text: `${feeding === undefined ? link.from : siteName(feeding)} does not produce, so it does not feed ${siteName(fed.row)}.`,
      evidence: [link.row],
    });
  }
  return sources.map((source) => ({
    source,
    feed: {
      site: source.site.id,
      dependency: dependency * source.part,
      essential: essential && sources.length === 1,
      evidence: [link.row, ...source.evidence],
      assumed: false,
    },
  }));
}

/** Share of the input as the link states it, else as a link from the same source to the group the site belongs to does. */
function shareOfInput(link: SupplierLinkRow, { row }: FedSite, { linksFrom, partyById }: SupplierRegister): number | null {
  if (link.share_of_input !== null) return link.share_of_input;
  const ofGroup = linksFrom(link.from).find(
    (other) => isFeed(other) && partyById.get(other.to)?.supplier_site_ids.includes(row.id) === true,
  );
  return ofGroup?.share_of_input ?? null;
}

/**
 * One feed per source. Rows that name a source twice describe the same goods, so the larger dependency counts; feed from the market is
 * added to named feed.
 */
function combineFeeds(feeds: readonly SourcedFeed[], combine: (first: number, second: number) => number): readonly SourcedFeed[] {
  const bySource = new Map<string, SourcedFeed>();
  for (const { source, feed } of feeds) {
    const before = bySource.get(feed.site);
    const combined: SourcedFeed | undefined = before && {
      source: { ...before.source, elements: [...new Set([...before.source.elements, ...source.elements])] },
      feed: {
        ...before.feed,
        dependency: combine(before.feed.dependency, feed.dependency),
        essential: before.feed.essential || feed.essential,
        evidence: [...new Set([...before.feed.evidence, ...feed.evidence])],
      },
    };
    bySource.set(feed.site, combined ?? { source, feed });
  }
  return [...bySource.values()];
}

/**
 * Feed of a metal or magnet plant that no source names comes from the world market of separated oxides. A plant in the country that makes
 * most of them is assumed to be fed at home, where no border is crossed. Ore is bought by contract, so it has no such market.
 */
function marketFeeds(fed: FedSite, named: readonly SourcedFeed[], context: ChainContext): readonly SourcedFeed[] {
  const { row, elements } = fed;
  const { register, index, notes } = context;
  const unknown = unknownPart(named);
  if (unknown <= 0 || row.stage === 'mine' || /recycled/i.test(row.capacity_of ?? '')) return [];
  const rest = named.length === 0 ? 'what' : 'the rest of what';
  const market = [...elements].flatMap((element) => index.shares(element, 'separation'));
  const leader = market.toSorted((left, right) => right.share - left.share)[0];
  if ((row.stage !== 'metal' && row.stage !== 'magnet') || leader === undefined) {
    if (named.length === 0)
      notes.push({ text: `No source names what feeds ${siteName(row)}: its chain begins there.`, evidence: [row.row] });
    return [];
  }
  if (leader.country === row.country) {
    notes.push({
      text: `No source names ${rest} feeds ${siteName(row)}; it is taken to be fed at home, where most of it is made.`,
      evidence: [row.row, leader.row],
    });
    return [];
  }
  const open = market.filter(({ country }) => !(country === CONTENT_ORIGIN && row.china_origin_content === 'no'));
  notes.push({
    text: `No source names ${rest} feeds ${siteName(row)}: ${Math.round(100 * unknown)} % is taken from the world market of separated oxides.`,
    evidence: [row.row, ...open.map((share) => share.row)],
  });
  return marketPlants(open, row.id, register).map((source) => ({
    source,
    feed: { site: source.site.id, dependency: unknown * source.part, essential: false, evidence: source.evidence, assumed: true },
  }));
}

/** Part of a feed that no link names; an essential one leaves nothing open. */
function unknownPart(named: readonly SourcedFeed[]): number {
  if (named.some(({ feed }) => feed.essential)) return 0;
  return Math.max(0, 1 - named.reduce((sum, { feed }) => sum + feed.dependency, 0));
}
