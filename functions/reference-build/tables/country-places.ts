import * as z from 'zod';
import type { CountryPlaceRow } from '#domain/vocabulary/reference-data.ts';
import { choiceCell, optionalNumber, optionalText, partialDate, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';

const schema = z.object({
  country_iso3: text('a country code').regex(/^[A-Z]{3}$/, 'three capital letters'),
  lat: optionalNumber(-90, 90),
  lon: optionalNumber(-180, 180),
  coord_precision: choiceCell(['country', '']),
  source: text('a source'),
  source_url: text('the address of the source'),
  read_on: partialDate,
  note: optionalText,
});

/** `country_places.csv`: one point a country for maps. A country without coordinates has no precision, and one with them has. */
export function loadCountryPlaces(folder: string, problems: ProblemList): readonly CountryPlaceRow[] {
  const table = readCsvTable(folder, 'country_places.csv', schema, problems);
  rejectDuplicates(table, 'country_iso3', (cells) => cells.country_iso3);
  return table.rows.map(({ line, cells }) => {
    if ((cells.lat === null) !== (cells.coord_precision === '') || (cells.lat === null) !== (cells.lon === null))
      table.reject(line, 'coord_precision', cells.coord_precision, '`country` beside lat and lon, and nothing without them');
    return {
      row: `country-place:${cells.country_iso3}`,
      country: cells.country_iso3,
      latitude: cells.lat,
      longitude: cells.lon,
      coordinate_precision: cells.coord_precision === '' ? null : cells.coord_precision,
      source: cells.source,
      source_url: cells.source_url,
      date: cells.read_on,
      quality: 'A',
      known_from: cells.read_on,
      known_from_basis: 'assumed' as const,
      note: cells.note,
    };
  });
}
