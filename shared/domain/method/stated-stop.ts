/** Stops that are assumed to happen. Published scores have none. */
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';

export type StatedStop = Readonly<{
  id: string;
  /** Days until it begins, and how long it lasts; null: beyond the horizon. */
  begins: number;
  lasts: number | null;
  targets: readonly CountryCode[] | null;
  /** Stage -> origin -> part of its flow that stops, 0 ... 1. */
  flows: Readonly<Partial<Record<string, Readonly<Record<CountryCode, number>>>>>;
  /** A closed lane? Lanes lie one after another. */
  lane?: boolean;
  /** A supplier that delivers less; `flows` is then what others miss of it. */
  supplier?: Readonly<{
    id: string;
    /** Null: everywhere, at all stages. */
    countries: readonly CountryCode[] | null;
    stages: readonly Stage[] | null;
    part: number;
  }>;
}>;

/**
 * Part of a flow that stops take together: outputs of suppliers add up, and one supplier or lane takes
 * nothing twice.
 */
export function jointPart<Stop extends Pick<StatedStop, 'lane' | 'supplier'>>(
  stops: readonly Stop[],
  partOf: (stop: Stop) => number,
): number {
  const [only] = stops;
  if (only !== undefined && stops.length === 1) return Math.min(1, partOf(only));
  const most = (of: readonly Stop[]): number => Math.max(0, ...of.map(partOf));
  const bySupplier = Map.groupBy(stops, ({ supplier }) => supplier?.id);
  const outputs = [...bySupplier].reduce((sum, [id, of]) => (id === undefined ? sum : sum + most(of)), 0);
  const lanes = most(stops.filter(({ lane }) => lane === true));
  return (
    1 -
    (bySupplier.get(undefined) ?? [])
      .filter(({ lane }) => lane !== true)
      .reduce(
        (rest, stop) => rest * (1 - Math.min(1, partOf(stop))),
        (1 - lanes) * (1 - Math.min(1, outputs)),
      )
  );
}
