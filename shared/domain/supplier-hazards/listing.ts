/** `listing`: the supplier stands on a control or watch list of the country its content comes from. */
import { lookup } from '../vocabulary/methodology.ts';
import { NO_HAZARDS, type StandingRule, type SupplierHazardKind, standingRule } from './supplier-hazard.ts';

export const supplierListing: SupplierHazardKind = ({ inputs: { listing }, methodology: { parameters } }) => {
  if (listing == null) return NO_HAZARDS;
  const { supplier } = parameters;
  const content = listing.china_content ?? supplier.default_china_content;
  const rule: StandingRule = {
    id: 'listing',
    a: lookup(supplier.listing_rho, listing.class) * content,
    pi: lookup(supplier.listing_pi, listing.class),
    medianDays: supplier.listing_median,
  };
  return standingRule(() => rule, parameters);
};
