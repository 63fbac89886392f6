/**
 * Where goods come from, as sites: a link may name a site, a company, the plants of a country as a group, or a trader. Groups and companies
 * are the running plants of the register that make the elements, so that an outage of one is not an outage of all.
 */
import type { ExternalPartyRow, ShareRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import { isFeed, isSale, onlyFeedsItsOwner, type SupplierRegister, shared } from './supplier-register.ts';

/** A place where a feed comes from, and what of it. */
export interface Source {
  readonly site: SupplierSiteRow | ExternalPartyRow;
  readonly elements: readonly string[];
  /** Part of the feed; the parts of one element sum to 1. */
  readonly part: number;
  /** Further rows on the way: a trader, a group. */
  readonly evidence: readonly string[];
}

/** Where a link's goods come from: a site, the plants of a party, or through a trader from those who sell to it. */
export function sourcesOf(
  from: string,
  elements: readonly string[],
  fed: string,
  register: SupplierRegister,
  passed: readonly string[] = [],
): readonly Source[] {
  const site = register.siteById.get(from);
  if (site !== undefined) return register.operationOf(site).runs ? [{ site, elements, part: 1, evidence: [] }] : [];
  const party = register.partyById.get(from);
  if (party === undefined || passed.includes(from)) return [];
  const plants = plantsOf(party, elements, register).filter((plant) => plant.site.id !== fed);
  if (plants.length > 0) return plants.map((plant) => ({ ...plant, evidence: [party.row] }));
  const sellers = register.linksTo(from).filter((link) => (isSale(link) || isFeed(link)) && shared(elements, link.elements).length > 0);
  const traded = sellers.flatMap((link) =>
    sourcesOf(link.from, shared(elements, link.elements), fed, register, [...passed, from]).map((source) => ({
      ...source,
      part: source.part / sellers.length,
      evidence: [party.row, link.row, ...source.evidence],
    })),
  );
  return traded.length > 0 ? traded : [{ site: party, elements, part: 1, evidence: [] }];
}

/** Running plants of a party that make some of the elements for others; each has an equal part of every element it makes. */
export function plantsOf(party: ExternalPartyRow, elements: readonly string[], register: SupplierRegister): readonly Source[] {
  const members = party.supplier_site_ids.flatMap((id) => register.siteById.get(id) ?? []);
  return equalParts(members, elements, register);
}

/**
 * The first so many plants of a group stand for all of it, in equal parts: its country counts whole, and each of more plants would be less than
 * a hundredth of it. A constant of the assembly, which no shipped register reaches.
 */
const MOST_PLANTS_OF_A_GROUP = 100;

/** Plants that run, and those of them that sell. A plan whose date has come is not yet a source: others must not look safer by it. */
function running(candidates: readonly SupplierSiteRow[], register: SupplierRegister): Plants {
  const all = candidates.filter((site) => register.operationOf(site).runs && !register.operationOf(site).onPlan);
  return { all, selling: all.filter((site) => !onlyFeedsItsOwner(site, register)) };
}

interface Plants {
  readonly all: readonly SupplierSiteRow[];
  readonly selling: readonly SupplierSiteRow[];
}

function equalParts(candidates: readonly SupplierSiteRow[], elements: readonly string[], register: SupplierRegister): readonly Source[] {
  const { all, selling } = running(candidates, register);
  const plants = (selling.length > 0 ? selling : all).slice(0, MOST_PLANTS_OF_A_GROUP);
  return plants.flatMap((site) => {
    const made = shared(elements, site.elements);
    const parts = made.map((element) => 1 / plants.filter((other) => other.elements.includes(element)).length);
    return made.length === 0 ? [] : [{ site, elements: made, part: Math.max(...parts), evidence: [] }];
  });
}

/** Plants of the register that separate the elements: the world share of their country, in equal parts; the largest over the elements. */
export function marketPlants(market: readonly ShareRow[], fed: string, register: SupplierRegister): readonly Source[] {
  const byPlant = new Map<string, Source>();
  for (const share of market) {
    const plants = makersInCountry(share, fed, register);
    for (const site of plants) {
      const before = byPlant.get(site.id);
      byPlant.set(site.id, {
        site,
        elements: [...(before?.elements ?? []), share.element],
        part: Math.max(before?.part ?? 0, share.share * (1 / plants.length)),
        evidence: [...(before?.evidence ?? []), share.row],
      });
    }
  }
  return [...byPlant.values()];
}

/** Plants of a country, beside the fed one, that separate the element: those that sell anything; all where none does. */
function makersInCountry({ country, element }: ShareRow, fed: string, register: SupplierRegister): readonly SupplierSiteRow[] {
  const plants = register.kept(`plants|${country}`, () => running(register.sitesAt('separation', country), register));
  const of = plants.selling.some(({ id }) => id !== fed) ? 'selling' : 'all';
  const makers = register.kept(`makers|${country}|${element}|${of}`, () =>
    plants[of].filter(({ elements }) => elements.includes(element)).slice(0, MOST_PLANTS_OF_A_GROUP + 1),
  );
  return makers.filter(({ id }) => id !== fed).slice(0, MOST_PLANTS_OF_A_GROUP);
}
