import * as z from 'zod';
import type { ExternalPartyRow, SupplierLinkRow, SupplierSiteRow } from '#domain/reference-data.ts';
import type { Stage } from '#domain/scoring-inputs.ts';
import { lastDayOf } from './calendar.ts';
import { code, oneOf, optionalNumber, optionalText, partialDate, parts, partsOf, text } from './cells.ts';
import companySubjects from './company-subjects.json' with { type: 'json' };
import { type CsvTable, readCsvTable, rejectDuplicates } from './csv-table.ts';
import type { ProblemList } from './problems.ts';
import { joinNotes } from './provenance.ts';
import { expandGroups, stagesOf, type Vocabulary } from './vocabulary.ts';

const id = text('an id').regex(/^[A-Za-z0-9._-]{1,64}$/, 'an id of letters, digits, dots, underscores and hyphens');
const GRADES = ['high', 'medium', 'low'] as const;

const siteSchema = (words: Vocabulary) =>
  z.object({
    supplier_id: id,
    company: text('a company'),
    site: text('a site'),
    city: optionalText,
    country_iso3: code(words.countries, 'an ISO 3166-1 alpha-3 code'),
    lat: optionalNumber(-90, 90),
    lon: optionalNumber(-180, 180),
    stage: oneOf(['mine', 'refining', 'metal', 'magnet']),
    elements: partsOf(words.symbolsAndGroups, 'symbols of scoring_elements.csv or groups of element_groups.csv'),
    product: optionalText,
    operating: oneOf(['yes', 'partial', 'no', '']),
    status: text('a status'),
    start_date: optionalText,
    as_of: partialDate,
    owner_or_parent: optionalText,
    owner_country_iso3: partsOf(words.countries, 'ISO 3166-1 alpha-3 codes'),
    china_listing: optionalText,
    china_origin_content: oneOf(['yes', 'no', 'mixed', '']),
    site_group: optionalText,
    cap_num_t_yr: optionalNumber(0),
    cap_of: optionalText,
    cap_type: oneOf(['actual_output', 'nameplate', 'planned', 'quota_half_year', 'cancelled', '']),
    count_in_totals: oneOf(['yes', 'no']),
    source: text('a source'),
    source_url: text('the address of the source'),
    confidence: oneOf(GRADES),
    note: optionalText,
    check_note: optionalText,
  });

interface CompanySubject {
  readonly id: string;
  readonly name: string;
}

const subjectOfSite: ReadonlyMap<string, CompanySubject> = new Map(
  companySubjects.flatMap(({ id: subject, name, sites }) => sites.map((site) => [site, { id: subject, name }] as const)),
);

const blankAsNull = <T extends string>(value: T | ''): T | null => (value === '' ? null : value);

/**
 * `suppliers.csv`: one site at one stage. Group words of `elements` are written out; the company a site belongs to as a subject comes from
 * the hand-made table of companies, so that a subject keeps its id when a source words the name differently.
 */
export function loadSupplierSites(folder: string, words: Vocabulary, problems: ProblemList): readonly SupplierSiteRow[] {
  const table = readCsvTable(folder, 'suppliers.csv', siteSchema(words), problems);
  rejectDuplicates(table, 'supplier_id', (cells) => cells.supplier_id);
  return table.rows.map(({ line, cells }) => {
    const subject = subjectOfSite.get(cells.supplier_id);
    if (subject === undefined)
      table.reject(line, 'supplier_id', cells.supplier_id, 'a site that company-subjects.json assigns to a company');
    const elements = expandGroups(cells.elements, words);
    return {
      row: `supplier-site:${cells.supplier_id}`,
      id: cells.supplier_id,
      supplier: subject?.id ?? '',
      supplier_name: subject?.name ?? '',
      company: cells.company,
      site: cells.site,
      city: cells.city,
      country: cells.country_iso3,
      latitude: cells.lat,
      longitude: cells.lon,
      stage: (stagesOf([cells.stage], elements, words)[0] ?? cells.stage) as Stage,
      elements,
      product: cells.product,
      operating: blankAsNull(cells.operating),
      status: cells.status,
      start_date: cells.start_date,
      capacity_tonnes_per_year: cells.cap_num_t_yr,
      capacity_of: cells.cap_of,
      capacity_type: blankAsNull(cells.cap_type),
      count_in_totals: cells.count_in_totals === 'yes',
      site_group: cells.site_group,
      owner: cells.owner_or_parent,
      owner_countries: cells.owner_country_iso3,
      china_listing: cells.china_listing,
      china_origin_content: blankAsNull(cells.china_origin_content),
      source: cells.source,
      source_url: cells.source_url,
      date: cells.as_of,
      quality: cells.confidence,
      known_from: lastDayOf(cells.as_of),
      known_from_basis: 'assumed',
      note: joinNotes(cells.note, cells.check_note),
    };
  });
}

