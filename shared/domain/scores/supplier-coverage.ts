/** How much of the input that a supplier's score needs is known (section 8.2 of methodology 2.0.0). */
import { signalsUsed } from '../signals/signal-tilt.ts';
import type { SupplierFacts } from '../supplier-hazards/supplier-facts.ts';
import { isCommercialStock } from '../supply/coverage.ts';
import { hasGovernance } from '../supply/governance.ts';

/** Countries whose stop takes less than this of the deliveries need no governance to be known. */
const SMALL_STOP = 0.05;

/**
 * Mean of: the part of the inputs that is stated, 1 where the sites need none; commercial stock known; each signal not stale; governance known of
 * each country whose stop takes 5 % or more. 0 ... 1.
 */
export function supplierCoverage({ inputs, chain, countries, methodology: { parameters } }: SupplierFacts): number {
  const { x, stale } = signalsUsed(inputs.signals, parameters);
  const large = countries.filter((country) => chain.lossUnder((site) => (site.country === country ? 1 : 0)) >= SMALL_STOP);
  const isKnown = [
    inputs.cover_days != null && isCommercialStock(inputs.cover_sigma, parameters),
    ...Object.keys(x).map((signal) => !stale.includes(signal)),
    ...large.map((country) => hasGovernance(inputs.governance, country)),
  ];
  const stated = inputs.stated_feed ?? 1;
  return (stated + isKnown.filter((known) => known).length) / (1 + isKnown.length);
}
