import * as z from 'zod';
import type { SupplierLinkRow } from '#domain/vocabulary/reference-data.ts';
import { lastDateOf } from '../calendar.ts';
import { choiceCell, GRADES, identifierCell, optionalNumber, optionalText, partialDate, partsOf, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { expandGroups, type Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    link_id: identifierCell,
    from: identifierCell,
    to: identifierCell,
    relation: text('a relation'),
    relation_type: choiceCell(['feedstock', 'offtake', 'ownership', 'finance', 'distribution', 'tolling', 'alliance', 'restriction']),
    elements: partsOf(words.symbolsAndGroups, 'symbols of scoring_elements.csv or groups of element_groups.csv'),
    from_date: optionalText,
    to_date: optionalText,
    volume: optionalText,
    essential: choiceCell(['yes', 'no', 'unknown']),
    share_of_input: optionalNumber(0, 1),
    known_from: partialDate,
    status: choiceCell(['active', 'planned', 'ended', 'suspended']),
    source: text('a source'),
    source_url: text('the address of the source'),
    confidence: choiceCell(GRADES),
    note: optionalText,
  });

/** `supplier_links.csv`: goods, money, ownership or a restriction that runs from one site or party to another. */
export function loadSupplierLinks(
  folder: string,
  words: Vocabulary,
  ends: ReadonlySet<string>,
  problems: ProblemList,
): readonly SupplierLinkRow[] {
  const table = readCsvTable(folder, 'supplier_links.csv', schema(words), problems);
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
      known_from: lastDateOf(cells.known_from),
      known_from_basis: 'source',
      note: cells.note,
    };
  });
}
