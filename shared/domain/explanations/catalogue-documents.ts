/** What a run scores, with plain facts. Entries in byte order of id. */

import { listingsOfSites } from '../exposures/listed-names.ts';
import type { FactsOnDay } from '../method/facts.ts';
import { listedNamesOn, suppliersOf, supplyingCountries } from '../method/supplier-facts.ts';
import { countryTitle } from '../vocabulary/country-names.ts';
import { picked } from '../vocabulary/picked.ts';
import type { CountryPlaceRow, ElementRow, SupplierSiteRow } from '../vocabulary/reference-data.ts';
import { STAGES } from '../vocabulary/scoring-inputs.ts';
import { citedRow, type Names } from './document-context.ts';

interface Catalogue {
  readonly entries: readonly Readonly<Record<string, unknown> & Readonly<{ id: string; name: string }>>[];
}

export function elementCatalogue(index: FactsOnDay): Catalogue {
  const rows = index.data.elements.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
  return { entries: rows.map((row) => elementEntry(row, index)) };
}

const elementEntry = (row: ElementRow, index: FactsOnDay) => ({
  id: row.symbol,
  ...picked(row, 'name', 'group'),
  stages: index.stagesOf(row.symbol),
  ...picked(row, 'world_supply_tonnes', 'supply_basis', 'eol_rir', 'si_sr', 'price_usd_per_kg'),
  ...picked(row, 'byproduct_share', 'main_end_uses'),
  named_capacity: row.named_capacity ?? [],
  evidence: citedRow(row),
});

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

export function supplierCatalogue(facts: Pick<FactsOnDay, 'data' | 'day' | 'known'>): Catalogue {
  const { data } = facts;
  const listed = listedNamesOn(facts);
  const sitesOf = Map.groupBy(data.supplier_sites, ({ supplier }) => supplier);
  const companyOf = new Map(data.companies.map((row) => [row.id, row]));
  const entries = suppliersOf(data.supplier_sites, data.companies).map(({ id, name }) => {
    const sites = (sitesOf.get(id) ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const company = companyOf.get(id);
    const stages = new Set<string>(sites.map((site) => site.stage));
    return {
      id,
      name,
      aliases: company?.aliases ?? [],
      unconfirmed_names: company?.unconfirmed_names ?? [],
      parent: company?.parent ?? null,
      countries:
        sites.length === 0 && company ? [company.country] : distinct(sites.map((site) => site.country)),
      elements: distinct([...sites.flatMap((site) => site.elements), ...(company?.sells ?? [])]),
      stages: STAGES.filter((stage) => stages.has(stage)),
      listings: listingsOfSites(sites, listed),
      sites: sites.map(siteEntry),
    };
  });
  return { entries };
}

const siteEntry = (site: SupplierSiteRow) => ({
  id: site.id,
  name: site.site,
  ...picked(site, 'city', 'country', 'latitude', 'longitude'),
  coordinate_precision: site.coordinate_precision ?? 'unknown',
  ...picked(site, 'stage', 'elements', 'product', 'operating', 'status', 'start_date'),
  ...picked(site, 'capacity_tonnes_per_year', 'capacity_of', 'capacity_type', 'owner', 'owner_countries'),
  evidence: citedRow(site),
});

export function countryCatalogue(index: FactsOnDay, names: Names): Catalogue {
  const placeOf = new Map(index.data.country_places.map((row) => [row.country, row]));
  const entries = supplyingCountries(index).map((id) => {
    const row = index.governanceOf(id);
    return {
      id,
      name: countryTitle(names.country(id)),
      ...placed(placeOf.get(id)),
      elements: distinct(
        index.data.shares
          .filter((share) => share.country === id && share.share > 0)
          .map((share) => share.element),
      ),
      political_stability: row?.political_stability ?? null,
      wgi_mean: row?.wgi_mean ?? null,
      evidence: row == null ? null : citedRow(row),
    };
  });
  return { entries };
}

const placed = (place: CountryPlaceRow | undefined) => ({
  latitude: place?.latitude ?? null,
  longitude: place?.longitude ?? null,
  coordinate_precision: place?.coordinate_precision ?? 'unknown',
});
