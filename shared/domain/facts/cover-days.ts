/** Days of stock of a buyer from its parts (section 0 of the scoring specification, "Cover"). */
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CoverRow } from '../vocabulary/reference-data.ts';
import { firstNamed, isMagnetRow } from './buyer-rows.ts';

export interface CoverDays {
  readonly days: number;
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
  return { days, rows: rows.map(({ row }) => row) };
}
