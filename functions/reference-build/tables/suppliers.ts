import * as z from 'zod';
import {
  type CompanyRow,
  companyRow,
  type ExternalPartyRow,
  externalPartyRow,
  type ListedNamesRow,
  listedNamesRow,
  type PolicyRow,
  period,
  type SupplierLinkRow,
  type SupplierSiteRow,
  supplierLinkRow,
  supplierSiteRow,
} from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import type { Sources } from '../codes.ts';
import { address, confidence, joinNotes, lastDateOf, MADE } from '../provenance.ts';
import { slug } from './supply.ts';

export function companies({ raw, codes }: Sources): readonly CompanyRow[] {
  const stated = companyRow.omit(MADE).extend({
    country: codes.country,
    sells: z.array(codes.symbolOrGroup),
    date: period,
    source_url: address,
    quality: confidence,
  });
  const columns = { id: 'company_id', country: 'country_iso3', date: 'as_of', quality: 'confidence' };
  return raw.read('supply/companies.csv', ['id'], stated, columns).rows.map(({ key, cells }) => ({
    row: `company:${key}`,
    ...cells,
    sells: codes.expandGroups(cells.sells),
    known_from: lastDateOf(cells.date),
    known_from_basis: 'assumed',
  }));
}

export function supplierSites(
  { raw, codes }: Sources,
  known: readonly CompanyRow[],
): readonly SupplierSiteRow[] {
  const nameOf = new Map(known.map(({ id, name }) => [id, name]));
  const { coordinate_precision } = supplierSiteRow.shape;
  const stated = supplierSiteRow.omit({ ...MADE, supplier_name: true }).extend({
    supplier: codes.company,
    country: codes.country,
    elements: z.array(codes.symbolOrGroup),
    owner_countries: z.array(codes.country),
    stage: z.enum(['mine', 'refining', 'metal', 'magnet']),
    coordinate_precision: coordinate_precision.unwrap(),
    date: period,
    source_url: address,
    quality: confidence,
    check_note: z.string().nullable(),
    listed_name: codes.listedName.nullable(),
  });
  const { rows, reject } = raw.read('supply/suppliers.csv', ['id'], stated, {
    id: 'supplier_id',
    supplier: 'company_id',
    country: 'country_iso3',
    latitude: 'lat',
    longitude: 'lon',
    coordinate_precision: 'coord_precision',
    date: 'as_of',
    owner: 'owner_or_parent',
    owner_countries: 'owner_country_iso3',
    quality: 'confidence',
    capacity_tonnes_per_year: 'cap_num_t_yr',
    capacity_of: 'cap_of',
    capacity_type: 'cap_type',
  });
  return rows.map(({ key, line, cells: { check_note, ...cells } }) => {
    if ((cells.listed_as === null) !== (cells.listed_name === null))
      reject(
        line,
        'listed_as',
        cells.listed_as ?? '',
        'itself, parent or acquirer beside listed_name, and only there',
      );

    const elements = codes.expandGroups(cells.elements);
    return {
      row: `supplier-site:${key}`,
      ...cells,
      supplier_name: nameOf.get(cells.supplier) ?? cells.company,
      stage: codes.stagesOf([cells.stage], elements)[0] ?? cells.stage,
      elements,
      known_from: lastDateOf(cells.date),
      known_from_basis: 'assumed',
      note: joinNotes(cells.note, check_note),
    };
  });
}

export const namedCapacity = (element: string, sites: readonly SupplierSiteRow[]) => {
  const of = Map.groupBy(
    sites.filter(({ elements }) => elements.includes(element)),
    ({ stage }) => stage,
  );
  return STAGES.flatMap((stage) => {
    const there = of.get(stage) ?? [];
    const running = there.filter(({ operating }) => operating === 'yes' || operating === 'partial');
    const tonnes_per_year: Record<string, number> = {};
    for (const { count_in_totals, capacity_type: type, capacity_of, capacity_tonnes_per_year } of running)
      if (count_in_totals && (type === 'nameplate' || type === 'actual_output'))
        tonnes_per_year[capacity_of ?? element] =
          (tonnes_per_year[capacity_of ?? element] ?? 0) + (capacity_tonnes_per_year ?? 0);
    const companies = new Set(there.map(({ supplier }) => supplier)).size;
    return there.length === 0
      ? []
      : [{ stage, companies, sites: there.length, running: running.length, tonnes_per_year }];
  });
};

