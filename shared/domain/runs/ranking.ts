/** Order of subjects by score, and how sure that order is. */
import { quantileOf } from '../numbers/statistics.ts';
import type { Rank } from '../vocabulary/score-document.ts';

export type RankedSubject = Readonly<{
  id: string;
  /** Unrounded; `null` has no rank. */
  score: number | null;
}>;

/** Rounded outwards; `null` without draws. */
export type RankBounds = Pick<Rank, 'from' | 'to'>;

const WITHOUT_DRAWS: RankBounds = { from: null, to: null };

/**
 * Intervals hold the middle nine tenths of places over shared draws, so shocks in common do not change the
 * order.
 */
export function ranksOf(
  subjects: readonly RankedSubject[],
  draws: ReadonlyMap<string, ArrayLike<number>>,
): ReadonlyMap<string, Rank> {
  const places = placesOverDraws(new Map([...draws].map(([id, scores]) => [id, drawsInHundredths(scores)])));
  const descending = descendingScores(subjects.map(({ score }) => score));
  return new Map(
    subjects.flatMap(({ id, score }) =>
      score === null ? [] : [[id, rankAmong(descending, score, places.get(id))]],
    ),
  );
}

/** Equal scores share the better place. */
function placeIn(descending: ArrayLike<number>, score: number) {
  let [low, high] = [0, descending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((descending[middle] as number) > score) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** The interval is widened to hold the place, which scores with two humps may leave outside. */
export function rankAmong(
  descending: ArrayLike<number>,
  score: number,
  { from, to }: RankBounds = WITHOUT_DRAWS,
): Rank {
  const position = placeIn(descending, score);
  const held =
    from === null || to === null
      ? WITHOUT_DRAWS
      : { from: Math.min(from, position), to: Math.max(to, position) };
  return { position, of: descending.length, ...held };
}

export const descendingScores = (scores: readonly (number | null)[]): Float64Array =>
  Float64Array.from(scores.filter((score) => score !== null))
    .sort()
    .reverse();

/** In the order of the draws: a hundredth of a point is no difference. */
export type HundredthsOfDraws = Uint16Array;

export const drawsInHundredths = (draws: ArrayLike<number>): HundredthsOfDraws =>
  Uint16Array.from(draws, (score) => Math.round(100 * score));

/**
 * Draw i is ranked against draw i of the others. Subjects without draws have no rank. RangeError for unequal
 * numbers of draws.
 */
export function placesOverDraws(
  drawsOf: ReadonlyMap<string, ArrayLike<number>>,
): ReadonlyMap<string, RankBounds> {
  const subjects = [...drawsOf].filter(([, scores]) => scores.length > 0);
  const draws = subjects[0]?.[1].length ?? 0;
  for (const [id, scores] of subjects) {
    if (scores.length !== draws)
      throw new RangeError(
        `${id} has ${scores.length} draws, others have ${draws}: sample all with the same`,
      );
  }
  const places = subjects.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    const column = subjects.map(([, scores]) => scores[draw] as number);
    const descending = descendingScores(column);
    for (const [index, place] of places.entries()) place[draw] = placeIn(descending, column[index] as number);
  }
  return new Map(subjects.map(([id], index) => [id, boundsOf(places[index] as Float64Array)]));
}

/** Of the middle nine tenths of places. */
const boundsOf = (best: Float64Array, worst = best): RankBounds => ({
  from: Math.floor(quantileOf(best.sort(), 0.05)),
  to: Math.ceil(quantileOf(worst.sort(), 0.95)),
});

/** Every so many draws are counted: 250 of 2,000 do for the middle nine tenths. */
const DRAWS_PER_COUNT = 8;
const HUNDREDTHS_PER_STEP = 10;
const STEPS = 1001;

/**
 * How many subjects lie at each tenth of a point in some draws, where there are too many to hold the draws
 * of all. Counts of parts add up.
 */
export class PlaceCounts {
  /** A row of steps for each draw that is counted. */
  readonly counts: Uint32Array;
  #isSummed = false;

  constructor(counts: Uint32Array | Readonly<{ draws: number }>) {
    this.counts =
      counts instanceof Uint32Array
        ? counts
        : new Uint32Array(Math.ceil(counts.draws / DRAWS_PER_COUNT) * STEPS);
  }

  /** RangeError for another number of draws. */
  #places(draws: HundredthsOfDraws): readonly number[] {
    const rows = this.counts.length / STEPS;
    const own = Math.ceil(draws.length / DRAWS_PER_COUNT);
    if (own !== rows)
      throw new RangeError(
        `${own} draws of a subject are counted, of others ${rows}: sample all with the same`,
      );
    return Array.from(
      { length: rows },
      (_, row) => row * STEPS + Math.round((draws[row * DRAWS_PER_COUNT] as number) / HUNDREDTHS_PER_STEP),
    );
  }

  count(draws: HundredthsOfDraws): void {
    for (const at of this.#places(draws)) this.counts[at] = (this.counts[at] as number) + 1;
  }

  add({ counts }: PlaceCounts): void {
    for (const [at, count] of counts.entries()) this.counts[at] = (this.counts[at] as number) + count;
  }

  /** Holds that of `placesOverDraws` on the same draws. After all are counted. */
  intervalOf(draws: HundredthsOfDraws): RankBounds {
    if (!this.#isSummed) this.#sumUp();
    const places = this.#places(draws);
    return boundsOf(
      Float64Array.from(places, (at) => 1 + (isLast(at) ? 0 : (this.counts[at + 1] as number))),
      Float64Array.from(places, (at) => this.counts[at] as number),
    );
  }

  /** To counts of a step and all above it. */
  #sumUp(): void {
    for (let at = this.counts.length - 2; at >= 0; at -= 1) {
      if (!isLast(at)) this.counts[at] = (this.counts[at] as number) + (this.counts[at + 1] as number);
    }
    this.#isSummed = true;
  }
}

const isLast = (at: number) => at % STEPS === STEPS - 1;

/** By place, then id; subjects without a rank last. */
export const inRankingOrder = (a: RankedDocument, b: RankedDocument): number =>
  placeOf(a) - placeOf(b) || (a.subject.id < b.subject.id ? -1 : 1);

type RankedDocument = Readonly<{ rank: Rank | null; subject: Readonly<{ id: string }> }>;
const placeOf = ({ rank }: RankedDocument) => rank?.position ?? Number.MAX_SAFE_INTEGER;