const linkSchema = (words: Vocabulary) =>
  z.object({
    link_id: id,
    from: id,
    to: id,
    relation: text('a relation'),
    relation_type: oneOf(['feedstock', 'offtake', 'ownership', 'finance', 'distribution', 'tolling', 'alliance', 'restriction']),
    elements: partsOf(words.symbolsAndGroups, 'symbols of scoring_elements.csv or groups of element_groups.csv'),
    from_date: optionalText,
    to_date: optionalText,
    volume: optionalText,
    essential: oneOf(['yes', 'no', 'unknown']),
    share_of_input: optionalNumber(0, 1),
    known_from: partialDate,
    status: oneOf(['active', 'planned', 'ended', 'suspended']),
    source: text('a source'),
    source_url: text('the address of the source'),
    confidence: oneOf(GRADES),
    note: optionalText,
  });

/** `supplier_links.csv`: goods, money, ownership or a restriction that runs from one site or party to another. */
export function loadSupplierLinks(
  folder: string,
  words: Vocabulary,
  ends: ReadonlySet<string>,
  problems: ProblemList,
): readonly SupplierLinkRow[] {
  const table = readCsvTable(folder, 'supplier_links.csv', linkSchema(words), problems);
  rejectDuplicates(table, 'link_id', (cells) => cells.link_id);
  return table.rows.map(({ line, cells }) => {
    for (const end of ['from', 'to'] as const) {
      if (!ends.has(cells[end]))
        table.reject(line, end, cells[end], 'a supplier_id of suppliers.csv or a party_id of external_parties.csv');
    }
    return {
      row: `supplier-link:${cells.link_id}`,
      id: cells.link_id,
      from: cells.from,
      to: cells.to,
      relation: cells.relation,
      relation_type: cells.relation_type,
      elements: expandGroups(cells.elements, words),
      from_date: cells.from_date,
      to_date: cells.to_date,
      volume: cells.volume,
      essential: cells.essential,
      share_of_input: cells.share_of_input,
      status: cells.status,
      source: cells.source,
      source_url: cells.source_url,
      date: cells.known_from,
      quality: cells.confidence,
      known_from: lastDayOf(cells.known_from),
      known_from_basis: 'source',
      note: cells.note,
    };
  });
}

const partySchema = (words: Vocabulary) =>
  z.object({
    party_id: id,
    name: text('a name'),
    country_iso3: code(words.countries, 'an ISO 3166-1 alpha-3 code'),
    kind: oneOf(['company', 'government', 'government_vehicle', 'country_pool', 'site']),
    supplier_ids: parts,
    note: optionalText,
  });

/** A party as the file gives it; where it comes from is said by the links that name it. */
export type UnsourcedParty = Pick<ExternalPartyRow, 'row' | 'id' | 'name' | 'country' | 'kind' | 'supplier_site_ids' | 'note'> & {
  readonly line: number;
};

export function readExternalParties(
  folder: string,
  words: Vocabulary,
  siteIds: ReadonlySet<string>,
  problems: ProblemList,
): { readonly parties: readonly UnsourcedParty[]; readonly table: CsvTable<unknown> } {
  const table = readCsvTable(folder, 'external_parties.csv', partySchema(words), problems);
  rejectDuplicates(table, 'party_id', (cells) => cells.party_id);
  const parties = table.rows.map(({ line, cells }) => {
    for (const site of cells.supplier_ids)
      if (!siteIds.has(site)) table.reject(line, 'supplier_ids', site, 'a supplier_id of suppliers.csv');
    return {
      line,
      row: `party:${cells.party_id}`,
      id: cells.party_id,
      name: cells.name,
      country: cells.country_iso3,
      kind: cells.kind,
      supplier_site_ids: cells.supplier_ids,
      note: cells.note,
    };
  });
  return { parties, table };
}

/** `external_parties.csv` has no sources: a party is known from the earliest link that names it, and rests on that link's source. */
export function sourceExternalParties(
  { parties, table }: { readonly parties: readonly UnsourcedParty[]; readonly table: CsvTable<unknown> },
  links: readonly SupplierLinkRow[],
): readonly ExternalPartyRow[] {
  return parties.flatMap(({ line, ...party }) => {
    const naming = links.filter((link) => link.from === party.id || link.to === party.id);
    const first = naming.toSorted((a, b) => (a.known_from < b.known_from ? -1 : a.known_from > b.known_from ? 1 : 0))[0];
    if (first === undefined) {
      table.reject(line, 'party_id', party.id, 'a party that a row of supplier_links.csv names');
      return [];
    }
    const { source, source_url, date, quality, known_from } = first;
    return [{ ...party, source, source_url, date, quality, known_from, known_from_basis: 'assumed' as const }];
  });
}
