/** The chance that at least one line of a company stops ("Any of mine" in docs/methodology.md). */
import { type Cause, effective, type TierFigures, type Tiers, tierFigures } from '../method/causes.ts';
import { NODES } from '../method/nodes.ts';
import type { Parameters } from '../method/parameters.ts';
import type { StopChance } from '../method/stop-chance.ts';

export type LineCauses = Readonly<{
  id: string;
  /**
   * Element -> its causes, each id once. A cause with the same id is the same one in every element and line.
   */
  elements: Readonly<Record<string, Tiers<readonly Cause[]>>>;
  /** Money that a year without the material costs; null unknown. */
  money: number | null;
}>;

/**
 * What an origin does: luck in it is half common to all that comes from there. What nobody thought of is another
 * event for each element. All other causes are one for everybody.
 */
const OF_AN_ORIGIN = /^(measure|new_control|disruption):/;

/** Part of the worlds in which a cause strikes each element by itself. */
export const partApart = (cause: string, { half }: Parameters): number =>
  cause === 'unforeseen' ? 1 : OF_AN_ORIGIN.test(cause) ? half : 0;

export const inOrder = <Value>(
  record: Readonly<Record<string, Value>>,
): readonly (readonly [string, Value])[] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

export const linesInOrder = (lines: readonly LineCauses[]): readonly LineCauses[] =>
  lines.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/**
 * At least one of several stops: the largest, and the part `apart` of what independence would add to it.
 * Chances and days (as part of the horizon) alike, so that days never exceed the chance.
 */
export function anyStop(stops: readonly StopChance[], horizon: number, apart: number): StopChance {
  const of = (figure: 'chance' | 'days', scale: number): Float64Array => {
    const most = new Float64Array(NODES);
    const none = new Float64Array(NODES).fill(1);
    for (const { [figure]: values } of stops)
      for (let node = 0; node < NODES; node++) {
        const value = values[node] as number;
        if (value > (most[node] as number)) most[node] = value;
        none[node] = (none[node] as number) * (1 - value / scale);
      }
    if (apart === 0) return most;
    return most.map(
      (largest, node) => scale * (largest / scale + apart * (1 - (none[node] as number) - largest / scale)),
    );
  };
  return { chance: of('chance', 1), days: of('days', horizon) };
}

/** Causes of a stop of at least one element of these lines in a tier, each id once. */
export const jointCauses = (
  lines: readonly LineCauses[],
  tier: keyof Tiers<unknown>,
  horizon: number,
  parameters: Parameters,
): readonly Cause[] => {
  const causes = linesInOrder(lines).flatMap(({ elements }) =>
    inOrder(elements).flatMap(([, tiers]) => effective(tiers[tier])),
  );
  return [...Map.groupBy(causes, ({ id }) => id)].map(([id, of]) => ({
    ...(of[0] as Cause),
    ...(of.length === 1 ? {} : anyStop(of, horizon, partApart(id, parameters))),
  }));
};

/** Figures of these lines as one: one stops if an element is missing. */
export const figuresOfLines = (
  lines: readonly LineCauses[],
  horizon: number,
  parameters: Parameters,
): TierFigures => {
  const of = (tier: keyof Tiers<unknown>) => jointCauses(lines, tier, horizon, parameters);
  return tierFigures({ stop: of('stop'), scarce: of('scarce') }, horizon, parameters);
};

export type JointFigures = TierFigures &
  Readonly<{
    /** What the chances of the lines would make if they had nothing in common, percent. */
    independent: number;
    largest: Readonly<{ line: string; score: number }> | null;
  }>;

/** Figures of all lines together. `expected_days`: days on which at least one line stands still. */
export function jointFigures(
  lines: readonly LineCauses[],
  horizon: number,
  parameters: Parameters,
): JointFigures {
  const scores = linesInOrder(lines).map((line) => ({
    line: line.id,
    score: figuresOfLines([line], horizon, parameters).score,
  }));
  return {
    ...figuresOfLines(lines, horizon, parameters),
    independent: 100 * (1 - scores.reduce((none, { score }) => none * (1 - score / 100), 1)),
    largest: scores.reduce<JointFigures['largest']>(
      (most, line) => (most === null || line.score > most.score ? line : most),
      null,
    ),
  };
}
