/** A history as columns: a year of points compresses to a few kilobytes, so that it is one cheap read. */

import { valueAt } from '../numbers/memoized.ts';
import type { HistoryPoint, ScoreDocument } from '../vocabulary/score-document.ts';

/** The point in the history that a scoring result gives for its day. */
export function historyPoint(
  { document, drivers }: { readonly document: ScoreDocument; readonly drivers: HistoryPoint['drivers'] },
  origin: HistoryPoint['origin'],
): HistoryPoint {
  return {
    as_of: document.as_of,
    score: document.score,
    band: document.band,
    p05: document.interval?.p05 ?? null,
    p50: document.interval?.p50 ?? null,
    p95: document.interval?.p95 ?? null,
    state: document.state,
    may_begin: document.may_begin,
    security: document.security,
    stage: document.stage,
    drivers,
    methodology: document.methodology.version,
    origin,
    run_id: origin === 'published' ? document.run_id : null,
  };
}

type Column<K extends keyof HistoryPoint> = readonly HistoryPoint[K][];

export interface CompactSeries {
  readonly as_of: Column<'as_of'>;
  readonly score: Column<'score'>;
  readonly band: Column<'band'>;
  readonly p05: Column<'p05'>;
  readonly p50: Column<'p50'>;
  readonly p95: Column<'p95'>;
  readonly state: Column<'state'>;
  readonly may_begin: Column<'may_begin'>;
  readonly security: Column<'security'>;
  readonly stage: Column<'stage'>;
  /** Kind of cause -> points of each day; `null` where the day has no such driver. */
  readonly drivers: Readonly<Record<string, readonly (number | null)[]>>;
  readonly methodology: Column<'methodology'>;
  readonly origin: Column<'origin'>;
  readonly run_id: Column<'run_id'>;
}

/** Points as columns; driver kinds in byte order, so that the same points give the same bytes. */
export function compactSeries(points: readonly HistoryPoint[]): CompactSeries {
  const column = <K extends keyof HistoryPoint>(name: K): Column<K> => points.map((point) => point[name]);
  const kinds = [...new Set(points.flatMap((point) => Object.keys(point.drivers)))].sort();
  return {
    as_of: column('as_of'),
    score: column('score'),
    band: column('band'),
    p05: column('p05'),
    p50: column('p50'),
    p95: column('p95'),
    state: column('state'),
    may_begin: column('may_begin'),
    security: column('security'),
    stage: column('stage'),
    drivers: Object.fromEntries(kinds.map((kind) => [kind, points.map((point) => point.drivers[kind] ?? null)])),
    methodology: column('methodology'),
    origin: column('origin'),
    run_id: column('run_id'),
  };
}

/** The points of a compact series. Throws `RangeError` when a column is shorter than the days. */
export function seriesPoints(series: CompactSeries): readonly HistoryPoint[] {
  const kinds = Object.entries(series.drivers);
  return series.as_of.map((as_of, n) => ({
    as_of,
    score: valueAt(series.score, n),
    band: valueAt(series.band, n),
    p05: valueAt(series.p05, n),
    p50: valueAt(series.p50, n),
    p95: valueAt(series.p95, n),
    state: valueAt(series.state, n),
    may_begin: valueAt(series.may_begin, n),
    security: valueAt(series.security, n),
    stage: valueAt(series.stage, n),
    drivers: Object.fromEntries(
      kinds.flatMap(([kind, column]) => {
        const points = valueAt(column, n);
        return points === null ? [] : [[kind, points] as const];
      }),
    ),
    methodology: valueAt(series.methodology, n),
    origin: valueAt(series.origin, n),
    run_id: valueAt(series.run_id, n),
  }));
}

/**
 * Merges points of one origin, oldest first. Of two points of a day the one of the later run is kept, or the new one of the same run.
 * Merging twice changes nothing, and a repair of an old run never replaces a point of a newer run.
 */
export function mergeSeries(present: readonly HistoryPoint[], added: readonly HistoryPoint[]): readonly HistoryPoint[] {
  const byDay = new Map(present.map((point) => [point.as_of, point]));
  for (const point of added) {
    const other = byDay.get(point.as_of);
    if (other === undefined || (point.run_id ?? '') >= (other.run_id ?? '')) byDay.set(point.as_of, point);
  }
  return [...byDay.values()].sort((a, b) => (a.as_of < b.as_of ? -1 : 1));
}

/** Calendar year -> its points. */
export function pointsByYear(points: readonly HistoryPoint[]): ReadonlyMap<number, readonly HistoryPoint[]> {
  return Map.groupBy(points, (point) => Number(point.as_of.slice(0, 4)));
}
