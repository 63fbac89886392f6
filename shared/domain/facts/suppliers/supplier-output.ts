/** How much of each country's output of an element a supplier makes: what its failure takes off the element's supply. */
import type { SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode, IsoDate, Stage } from '../../vocabulary/scoring-inputs.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { registerOf, type SupplierRegister } from './supplier-register.ts';
import { outputTonnes } from './supplier-weights.ts';

export interface SupplierOutputShare {
  readonly element: string;
  readonly stage: Stage;
  readonly country: CountryCode;
  /** Part of the country's output, at most 1; null when the register does not know it. */
  readonly share: number | null;
  /** How it is known, or why it is not. */
  readonly basis: 'tonnage' | 'only_plant_known' | 'unknown';
  readonly evidence: readonly string[];
}

/** One entry for each element, stage and country in which the supplier runs a site on the day. */
export function supplierOutputShares(
  index: ReferenceIndex,
  supplier: string,
  asOf: IsoDate,
  knownAt: IsoDate = asOf,
): readonly SupplierOutputShare[] {
  const register = registerOf(index, asOf, knownAt);
  const running = register.sitesOf(supplier).filter((site) => register.operationOf(site).runs);
  const places = new Map<string, Place>();
  for (const site of running) {
    const { stage, country } = site;
    for (const element of site.elements) {
      const key = `${element}|${stage}|${country}`;
      const before = places.get(key)?.sites ?? [];
      places.set(key, { supplier, element, stage, country, sites: [...before, site] });
    }
  }
  return [...places].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, place]) => outputShare(place, register, index));
}

/** Where a supplier makes an element, and its running sites there. */
interface Place {
  readonly supplier: string;
  readonly element: string;
  readonly stage: Stage;
  readonly country: CountryCode;
  readonly sites: readonly SupplierSiteRow[];
}

function outputShare({ supplier, sites, ...of }: Place, register: SupplierRegister, index: ReferenceIndex): SupplierOutputShare {
  const { element, stage, country } = of;
  const place = { ...of, evidence: sites.map((site) => site.row) };
  const parts = sites.map((site) => shareByTonnage(site, element, register, index)).filter((part) => part !== null);
  if (parts.length > 0)
    return {
      ...place,
      share: Math.min(
        1,
        parts.reduce((sum, part) => sum + part, 0),
      ),
      basis: 'tonnage',
    };
  const hasRivals = register
    .makersOf(element, stage, country)
    .some((other) => other.supplier !== supplier && register.operationOf(other).runs);
  const standsForCountry = !hasRivals && country !== leaderOf(element, stage, index);
  return standsForCountry ? { ...place, share: 1, basis: 'only_plant_known' } : { ...place, share: null, basis: 'unknown' };
}

/** The country that makes most of the element at the stage; one known plant does not represent it. */
function leaderOf(element: string, stage: Stage, index: ReferenceIndex): CountryCode | null {
  return index.shares(element, stage).toSorted((left, right) => right.share - left.share)[0]?.country ?? null;
}

/** Words for the sum of all rare earths. */
const ALL_RARE_EARTHS = /^(?:separated )?REO\b/;

/** Tonnes of the site over those of its country, for the elements its tonnage is of; `null` for products such as magnets. */
export function shareByTonnage(site: SupplierSiteRow, element: string, register: SupplierRegister, index: ReferenceIndex): number | null {
  const tonnes = site.count_in_totals ? outputTonnes(site, register) : null;
  const measured = measuredElements(site, index.methodology.groups.REE ?? []);
  if (tonnes === null || !measured.includes(element)) return null;
  const national = measured.reduce((sum, symbol) => {
    const share = index.shares(symbol, site.stage).find((row) => row.country === site.country)?.share ?? 0;
    return sum + share * (index.element(symbol)?.world_supply_tonnes ?? 0);
  }, 0);
  return national > 0 ? tonnes / national : null;
}

/** The elements whose tonnes the capacity counts: those its words name (`NdPr oxide`, `Dy+Tb oxide`, `Ge`), or all rare earths. */
function measuredElements({ stage, capacity_of, elements }: SupplierSiteRow, rareEarths: readonly string[]): readonly string[] {
  if (capacity_of === null || stage === 'metal' || stage === 'magnet') return [];
  if (ALL_RARE_EARTHS.test(capacity_of)) return rareEarths;
  const words = capacity_of.replace(/ .*/s, '');
  return elements.filter((symbol) => new RegExp(`${symbol}(?![a-z])`).test(words));
}
