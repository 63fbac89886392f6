/**
 * Where a link's goods come from, for one element: a site, the market of a country whose plants are named as a group, the plants of a company,
 * or through a trader those of its sellers.
 */
import type { ExternalPartyRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode, Stage } from '../../vocabulary/scoring-inputs.ts';
import { stageBefore } from './market-mix.ts';
import { isFeed, isSale, onlyFeedsItsOwner, type SupplierRegister } from './supplier-register.ts';

/** The plants of a country at a stage, of which none is named. */
export interface CountryMarket {
  readonly stage: Stage;
  readonly country: CountryCode;
}

/** A site of the register, a company or trader of which no plant is known, or the market of a country. */
export type SourcePlace =
  | { readonly site: SupplierSiteRow }
  | { readonly party: ExternalPartyRow; readonly stage: Stage }
  | { readonly market: CountryMarket };

export interface ElementSource {
  readonly place: SourcePlace;
  /** Part of what the link brings; the parts sum to 1. */
  readonly part: number;
  /** Rows passed on the way: a group, a company, a trader and who sells to it. */
  readonly evidence: readonly string[];
}

/** Sources of an element for a site. Empty when the source does not run, or is no row of the register. */
export function elementSources(
  from: string,
  element: string,
  fed: SupplierSiteRow,
  register: SupplierRegister,
  passed: readonly string[] = [],
): readonly ElementSource[] {
  const site = register.siteById.get(from);
  if (site !== undefined) return register.operationOf(site).runs ? [{ place: { site }, part: 1, evidence: [] }] : [];
  const party = register.partyById.get(from);
  if (party === undefined || passed.includes(from)) return [];
  const stage = stageBefore(fed.stage);
  if (party.kind === 'country_pool') return [{ place: { market: { stage, country: party.country } }, part: 1, evidence: [party.row] }];
  const plants = plantsThatSell(party, element, fed, register);
  if (plants.length > 0) return plants.map((plant) => ({ place: { site: plant }, part: 1 / plants.length, evidence: [party.row] }));
  const sellers = register.linksTo(from).filter((link) => (isSale(link) || isFeed(link)) && link.elements.includes(element));
  const traded = sellers.flatMap((link) =>
    elementSources(link.from, element, fed, register, [...passed, from]).map((source) => ({
      place: source.place,
      part: source.part / sellers.length,
      evidence: [party.row, link.row, ...source.evidence],
    })),
  );
  return traded.length > 0 ? traded : [{ place: { party, stage }, part: 1, evidence: [party.row] }];
}

/** Running plants of a company that make the element: those that sell it, of these those of the stage before; all where none does. */
function plantsThatSell(
  party: ExternalPartyRow,
  element: string,
  fed: SupplierSiteRow,
  register: SupplierRegister,
): readonly SupplierSiteRow[] {
  const running = party.supplier_site_ids.flatMap((id): readonly SupplierSiteRow[] => {
    const site = register.siteById.get(id);
    if (site === undefined || id === fed.id || !site.elements.includes(element)) return [];
    // A plan whose date has come is not yet a source: others must not look safer by it.
    const { runs, onPlan } = register.operationOf(site);
    return runs && !onPlan ? [site] : [];
  });
  const sellers = orAll(running, (site) => !onlyFeedsItsOwner(site, register));
  return orAll(sellers, ({ stage }) => stage === stageBefore(fed.stage));
}

/** Those that meet the condition, or all if none does. */
function orAll<T>(all: readonly T[], meets: (one: T) => boolean): readonly T[] {
  const some = all.filter(meets);
  return some.length > 0 ? some : all;
}
