/** Puts changes in the order in which a reader needs them. */
import { crossings } from './crossings.ts';

interface Change {
  readonly seq: number;
  readonly kind: string;
  readonly delta: number | null;
  readonly band_before: string | null;
  readonly band_after: string | null;
  readonly by_cause: Readonly<Record<string, number | undefined>> | null;
}

/** Below this many points a move is not told apart: it is less than a reader would act on, and intervals are far wider. */
export const SMALLEST_MOVE = 1;
const REVISION = 'data_correction';

export interface ChangeGroups<C> {
  /** Into another band, largest move first. */
  readonly crossed: readonly C[];
  /** Within a band by at least a point. */
  readonly moved: readonly C[];
  /** Moved because a source corrected what it had said: nothing happened in the world. */
  readonly revised: readonly C[];
  /** Subjects that are new, gone, or got or lost their score. */
  readonly others: readonly C[];
  /** How many moved by less than a point. */
  readonly small: number;
}

const size = ({ delta }: Change): number => Math.abs(delta ?? 0);

const isRevision = ({ by_cause: causes, delta }: Change): boolean => {
  const revised = Math.abs(causes?.[REVISION] ?? 0);
  return revised > 0 && revised >= Math.abs(delta ?? 0) / 2;
};

/** Sorts changes into groups; each change is in exactly one, or among the small ones that are only counted. */
export function changeGroups<C extends Change>(changes: readonly C[]): ChangeGroups<C> {
  const largestFirst = [...changes].sort((one, other) => size(other) - size(one) || one.seq - other.seq);
  const revised = largestFirst.filter((change) => isRevision(change) && size(change) >= SMALLEST_MOVE);
  const crossed = crossings(largestFirst).filter((change) => !revised.includes(change));
  const others = largestFirst.filter((change) => change.delta === null && !crossed.includes(change));
  const rest = largestFirst.filter((change) => ![...revised, ...crossed, ...others].includes(change));
  const moved = rest.filter((change) => size(change) >= SMALLEST_MOVE);
  return { crossed, moved, revised, others, small: rest.length - moved.length };
}

/** The causes of a change by their points, largest first. */
export const causesOf = ({ by_cause: causes }: Pick<Change, 'by_cause'>): readonly (readonly [string, number])[] =>
  Object.entries(causes ?? {})
    .flatMap(([cause, points]) => (points === undefined ? [] : [[cause, points] as const]))
    .filter(([, points]) => Math.abs(points) >= 0.05)
    .sort((one, other) => Math.abs(other[1]) - Math.abs(one[1]));
