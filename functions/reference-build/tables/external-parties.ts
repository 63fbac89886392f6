import * as z from 'zod';
import type { ExternalPartyRow, SupplierLinkRow } from '#domain/vocabulary/reference-data.ts';
import { choiceCell, code, identifierCell, optionalText, parts, text } from '../cells.ts';
import { type CsvTable, readCsvTable, rejectDuplicates, valuesOf } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import type { Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    party_id: identifierCell,
    name: text('a name'),
    country_iso3: code(words.countries, 'an ISO 3166-1 alpha-3 code'),
    kind: choiceCell(['company', 'government', 'government_vehicle', 'country_pool', 'site']),
    supplier_ids: parts,
    note: optionalText,
  });

type PartyTable = CsvTable<z.output<ReturnType<typeof schema>>>;

/** The parties as the file lists them, and their ids; the source of a party is that of the links that name it. */
export interface UnsourcedParties {
  readonly table: PartyTable;
  readonly ids: ReadonlySet<string>;
}

export function readExternalParties(folder: string, words: Vocabulary, problems: ProblemList): UnsourcedParties {
  const table = readCsvTable(folder, 'external_parties.csv', schema(words), problems);
  rejectDuplicates(table, 'party_id', (cells) => cells.party_id);
  return { table, ids: valuesOf(table, 'party_id') };
}

/** The link by which a party was first known. */
function firstNaming(party: string, links: readonly SupplierLinkRow[]): SupplierLinkRow | undefined {
  const naming = links.filter((link) => link.from === party || link.to === party);
  return naming.toSorted((a, b) => (a.known_from < b.known_from ? -1 : a.known_from > b.known_from ? 1 : 0))[0];
}

/** `external_parties.csv` has no sources: a party rests on the source of the earliest link that names it, and is known from then. */
export function loadExternalParties(
  { table }: UnsourcedParties,
  siteIds: ReadonlySet<string>,
  links: readonly SupplierLinkRow[],
): readonly ExternalPartyRow[] {
  return table.rows.flatMap(({ line, cells }) => {
    for (const site of cells.supplier_ids)
      if (!siteIds.has(site)) table.reject(line, 'supplier_ids', site, 'a supplier_id of suppliers.csv');
    const first = firstNaming(cells.party_id, links);
    if (first === undefined) {
      table.reject(line, 'party_id', cells.party_id, 'a party that a good row of supplier_links.csv names');
      return [];
    }
    const { source, source_url, date, quality, known_from } = first;
    return [
      {
        row: `party:${cells.party_id}`,
        id: cells.party_id,
        name: cells.name,
        country: cells.country_iso3,
        kind: cells.kind,
        supplier_site_ids: cells.supplier_ids,
        source,
        source_url,
        date,
        quality,
        known_from,
        known_from_basis: 'assumed' as const,
        note: cells.note,
      },
    ];
  });
}
