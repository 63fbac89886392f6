import * as z from 'zod';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import {
  type BuyerImportRow,
  buyerImportRow,
  type CoverRow,
  coverRow,
  type DemandShareRow,
  day,
  demandShareRow,
  type ImportRelianceRow,
  identifier,
  importRelianceRow,
  type RouteRow,
  routeRow,
  type StraitTransitsRow,
} from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import type { Codes, Sources } from '../codes.ts';
import {
  address,
  compiledOn,
  editionOf,
  grade,
  joinNotes,
  knownFromSource,
  MADE,
  MADE_WITH_EDITION,
} from '../provenance.ts';

const COLUMNS = { buyer: 'buyer_iso3', date: 'year' };
const ofBuyer = (codes: Codes) => ({ buyer: codes.buyer, element: codes.buyerElement, quality: grade });
const basis = z.string().min(1, 'what it is, and how it is measured');
const known = (cells: Readonly<{ source: string; date: string }>, { editions }: Sources) =>
  knownFromSource(cells, compiledOn.buyers, editions);

export function buyerImports(sources: Sources): readonly BuyerImportRow[] {
  const { raw, codes } = sources;
  const file = 'supply/buyer_imports.csv';
  const stated = buyerImportRow
    .omit(MADE)
    .extend({ ...ofBuyer(codes), origin: codes.origin, basis, source_url: address });
  const { rows } = raw.read(file, ['buyer', 'element', 'stage', 'origin'], stated, {
    ...COLUMNS,
    origin: 'origin_iso3',
  });
  raw.rejectSumsOtherThanOne(file, ['buyer_iso3', 'element', 'stage']);
  return rows.map(({ key, cells: { basis: of, ...cells } }) => ({
    row: `import:${key}`,
    ...cells,
    ...known(cells, sources),
    note: joinNotes(of, cells.note),
  }));
}

const YEAR = z.string().regex(/\d{4}/, 'a year of four digits');

/** And as it was published in earlier years, for the United States. */
export function importReliance(sources: Sources): readonly ImportRelianceRow[] {
  const { raw, codes } = sources;
  const columns = { ...COLUMNS, import_reliance: 'net_import_reliance' };
  const stated = importRelianceRow
    .omit(MADE_WITH_EDITION)
    .extend({ ...ofBuyer(codes), date: YEAR, basis, source_url: address });
  const present = raw
    .read('supply/buyer_import_reliance.csv', ['buyer', 'element', 'stage'], stated, columns)
    .rows.map(({ key, cells: { basis: measured, ...cells } }) => {
      const from = known(cells, sources);
      return {
        row: `reliance:${key}`,
        ...cells,
        ...from,
        ...editionOf({ ...cells, ...from }, sources.editions),
        note: joinNotes(measured, cells.note),
      };
    });
  const ofEdition = stated
    .omit({ source: true, source_url: true, quality: true, basis: true })
    .extend({ edition: identifier, published: day });
  const earlier = raw.read(
    'editions/import_reliance_by_edition.csv',
    ['buyer', 'element', 'stage', 'edition'],
    ofEdition,
    columns,
  );
  return [
    ...present,
    ...earlier.rows.map(({ cells }) => ({
      row: `reliance:${cells.buyer}:${cells.element}:${cells.stage}@${cells.edition}`,
      ...cells,
      source: `USGS Mineral Commodity Summaries ${cells.published.slice(0, 4)}`,
      source_url:
        'https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries',
      quality: 'A',
      known_from: cells.published,
      known_from_basis: 'edition' as const,
      note: joinNotes('net imports / apparent consumption', cells.note),
    })),
  ];
}

/** A range says what it rests on: cover moves scores most. */
export function cover(sources: Sources): readonly CoverRow[] {
  const { raw, codes } = sources;
  const range_basis = z.enum(['source', 'assumed']).nullable();
  const table = raw.read(
    'supply/buyer_cover.csv',
    ['buyer', 'element', 'component'],
    coverRow.omit(MADE).extend({ ...ofBuyer(codes), range_basis }),
    COLUMNS,
  );
  return table.rows.map(({ key, line, cells }) => {
    const { days_low: low, days_median: median, days_high: high, range_basis: of } = cells;
    const range = low !== null && median !== null && high !== null;
    if (range && of === null) table.reject(line, 'range_basis', '', 'source or assumed, for a range');
    if (!range && of !== null)
      table.reject(line, 'range_basis', of, 'a blank cell where days_low, days_median or days_high is blank');
    if (range && !(low <= median && median <= high))
      table.reject(line, 'days_median', String(median), `a number from ${low} to ${high}, the range`);
    return { row: `cover:${key}`, ...cells, ...known(cells, sources) };
  });
}

