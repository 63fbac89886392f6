/** Facts of a supplier for a buyer that are constant over draws: its chain, its countries, and the measures with their dates. */

import { type AsOf, asOfOf, type DatedMeasure, datedMeasures } from '../measures/measure-state.ts';
import { withLearnedRenewal } from '../measures/renewal-record.ts';
import { type SignalStates, signalsUsed } from '../signals/signal-tilt.ts';
import { domesticCodes } from '../supply/effective-shares.ts';
import { governanceEstimate, originGovernance } from '../supply/governance.ts';
import { type BorderedChain, borderedChain } from '../supply/supplier-borders.ts';
import { type SupplierChain, supplierChain } from '../supply/supplier-loss.ts';
import { hasStateAndEvent, type Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, Stage, SupplierInputs } from '../vocabulary/scoring-inputs.ts';

export interface SupplierFacts {
  readonly inputs: SupplierInputs;
  /** The methodology, with the chance of renewal that was learned up to the day. */
  readonly methodology: Methodology;
  readonly chain: SupplierChain;
  /** Facts about the borders that the goods cross; null for methodologies that do not look at borders. */
  readonly borders: BorderedChain | null;
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
  const { parameters: stated, groups } = methodology;
  const domestic = domesticCodes(inputs.buyer, groups);
  const borders = hasStateAndEvent(stated) ? borderedChain(inputs.sites, domestic, stated) : null;
  const chain = hasStateAndEvent(stated) ? borders : supplierChain(inputs.sites, stated);
  if (chain === null) return null;
  const asOf = asOfOf(inputs, stated);
  const parameters = withLearnedRenewal(stated, inputs.suspension_decisions, asOf);
  return {
    inputs,
    methodology: { ...methodology, parameters },
    chain,
    borders,
    asOf,
    measures: datedMeasures(inputs.measures, inputs.reliefs, parameters),
    signals: signalsUsed(inputs.signals, parameters).x,
    domestic,
    countries: [...new Set(Object.values(chain.sites).map(({ country }) => country))].sort(),
  };
}

/** Governance of countries of the chain, by their place in the list. A missing estimate is imputed; for a supplier it is not drawn. */
export function governedCountries(
  { inputs, methodology: { parameters } }: SupplierFacts,
  countries: readonly CountryCode[],
): SupplierGovernance {
  const estimateOf = (country: CountryCode) => governanceEstimate(inputs.governance, country);
  const { politicalStability, wgiMean } = originGovernance(countries, estimateOf, [], parameters);
  return {
    politicalStability: (index, shock) => politicalStability(index, shock, NONE_IMPUTED),
    wgiMean: (index, shock) => wgiMean(index, shock, NONE_IMPUTED),
  };
}

const NONE_IMPUTED = new Float64Array(0);

/** `shock` in standard errors of the estimates. */
export interface SupplierGovernance {
  readonly politicalStability: (index: number, shock: number) => number;
  readonly wgiMean: (index: number, shock: number) => number;
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
