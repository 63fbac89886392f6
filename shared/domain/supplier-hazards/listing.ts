/** `listing`: the supplier stands on a control or watch list of the country its content comes from. */
import { lookup } from '../vocabulary/methodology.ts';
import { contentIn } from './extraterritorial.ts';
import { NO_HAZARDS, type StandingRule, type SupplierDraw, type SupplierHazardKind, standingRule } from './supplier-hazard.ts';

export const supplierListing: SupplierHazardKind = (facts) => {
  const { inputs, asOf, borders, methodology } = facts;
  const { listing } = inputs;
  const { parameters } = methodology;
  if (listing == null) return NO_HAZARDS;
  const { supplier } = parameters;
  const content = borders === null ? () => listing.china_content ?? supplier.default_china_content : contentIn(facts, borders);
  const [rho, pi] = [lookup(supplier.listing_rho, listing.class), lookup(supplier.listing_pi, listing.class)];
  const part = borders === null ? {} : { part: 'state' as const };
  const ruleOf = (draw: SupplierDraw): StandingRule => {
    return { id: 'listing', a: rho * content(draw), pi, medianDays: supplier.listing_median, ...part };
  };
  return standingRule(ruleOf, parameters, asOf.horizonDays);
};