export function demandShares(sources: Sources): readonly DemandShareRow[] {
  const { raw, codes } = sources;
  const stated = demandShareRow.omit(MADE).extend({ buyer: codes.target, quality: grade });
  return raw
    .read('supply/demand_shares.csv', ['buyer'], stated, COLUMNS)
    .rows.map(({ key, cells }) => ({ row: `demand-share:${key}`, ...cells, ...known(cells, sources) }));
}

/** Refined platinum-group metals fly. */
const PLATINUM_GROUP_WORD = 'pgm';
const PLATINUM_GROUP = ['Pt', 'Pd', 'Rh'];
const MODE_SUM_TOLERANCE = 1e-6;

export function routes(sources: Sources): readonly RouteRow[] {
  const { raw, codes } = sources;
  const table = raw.read(
    'supply/routes.csv',
    ['buyer', 'origin', 'stage'],
    routeRow.omit({ ...MADE, elements: true }).extend({
      buyer: codes.buyer,
      origin: codes.origin,
      stage: z.enum([...STAGES, PLATINUM_GROUP_WORD]),
      via: z.array(z.string()),
      via_share: z.array(z.string()),
      basis,
      quality: grade,
    }),
    { ...COLUMNS, origin: 'origin_iso3', date: 'as_of' },
  );
  return table.rows.map(({ key, line, cells: { basis: made, via_share, ...cells } }) => {
    const parts = via_share.map(Number);
    if (parts.length !== cells.via.length || parts.some((part) => !(part >= 0 && part <= 1)))
      table.reject(
        line,
        'via_share',
        via_share.join(';'),
        `${cells.via.length} numbers from 0 to 1, one for each of via`,
      );
    const sum = cells.sea_share + cells.air_share + cells.other_share;
    if (Math.abs(sum - 1) > MODE_SUM_TOLERANCE)
      table.reject(line, 'sea_share', String(sum), 'sea_share, air_share and other_share that sum to 1');
    return {
      row: `route:${key}`,
      ...cells,
      stage: cells.stage === PLATINUM_GROUP_WORD ? 'refining' : cells.stage,
      elements: cells.stage === PLATINUM_GROUP_WORD ? PLATINUM_GROUP : null,
      via: Object.fromEntries(cells.via.map((point, index) => [point, parts[index] ?? 0])),
      ...known(cells, sources),
      note: joinNotes(made, cells.note),
    };
  });
}

const STRAITS = ['bab_el_mandeb', 'cape_of_good_hope', 'hormuz_strait', 'suez'] as const;
const A_WEEK = 7;

/** A week that is left out would shift all that follow. */
export function straitTransits({ raw }: Sources): readonly StraitTransitsRow[] {
  const ships = z.number().min(0);
  const stated = z.strictObject({
    week: day,
    bab_el_mandeb: ships,
    cape_of_good_hope: ships,
    hormuz_strait: ships,
    suez: ships,
  });
  const table = raw.read('supply/strait_transits.csv', ['week'], stated);
  const weeks = table.rows.toSorted((one, other) => (one.cells.week < other.cells.week ? -1 : 1));
  const first_week = weeks[0]?.cells.week ?? '';
  for (const [place, { line, cells }] of weeks.entries())
    if (dayNumber(cells.week) !== dayNumber(first_week) + A_WEEK * place)
      table.reject(line, 'week', cells.week, 'the Monday after that of the line before');
  return STRAITS.map((lane) => ({
    row: `strait-transits:${lane}`,
    lane,
    first_week,
    ships: weeks.map(({ cells }) => cells[lane]),
    source: 'IMF PortWatch, from AIS of the UN Global Platform',
    source_url: 'https://portwatch.imf.org',
    date: isoDate(dayNumber(first_week) + A_WEEK * weeks.length - 1),
    quality: 'B',
    known_from: first_week,
    known_from_basis: 'assumed',
    note: null,
  }));
}
