/** Causes together: the score, its parts and their points (section 6). */

import { type DayNumber, dayNumber } from '../time/calendar.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import { NODES, nodeMean, quantileOf, unionOf, YEAR } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import { NONE, type StopChance } from './stop-chance.ts';

/** Which part of the score a cause belongs to. */
export type CausePart = 'state' | 'may_begin' | 'security';

/** One cause of a shortage with what it does. */
export interface Cause extends StopChance {
  /** Kind and place, for example `measure:CHN`, `new_control:CHN`, `disruption:MMR`, `security:taiwan`. */
  readonly id: string;
  readonly part: CausePart;
}

/** Figures of a set of causes. All in percent or days. */
export interface ScoreFigures {
  /** Chance of a shortage, all causes together. */
  readonly score: number;
  /** Parts; they add up to the score. */
  readonly state: number;
  readonly may_begin: number;
  readonly security: number;
  readonly without_security: number;
  /** Chance of a shortage by a security crisis alone, whatever else happens. */
  readonly p_security: number;
  readonly expected_days: number;
  /** 5, 50 and 95 % of the chance over the nodes. */
  readonly interval: readonly [number, number, number];
  /** Cause -> points; those of a part add up to it. Causes without a chance are left out. */
  readonly points: Readonly<Record<string, number>>;
  /** The chance at every node, percent. */
  readonly nodes: Float64Array;
}

/** A certain cause would have endless weight. */
const NEARLY_CERTAIN = 1 - 1e-12;

/**
 * A total shared among causes in proportion to -ln(1 - x); x is the mean chance where nothing else is given.
 */
export function shared(
  total: number,
  causes: readonly Cause[],
  of = ({ chance }: Cause): number => nodeMean(chance),
): readonly (readonly [string, number])[] {
  const weights = causes.map(
    (cause) => [cause.id, -Math.log1p(-Math.min(NEARLY_CERTAIN, of(cause)))] as const,
  );
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  return sum > 0
    ? weights.filter(([, weight]) => weight > 0).map(([id, weight]) => [id, (total * weight) / sum])
    : [];
}

/** Chances of causes at every node, part by part and together; those that do something, in byte order. */
function chancesOf(all: readonly Cause[]) {
  const causes = all.filter(({ chance }) => chance !== NONE.chance).sort((a, b) => (a.id < b.id ? -1 : 1));
  const of = (part: CausePart): readonly Cause[] => causes.filter((cause) => cause.part === part);
  const union = (part: CausePart): Float64Array => unionOf(of(part).map(({ chance }) => chance));
  const [state, begins, security] = [union('state'), union('may_begin'), union('security')];
  const without = unionOf([state, begins]);
  const nodes = unionOf([without, security]);
  for (let node = 0; node < NODES; node++) nodes[node] = 100 * (nodes[node] as number);
  return { causes, of, state, security, without, nodes };
}

/** The score of causes alone, as `combine` gives it. */
export const chanceOfAny = (causes: readonly Cause[]): number => nodeMean(chancesOf(causes).nodes);

/**
 * The score of causes that act side by side. Keys are summed in byte order, so that their order never
 * matters.
 */
export function combine(all: readonly Cause[], horizon: number): ScoreFigures {
  const { causes, of, state, security, without, nodes } = chancesOf(all);
  const noDays = new Float64Array(NODES).fill(1);
  for (const { days } of causes)
    for (let node = 0; node < NODES; node++)
      noDays[node] = (noDays[node] as number) * (1 - (days[node] as number) / horizon);
  const [score, stateMean, withoutMean] = [nodeMean(nodes), 100 * nodeMean(state), 100 * nodeMean(without)];
  // Rounding must not make a part negative.
  const [begun, crises] = [Math.max(0, withoutMean - stateMean), Math.max(0, score - withoutMean)];
  const ascending = nodes.toSorted();
  return {
    score,
    state: stateMean,
    may_begin: begun,
    security: crises,
    without_security: withoutMean,
    p_security: 100 * nodeMean(security),
    expected_days: horizon * (1 - nodeMean(noDays)),
    interval: [quantileOf(ascending, 0.05), quantileOf(ascending, 0.5), quantileOf(ascending, 0.95)],
    points: Object.fromEntries([
      ...shared(stateMean, of('state')),
      ...shared(begun, of('may_begin')),
      ...shared(crises, of('security')),
    ]),
    nodes,
  };
}

// How often China announces a new control on an element: a rate that forgets (section 4).

/** First day whose announcements count. */
export const RECORD_START = dayNumber('2005-01-01');

/** An announcement of China that names the buyer or all, and how many elements that China makes it hit. */
export interface Announcement {
  readonly day: DayNumber;
  readonly elements: number;
  /** Ids of the measures, or of one event of the table of controls. */
  readonly ids: readonly string[];
}

/** The record behind a rate, as inputs carry it. */
export interface ThetaInputs {
  readonly announcements: readonly (readonly [day: IsoDate, elements: number])[];
  readonly sum_china: number;
  /** Ids of the measures of each announcement. */
  readonly measures?: readonly (readonly string[])[];
}

/**
 * Rate a year of a new control by China on an element of which it makes everything. `sumOfShares`: of China,
 * largest over the stages, over all elements.
 */
export function newControlRate(
  announcements: readonly Omit<Announcement, 'ids'>[],
  sumOfShares: number,
  day: DayNumber,
  { new_control }: Parameters,
): number {
  const { rate, weight, half_life } = new_control;
  const counted = announcements.reduce(
    (sum, { day: then, elements }) => sum + elements * 2 ** (-(day - then) / YEAR / half_life),
    0,
  );
  const years = (day - RECORD_START) / YEAR;
  const exposure = (sumOfShares * (1 - 2 ** (-years / half_life)) * half_life) / Math.LN2;
  return (rate * weight + counted) / (weight + exposure);
}
