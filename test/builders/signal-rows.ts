import type {
  CarrierDeploymentRow,
  EezEventRow,
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
    crossed_median_or_adiz: null,
    navy_ships: 7,
    official_ships: 1,
    definition: 'all_detected',
    flag: null,
    ...over,
  };
}

export function aSenkakuDay(date: string, over: Partial<SenkakuDayRow> = {}): SenkakuDayRow {
  return { ...provenance(`senkaku:${date}`, date), day: date, contiguous_zone_vessels: 4, territorial_sea_vessels: 0, ...over };
}

export function anEezEvent(date: string, over: Partial<EezEventRow> = {}): EezEventRow {
  return {
    ...provenance(`eez:${date}`, date),
    id: `EEZ-${date}`,
    day: date,
    day_precision: 'day',
    end_day: null,
    kind: 'airspace_violation',
    actor: 'China (coast guard helicopter)',
    place: 'Uotsuri',
    near: 'senkaku',
    detail: 'entered the airspace',
    ...over,
  };
}

export function aDeployment(start: string, end: string, over: Partial<CarrierDeploymentRow> = {}): CarrierDeploymentRow {
  return {
    ...provenance(`carrier:${start}`, start),
    id: `LIA-${start}`,
    scope: 'pacific',
    carrier: 'Liaoning',
    start,
    start_precision: 'day',
    end,
    end_precision: 'day',
    flight_operations_total: null,
    eez_entry: 'unknown',
    contiguous_zone_entry: 'unknown',
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
