import * as z from 'zod';
import type { ElementRow } from '#domain/vocabulary/reference-data.ts';
import { optionalNumber, optionalText, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { compiledOn, joinNotes, knownFromSource } from '../provenance.ts';

const schema = z.object({
  symbol: text('a symbol'),
  name: text('a name'),
  group: text('a group'),
  world_supply_t: optionalNumber(0),
  year: optionalText,
  supply_basis: optionalText,
  eol_rir: optionalNumber(0, 1),
  eol_rir_basis: optionalText,
  si_sr: optionalNumber(0, 1),
  si_sr_basis: optionalText,
  price_usd_kg: optionalNumber(0),
  price_year: optionalText,
  price_basis: optionalText,
  eu_sr_2017: optionalNumber(0),
  eu_sr_2023: optionalNumber(0),
  byproduct_share: optionalNumber(0, 1),
  main_end_uses: optionalText,
  sources: text('a source'),
  note: optionalText,
});

const labelled = (label: string, value: string | null): string | null => (value === null ? null : `${label}: ${value}`);

/** `scoring_elements.csv`: one element; figures of several studies in one row, so the row has no single grade. */
export function loadElements(folder: string, problems: ProblemList): readonly ElementRow[] {
  const table = readCsvTable(folder, 'scoring_elements.csv', schema, problems);
  rejectDuplicates(table, 'symbol', (cells) => cells.symbol);
  return table.rows.map(({ cells }) => ({
    row: `element:${cells.symbol}`,
    symbol: cells.symbol,
    name: cells.name,
    group: cells.group,
    world_supply_tonnes: cells.world_supply_t,
    supply_basis: cells.supply_basis,
    eol_rir: cells.eol_rir,
    si_sr: cells.si_sr,
    price_usd_per_kg: cells.price_usd_kg,
    byproduct_share: cells.byproduct_share,
    eu_supply_risk_2017: cells.eu_sr_2017,
    eu_supply_risk_2023: cells.eu_sr_2023,
    main_end_uses: cells.main_end_uses,
    source: cells.sources,
    source_url: null,
    date: cells.year ?? cells.price_year ?? 'undated',
    quality: 'ungraded',
    ...knownFromSource(cells.sources, cells.year ?? '', compiledOn.supply),
    note: joinNotes(
      labelled('recycling', cells.eol_rir_basis),
      labelled('substitution', cells.si_sr_basis),
      labelled('price', joinNotes(cells.price_year, cells.price_basis)),
      cells.note,
    ),
  }));
}
