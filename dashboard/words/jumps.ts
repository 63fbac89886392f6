/** Picks the jumps of lines that are worth a mark, out of why their scores moved. */

interface Moved {
  /** The later day. */
  readonly to: string;
  readonly score_after: number | null;
  readonly delta: number | null;
  readonly band_before: string | null;
  readonly band_after: string | null;
  readonly summary: string;
}

/** Below this a line drifts; it does not jump. */
const LEAST_JUMP = 3;
/** More would cover the lines. */
const MOST_JUMPS = 12;

export interface Jump {
  readonly day: string;
  readonly score: number;
  readonly number: number;
  readonly says: string;
}

const size = ({ delta }: Moved): number => Math.abs(delta ?? 0);
const crosses = ({ band_before: before, band_after: after }: Moved): boolean => before !== null && after !== null && before !== after;

/** The jumps in a range of days, numbered from the oldest: those into another band and the largest. */
export function jumpsOf(moves: readonly Moved[], from: string, to: string): readonly Jump[] {
  return moves
    .filter((move) => move.to >= from && move.to <= to && move.score_after !== null)
    .filter((move) => size(move) >= LEAST_JUMP || (crosses(move) && move.delta !== null))
    .toSorted((one, other) => size(other) - size(one))
    .slice(0, MOST_JUMPS)
    .toSorted((one, other) => (one.to < other.to ? -1 : one.to > other.to ? 1 : 0))
    .map(({ to: day, score_after: score, summary }, at) => ({ day, score: score ?? 0, number: at + 1, says: summary }));
}
