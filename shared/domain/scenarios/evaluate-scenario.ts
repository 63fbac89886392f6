/** Scores for one buyer as they are and as a scenario has them. Pure: the same arguments give the same numbers. */
import { driverLabel, kindOf, pointsOf, publishedParts } from '../explanations/drivers.ts';
import type { ScoreFigures } from '../method/causes.ts';
import { type ElementInputs, type ElementScore, scoreElement } from '../method/element.ts';
import { quantileOf } from '../method/nodes.ts';
import type { MethodologyDocument, Parameters } from '../method/parameters.ts';
import { type SupplierInputs, scoreSupplier } from '../method/supplier.ts';
import { bandOf } from '../vocabulary/band-scale.ts';
import type { Message } from '../vocabulary/message.ts';
import { publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import type { Band, Interval } from '../vocabulary/score-document.ts';
import type { Stage } from '../vocabulary/scoring-inputs.ts';
import { numbersBeforeAndAfter } from './adjustable-numbers.ts';
import { changedElement, changedSupplier } from './change-inputs.ts';
import type { ScenarioChanges } from './scenario.ts';
import type { StopFacts } from './stated-stops.ts';
import { elementBecause, supplierBecause } from './unchanged-because.ts';

/** A cause before and after, points of the published scores. All of them together are the whole difference. */
interface DriverChange {
  readonly id: string;
  readonly kind: string;
  /** The cause in at most 40 characters. */
  readonly label: Message;
  readonly from: number;
  readonly to: number;
  readonly delta: number;
}

/** The parts of a published score. */
interface Parts {
  readonly state: number;
  readonly may_begin: number;
  readonly security: number;
}

/** A subject before and after. Null: there is no score. */
export interface ChangedScore {
  /** Two decimals. */
  readonly baseline: number | null;
  readonly scenario: number | null;
  readonly delta: number | null;
  /** Where the difference lies over what nobody knows: before and after stand on the same points. */
  readonly interval: Interval | null;
  readonly parts_from: Parts | null;
  readonly parts_to: Parts | null;
  readonly band_from: Band | 'unknown';
  readonly band_to: Band | 'unknown';
  /** The stage that gives the score. */
  readonly stage_from: string | null;
  readonly stage_to: string | null;
  readonly by_driver: readonly DriverChange[];
  /** Every stage of an element. */
  readonly stages: readonly { readonly stage: string; readonly baseline: number | null; readonly scenario: number | null }[];
  /** Why the score is what it was, or nearly, in a sentence or two; null where it moves by a point or more. */
  readonly unchanged_because: string | null;
}

/** Less than this is told why. */
const LITTLE = 1;

/** Elements in the order of their inputs. */
export function evaluateElements(
  all: readonly ElementInputs[],
  changes: ScenarioChanges,
  facts: StopFacts,
  method: MethodologyDocument,
): readonly ChangedScore[] {
  const [parameters, changed] = numbersBeforeAndAfter(method, changes.parameters);
  const unknown = new Set(
    facts.outputs
      .filter(
        ({ supplier, output }) => Object.values(output).includes(null) && changes.suppliers_lost.some((lost) => lost.supplier === supplier),
      )
      .map(({ element }) => element),
  );
  return all.map((before) =>
    elementChange(before, changedElement(before, changes, facts, changed), parameters, changed, unknown.has(before.element)),
  );
}

/** An element under other inputs, for example with measures that only one client knows of. */
export function elementChange(
  before: ElementInputs,
  after: ElementInputs,
  parameters: Parameters,
  changed: Parameters = parameters,
  isUnknown = false,
): ChangedScore {
  const [from, to] = [scoreElement(before, parameters), scoreElement(after, changed)];
  const stages = (Object.keys(to?.stages ?? {}) as Stage[]).map((stage) => ({
    stage,
    baseline: publishedScore(from?.stages[stage] ?? null),
    scenario: publishedScore((to as ElementScore).stages[stage] as number),
  }));
  const change = changeOf(from, to);
  return {
    ...change,
    stages,
    unchanged_because: isLittle(change) ? elementBecause(stages, change.delta, to, after, changed, isUnknown) : null,
  };
}

/** Suppliers in the order of their inputs. `elements`: inputs of elements for the same buyer. */
export function evaluateSuppliers(
  all: readonly SupplierInputs[],
  changes: ScenarioChanges,
  facts: StopFacts,
  method: MethodologyDocument,
  elements: readonly ElementInputs[],
): readonly ChangedScore[] {
  const [parameters, changed] = numbersBeforeAndAfter(method, changes.parameters);
  const stages = new Map(elements.map((one) => [one.element, one.stages]));
  return all.map((before) => {
    const after = changedSupplier(before, changes, facts, changed, (element) => stages.get(element) ?? {});
    const [from, to] = [scoreSupplier(before, parameters), scoreSupplier(after, changed)];
    const change = changeOf(from, to);
    return {
      ...change,
      stages: [],
      unchanged_because: isLittle(change) ? supplierBecause(changes, change.delta, to, after, changed) : null,
    };
  });
}

const isLittle = ({ delta }: Pick<ChangedScore, 'delta'>): boolean => delta === null || Math.abs(delta) < LITTLE;

type Scored = ScoreFigures & { readonly stage: string };

function changeOf(from: Scored | null, to: Scored | null): Omit<ChangedScore, 'stages' | 'unchanged_because'> {
  const [before, after] = [from === null ? null : publishedParts(from), to === null ? null : publishedParts(to)];
  const band = (score: number | undefined): Band | 'unknown' => (score === undefined ? 'unknown' : bandOf(score));
  const partsOf = ({ state, may_begin, security }: Parts): Parts => ({ state, may_begin, security });
  return {
    baseline: before?.score ?? null,
    scenario: after?.score ?? null,
    delta: before === null || after === null ? null : roundTo(after.score - before.score, 2),
    interval: from === null || to === null ? null : intervalOf(from.nodes, to.nodes),
    parts_from: before === null ? null : partsOf(before),
    parts_to: after === null ? null : partsOf(after),
    band_from: band(before?.score),
    band_to: band(after?.score),
    stage_from: from?.stage ?? null,
    stage_to: to?.stage ?? null,
    by_driver: driverChanges(from, to),
  };
}

function intervalOf(before: Float64Array, after: Float64Array): Interval {
  const ascending = after.map((chance, node) => chance - (before[node] as number)).sort();
  const at = (p: number): number => roundTo(quantileOf(ascending, p), 2);
  return { p05: at(0.05), p50: at(0.5), p95: at(0.95) };
}

/** Largest change first; causes that do not move are left out. */
function driverChanges(from: Scored | null, to: Scored | null): readonly DriverChange[] {
  const [before, after] = [from, to].map((score) => (score === null ? {} : pointsOf(score, publishedParts(score)))) as [
    Readonly<Record<string, number>>,
    Readonly<Record<string, number>>,
  ];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((id): DriverChange => {
      const [points, later] = [before[id] ?? 0, after[id] ?? 0];
      return { id, kind: kindOf(id), label: driverLabel(id), from: points, to: later, delta: roundTo(later - points, 2) };
    })
    .filter(({ delta }) => delta !== 0)
    .sort((left, right) => Math.abs(right.delta) - Math.abs(left.delta));
}
