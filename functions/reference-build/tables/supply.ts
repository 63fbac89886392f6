import * as z from 'zod';
import {
  type CountryPlaceRow,
  countryPlaceRow,
  day,
  type ElementRow,
  elementRow,
  type GovernanceRow,
  governanceRow,
  identifier,
  type OreCompositionRow,
  oreCompositionRow,
  period,
  type ShareRow,
  shareRow,
} from '#domain/vocabulary/reference-data.ts';
import type { Sources } from '../codes.ts';
import {
  address,
  compiledOn,
  editionOf,
  grade,
  joinNotes,
  knownFromSource,
  lastDateOf,
  MADE,
  MADE_WITH_EDITION,
} from '../provenance.ts';
import { metalShares, surveyShares } from './survey-shares.ts';

const optionalText = z.string().nullable();
const labelled = (label: string, value: string | null): string | null =>
  value === null ? null : `${label}: ${value}`;

/** Figures of several studies: no single grade. */
export function elements({ raw, editions }: Sources): readonly ElementRow[] {
  const bases = {
    year: optionalText,
    eol_rir_basis: optionalText,
    si_sr_basis: optionalText,
    price_year: optionalText,
    price_basis: optionalText,
  };
  const { rows } = raw.read(
    'supply/scoring_elements.csv',
    ['symbol'],
    elementRow
      .omit({ ...MADE, named_capacity: true, source_url: true, date: true, quality: true })
      .extend(bases),
    {
      world_supply_tonnes: 'world_supply_t',
      price_usd_per_kg: 'price_usd_kg',
      source: 'sources',
      eu_supply_risk_2017: 'eu_sr_2017',
      eu_supply_risk_2023: 'eu_sr_2023',
    },
  );
  return rows.map(
    ({ key, cells: { year, eol_rir_basis, si_sr_basis, price_year, price_basis, ...cells } }) => ({
      row: `element:${key}`,
      ...cells,
      source_url: null,
      date: year ?? price_year ?? 'undated',
      quality: 'ungraded',
      ...knownFromSource({ source: cells.source, date: year ?? '' }, compiledOn.supply, editions),
      note: joinNotes(
        labelled('recycling', eol_rir_basis),
        labelled('substitution', si_sr_basis),
        labelled('price', joinNotes(price_year, price_basis)),
        cells.note,
      ),
    }),
  );
}

const STATED_EDITION = { edition: identifier, published: day };

/** Out of the survey's tonnages, and `scoring_shares.csv` for stages that it does not print. */
export function shares(sources: Sources, ores: readonly OreCompositionRow[]): readonly ShareRow[] {
  const { raw, codes, editions } = sources;
  const file = 'supply/scoring_shares.csv';
  const ofCodes = { element: codes.symbol, country: codes.origin };
  const table = raw.read(
    file,
    ['element', 'stage', 'country'],
    shareRow.omit(MADE_WITH_EDITION).extend({ ...ofCodes, quality: grade, concentration: z.number().min(1) }),
    { country: 'country_iso3', date: 'year', concentration: 'dirichlet_concentration' },
  );
  raw.rejectSumsOtherThanOne(file, ['element', 'stage']);
  const stages = Map.groupBy(table.rows, ({ cells: { element, stage } }) => `${element}:${stage}`);
  const present = [...stages].flatMap(([stage, rows]) => {
    const known = rows.map(({ key, cells }) => ({
      row: `share:${key}`,
      ...cells,
      ...knownFromSource(cells, compiledOn.supply, editions),
    }));
    // A stage is one Dirichlet vector with one concentration, and of the edition that was known last.
    const { concentration } = (rows[0] as (typeof rows)[number]).cells;
    for (const { line, cells } of rows)
      if (cells.concentration !== concentration)
        table.reject(
          line,
          'concentration',
          String(cells.concentration),
          `${concentration}, as in the first row of ${stage}`,
        );
    const last = known.reduce((latest, one) => (one.known_from > latest.known_from ? one : latest));
    return known.map((row) => ({ ...row, ...editionOf(last, editions) }));
  });
  const before = [...present, ...surveyShares(sources, ores)];
  return [...before, ...metalShares(before)];
}

