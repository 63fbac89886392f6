/** Causes together: the figures of a tier, their parts and points (section 6). */

import { quantileOf } from '../numbers/statistics.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import { atNodes, NODES, nodeFactors, nodeMean, nodeZeros, unionOf } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import { NONE, type StopChance } from './stop-chance.ts';

export type CausePart = 'state' | 'may_begin' | 'security';

export type Cause = StopChance &
  Readonly<{
    /** Kind and place: `measure:CHN`, `new_control:CHN`, `disruption:MMR`, `security:taiwan`. */
    id: string;
    part: CausePart;
  }>;

/** 5, 50 and 95 % over what is unknown today, percent. */
export type Quantiles = readonly [number, number, number];

export type ScoreFigures = Readonly<{
  score: number;
  state: number;
  may_begin: number;
  security: number;
  without_security: number;
  /** Chance of a security crisis alone, whatever else happens. */
  p_security: number;
  expected_days: number;
  interval: Quantiles;
  /** Cause -> points, which add up to its part. */
  points: Readonly<Record<string, number>>;
  /** The chance at every node, percent. */
  nodes: Float64Array;
}>;

/** A certain cause would have endless weight. */
const NEARLY_CERTAIN = 1 - 1e-12;

/** A total shared among causes in proportion to -ln(1 - x); `of` is x. */
export function shared(
  total: number,
  causes: readonly Cause[],
  of: (cause: Cause) => number,
): readonly (readonly [string, number])[] {
  const weights = causes.map(
    (cause) => [cause.id, -Math.log1p(-Math.min(NEARLY_CERTAIN, of(cause)))] as const,
  );
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  return sum > 0
    ? weights.filter(([, weight]) => weight > 0).map(([id, weight]) => [id, (total * weight) / sum])
    : [];
}

type CauseChance = Omit<Cause, 'days'>;

export const effective = <Of extends CauseChance>(causes: readonly Of[]): readonly Of[] =>
  causes.filter(({ chance }) => chance !== NONE.chance).sort((a, b) => (a.id < b.id ? -1 : 1));

const STOP = 'stop';

function joined<Of extends CauseChance>(all: readonly Of[]) {
  const causes = effective(all);
  const of = (part: CausePart): readonly Of[] => causes.filter((cause) => cause.part === part);
  const union = (part: CausePart): Float64Array => unionOf(of(part).map(({ chance }) => chance));
  const [state, begins, crises] = [union('state'), union('may_begin'), union('security')];
  const without = unionOf([state, begins]);
  return { causes, of, state, without, crises, nodes: unionOf([without, crises]) };
}

/** `weight` at every node; null: 1. */
function figuresOf(
  { causes, of, state, without, crises, nodes }: ReturnType<typeof joined<Cause>>,
  horizon: number,
  weight: Float64Array | null = null,
): Omit<ScoreFigures, 'interval'> {
  const noDays = nodeZeros().fill(1);
  for (const { days } of causes)
    for (let node = 0; node < NODES; node++)
      noDays[node] = (noDays[node] as number) * (1 - (days[node] as number) / horizon);
  const mean = (values: Float64Array) =>
    nodeMean(
      weight === null ? values : atNodes((node) => (values[node] as number) * (weight[node] as number)),
    );
  const [score, stateMean, withoutMean] = [100 * mean(nodes), 100 * mean(state), 100 * mean(without)];
  // Rounding must not make a part negative.
  const [begun, security] = [Math.max(0, withoutMean - stateMean), Math.max(0, score - withoutMean)];
  // What an assumed stop does alone is its own.
  const stop = causes.find(({ id }) => id.startsWith(STOP));
  const beside = (cause: Cause) =>
    stop === undefined || cause === stop
      ? nodeMean(cause.chance)
      : nodeMean(atNodes((node) => (cause.chance[node] as number) * (1 - (stop.chance[node] as number))));
  const percent = nodes.map((chance) => 100 * chance);
  return {
    score,
    state: stateMean,
    may_begin: begun,
    security,
    without_security: withoutMean,
    p_security: 100 * mean(crises),
    expected_days: horizon * mean(noDays.map((none) => 1 - none)),
    points: Object.fromEntries([
      ...shared(stateMean, of('state'), beside),
      ...shared(begun, of('may_begin'), beside),
      ...shared(security, of('security'), beside),
    ]),
    nodes: percent,
  };
}

