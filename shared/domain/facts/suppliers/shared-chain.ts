/**
 * The chain behind a supplier for methodologies with shares: every site has, element by element, the shares that links name and from the market
 * what they leave. A link can so move no more of a supply than it names.
 */
import { MARKET_SITE } from '../../supply/supplier-borders.ts';
import type { SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode, Stage } from '../../vocabulary/scoring-inputs.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { elementSources, type SourcePlace } from './element-sources.ts';
import { type LinkShare, linkShares, linksThatFeed, type NamedShareRule } from './link-shares.ts';
import { marketMix } from './market-mix.ts';
import type { ChainSite, SupplierChainRows } from './supplier-chain.ts';
import type { ShareFeed } from './supplier-feeds.ts';
import { type AssemblyNote, type SupplierRegister, siteName } from './supplier-register.ts';
import { deliveringSites } from './supplier-weights.ts';

export interface SharedChain extends SupplierChainRows {
  /** Part of what the known sites need that sources state, 0 ... 1; null when none of them needs anything. */
  readonly statedFeed: number | null;
}

/** Id of the site that stands for the market of a country. */
export const marketSiteId = (stage: Stage, country: CountryCode): string => `${MARKET_SITE}${stage}:${country}`;

interface Draft {
  readonly id: string;
  readonly name: string;
  readonly country: CountryCode;
  readonly stage: Stage;
  readonly row: SupplierSiteRow | null;
  readonly elements: Set<string>;
  readonly evidence: Set<string>;
  weight: number;
  feeds: readonly ShareFeed[];
  /** The feed is the ore that is delivered, not what the plants of the country buy in general. */
  feedsAreGiven: boolean;
}

/** A supply of an element to a site, before feeds of one source are one. */
interface Supply {
  readonly place: SourcePlace;
  readonly share: number;
  readonly inferred: boolean;
  readonly isRest: boolean;
  readonly evidence: readonly string[];
}

interface Assembly {
  readonly index: ReferenceIndex;
  readonly register: SupplierRegister;
  readonly rule: NamedShareRule;
  readonly drafts: Map<string, Draft>;
  readonly notes: AssemblyNote[];
}

/** Stated share of the input of a site, by element. */
type StatedShares = Map<string, number>;

/** The chain of a company on the day of the register, by a methodology with shares of links. */
export function sharedChainRows(supplier: string, register: SupplierRegister, index: ReferenceIndex, rule: NamedShareRule): SharedChain {
  const assembly: Assembly = { index, register, rule, drafts: new Map(), notes: [] };
  const own = register.sitesOf(supplier);
  for (const site of own) {
    const { remark } = register.operationOf(site);
    if (remark !== null) assembly.notes.push({ text: `${siteName(site)} ${remark}.`, evidence: [site.row] });
  }
  for (const { site, weight } of deliveringSites(own, register, assembly.notes)) deliver(site, weight, assembly);
  const stated = grow(assembly);
  const sites = [...assembly.drafts.values()].map(finished).sort((left, right) => (left.id < right.id ? -1 : 1));
  const parts = [...stated.values()].flatMap((shares) => [...shares.values()]);
  return {
    sites,
    notes: [...new Map(assembly.notes.map((note) => [note.text, note])).values()],
    statedFeed: parts.length === 0 ? null : parts.reduce((sum, part) => sum + part, 0) / parts.length,
  };
}

/** Ore that is separated in another place reaches a buyer from there, whoever pays for it. */
function deliver(site: SupplierSiteRow, weight: number, assembly: Assembly): void {
  const mine = draftOf({ site }, site.elements, assembly);
  const processor = processorOf(site, assembly.index);
  if (processor === null) {
    mine.weight += weight;
    return;
  }
  const id = `${marketSiteId('separation', processor)}:of:${site.id}`;
  const plants = newDraft({
    id,
    name: `Plants in ${processor} that separate the ore of ${siteName(site)}`,
    country: processor,
    stage: 'separation',
    row: null,
  });
  for (const element of site.elements) plants.elements.add(element);
  plants.evidence.add(site.row);
  plants.weight = weight;
  plants.feeds = site.elements
    .toSorted()
    .map((element): ShareFeed => ({ site: site.id, element, share: 1, evidence: [site.row], assumed: false }));
  plants.feedsAreGiven = true;
  assembly.drafts.set(id, plants);
  assembly.notes.push({
    text: `The ore of ${siteName(site)} is separated in ${processor}, whoever buys it: it reaches a buyer through the plants there.`,
    evidence: [site.row],
  });
}

/** Country whose plants separate the ore of a mine; null for what is no ore for separation. */
export function processorOf(
  { stage, country, elements }: Pick<SupplierSiteRow, 'stage' | 'country' | 'elements'>,
  index: ReferenceIndex,
): CountryCode | null {
  const routes = index.methodology.parameters.feed_routes;
  if (routes === undefined || stage !== routes.from) return null;
  const isSeparated = elements.some((element) => index.shares(element, routes.to).length > 0);
  return isSeparated ? (routes.processor[country] ?? null) : null;
}

const newDraft = (place: Pick<Draft, 'id' | 'name' | 'country' | 'stage' | 'row'>): Draft => ({
  ...place,
  elements: new Set(),
  evidence: new Set(),
  weight: 0,
  feeds: [],
  feedsAreGiven: false,
});

/** The draft of a place, made when it is met first; elements of later meetings are added. */
function draftOf(place: SourcePlace, elements: readonly string[], { drafts }: Assembly): Draft {
  const met = placed(place);
  const draft = drafts.get(met.id) ?? met;
  drafts.set(met.id, draft);
  for (const element of elements) draft.elements.add(element);
  return draft;
}

