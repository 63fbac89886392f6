/** Assumed stops that act side by side: one cannot take what another took, and those that hold at the same time are one gap. */
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';

/** A stop that is assumed to happen, of whatever it hits. */
export interface StatedStop {
  readonly id: string;
  /** Days until it begins, and how long it lasts; null: beyond the horizon. */
  readonly begins: number;
  readonly lasts: number | null;
  /** Destinations that it hits; null: all. */
  readonly targets: readonly CountryCode[] | null;
  /** Stage -> origin -> part of its flow that stops, 0 ... 1. */
  readonly flows: Readonly<Partial<Record<string, Readonly<Record<CountryCode, number>>>>>;
  /** Is it a closed lane? Lanes lie one after another. */
  readonly lane?: boolean;
  /** Country -> part of the supplier's own sites there that stands still, wherever the goods go. */
  readonly sites?: Readonly<Record<CountryCode, number>>;
}

/** A time in which the same stops hold. */
interface StopWindow<Stop> {
  readonly id: string;
  readonly begins: number;
  /** Null: to the end of the horizon. */
  readonly lasts: number | null;
  readonly members: readonly Stop[];
}

/** The longest time for every set of stops that hold together within the horizon. */
export function stopWindows<Stop extends Pick<StatedStop, 'id' | 'begins' | 'lasts'>>(
  stops: readonly Stop[],
  horizon: number,
): readonly StopWindow<Stop>[] {
  const endOf = ({ begins, lasts }: Stop): number => (lasts === null ? horizon : Math.min(horizon, begins + lasts));
  const windows = new Map<string, StopWindow<Stop>>();
  for (const from of stops)
    for (const to of stops) {
      const [begins, end] = [from.begins, endOf(to)];
      const members = stops.filter((stop) => stop.begins <= begins && endOf(stop) >= end);
      if (begins >= end || members.length === 0) continue;
      const key = members.map((stop) => stops.indexOf(stop)).join(' ');
      const id = [...new Set(members.map((stop) => stop.id))].sort().join('+');
      const [first, last] = [Math.max(...members.map((stop) => stop.begins)), Math.min(...members.map(endOf))];
      windows.set(key, { id, begins: first, lasts: last === horizon ? null : last - first, members });
    }
  return [...windows.values()];
}

/** Part of a flow that stops take together. */
export function jointPart<Stop extends Pick<StatedStop, 'lane'>>(stops: readonly Stop[], partOf: (stop: Stop) => number): number {
  const lanes = Math.max(0, ...stops.filter(({ lane }) => lane === true).map(partOf));
  const left = stops.filter(({ lane }) => lane !== true).reduce((rest, stop) => rest * (1 - Math.min(1, partOf(stop))), 1 - lanes);
  return 1 - left;
}
