import { supplierActiveControl } from './active-control.ts';
import { supplierExtraterritorial } from './extraterritorial.ts';
import { supplierFacility } from './facility.ts';
import { supplierListing } from './listing.ts';
import { supplierNewControl } from './new-control.ts';
import { supplierInstability } from './origin-instability.ts';
import type { SupplierHazardKind } from './supplier-hazard.ts';
import { supplierTransit } from './transit.ts';

/** Every hazard of a supplier, in byte order of the ids that they give: the order in which hazards are summed. */
export const SUPPLIER_HAZARDS: readonly SupplierHazardKind[] = [
  supplierActiveControl,
  supplierExtraterritorial,
  supplierFacility,
  supplierListing,
  supplierNewControl,
  supplierInstability,
  supplierTransit,
];
