/**
 * Which part of whose supply comes from a country or passes a strait, canal or sea, and the ships counted
 * there. No score rests on it.
 */
import type { ElementInputs } from '../method/element.ts';
import type { FactsOnDay } from '../method/facts.ts';
import type { Parameters } from '../method/parameters.ts';
import { supplyOf } from '../method/supply.ts';
import { type DayNumber, dayNumber, isoDate } from '../time/calendar.ts';
import type { RouteRow, StraitTransitsRow } from '../vocabulary/reference-data.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import { SEA_LANES } from '../vocabulary/sea-lanes.ts';

/**
 * Parts of what an origin sends that pass each lane, 0 to 1. Lanes lie one after another: parts are never
 * added.
 */
export type LaneRoute = Readonly<{
  buyer: CountryCode;
  origin: CountryCode;
  stage: Stage;
  lanes: Readonly<Record<string, number>>;
}>;

/**
 * Parts of a buyer's supply that come from each origin (OTH unnamed) and pass each lane, 0 to 1; `unknown`: no
 * row states the way.
 */
export type LaneDependence = Readonly<{
  buyer: CountryCode;
  element: string;
  stage: Stage;
  origins: Readonly<Record<CountryCode, number>>;
  lanes: Readonly<Record<string, number>>;
  unknown: number;
}>;

type LaneTransits = Readonly<{
  to: string;
  /** `stale`: older than a month on the day. */
  status: 'current' | 'stale';
  ships_a_day: number;
  ratio: number | null;
  /** By year: a strait that stays empty has a ratio of 1 again after a year. */
  same_weeks: Readonly<Record<string, number>>;
  source: string;
}>;

export type LaneDocument = Readonly<{
  transits: Readonly<Record<string, LaneTransits>>;
  routes: readonly LaneRoute[];
  dependence: readonly LaneDependence[];
}>;

const DIGITS = 1e4;
const rounded = (part: number) => Math.round(part * DIGITS) / DIGITS;
const positive = (parts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part > 0));

const lanesOf = ({ via, sea_share }: RouteRow): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(via).map(([lane, part]) => [lane, sea_share * part]));

type FindRoute = (buyer: CountryCode, origin: CountryCode, stage: Stage) => RouteRow | null;

/** Null for a stage without a foreign origin. Made at home passes none. */
function dependenceOf(
  inputs: ElementInputs,
  stage: Stage,
  routeOf: FindRoute,
  parameters: Parameters,
): LaneDependence | null {
  const given = inputs.stages[stage];
  const { buyer, element, eol, demand_share } = inputs;
  const supply =
    given === undefined ? null : supplyOf(given, stage, { buyer, eol, demand_share }, parameters);
  if (supply === null) return null;
  let unknown = 0;
  const ways = [...supply.share].flatMap(([origin, share]) => {
    const row = routeOf(buyer, origin, stage);
    if (row !== null) return [{ share, lanes: lanesOf(row) }];
    unknown += share;
    return [];
  });
  const partOf = (lane: string) =>
    ways.reduce((sum, { share, lanes }) => sum + share * (lanes[lane] ?? 0), 0);
  const lanes = Object.fromEntries(Object.keys(SEA_LANES).map((lane) => [lane, rounded(partOf(lane))]));
  const origins = Object.fromEntries([...supply.share].map(([origin, share]) => [origin, rounded(share)]));
  return {
    buyer,
    element,
    stage,
    origins: positive(origins),
    lanes: positive(lanes),
    unknown: rounded(unknown),
  };
}

const WEEK = 7;
const WINDOW = 4;
const A_YEAR = 52;
const STALE_AFTER_DAYS = 31;

/** Null where no four weeks are known on the day. */
export function laneTransits(
  { first_week, ships, source }: StraitTransitsRow,
  day: DayNumber,
  known: DayNumber,
): LaneTransits | null {
  const first = dayNumber(first_week);
  const weeks = ships.slice(0, Math.max(0, Math.floor((Math.min(day, known) + 1 - first) / WEEK)));
  const meanTo = (end: number): number | null =>
    end < WINDOW ? null : weeks.slice(end - WINDOW, end).reduce((sum, count) => sum + count, 0) / WINDOW;
  const now = meanTo(weeks.length);
  if (now === null) return null;
  const lastDay = first + WEEK * weeks.length - 1;
  const sameWeeks = Array.from({ length: Math.ceil(weeks.length / A_YEAR) }, (_, years) => {
    const then = meanTo(weeks.length - A_YEAR * years);
    return then === null
      ? []
      : [[isoDate(lastDay - WEEK * A_YEAR * years).slice(0, 4), Math.round(then * 10) / 10] as const];
  }).flat();
  const before = meanTo(weeks.length - A_YEAR);
  return {
    to: isoDate(lastDay),
    status: day - lastDay > STALE_AFTER_DAYS ? 'stale' : 'current',
    ships_a_day: Math.round(now * 10) / 10,
    ratio: before === null || before === 0 ? null : Math.round((100 * now) / before) / 100,
    same_weeks: Object.fromEntries(sameWeeks),
    source,
  };
}

export function laneDocument(
  { data: { routes: rows, strait_transits }, day, known, parameters }: FactsOnDay,
  inputs: readonly ElementInputs[],
): LaneDocument {
  const general = rows.filter(({ elements }) => elements === null);
  const byKey = new Map(general.map((row) => [`${row.buyer} ${row.origin} ${row.stage}`, row]));
  const routeOf: FindRoute = (buyer, origin, stage) => byKey.get(`${buyer} ${origin} ${stage}`) ?? null;
  const dependence = inputs.flatMap((one) =>
    (Object.keys(one.stages) as Stage[]).flatMap((stage) => {
      const found = dependenceOf(one, stage, routeOf, parameters);
      return found === null ? [] : [found];
    }),
  );
  const buyers = new Set(inputs.map(({ buyer }) => buyer));
  const routes = general
    .filter(({ buyer }) => buyers.has(buyer))
    .map((row) => ({
      buyer: row.buyer,
      origin: row.origin,
      stage: row.stage,
      lanes: positive(lanesOf(row)),
    }));
  const transits = strait_transits.flatMap((row) => {
    const found = laneTransits(row, day, known);
    return found === null ? [] : [[row.lane, found] as const];
  });
  return { transits: Object.fromEntries(transits), routes, dependence };
}
