import * as z from 'zod';
import type {
  AirScrambleRow,
  CarrierDeploymentRow,
  EezEventRow,
  ExerciseRow,
  ReferenceData,
  SenkakuDayRow,
  TaiwanStraitRow,
} from '#domain/vocabulary/reference-data.ts';
import { lastDateOf } from '../calendar.ts';
import { choiceCell, countCell, dayCell, optionalCount, optionalPartialDate, optionalText, partialDate, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';

const taiwanSchema = z.object({
  report_date: dayCell,
  aircraft_total: optionalCount,
  crossed_median_or_adiz: optionalCount,
  navy_ships: optionalCount,
  official_ships: optionalCount,
  count_definition: choiceCell(['adiz_only', 'all_detected']),
  value_source: text('the carrier of the count'),
  flag: optionalText,
});

/** `taiwan_mnd_daily_merged.csv`: a report comes out some hours after the 24 hours it covers, on its own date. */
function loadTaiwanStrait(folder: string, problems: ProblemList): readonly TaiwanStraitRow[] {
  const table = readCsvTable(folder, 'taiwan_mnd_daily_merged.csv', taiwanSchema, problems);
  rejectDuplicates(table, 'report_date', (cells) => cells.report_date);
  return table.rows.map(({ cells }) => ({
    row: `taiwan-strait:${cells.report_date}`,
    report_date: cells.report_date,
    aircraft: cells.aircraft_total,
    crossed_median_or_adiz: cells.crossed_median_or_adiz,
    navy_ships: cells.navy_ships,
    official_ships: cells.official_ships,
    definition: cells.count_definition,
    flag: cells.flag,
    source: `Taiwan MND daily report, via ${cells.value_source}`,
    source_url: 'https://www.mnd.gov.tw/news/plaactlist',
    date: cells.report_date,
    quality: cells.flag === null ? 'B' : 'C',
    known_from: cells.report_date,
    known_from_basis: 'assumed',
    note: null,
  }));
}

const senkakuSchema = z.object({ date: dayCell, contiguous_zone_vessels: countCell, territorial_sea_vessels: countCell });

/** `senkaku_daily.csv`: the press notes of the regional coast guard give the ships of a day on that day; the table follows. */
function loadSenkaku(folder: string, problems: ProblemList): readonly SenkakuDayRow[] {
  const table = readCsvTable(folder, 'senkaku_daily.csv', senkakuSchema, problems);
  rejectDuplicates(table, 'date', (cells) => cells.date);
  return table.rows.map(({ line, cells }) => {
    if (cells.territorial_sea_vessels > cells.contiguous_zone_vessels) {
      const expected = `at most the ${cells.contiguous_zone_vessels} vessels of the contiguous zone, of which they are a part`;
      table.reject(line, 'territorial_sea_vessels', String(cells.territorial_sea_vessels), expected);
    }
    return {
      row: `senkaku:${cells.date}`,
      day: cells.date,
      contiguous_zone_vessels: cells.contiguous_zone_vessels,
      territorial_sea_vessels: cells.territorial_sea_vessels,
      source: 'Japan Coast Guard daily table, via khourix/warwatch',
      source_url: 'https://www.kaiho.mlit.go.jp/mission/senkaku/senkaku.html',
      date: cells.date,
      quality: 'A',
      known_from: cells.date,
      known_from_basis: 'assumed',
      note: null,
    };
  });
}

const eezSchema = z.object({
  event_id: text('an id'),
  date: partialDate,
  date_precision: choiceCell(['day', 'month', 'year']),
  end_date: optionalPartialDate,
  kind: text('a kind'),
  actor: text('an actor'),
  place: text('a place'),
  near: text('the nearest island'),
  detail: text('what happened'),
  known_from: partialDate,
  known_from_basis: choiceCell(['source', 'assumed']),
  source: text('a source'),
  source_url: text('the address of the source'),
  quality: choiceCell(['A', 'B', 'C']),
  note: optionalText,
});

/** `eez_events.csv`: one event in the waters or airspace around Japan. */
function loadEezEvents(folder: string, problems: ProblemList): readonly EezEventRow[] {
  const table = readCsvTable(folder, 'eez_events.csv', eezSchema, problems);
  rejectDuplicates(table, 'event_id', (cells) => cells.event_id);
  return table.rows.map(({ cells }) => ({
    row: `eez:${cells.event_id}`,
    id: cells.event_id,
    day: cells.date,
    day_precision: cells.date_precision,
    end_day: cells.end_date,
    kind: cells.kind,
    actor: cells.actor,
    place: cells.place,
    near: cells.near,
    detail: cells.detail,
    source: cells.source,
    source_url: cells.source_url,
    date: cells.date,
    quality: cells.quality,
    known_from: lastDateOf(cells.known_from),
    known_from_basis: cells.known_from_basis,
    note: cells.note,
  }));
}

const scrambleSchema = z.object({
  period: text('a fiscal year or a quarter of one, as FY2025 or FY2025-Q4'),
  start: dayCell,
  end: dayCell,
  total: countCell,
  china: countCell,
  russia: countCell,
  taiwan: countCell,
  north_korea: countCell,
  other: countCell,
  southwest_air_force: countCell,
  known_from: dayCell,
  source: text('a source'),
  source_url: text('the address of the source'),
});

/** `air_scrambles.csv`: scrambles of Japan's air force in a period. Those by whose aircraft they met have to sum to the total. */
export function loadAirScrambles(folder: string, problems: ProblemList): readonly AirScrambleRow[] {
  const table = readCsvTable(folder, 'air_scrambles.csv', scrambleSchema, problems);
  rejectDuplicates(table, 'period', (cells) => cells.period);
  return table.rows.map(({ line, cells }) => {
    const { china, russia, taiwan, north_korea, other, total } = cells;
    const sum = china + russia + taiwan + north_korea + other;
    if (sum !== total) table.reject(line, 'total', String(total), `${sum}, the sum of the scrambles by whom they met`);
    return { row: `scrambles:${cells.period}`, ...cells, date: cells.end, quality: 'A', known_from_basis: 'source', note: null };
  });
}

const carrierSchema = z.object({
  deployment_id: text('an id'),
  scope: choiceCell(['pacific', 'strait', 'scs']),
  carrier: text('a ship'),
  start: partialDate,
  start_precision: choiceCell(['day', 'month']),
  end: optionalPartialDate,
  end_precision: choiceCell(['day', 'month', '']),
  flight_ops_total: optionalCount,
  eez_entry: choiceCell(['yes', 'no', 'unknown']),
  contiguous_zone_entry: choiceCell(['yes', 'no', 'unknown']),
  known_from: partialDate,
  source: text('a source'),
  source_url: text('the address of the source'),
  quality: choiceCell(['A', 'B', 'C']),
  note: optionalText,
});

/** `carrier_deployments.csv`: one stay of a carrier; both ends are lower bounds of the stay. */
function loadCarrierDeployments(folder: string, problems: ProblemList): readonly CarrierDeploymentRow[] {
  const table = readCsvTable(folder, 'carrier_deployments.csv', carrierSchema, problems);
  rejectDuplicates(table, 'deployment_id', (cells) => cells.deployment_id);
  return table.rows.map(({ cells }) => ({
    row: `carrier:${cells.deployment_id}`,
    id: cells.deployment_id,
    scope: cells.scope,
    carrier: cells.carrier,
    start: cells.start,
    start_precision: cells.start_precision,
    end: cells.end,
    end_precision: cells.end_precision === '' ? null : cells.end_precision,
    flight_operations_total: cells.flight_ops_total,
    eez_entry: cells.eez_entry,
    contiguous_zone_entry: cells.contiguous_zone_entry,
    source: cells.source,
    source_url: cells.source_url,
    date: cells.start,
    quality: cells.quality,
    known_from: lastDateOf(cells.known_from),
    known_from_basis: 'source',
    note: cells.note,
  }));
}

const coverageSchema = z.object({ date: dayCell, coverage: choiceCell(['joint_staff_texts', 'press', 'thin']) });

/** Last day on which the publishers of carrier sightings were read through: after it no row does not mean no carrier. */
export function lastDayOfCarrierReading(folder: string, problems: ProblemList): string | null {
  const read = readCsvTable(folder, 'carrier_daily.csv', coverageSchema, problems).rows.filter(({ cells }) => cells.coverage !== 'thin');
  return (
    read
      .map(({ cells }) => cells.date)
      .sort()
      .at(-1) ?? null
  );
}

/** Tables about ships, aircraft and tension. They ship in a folder of their own, as the raw tables stand in one. */
export const SIGNAL_TABLES: readonly string[] = [
  'taiwan_strait',
  'senkaku',
  'eez_events',
  'air_scrambles',
  'carrier_deployments',
  'exercises',
  'geopolitical_risk',
] satisfies readonly (keyof ReferenceData)[];

/** All tables that signals are read from; a new signal is a line here and a function above. */
export const loadSignalTables = (folder: string, problems: ProblemList) => ({
  taiwan_strait: loadTaiwanStrait(folder, problems),
  senkaku: loadSenkaku(folder, problems),
  eez_events: loadEezEvents(folder, problems),
  carrier_deployments: loadCarrierDeployments(folder, problems),
});

const exerciseSchema = z.object({
  name: text('a name'),
  start: dayCell,
  end: dayCell,
  trigger: optionalText,
  trigger_certainty: optionalText,
  note: optionalText,
  source: text('a source'),
});

/** `compiled-exercises.csv`: labels of exercises, for charts; known from their first day. */
export function loadExercises(folder: string, problems: ProblemList): readonly ExerciseRow[] {
  const table = readCsvTable(folder, 'compiled-exercises.csv', exerciseSchema, problems);
  rejectDuplicates(table, 'start', (cells) => cells.start);
  return table.rows.map(({ cells }) => ({
    row: `exercise:${cells.start}`,
    name: cells.name,
    start: cells.start,
    end: cells.end,
    trigger: cells.trigger,
    source: cells.source,
    source_url: /https?:\/\/\S+/.exec(cells.source)?.[0] ?? null,
    date: cells.start,
    quality: 'B',
    known_from: cells.start,
    known_from_basis: 'assumed',
    note: cells.note,
  }));
}