function placed(place: SourcePlace): Draft {
  if ('site' in place) {
    const { site } = place;
    const draft = newDraft({ id: site.id, name: siteName(site), country: site.country, stage: site.stage, row: site });
    draft.evidence.add(site.row);
    return draft;
  }
  if ('party' in place) {
    const { party, stage } = place;
    const draft = newDraft({ id: party.id, name: party.name, country: party.country, stage, row: null });
    draft.evidence.add(party.row);
    return draft;
  }
  const { stage, country } = place.market;
  return newDraft({ id: marketSiteId(stage, country), name: `Market: ${stage} in ${country}`, country, stage, row: null });
}

/** Follows the feeds of every site until nothing new is asked of any. */
function grow(assembly: Assembly): ReadonlyMap<string, StatedShares> {
  const asked = new Map<string, number>();
  const stated = new Map<string, StatedShares>();
  const open = [...assembly.drafts.values()];
  for (let draft = open.shift(); draft !== undefined; draft = open.shift()) {
    if (draft.feedsAreGiven || draft.stage === 'mine' || asked.get(draft.id) === draft.elements.size) continue;
    asked.set(draft.id, draft.elements.size);
    const statedHere: StatedShares = new Map();
    const feeds: ShareFeed[] = [];
    for (const element of [...draft.elements].sort()) {
      const supplies = suppliesOf(draft, element, assembly, statedHere);
      for (const { place, evidence } of supplies) {
        const source = draftOf(place, [element], assembly);
        for (const row of evidence) source.evidence.add(row);
        open.push(source);
      }
      feeds.push(...feedsOfElement(supplies, element));
    }
    draft.feeds = feeds;
    if (draft.row !== null) stated.set(draft.id, statedHere);
  }
  return stated;
}

/** Supplies of an element to a site: those that links name, and the rest from the market. */
function suppliesOf(draft: Draft, element: string, assembly: Assembly, stated: StatedShares): readonly Supply[] {
  const { row } = draft;
  const { index, register, rule, notes } = assembly;
  const shares = row === null ? [] : linkShares(linksThatFeed(row, element, register), row, register, rule);
  const named = row === null ? [] : shares.flatMap((one) => suppliesOfLink(one, element, row, assembly));
  const rest = 1 - named.reduce((sum, { share }) => sum + share, 0);
  if (row !== null && /recycled/i.test(row.capacity_of ?? '')) return named;
  stated.set(
    element,
    shares.filter(({ inferred }) => !inferred).reduce((sum, { share }) => sum + share, 0),
  );
  if (rest <= ROUNDING) return named;
  const { country, stage } = draft;
  const mix = marketMix(element, { country, stage, isFreeOfChina: row?.china_origin_content === 'no' }, index);
  if (row !== null) notes.push(restNote(row, element, rest, mix));
  return [
    ...named,
    ...mix.map((one): Supply => ({ place: { market: one }, share: rest * one.part, inferred: false, isRest: true, evidence: [one.row] })),
  ];
}

/** Smaller parts of a feed than this are rounding. */
const ROUNDING = 1e-12;

function restNote(row: SupplierSiteRow, element: string, rest: number, mix: readonly { readonly row: string }[]): AssemblyNote {
  const part = `${Math.round(100 * rest)} % of the ${element} of ${siteName(row)}`;
  const text =
    mix.length === 0
      ? `No source names where ${part} comes from, and nothing is assumed: its chain begins there.`
      : `No source names where ${part} comes from: it is taken from the market.`;
  return { text, evidence: [row.row, ...mix.map((one) => one.row)] };
}

function suppliesOfLink(
  { from, share, inferred, evidence }: LinkShare,
  element: string,
  fed: SupplierSiteRow,
  { register, notes }: Assembly,
): readonly Supply[] {
  const sources = elementSources(from, element, fed, register);
  if (sources.length === 0) {
    const feeding = register.siteById.get(from);
    const name = feeding === undefined ? from : siteName(feeding);
    notes.push({ text: `${name} does not produce, so it does not feed ${siteName(fed)}.`, evidence });
  }
  return sources.map((source) => ({
    place: source.place,
    share: share * source.part,
    inferred,
    isRest: false,
    evidence: [...evidence, ...source.evidence],
  }));
}

/** One feed for each source of an element; the rest stands beside what links name of the same market, because only links are drawn. */
function feedsOfElement(supplies: readonly Supply[], element: string): readonly ShareFeed[] {
  const feeds = new Map<string, ShareFeed>();
  for (const { place, share, inferred, isRest, evidence } of supplies) {
    const site = placed(place).id;
    const key = `${site} ${isRest}`;
    const before = feeds.get(key);
    const isInferred = inferred || before?.share_inferred === true;
    feeds.set(key, {
      site,
      element,
      share: (before?.share ?? 0) + share,
      ...(isRest ? {} : { share_inferred: isInferred }),
      evidence: [...new Set([...(before?.evidence ?? []), ...evidence])],
      assumed: isRest,
    });
  }
  return [...feeds.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, feed]) => feed);
}

function finished({ id, name, country, stage, row, elements, evidence, weight, feeds }: Draft): ChainSite {
  return {
    id,
    name,
    supplier: row?.supplier ?? null,
    country,
    stage,
    elements: [...elements].sort(),
    weight,
    feeds,
    row,
    evidence: [...evidence].sort(),
  };
}
