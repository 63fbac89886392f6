/**
 * What of a supplier's inputs does not depend on the numbers of the method: its chain, its countries, and the measures with their dates.
 * Prepared once, it can be scored under many parameter sets.
 */

import { type AsOf, asOfOf, type DatedMeasure, datedMeasures } from '../measures/measure-state.ts';
import { type SignalStates, signalsUsed } from '../signals/signal-tilt.ts';
import { domesticCodes } from '../supply/effective-shares.ts';
import { type SupplierChain, supplierChain } from '../supply/supplier-loss.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, Stage, SupplierInputs } from '../vocabulary/scoring-inputs.ts';

export interface SupplierFacts {
  readonly inputs: SupplierInputs;
  readonly methodology: Methodology;
  readonly chain: SupplierChain;
  readonly asOf: AsOf;
  readonly measures: readonly DatedMeasure[];
  readonly signals: SignalStates;
  /** Codes whose border the buyer does not cross. */
  readonly domestic: readonly CountryCode[];
  /** Countries of the sites, in byte order. */
  readonly countries: readonly CountryCode[];
}

/** Facts of a supplier; `null` when no site delivers. */
export function supplierFacts(inputs: SupplierInputs, methodology: Methodology): SupplierFacts | null {
  const { parameters, groups } = methodology;
  const chain = supplierChain(inputs.sites, parameters);
  if (chain === null) return null;
  return {
    inputs,
    methodology,
    chain,
    asOf: asOfOf(inputs, parameters),
    measures: datedMeasures(inputs.measures, inputs.reliefs, parameters),
    signals: signalsUsed(inputs.signals, parameters).x,
    domestic: domesticCodes(inputs.buyer, groups),
    countries: [...new Set(Object.values(chain.sites).map(({ country }) => country))].sort(),
  };
}

/** Element and stage of a site. */
export interface ElementAtStage {
  readonly element: string;
  readonly stage: Stage;
}

/** Pairs of element and stage at the sites of a country, by element and then stage in byte order. */
export function elementsAtStages({ chain }: Pick<SupplierFacts, 'chain'>, country: CountryCode): readonly ElementAtStage[] {
  const pairs = new Map<string, ElementAtStage>();
  for (const id of chain.ids) {
    const site = chain.sites[id];
    if (site?.country !== country) continue;
    for (const element of site.elements) pairs.set(`${element}\u0000${site.stage}`, { element, stage: site.stage });
  }
  return [...pairs.keys()].sort().map((key) => pairs.get(key) as ElementAtStage);
}

/** Countries of the chain whose border the goods cross: those that are not the buyer's own. */
export function foreignCountries({ countries, domestic }: SupplierFacts): readonly CountryCode[] {
  return countries.filter((country) => !domestic.includes(country));
}