export function combine(causes: readonly Cause[], horizon: number): ScoreFigures {
  const figures = figuresOf(joined(causes), horizon);
  return { ...figures, interval: quantilesOf(figures.nodes) };
}

const quantilesOf = (nodes: Float64Array): Quantiles => {
  const ascending = nodes.toSorted();
  return [quantileOf(ascending, 0.05), quantileOf(ascending, 0.5), quantileOf(ascending, 0.95)];
};

/** Of a need: users stand, or some cannot get what they order. */
export type Tiers<Of> = Readonly<{
  stop: Of;
  scarce: Of;
}>;

export type TierFigures = ScoreFigures &
  Readonly<{
    scarce: number;
    scarce_interval: Quantiles;
    scarce_points: Readonly<Record<string, number>>;
    scarce_nodes: Float64Array;
  }>;

/** Thin chains stand as soon as they miss something. */
const mixed = (stop: Float64Array, scarce: Float64Array, thin: Float64Array): Float64Array =>
  atNodes((node) => {
    const part = thin[node] as number;
    return (1 - part) * (stop[node] as number) + part * (scarce[node] as number);
  });

export const chanceOf = (causes: readonly CauseChance[]): number => 100 * nodeMean(joined(causes).nodes);

export function tierChances(
  { stop, scarce }: Tiers<readonly CauseChance[]>,
  parameters: Parameters,
): Pick<TierFigures, 'scarce'> & Pick<ScoreFigures, 'score'> {
  const [stands, isScarce] = [joined(stop).nodes, joined(scarce).nodes];
  const nodes = mixed(stands, isScarce, nodeFactors(parameters).thin);
  return { score: 100 * nodeMean(nodes), scarce: 100 * nodeMean(isScarce) };
}

/**
 * Both tiers within a horizon. A small part of the score is scarcity: national figures hide the one chain
 * without stock.
 */
export function tierFigures(
  causes: Tiers<readonly Cause[]>,
  horizon: number,
  parameters: Parameters,
): TierFigures {
  const { thin } = nodeFactors(parameters);
  const [stop, scarce] = [joined(causes.stop), joined(causes.scarce)];
  const thick = thin.map((part) => 1 - part);
  const [a, b] = [figuresOf(stop, horizon, thick), figuresOf(scarce, horizon, thin)];
  const alone = figuresOf(scarce, horizon);
  const chances = mixed(stop.nodes, scarce.nodes, thin);
  const nodes = atNodes((node) => 100 * (chances[node] as number));
  const ids = [...new Set([...Object.keys(a.points), ...Object.keys(b.points)])].sort();
  return {
    score: 100 * nodeMean(chances),
    state: a.state + b.state,
    may_begin: a.may_begin + b.may_begin,
    security: a.security + b.security,
    without_security: a.without_security + b.without_security,
    p_security: a.p_security + b.p_security,
    expected_days: a.expected_days + b.expected_days,
    interval: quantilesOf(nodes),
    points: Object.fromEntries(ids.map((id) => [id, (a.points[id] ?? 0) + (b.points[id] ?? 0)])),
    nodes,
    scarce: alone.score,
    scarce_interval: quantilesOf(alone.nodes),
    scarce_points: alone.points,
    scarce_nodes: alone.nodes,
  };
}

/** Days on which China decided controls, and how far they were read. */
export type Decisions = Readonly<{
  days: readonly Readonly<{ day: IsoDate; measures: readonly string[] }>[];
  read_to: IsoDate;
}>;
