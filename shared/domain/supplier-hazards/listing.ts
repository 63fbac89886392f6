/** `listing`: the supplier stands on a control or watch list of the country its content comes from. */
import { lookup } from '../vocabulary/methodology.ts';
import { type SupplierHazardKind, standingRule } from './supplier-hazard.ts';

export const supplierListing: SupplierHazardKind = (facts, parameters) => {
  const { listing } = facts.inputs;
  if (listing == null) return [];
  const { supplier } = parameters;
  const content = listing.china_content ?? supplier.default_china_content;
  return [
    standingRule(
      {
        id: 'listing',
        a: lookup(supplier.listing_rho, listing.class) * content,
        pi: lookup(supplier.listing_pi, listing.class),
        medianDays: supplier.listing_median,
      },
      facts,
      parameters,
    ),
  ];
};
