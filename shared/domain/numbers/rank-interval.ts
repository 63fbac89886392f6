/** How sure an order is: the places of subjects over the draws they share (section 9 of the scoring specification). */
import { quantileOfSorted } from './statistics.ts';

/** Percentiles of a place, not rounded; 1 = highest score. */
export interface RankInterval {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
}

/**
 * Rank intervals of subjects from their sampled scores: draw i of every subject is ranked against draw i of the others, so what is common
 * to a draw does not blur their order. Equal scores share the better place. Subjects without draws (no score) have no rank.
 * @throws RangeError when the subjects do not have the same number of draws.
 */
export function rankIntervals(scoresBySubject: ReadonlyMap<string, ArrayLike<number>>): ReadonlyMap<string, RankInterval> {
  const subjects = [...scoresBySubject].filter(([, scores]) => scores.length > 0);
  const draws = subjects[0]?.[1].length ?? 0;
  for (const [id, scores] of subjects) {
    if (scores.length !== draws) throw new RangeError(`${id} has ${scores.length} draws, others have ${draws}: sample all with the same`);
  }
  const places = subjects.map(() => new Float64Array(draws));
  const column = new Float64Array(subjects.length);
  for (let draw = 0; draw < draws; draw++) {
    for (const [index, [, scores]] of subjects.entries()) column[index] = scores[draw] as number;
    const ascending = column.slice().sort();
    for (const [index, place] of places.entries()) place[draw] = 1 + column.length - countAtMost(ascending, column[index] as number);
  }
  return new Map(subjects.map(([id], index) => [id, intervalOfPlaces(places[index] as Float64Array)]));
}

/** How many of the ascending values are at most `value`. */
function countAtMost(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function intervalOfPlaces(places: Float64Array): RankInterval {
  places.sort();
  return { p05: quantileOfSorted(places, 0.05), p50: quantileOfSorted(places, 0.5), p95: quantileOfSorted(places, 0.95) };
}
