/** Order of subjects by score, and how sure that order is. */
import { quantileOfSorted } from '../numbers/statistics.ts';
import type { Rank } from '../vocabulary/score-document.ts';

export interface RankedSubject {
  readonly id: string;
  /** Unrounded; `null` has no rank. */
  readonly score: number | null;
}

/** Places of a subject over the draws, rounded outwards; `null` for a subject without draws. */
export type RankBounds = Pick<Rank, 'from' | 'to'>;

const WITHOUT_DRAWS: RankBounds = { from: null, to: null };

/**
 * Rank of every scored subject. The interval holds the middle nine tenths of its places over the sampled draws, in hundredths of a point (the
 * same draw number over all subjects: shocks they share do not change their order), rounded outwards; `null` without samples.
 */
export function ranksOf(subjects: readonly RankedSubject[], draws: ReadonlyMap<string, ArrayLike<number>>): ReadonlyMap<string, Rank> {
  return ranksWith(subjects, placesOverDraws(new Map([...draws].map(([id, scores]) => [id, drawsInHundredths(scores)]))));
}

/**
 * Rank of every scored subject, with intervals that are known. Subjects with equal scores share the better place. That place goes by the
 * mean of the draws and may lie outside the middle of the places draw by draw (where feed is unknown, scores have two humps): the interval
 * is widened to hold it.
 */
export function ranksWith(subjects: readonly RankedSubject[], intervals: ReadonlyMap<string, RankBounds>): ReadonlyMap<string, Rank> {
  const scored = subjects.flatMap(({ id, score }) => (score === null ? [] : [{ id, score }]));
  const descending = Float64Array.from(scored, ({ score }) => score)
    .sort()
    .reverse();
  const positions = new Map<number, number>();
  for (const [index, score] of descending.entries()) if (!positions.has(score)) positions.set(score, index + 1);
  return new Map(
    scored.map(({ id, score }) => {
      const position = positions.get(score) as number;
      const { from, to } = intervals.get(id) ?? WITHOUT_DRAWS;
      const held = from === null || to === null ? WITHOUT_DRAWS : { from: Math.min(from, position), to: Math.max(to, position) };
      return [id, { position, of: scored.length, ...held }];
    }),
  );
}

/** Sampled scores in hundredths of a point, in the order of the draws. A place within a hundredth of a point is no difference. */
export type HundredthsOfDraws = Uint16Array;

/** The draws of a subject in hundredths of a point. `draws`: percent, 0 to 100. */
export const drawsInHundredths = (draws: ArrayLike<number>): HundredthsOfDraws =>
  Uint16Array.from(draws, (score) => Math.round(100 * score));

/** Interval of the places of each subject, all subjects at hand. */
export const placesOverDraws = (draws: ReadonlyMap<string, HundredthsOfDraws>): ReadonlyMap<string, RankBounds> =>
  new Map([...rankIntervals(draws)].map(([id, { p05, p95 }]) => [id, outwards(p05, p95)]));

const outwards = (p05: number, p95: number): RankBounds => ({ from: Math.floor(p05), to: Math.ceil(p95) });

const SCORES_IN_HUNDREDTHS = 10_001;

/** Counts subjects by draw and score, so that the places of any number of subjects need room for one subject and the counts. */
export interface PlacesInTurn {
  /** Counts a subject. All subjects have the same number of draws. @throws RangeError when one has another. */
  count(draws: HundredthsOfDraws): void;
  /** Interval of the places of a subject among all that were counted; the same as `placesOverDraws` gives. */
  intervalOf(draws: HundredthsOfDraws): RankBounds;
}

/** Places over `draws` draws for subjects that are looked at one after another, twice: once to count them, once to place them. */
export function placesInTurn(draws: number): PlacesInTurn {
  const counts = new Uint32Array(draws * SCORES_IN_HUNDREDTHS);
  let isSummed = false;
  const checked = (given: HundredthsOfDraws): HundredthsOfDraws => {
    if (given.length !== draws) throw new RangeError(`a subject has ${given.length} draws, others have ${draws}: sample all with the same`);
    return given;
  };
  /** From counts of equal scores to counts of higher ones. */
  const sumUp = (): void => {
    for (let draw = 0; draw < draws; draw++) {
      let higher = 0;
      for (let at = (draw + 1) * SCORES_IN_HUNDREDTHS - 1; at >= draw * SCORES_IN_HUNDREDTHS; at--) {
        const equal = counts[at] as number;
        counts[at] = higher;
        higher += equal;
      }
    }
    isSummed = true;
  };
  return {
    count(given) {
      for (const [draw, score] of checked(given).entries()) {
        const at = draw * SCORES_IN_HUNDREDTHS + score;
        counts[at] = (counts[at] as number) + 1;
      }
    },
    intervalOf(given) {
      if (!isSummed) sumUp();
      const places = Float64Array.from(checked(given), (score, draw) => 1 + (counts[draw * SCORES_IN_HUNDREDTHS + score] as number)).sort();
      return outwards(quantileOfSorted(places, 0.05), quantileOfSorted(places, 0.95));
    },
  };
}

/** Puts subjects in the order of a ranking: by place, then id; subjects without a rank last. */
export const inRankingOrder = (a: RankedDocument, b: RankedDocument): number =>
  placeOf(a) - placeOf(b) || (a.subject.id < b.subject.id ? -1 : 1);

type RankedDocument = { readonly rank: Rank | null; readonly subject: { readonly id: string } };
const placeOf = ({ rank }: RankedDocument): number => rank?.position ?? Number.MAX_SAFE_INTEGER;

// How sure an order is: the places of subjects over the draws they share (section 9 of the scoring specification).

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
