import type { Band } from '../vocabulary/score-document.ts';

/** A supplier as a catalogue lists it. */
export interface ListedSupplier {
  readonly id: string;
  readonly name: string;
  readonly sites: readonly {
    readonly stage: string;
    readonly elements: readonly string[];
    readonly country: string;
    /** `yes`, `partial` or `no`; null is unknown. */
    readonly operating: string | null;
    readonly capacity_tonnes_per_year: number | null;
  }[];
}

export interface AlternativeSupplier {
  readonly supplier: ListedSupplier;
  readonly score: number;
  readonly band: Band | 'unknown';
  /** Countries of the sites that could deliver, in byte order. */
  readonly countries: readonly string[];
  /** Tonnes a year of these sites; null when of none it is known. */
  readonly capacity_tonnes_per_year: number | null;
}

const MOST_ALTERNATIVES = 10;
/** A site of which it is unknown whether it runs is no alternative yet. */
const RUNNING: readonly (string | null)[] = ['yes', 'partial'];

/** Supply for which alternatives are wanted. */
interface Wanted {
  readonly element: string;
  readonly stage: string | null;
  /** The country that most of the supply comes from; null avoids none. */
  readonly avoided: string | null;
  /** Suppliers that the lines name already. */
  readonly present: readonly string[];
  /** Score of what rates the lines now; null unknown. One that is no safer is no alternative. */
  readonly score: number | null;
}

/**
 * Suppliers with a running site outside of a country that make an element at a stage, lowest score first, ten at most. One without a score
 * delivers nothing to the buyer.
 */
export function alternativeSuppliers(
  { element, stage, avoided, present, score: now }: Wanted,
  listed: readonly ListedSupplier[],
  riskOf: (supplier: string) => { readonly score: number | null; readonly band: Band | 'unknown' } | undefined,
): readonly AlternativeSupplier[] {
  const found = listed.flatMap((supplier): AlternativeSupplier[] => {
    const sites = supplier.sites.filter(
      (site) => site.stage === stage && site.elements.includes(element) && site.country !== avoided && RUNNING.includes(site.operating),
    );
    const risk = riskOf(supplier.id);
    const score = risk?.score ?? null;
    if (sites.length === 0 || present.includes(supplier.id) || score === null || (now !== null && score >= now)) return [];
    const capacities = sites.flatMap((site) => site.capacity_tonnes_per_year ?? []);
    return [
      {
        supplier,
        score,
        band: risk?.band ?? 'unknown',
        countries: [...new Set(sites.map(({ country }) => country))].sort(),
        capacity_tonnes_per_year: capacities.length === 0 ? null : capacities.reduce((sum, tonnes) => sum + tonnes, 0),
      },
    ];
  });
  return found.sort((left, right) => left.score - right.score).slice(0, MOST_ALTERNATIVES);
}
