import { valueAt } from '../numbers/parallel-arrays.ts';
import type { Band } from '../vocabulary/scoring-result.ts';

const BANDS: readonly Band[] = ['low', 'guarded', 'elevated', 'high', 'critical'];

/** Band of an unrounded score: the number of lower bounds it has reached. */
export function bandOf(score: number, bands: readonly number[]): Band {
  const reached = bands.filter((bound) => bound <= score).length;
  return valueAt(BANDS, Math.min(reached, BANDS.length - 1));
}
