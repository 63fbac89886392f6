import * as z from 'zod';
import type { SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { lastDateOf } from '../calendar.ts';
import { choiceCell, code, GRADES, identifierCell, optionalNumber, optionalText, partialDate, partsOf, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates, valuesOf } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { joinNotes } from '../provenance.ts';
import companySubjects from '../registry/company-subjects.json' with { type: 'json' };
import { expandGroups, stagesOf, type Vocabulary } from '../vocabulary.ts';

/** Rows, and the ids of the file that others may name, those of bad rows too. */
export interface IdentifiedRows<Row> {
  readonly rows: readonly Row[];
  readonly ids: ReadonlySet<string>;
}

const schema = (words: Vocabulary) =>
  z.object({
    supplier_id: identifierCell,
    company: text('a company'),
    site: text('a site'),
    city: optionalText,
    country_iso3: code(words.countries, 'an ISO 3166-1 alpha-3 code'),
    lat: optionalNumber(-90, 90),
    lon: optionalNumber(-180, 180),
    coord_precision: choiceCell(['place', 'city', 'region', 'source', '']),
    stage: choiceCell(['mine', 'refining', 'metal', 'magnet']),
    elements: partsOf(words.symbolsAndGroups, 'symbols of scoring_elements.csv or groups of element_groups.csv'),
    product: optionalText,
    operating: choiceCell(['yes', 'partial', 'no', '']),
    status: text('a status'),
    start_date: optionalText,
    as_of: partialDate,
    owner_or_parent: optionalText,
    owner_country_iso3: partsOf(words.countries, 'ISO 3166-1 alpha-3 codes'),
    china_listing: optionalText.refine(
      (list) => list === null || /\(.+, \d{4}-\d{2}-\d{2}\)$/.test(list),
      'blank, or the list with its act and day in brackets: control_list (MOFCOM 2026 No. 23, 2026-06-22)',
    ),
    china_origin_content: choiceCell(['yes', 'no', 'mixed', '']),
    site_group: optionalText,
    cap_num_t_yr: optionalNumber(0),
    cap_of: optionalText,
    cap_type: choiceCell(['actual_output', 'nameplate', 'planned', 'quota_half_year', 'cancelled', '']),
    count_in_totals: choiceCell(['yes', 'no']),
    source: text('a source'),
    source_url: text('the address of the source'),
    confidence: choiceCell(GRADES),
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
export function loadSupplierSites(folder: string, words: Vocabulary, problems: ProblemList): IdentifiedRows<SupplierSiteRow> {
  const table = readCsvTable(folder, 'suppliers.csv', schema(words), problems);
  rejectDuplicates(table, 'supplier_id', (cells) => cells.supplier_id);
  const rows = table.rows.map(({ line, cells }) => {
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
      coordinate_precision: blankAsNull(cells.coord_precision),
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
      known_from: lastDateOf(cells.as_of),
      known_from_basis: 'assumed',
      note: joinNotes(cells.note, cells.check_note),
    };
  }) satisfies readonly SupplierSiteRow[];
  return { rows, ids: valuesOf(table, 'supplier_id') };
}