export function supplierLinks({ raw, codes }: Sources): readonly SupplierLinkRow[] {
  const stated = supplierLinkRow.omit(MADE).extend({
    from: codes.linkEnd,
    to: codes.linkEnd,
    elements: z.array(codes.symbolOrGroup),
    date: period,
    source_url: address,
    quality: confidence,
    relation_type: z.enum([
      'feedstock',
      'offtake',
      'ownership',
      'finance',
      'distribution',
      'tolling',
      'alliance',
      'restriction',
    ]),
  });
  const columns = { id: 'link_id', date: 'known_from', quality: 'confidence' };
  return raw.read('supply/supplier_links.csv', ['id'], stated, columns).rows.map(({ key, cells }) => ({
    row: `supplier-link:${key}`,
    ...cells,
    elements: codes.expandGroups(cells.elements),
    known_from: lastDateOf(cells.date),
    known_from_basis: 'source',
  }));
}

/** Notice by notice, known from the day of listing. A measure on the same notice is the listing's own. */
export function listedNames(
  { raw, codes }: Sources,
  measures: readonly PolicyRow[],
): readonly ListedNamesRow[] {
  const { names, ...ofNotice } = listedNamesRow.omit({
    ...MADE,
    date: true,
    quality: true,
    measure: true,
  }).shape;
  const stated = z.strictObject({
    ...ofNotice,
    ...names.element.shape,
    country: codes.country.nullable(),
    source_url: address,
  });
  const { rows } = raw.read('supply/listed_names.csv', ['list', 'name'], stated, { country: 'country_iso3' });
  const byNotice = Map.groupBy(rows, ({ cells: { list, listed, ended, source_url } }) =>
    [list, listed, ended, source_url].join(' '),
  );
  return [...byNotice.values()].map((ofOne) => {
    const [{ cells }] = ofOne as [(typeof ofOne)[number]];
    const { name: _name, aliases: _aliases, name_zh: _zh, country: _country, ...notice } = cells;
    const isItsMeasure = ({ source_url, measure_type }: PolicyRow): boolean =>
      measure_type === 'entity_list' && source_url === cells.source_url;
    return {
      row: `listed-names:${cells.list}:${cells.listed}:${slug(cells.source_url.split('/').at(-1) ?? '')}`,
      ...notice,
      date: cells.listed,
      quality: 'official',
      known_from: cells.listed,
      known_from_basis: 'source',
      measure: measures.find(isItsMeasure)?.id ?? null,
      names: ofOne
        .map(({ cells: { name, aliases, name_zh, country } }) => ({ name, aliases, name_zh, country }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    };
  });
}

/** A party rests on the earliest link that names it. */
export function externalParties(
  { raw, codes }: Sources,
  links: readonly SupplierLinkRow[],
): readonly ExternalPartyRow[] {
  const stated = externalPartyRow
    .pick({ id: true, name: true, country: true, kind: true, supplier_site_ids: true, note: true })
    .extend({
      country: codes.origin,
      supplier_site_ids: z.array(codes.site),
      kind: z.enum(['company', 'government', 'government_vehicle', 'country_pool', 'site']),
    });
  const columns = { id: 'party_id', country: 'country_iso3', supplier_site_ids: 'supplier_ids' };
  const table = raw.read('supply/external_parties.csv', ['id'], stated, columns);
  return table.rows.flatMap(({ line, cells }) => {
    const naming = links.filter(({ from, to }) => from === cells.id || to === cells.id);
    const [first] = naming.toSorted((a, b) =>
      a.known_from < b.known_from ? -1 : a.known_from > b.known_from ? 1 : 0,
    );
    if (first === undefined) {
      table.reject(line, 'id', cells.id, 'a party that a good row of supplier_links.csv names');
      return [];
    }
    const { source, source_url, date, quality, known_from } = first;
    return {
      row: `party:${cells.id}`,
      ...cells,
      source,
      source_url,
      date,
      quality,
      known_from,
      known_from_basis: 'assumed' as const,
    };
  });
}
