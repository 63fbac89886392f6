/**
 * Where the score of a supplier comes from: every hazard split down to sites, the companies behind them and measures; what hangs on a single
 * source; countries of origin, sea routes, and which list or content rule applies.
 */

import type { ChainSite } from '../facts/suppliers/supplier-chain.ts';
import { CONTENT_ORIGIN } from '../facts/suppliers/supplier-feeds.ts';
import type { AssembledSupplier } from '../facts/suppliers/supplier-inputs.ts';
import type { Listing } from '../facts/suppliers/supplier-listing.ts';
import type { AssemblyNote } from '../facts/suppliers/supplier-register.ts';
import { inferredTransitExposure } from '../hazards/transit.ts';
import { strongestContentRule } from '../supplier-hazards/extraterritorial.ts';
import { type SupplierFacts, supplierFacts } from '../supplier-hazards/supplier-facts.ts';
import type { DeliveringSite } from '../supply/supplier-loss.ts';
import { statedParameters } from '../vocabulary/drawn-parameters.ts';
import { lookup, type Methodology, type Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { ScoredSupplier, SupplierHazardResult } from '../vocabulary/scoring-result.ts';

/** One part of a hazard: at a site, and for controls by a measure. */
interface SupplierContribution {
  readonly hazard: string;
  readonly site: string;
  /** Subject id of the site's company; null when the register has none. */
  readonly supplier: string | null;
  readonly measure: string | null;
  readonly Lambda: number;
  readonly points: number;
}

/** A feed without which the site stops, and which has no alternative. */
interface SingleSource {
  readonly site: string;
  readonly fed_by: string;
  /** Part of the supplier's deliveries that stops when the feeding site does. */
  readonly loss: number;
  readonly evidence: readonly string[];
}

interface OriginCountry {
  readonly country: CountryCode;
  readonly sites: readonly string[];
  /** Part of the deliveries that stops when everything in the country does. */
  readonly loss: number;
}

interface SupplierRoute {
  readonly site: string;
  readonly country: CountryCode;
  /** Part of the supplier's deliveries. */
  readonly part: number;
  /** Part of the site's goods that crosses the lanes by sea. */
  readonly exposure: number;
}

interface ContentRule {
  /** Content of Chinese origin made abroad, part of the deliveries; null when unknown. */
  readonly china_content: number | null;
  readonly threshold: number;
  /** The measure that applies; null when none is in force inside the horizon or the content is below the threshold or unknown. */
  readonly measure: string | null;
  readonly sentence: string;
}

export interface SupplierExplanation {
  readonly contributions: readonly SupplierContribution[];
  /** Points by site, company and measure; each table sums to the score, `none` standing for parts without one. */
  readonly by_site: Readonly<Record<string, number>>;
  readonly by_supplier: Readonly<Record<string, number>>;
  readonly by_measure: Readonly<Record<string, number>>;
  readonly single_sources: readonly SingleSource[];
  readonly origins: readonly OriginCountry[];
  readonly routes: readonly SupplierRoute[];
  readonly listing: (Omit<Listing, 'evidence'> & { readonly sentence: string; readonly evidence: readonly string[] }) | null;
  readonly content_rule: ContentRule;
  readonly notes: readonly AssemblyNote[];
}

/** Explains a supplier's score that was computed from these inputs with this methodology. */
export function supplierExplanation(assembled: AssembledSupplier, result: ScoredSupplier, methodology: Methodology): SupplierExplanation {
  const facts = supplierFacts(assembled.inputs, methodology);
  if (facts === null) throw new RangeError('a scored supplier has a delivering site: send the inputs the result was made from');
  const { parameters } = methodology;
  const byId = new Map(assembled.chain.map((site) => [site.id, site]));
  const contributions = result.hazards
    .filter((hazard) => hazard.Lambda > 0)
    .flatMap((hazard) => contributionsOf(hazard, facts, byId, parameters));
  const none = 'none';
  return {
    contributions,
    by_site: pointsBy(contributions, ({ site }) => site),
    by_supplier: pointsBy(contributions, ({ supplier }) => supplier ?? none),
    by_measure: pointsBy(contributions, ({ measure }) => measure ?? none),
    single_sources: singleSources(assembled.chain, facts),
    origins: originsOf(facts),
    routes: routesOf(facts, parameters),
    listing: listingOf(assembled, parameters),
    content_rule: contentRuleOf(facts, parameters),
    notes: assembled.notes,
  };
}

/** A hazard split over the sites where it strikes, in proportion to what each would stop alone, and over the measures that make it. */
function contributionsOf(
  hazard: SupplierHazardResult,
  facts: SupplierFacts,
  chain: ReadonlyMap<string, ChainSite>,
  parameters: Parameters,
): readonly SupplierContribution[] {
  const sites = sitesOf(hazard, facts, parameters);
  return measuresOf(hazard).flatMap(([measure, part]) =>
    sites.map(([site, weight]) => ({
      hazard: hazard.id,
      site,
      supplier: chain.get(site)?.supplier ?? null,
      measure,
      Lambda: hazard.Lambda * part * weight,
      points: hazard.points * part * weight,
    })),
  );
}

/** Measure -> part of the hazard; parts sum to 1. */
function measuresOf(hazard: SupplierHazardResult): readonly (readonly [string | null, number])[] {
  const measures = 'Lambda_measures' in hazard ? Object.entries(hazard.Lambda_measures) : [];
  const total = measures.reduce((sum, [, value]) => sum + value, 0);
  return total > 0 ? measures.map(([id, value]) => [id, value / total]) : [[null, 1]];
}

/** Site -> part of the hazard; parts sum to 1. */
function sitesOf(hazard: SupplierHazardResult, facts: SupplierFacts, parameters: Parameters): readonly (readonly [string, number])[] {
  const [, place = ''] = hazard.id.split(/:(.*)/);
  const { delivering, ids, sites, lossUnder } = facts.chain;
  if (hazard.kind === 'facility') return [[place, 1]];
  if (hazard.id === 'transit') {
    return proportions(routesOf(facts, parameters).map(({ site, part, exposure }) => [site, part * exposure]));
  }
  if (place === '') return proportions(madeAbroad(delivering).map(({ id, part }) => [id, part]));
  const [element, stage] = 'element' in hazard ? [hazard.element, hazard.stage] : [];
  const struck = ids.filter((id) => {
    const site = sites[id];
    const atPair = element === undefined || (site?.elements.includes(element) === true && site.stage === stage);
    return site?.country === place && atPair;
  });
  return proportions(struck.map((id) => [id, lossUnder((_, other) => (other === id ? 1 : 0))]));
}

/** Lists and the content rule reach what is made outside the content's country; all sites when there is no such site. */
function madeAbroad(delivering: readonly DeliveringSite[]): readonly DeliveringSite[] {
  const abroad = delivering.filter(({ site }) => site.country !== CONTENT_ORIGIN);
  return abroad.length > 0 ? abroad : delivering;
}

/** Divided by their sum, which is not 0: what can happen strikes somewhere, and strikes of several sites do no more than each alone. */
function proportions(weights: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return weights.map(([id, weight]) => [id, weight / total]);
}

function pointsBy(
  contributions: readonly SupplierContribution[],
  keyOf: (one: SupplierContribution) => string,
): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const one of contributions) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + one.points);
  return Object.fromEntries([...sums].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Essential means that no source names an alternative. */
function singleSources(chain: readonly ChainSite[], { chain: { lossUnder } }: SupplierFacts): readonly SingleSource[] {
  return chain.flatMap(({ id, feeds }) =>
    feeds
      .filter((feed) => ('essential' in feed ? feed.essential : !feed.assumed && feed.share >= 1))
      // With shares a source stands once for each element that it feeds.
      .filter(({ site }, place, all) => all.findIndex((other) => other.site === site) === place)
      .map(({ site, evidence }) => ({ site: id, fed_by: site, loss: lossUnder((_, other) => (other === site ? 1 : 0)), evidence })),
  );
}

function originsOf({ countries, chain }: SupplierFacts): readonly OriginCountry[] {
  return countries.map((country) => ({
    country,
    sites: chain.ids.filter((id) => chain.sites[id]?.country === country),
    loss: chain.lossUnder((site) => (site.country === country ? 1 : 0)),
  }));
}

function routesOf({ chain, inputs, domestic }: SupplierFacts, parameters: Parameters): readonly SupplierRoute[] {
  return chain.delivering.map(({ id, site, part }) => ({
    site: id,
    country: site.country,
    part,
    exposure: domestic.includes(site.country) ? 0 : inferredTransitExposure(site.country, site.stage, inputs.buyer, parameters),
  }));
}

const percent = (part: number): string => `${Math.round(10_000 * part) / 100} %`;

function listingOf({ listing, inputs }: AssembledSupplier, { supplier }: Parameters): SupplierExplanation['listing'] {
  if (listing === null) return null;
  const content = inputs.listing?.china_content ?? null;
  const part = content === null ? `unknown, ${percent(supplier.default_china_content)} is assumed` : percent(content);
  const stopped = percent(lookup(supplier.listing_rho, listing.class) * (content ?? supplier.default_china_content));
  return {
    ...listing,
    sentence: `${listing.notice} puts it on the ${listing.class.replace('_', ' ')} since ${listing.since}; content of Chinese origin: ${part}. The list can stop ${stopped} of the deliveries.`,
  };
}

function contentRuleOf(facts: SupplierFacts, parameters: Parameters): ContentRule {
  const threshold = parameters.supplier.extraterritorial_threshold;
  const content = facts.inputs.china_content ?? null;
  const reached = content !== null && content >= threshold;
  const rule = reached ? strongestContentRule(facts)(statedParameters(facts.methodology.parameters)) : null;
  const allInside = facts.chain.delivering.every(({ site }) => site.country === CONTENT_ORIGIN);
  const sentence = allInside
    ? 'Everything is made in China: the border controls apply, not the rule for goods made abroad.'
    : contentSentence(content, threshold, reached, rule);
  return { china_content: content, threshold, measure: rule?.id ?? null, sentence };
}

function contentSentence(
  content: number | null,
  threshold: number,
  reached: boolean,
  rule: { readonly id: string; readonly status: string; readonly start: number } | null,
): string {
  if (content === null) return 'The content of Chinese origin is unknown: the rule for goods made abroad is not scored.';
  const share = `Content of Chinese origin made abroad is ${percent(content)} of the deliveries`;
  if (!reached) return `${share}, below the ${percent(threshold)} from which goods made abroad need a licence.`;
  if (rule === null) return `${share}, above the threshold of ${percent(threshold)}, but no such rule can bind inside the horizon.`;
  const when = rule.status === 'in_force' ? 'in force' : `${rule.status}, back in ${Math.round(rule.start)} days if not renewed`;
  return `${share}, at or above ${percent(threshold)}: ${rule.id} applies (${when}).`;
}
