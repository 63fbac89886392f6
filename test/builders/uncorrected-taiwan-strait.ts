import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

/**
 * Counts of the Taiwan Strait as they stood when the exploratory test was published: aircraft, ships, crossings; `null` for a day without a row. The
 * ministry's own text has since replaced fifteen of these days, filled seven, and completed two.
 */
const BEFORE: ReadonlyMap<string, readonly [aircraft: number | null, ships: number | null, crossed: number | null] | null> = new Map([
  ['2022-08-10', null],
  ['2022-10-31', null],
  ['2022-11-14', null],
  ['2022-12-19', [0, 3, 0]],
  ['2022-12-24', null],
  ['2022-12-25', null],
  ['2022-12-29', null],
  ['2023-07-28', null],
  ['2024-01-12', null],
  ['2024-03-14', [25, 10, 18]],
  ['2024-05-20', [0, 8, 0]],
  ['2024-09-04', [23, 6, null]],
  ['2024-09-21', [13, 6, null]],
  ['2024-10-02', [9, 9, null]],
  ['2024-10-03', [4, 7, null]],
  ['2024-10-04', [10, 9, null]],
  ['2025-01-10', [4, 6, null]],
  ['2025-01-12', [3, 7, null]],
  ['2025-01-14', [7, 7, null]],
  ['2025-01-15', [12, 6, null]],
  ['2025-01-16', [14, 6, null]],
  ['2025-01-28', [7, 6, null]],
  ['2025-02-02', [21, 7, null]],
  ['2025-02-03', null],
]);

/** The table with these days as they were. */
export const uncorrectedTaiwanStrait = ({ taiwan_strait }: Pick<ReferenceData, 'taiwan_strait'>): ReferenceData['taiwan_strait'] =>
  taiwan_strait.flatMap((row) => {
    const before = row.definition === 'all_detected' ? BEFORE.get(row.report_date) : undefined;
    if (before === undefined) return [row];
    if (before === null) return [];
    const [aircraft, navy_ships, crossed_median_or_adiz] = before;
    return [{ ...row, aircraft, navy_ships, crossed_median_or_adiz }];
  });
