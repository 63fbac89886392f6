/** Catalogues of a run: what is scored, with the plain facts about it. Entries in byte order of id. */
import type { ReferenceIndex } from '../assembly/reference-index.ts';
import { elementIds } from '../assembly/reference-index.ts';
import { suppliersOf } from '../assembly/supplier-inputs.ts';
import type { ElementRow, SupplierSiteRow } from '../reference-data.ts';
import { STAGES } from '../scoring-inputs.ts';
import type { Names } from './document-context.ts';
import { citedRow } from './evidence-rows.ts';

interface Catalogue {
  readonly entries: readonly Readonly<Record<string, unknown> & { readonly id: string; readonly name: string }>[];
}

export function elementCatalogue(index: ReferenceIndex): Catalogue {
  return { entries: elementIds(index.data).flatMap((symbol) => elementEntry(index.element(symbol), index)) };
}

function elementEntry(row: ElementRow | null, index: ReferenceIndex): Catalogue['entries'] {
  if (row === null) return [];
  return [
    {
      id: row.symbol,
      name: row.name,
      group: row.group,
      stages: index.stagesOf(row.symbol),
      world_supply_tonnes: row.world_supply_tonnes,
      supply_basis: row.supply_basis,
      eol_rir: row.eol_rir,
      si_sr: row.si_sr,
      price_usd_per_kg: row.price_usd_per_kg,
      byproduct_share: row.byproduct_share,
      main_end_uses: row.main_end_uses,
      evidence: citedRow(row),
    },
  ];
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

export function supplierCatalogue({ data }: ReferenceIndex): Catalogue {
  const entries = suppliersOf(data.supplier_sites).map(({ id, name }) => {
    const sites = data.supplier_sites.filter((site) => site.supplier === id).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const stages = new Set<string>(sites.map((site) => site.stage));
    return {
      id,
      name,
      countries: distinct(sites.map((site) => site.country)),
      elements: distinct(sites.flatMap((site) => site.elements)),
      stages: STAGES.filter((stage) => stages.has(stage)),
      sites: sites.map(siteEntry),
    };
  });
  return { entries };
}

const siteEntry = (site: SupplierSiteRow) => ({
  id: site.id,
  name: site.site,
  city: site.city,
  country: site.country,
  latitude: site.latitude,
  longitude: site.longitude,
  stage: site.stage,
  elements: site.elements,
  product: site.product,
  operating: site.operating,
  status: site.status,
  start_date: site.start_date,
  capacity_tonnes_per_year: site.capacity_tonnes_per_year,
  capacity_of: site.capacity_of,
  capacity_type: site.capacity_type,
  owner: site.owner,
  owner_countries: site.owner_countries,
  china_listing: site.china_listing,
  evidence: citedRow(site),
});

/** Origins named in a table of supply or of imports; groups of countries are no subjects. */
export function countryIds({ data }: ReferenceIndex): readonly string[] {
  const named = [
    ...data.shares.filter((row) => row.share > 0).map((row) => row.country),
    ...data.buyer_imports.filter((row) => row.share > 0).map((row) => row.origin),
  ];
  const known = new Set(data.governance.map((row) => row.country));
  return distinct(named.filter((code) => known.has(code)));
}

export function countryCatalogue(index: ReferenceIndex, names: Names): Catalogue {
  const entries = countryIds(index).map((id) => {
    const governance = index.governance(id);
    return {
      id,
      name: names.country(id),
      elements: distinct(index.data.shares.filter((row) => row.country === id && row.share > 0).map((row) => row.element)),
      political_stability: governance?.political_stability ?? null,
      wgi_mean: governance?.wgi_mean ?? null,
      evidence: governance === null ? null : citedRow(governance),
    };
  });
  return { entries };
}
