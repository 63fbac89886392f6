/** Days on which the supplier tables differ from the day before: when a run is most likely to meet a surprise. */
import { listingOn } from '#domain/facts/suppliers/supplier-listing.ts';
import { registerOn } from '#domain/facts/suppliers/supplier-register.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { Parameters } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';

/**
 * The days from `from` to `to` on which a site starts, a link begins, ends or becomes known, or a list of companies takes effect, each as
 * scored with what was known on the day. Derived from the facts, so that new facts update the list.
 */
export function supplierChangeDays(data: ReferenceData, parameters: Parameters, from: string, to: string): readonly string[] {
  const suppliers = new Map<string, SupplierSiteRow[]>();
  for (const site of data.supplier_sites) suppliers.set(site.supplier, [...(suppliers.get(site.supplier) ?? []), site]);
  const listed = [...suppliers.values()].filter((sites) => sites.some(({ china_listing }) => china_listing !== null));
  const stateOn = (day: string): string => {
    const register = registerOn(data, day, day);
    return JSON.stringify([register.state, listed.map((sites) => listingOn(sites, register, data.policy, parameters)?.notice ?? null)]);
  };
  const days: string[] = [];
  let before = stateOn(isoDate(dayNumber(from) - 1));
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
    const state = stateOn(isoDate(day));
    if (state !== before) days.push(isoDate(day));
    before = state;
  }
  return days;
}
