import type {
  Provenance,
  SenkakuDayRow,
  SourceRow,
  TaiwanStraitRow,
} from '#domain/vocabulary/reference-data.ts';

function provenance(row: string, date: string): Provenance {
  return {
    row,
    source: 'a publisher',
    source_url: null,
    date,
    quality: 'A',
    known_from: date,
    known_from_basis: 'source',
    note: null,
  };
}

export function aTaiwanReport(date: string, over: Partial<TaiwanStraitRow> = {}): TaiwanStraitRow {
  return {
    ...provenance(`taiwan-strait:${date}`, date),
    report_date: date,
    aircraft: 10,
    crossed_median: null,
    navy_ships: 7,
    official_ships: 1,
    definition: 'all_detected',
    flag: null,
    ...over,
  };
}

export function aSenkakuDay(date: string, over: Partial<SenkakuDayRow> = {}): SenkakuDayRow {
  return {
    ...provenance(`senkaku:${date}`, date),
    day: date,
    contiguous_zone_vessels: 4,
    territorial_sea_vessels: 0,
    ...over,
  };
}

export function aCarrierSource(readOn: string): SourceRow {
  return {
    id: 'carrier-deployments',
    title: 'Deployments of Chinese aircraft carriers',
    publisher: 'a publisher',
    url: null,
    licence: 'facts',
    redistribution: 'free',
    cadence: 'event-driven',
    tables: ['carrier_deployments'],
    newest_date: null,
    read_on: readOn,
  };
}
