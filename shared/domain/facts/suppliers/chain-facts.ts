/** Facts about the countries of a chain: governance, world shares, and what is known of their controls. */
import { dayNumber } from '../../time/calendar.ts';
import type { CountryCode, Governance, IsoDate } from '../../vocabulary/scoring-inputs.ts';
import { type ControlEvidence, type ControlFacts, controlEvidence, controlFacts } from '../control-facts.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import type { ChainSite } from './supplier-chain.ts';

/** The place and products of a site of a chain. */
export type ChainPlace = Pick<ChainSite, 'country' | 'stage' | 'elements'>;

/** Governance of the countries that have a row of it. */
export function chainGovernance(chain: readonly ChainPlace[], index: ReferenceIndex) {
  const countries = [...new Set(chain.map(({ country }) => country))].sort();
  const rows = countries.flatMap((country) => index.governance(country) ?? []);
  const values: Record<CountryCode, Governance> = {};
  for (const row of rows) values[row.country] = { pv: row.political_stability, pv_se: row.political_stability_se, wgi_mean: row.wgi_mean };
  return { values, rows: rows.map(({ row }) => row) };
}

/** Country -> its largest share in world output over the elements and stages of its sites in the chain. */
export function worldShares(chain: readonly ChainPlace[], index: ReferenceIndex) {
  const largest = new Map<CountryCode, { readonly share: number; readonly row: string }>();
  for (const { country, stage, elements } of chain) {
    for (const element of elements) {
      const row = index.shares(element, stage).find((share) => share.country === country);
      if (row !== undefined && row.share > (largest.get(country)?.share ?? 0)) largest.set(country, row);
    }
  }
  const entries = [...largest].sort(([left], [right]) => (left < right ? -1 : 1));
  return { values: Object.fromEntries(entries.map(([country, { share }]) => [country, share])), rows: entries.map(([, { row }]) => row) };
}

/** Day and knowledge of a score, and its buyer. */
export interface ControlQuestion {
  readonly buyer: CountryCode;
  readonly as_of: IsoDate;
  readonly known_at?: IsoDate;
}

/** The record of every country of the chain against the buyer and against each other, the outcomes for its elements, and their evidence. */
export function chainControls(
  chain: readonly ChainPlace[],
  { buyer, as_of, known_at = as_of }: ControlQuestion,
  index: ReferenceIndex,
): { readonly facts: ControlFacts; readonly evidence: ControlEvidence } {
  const countries = chain.map(({ country }) => country);
  const scope = { elements: chain.flatMap(({ elements }) => elements), origins: countries, destinations: [buyer, ...countries] };
  const knownAt = dayNumber(known_at);
  return { facts: controlFacts(index, scope, as_of, knownAt), evidence: controlEvidence(index, scope, as_of, knownAt) };
}