const INDICATORS_URL = 'https://www.worldbank.org/en/publication/worldwide-governance-indicators';

/** And as it was published in earlier updates. */
export function governance({ raw, editions }: Sources): readonly GovernanceRow[] {
  const columns = {
    country: 'iso3',
    date: 'year',
    political_stability: 'political_stability_est',
    wgi_mean: 'wgi_mean_est',
  };
  const stated = governanceRow.omit({ ...MADE_WITH_EDITION, source_url: true, note: true });
  const table = raw.read('supply/governance.csv', ['country'], stated, {
    ...columns,
    name: 'country',
    quality: 'confidence',
  });
  const present = table.rows.map(({ key, cells }) => {
    const known = knownFromSource(cells, compiledOn.supply, editions);
    return {
      row: `governance:${key}`,
      ...cells,
      source_url: INDICATORS_URL,
      ...known,
      ...editionOf({ ...cells, ...known }, editions),
      note: null,
    };
  });
  const names = new Map(present.map(({ country, name }) => [country, name]));
  const earlier = raw.read(
    'editions/governance_by_edition.csv',
    ['country', 'edition'],
    stated.omit({ name: true, source: true, quality: true }).extend({
      ...STATED_EDITION,
      published: period,
      country: z.string().refine((code) => names.has(code), 'a country of governance.csv'),
    }),
    columns,
  );
  return [
    ...present,
    ...earlier.rows.map(({ cells }) => ({
      row: `governance:${cells.country}@${cells.edition}`,
      ...cells,
      name: names.get(cells.country) ?? '',
      source: `World Bank Worldwide Governance Indicators, ${cells.published.slice(0, 4)} update (data year ${cells.date})`,
      source_url: INDICATORS_URL,
      quality: 'high',
      published: lastDateOf(cells.published),
      known_from: editions.find(({ id }) => id === cells.edition)?.known_from ?? lastDateOf(cells.published),
      known_from_basis: 'edition' as const,
      note: null,
    })),
  ];
}

/** Of words, as a part of an id. */
export const slug = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const YEAR_OF_ORES = '2022';

export function oreComposition({ raw, codes, editions }: Sources): readonly OreCompositionRow[] {
  const stated = oreCompositionRow
    .omit({ ...MADE, date: true })
    .extend({ country: codes.country, element: codes.rareEarth, source_url: address });
  const columns = { country: 'iso3', reo_percent: 'reo_pct', quality: 'source_type' };
  return raw
    .read('supply/ree_ore_composition.csv', ['mineral', 'location', 'element'], stated, columns)
    .rows.map(({ cells }) => ({
      row: `ore:${slug(cells.mineral)}:${slug(cells.location)}:${cells.element}`,
      ...cells,
      date: YEAR_OF_ORES,
      ...knownFromSource({ source: cells.source, date: YEAR_OF_ORES }, compiledOn.supply, editions),
    }));
}

/** Coordinates and precision come together. */
export function countryPlaces({ raw }: Sources): readonly CountryPlaceRow[] {
  const table = raw.read(
    'supply/country_places.csv',
    ['country'],
    countryPlaceRow.omit({ ...MADE, quality: true }).extend({ source_url: address }),
    {
      country: 'country_iso3',
      latitude: 'lat',
      longitude: 'lon',
      coordinate_precision: 'coord_precision',
      date: 'read_on',
    },
  );
  return table.rows.map(({ key, line, cells }) => {
    const { latitude, longitude, coordinate_precision } = cells;
    if (
      (latitude === null) !== (coordinate_precision === null) ||
      (latitude === null) !== (longitude === null)
    )
      table.reject(
        line,
        'coordinate_precision',
        coordinate_precision ?? '',
        '`country` beside lat and lon, and nothing without them',
      );
    return {
      row: `country-place:${key}`,
      ...cells,
      quality: 'A',
      known_from: lastDateOf(cells.date),
      known_from_basis: 'assumed',
    };
  });
}
