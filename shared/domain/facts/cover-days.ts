/** Days of stock of a buyer from its parts (section 0 of the scoring specification, "Cover"). */
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CoverRow } from '../vocabulary/reference-data.ts';
import { firstNamed, isMagnetRow } from './buyer-rows.ts';

export interface CoverDays {
  readonly days: number;
  /** Spread of the days, ln d; null for methodologies that do not tell covers apart by the quality of their source. */
  readonly sigma: number | null;
  /** Evidence ids of the rows from which the cover was computed. */
  readonly rows: readonly string[];
}

/** A row of a component under a name that has a value. */
export type FindCover = (name: string, component: CoverRow['component']) => CoverRow | null;

/**
 * Pipeline and commercial stock, and the usable part of the national one; each component takes its own best row. Null when there is no row
 * at all: the scorer then takes the buyer's median and counts cover as unknown.
 */
export function coverDays(names: readonly string[], find: FindCover, parameters: Parameters): CoverDays | null {
  const best = (component: CoverRow['component']): CoverRow | null => firstNamed(names, (name) => find(name, component));
  const commercial = best('commercial_stock');
  const pipeline = commercial !== null && isMagnetRow(commercial) ? null : best('pipeline');
  const national = best('national_stockpile');
  const rows = [pipeline, commercial, national].filter((row) => row !== null);
  if (rows.length === 0) return null;
  const { commercial_default, national_usable } = parameters.cover_parts;
  const days =
    (pipeline?.days_median ?? 0) + (commercial?.days_median ?? commercial_default) + national_usable * (national?.days_median ?? 0);
  const usable = [
    ...(pipeline === null ? [] : [{ row: pipeline, part: 1 }]),
    ...(commercial === null ? [] : [{ row: commercial, part: 1 }]),
    ...(national === null ? [] : [{ row: national, part: national_usable }]),
  ];
  return { days, sigma: spreadOf(usable, commercial !== null, parameters), rows: rows.map(({ row }) => row) };
}

/** 90 % of a normal distribution lie within this many standard deviations on either side. */
const NINETY_PERCENT = 1.6448536269514722;

/** ln(high/low) of the sums of the rows as 90 % of a lognormal distribution, at least the floor; without commercial stock its own number. */
function spreadOf(
  usable: readonly { readonly row: CoverRow; readonly part: number }[],
  hasCommercial: boolean,
  { cover_sigma: spreads, cover_floor_days: floorDays }: Parameters,
): number | null {
  if (typeof spreads === 'number') return null;
  if (!hasCommercial) return spreads.commercial_unknown;
  const low = Math.max(
    floorDays,
    usable.reduce((sum, { row, part }) => sum + part * (row.days_low ?? 0), 0),
  );
  const high = usable.reduce((sum, { row, part }) => sum + part * (row.days_high ?? row.days_median ?? 0), 0);
  return high > low ? Math.max(spreads.floor, Math.log(high / low) / (2 * NINETY_PERCENT)) : spreads.floor;
}
