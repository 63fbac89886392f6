/** The tables of the heat map: one row an element, one column a stage, an origin or a kind of cause. */

export interface HeatTable {
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
}

export interface HeatRow {
  readonly id: string;
  readonly name: string;
  /** By column; `null` is unknown, absent means that there is no such thing for the element. */
  readonly cells: Readonly<Record<string, number | null>>;
}

interface Driver {
  readonly id: string;
  readonly kind: string;
  readonly points: number;
}

interface ElementRow {
  readonly subject: { readonly id: string; readonly name: string };
  readonly score?: number | null | undefined;
  readonly drivers?: readonly Driver[] | null | undefined;
  readonly stages?: readonly { readonly stage: string; readonly score: number | null }[] | null | undefined;
}

export interface Interval {
  readonly p05: number;
  readonly p95: number;
}

/** Widths of an interval, in points, from which the colour of a row is paler: a quarter, half and three quarters of the scale. */
const FADES_FROM = [25, 50, 75];

/** How pale the colours of an element are, 0 to 3: the wider the interval of its score, the paler. Palest where it is not known. */
export const fadeOf = (interval: Interval | null | undefined): number =>
  interval === null || interval === undefined
    ? FADES_FROM.length
    : FADES_FROM.filter((width) => interval.p95 - interval.p05 >= width).length;

const STAGES = ['mine', 'separation', 'refining', 'metal', 'magnet'];
const MOST_ORIGINS = 9;
/** A crisis stops several origins at once. */
const WITHOUT_ORIGIN: Readonly<Record<string, string>> = { security: 'security crisis' };

/** Scores by stage, worst element on top. */
export function byStage(rows: readonly ElementRow[]): HeatTable {
  return {
    columns: STAGES,
    rows: rows
      .toSorted((one, other) => (other.score ?? -1) - (one.score ?? -1))
      .map(({ subject, stages }) => ({
        id: subject.id,
        name: subject.name,
        cells: Object.fromEntries((stages ?? []).map(({ stage, score }) => [stage, score])),
      })),
  };
}

const sums = (drivers: readonly Driver[], columnOf: (driver: Driver) => string): Readonly<Record<string, number>> => {
  const cells: Record<string, number> = {};
  for (const driver of drivers) cells[columnOf(driver)] = (cells[columnOf(driver)] ?? 0) + driver.points;
  return cells;
};

/** Points by what `columnOf` says of a cause; the columns with most points first, the rest together as "others". */
function byDriver(rows: readonly ElementRow[], columnOf: (driver: Driver) => string, most: number): HeatTable {
  const all = rows.map(({ subject, score, drivers }) => ({
    subject,
    cells: drivers && typeof score === 'number' ? sums(drivers, columnOf) : null,
  }));
  const totals: Record<string, number> = {};
  for (const { cells } of all) for (const [column, points] of Object.entries(cells ?? {})) totals[column] = (totals[column] ?? 0) + points;
  const ranked = Object.keys(totals).sort((one, other) => (totals[other] ?? 0) - (totals[one] ?? 0));
  const columns = ranked.length <= most ? ranked : [...ranked.slice(0, most), 'others'];
  return {
    columns,
    rows: all.map(({ subject, cells }) => ({
      id: subject.id,
      name: subject.name,
      cells: Object.fromEntries(
        columns.map((column) => [
          column,
          cells === null
            ? null
            : column === 'others'
              ? ranked.slice(most).reduce((sum, each) => sum + (cells[each] ?? 0), 0)
              : (cells[column] ?? 0),
        ]),
      ),
    })),
  };
}

/** Points by country of origin; a security crisis has a column of its own. */
export const byOrigin = (rows: readonly ElementRow[]): HeatTable =>
  byDriver(rows, ({ id, kind }) => WITHOUT_ORIGIN[kind] ?? id.split(':')[1] ?? id, MOST_ORIGINS);

/** Points by kind of cause. */
export const byCause = (rows: readonly ElementRow[]): HeatTable => byDriver(rows, ({ kind }) => kind, MOST_ORIGINS);
