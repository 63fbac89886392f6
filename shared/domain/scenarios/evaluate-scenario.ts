/** Scores for one buyer as they are and as a scenario has them. */
import {
  driverLabel,
  kindOf,
  type PublishedParts,
  pointsOf,
  publishedParts,
} from '../explanations/drivers.ts';
import type { ScoreFigures } from '../method/causes.ts';
import {
  type Chances,
  coverDays,
  type ElementInputs,
  type ElementScore,
  judgedStage,
  networkOf,
  scoreElement,
} from '../method/element.ts';
import type { Need } from '../method/need.ts';
import { nodeMean } from '../method/nodes.ts';
import type { MethodologyDocument, Parameters } from '../method/parameters.ts';
import {
  deliveriesOf,
  judgedDeliveries,
  type SupplierInputs,
  type SupplierScore,
  scoreSupplier,
} from '../method/supplier.ts';
import { quantileOf } from '../numbers/statistics.ts';
import { bandOf } from '../vocabulary/band-scale.ts';
import { publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import type { Band, Interval, Message } from '../vocabulary/score-document.ts';
import type { Stage } from '../vocabulary/scoring-inputs.ts';
import { message } from '../words/render.ts';
import { numbersBeforeAndAfter } from './assumptions.ts';
import { changedElement, changedSupplier } from './change-inputs.ts';
import { type ScenarioChanges, type StopFacts, unknownOutputs } from './scenario.ts';

/** Points of published scores; all causes together are the whole difference. */
type DriverChange = Readonly<{
  id: string;
  kind: string;
  label: Message;
  from: number;
  to: number;
  delta: number;
}>;

type Parts = Omit<PublishedParts, 'score'>;

/** Null: there is no score. */
export type ChangedScore = Readonly<{
  baseline: number | null;
  scenario: number | null;
  delta: number | null;
  /** Of the difference: before and after stand on the same points. */
  interval: Interval | null;
  parts_from: Parts | null;
  parts_to: Parts | null;
  band_from: Band | 'unknown';
  band_to: Band | 'unknown';
  stage_from: string | null;
  stage_to: string | null;
  by_driver: readonly DriverChange[];
  stages: readonly Readonly<{
    stage: string;
    baseline: number | null;
    scenario: number | null;
    scarce_baseline: number | null;
    scarce_scenario: number | null;
  }>[];
  scarce_baseline: number | null;
  scarce_scenario: number | null;
  scarce_delta: number | null;
  /** Null where the score moves by a point or more. */
  unchanged_because: Message | null;
}>;

/** Moves below this many points are explained. */
const LITTLE = 1;

/** In the order of inputs. `known`: with what only the caller knows, on which the scenario stands. */
export function evaluateElements(
  all: readonly ElementInputs[],
  changes: ScenarioChanges,
  facts: StopFacts,
  method: MethodologyDocument,
  known: readonly ElementInputs[] = all,
): readonly ChangedScore[] {
  const [parameters, changed] = numbersBeforeAndAfter(method, changes.parameters);
  const unknown = new Set(unknownOutputs(changes.stops, facts).map(({ element }) => element));
  return all.map((before, at) => {
    const after = changedElement(known[at] as ElementInputs, changes, facts, changed);
    return elementChange(before, after, parameters, changed, unknown.has(before.element), facts);
  });
}

function elementChange(
  before: ElementInputs,
  after: ElementInputs,
  parameters: Parameters,
  changed: Parameters,
  isUnknown: boolean,
  facts: StopFacts,
): ChangedScore {
  const [from, to] = [scoreElement(before, parameters), scoreElement(after, changed)];
  const stages = (Object.keys(to?.stages ?? {}) as Stage[]).map((stage) => ({
    stage,
    baseline: publishedScore(from?.stages[stage]?.score ?? null),
    scenario: publishedScore(to?.stages[stage]?.score ?? null),
    scarce_baseline: publishedScore(from?.stages[stage]?.scarce ?? null),
    scarce_scenario: publishedScore(to?.stages[stage]?.scarce ?? null),
  }));
  const change = changeOf(from, to, facts);
  return {
    ...change,
    stages,
    unchanged_because: isLittle(change) ? elementBecause(change, to, after, changed, isUnknown) : null,
  };
}

/** In the order of inputs. `elements`: for the same buyer. */
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
    const change = changeOf(from, to, facts);
    return {
      ...change,
      stages: [],
      unchanged_because: isLittle(change) ? supplierBecause(changes, change.delta, to, after, changed) : null,
    };
  });
}

const isLittle = ({ delta, scarce_delta }: Pick<ChangedScore, 'delta' | 'scarce_delta'>) =>
  Math.abs(delta ?? 0) < LITTLE && Math.abs(scarce_delta ?? 0) < LITTLE;

type Scored = ScoreFigures & Readonly<{ stage?: string }> & Partial<Pick<Chances, 'scarce'>>;

export function changeOf(
  from: Scored | null,
  to: Scored | null,
  facts: Pick<StopFacts, 'names'>,
): Omit<ChangedScore, 'stages' | 'unchanged_because'> {
  const [before, after] = [
    from === null ? null : publishedParts(from),
    to === null ? null : publishedParts(to),
  ];
  const band = (score: number | undefined): Band | 'unknown' =>
    score === undefined ? 'unknown' : bandOf(score);
  const [scarce, scarcer] = [publishedScore(from?.scarce ?? null), publishedScore(to?.scarce ?? null)];
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
    scarce_baseline: scarce,
    scarce_scenario: scarcer,
    scarce_delta: scarce === null || scarcer === null ? null : roundTo(scarcer - scarce, 2),
    by_driver: driverChanges(from, to, facts),
  };
}

function intervalOf(before: Float64Array, after: Float64Array): Interval {
  const ascending = after.map((chance, node) => chance - (before[node] as number)).sort();
  const at = (p: number) => roundTo(quantileOf(ascending, p), 2);
  return { p05: at(0.05), p50: at(0.5), p95: at(0.95) };
}

/** Largest first; causes that do not move are left out. */
function driverChanges(
  from: ScoreFigures | null,
  to: ScoreFigures | null,
  { names }: Pick<StopFacts, 'names'>,
): readonly DriverChange[] {
  const nameOf = (supplier: string) => names[supplier] ?? supplier;
  const [before, after] = [from, to].map((score) =>
    score === null ? {} : pointsOf(score, publishedParts(score)),
  ) as [Readonly<Record<string, number>>, Readonly<Record<string, number>>];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((id): DriverChange => {
      const [points, later] = [before[id] ?? 0, after[id] ?? 0];
      return {
        id,
        kind: kindOf(id),
        label: driverLabel(id, nameOf),
        from: points,
        to: later,
        delta: roundTo(later - points, 2),
      };
    })
    .filter(({ delta }) => delta !== 0)
    .sort((left, right) => Math.abs(right.delta) - Math.abs(left.delta));
}

// Why a scenario leaves a score nearly as it was: a reader who stated an event is owed more than a zero.

/** Null where none takes anything. */
const largestStop = (need: Need, horizon: number) =>
  need.windows
    .flatMap(({ from, to, stop }) =>
      stop === null || from >= horizon
        ? []
        : [{ taken: need.taken(stop), days: Math.min(to, horizon) - from, gap: need.gap(stop) }],
    )
    .sort((a, b) => b.taken * b.days - a.taken * a.days)[0] ?? null;

/** `to`: null without a score. `isUnknown`: nobody knows what a lost supplier makes of it. */
function elementBecause(
  { delta }: Pick<ChangedScore, 'delta'>,
  to: ElementScore | null,
  inputs: ElementInputs,
  parameters: Parameters,
  isUnknown: boolean,
): Message {
  if (to === null) return message('unchanged_unscored');
  const { needs } = judgedStage(inputs, to.stage, networkOf(inputs, parameters), parameters);
  const largest = largestStop(needs.stop, parameters.horizon);
  if (largest === null) {
    if (delta !== 0) return message('unchanged_little');
    return message(isUnknown ? 'unchanged_output_unknown' : 'unchanged_out_of_reach');
  }
  const { taken: part, days, gap } = largest;
  const taken = message('unchanged_taken', { part, stage: to.stage, days });
  if (gap === null) return message('unchanged_met', { taken });
  const cover = coverDays(inputs, to.stage, parameters);
  const used = nodeMean(gap) * days;
  if (used >= cover) return message('unchanged_stopped_already', { taken });
  return message(used < 1 ? 'unchanged_stock_untouched' : 'unchanged_stock_lasts', { taken, used, cover });
}

function supplierBecause(
  changes: ScenarioChanges,
  delta: number | null,
  to: SupplierScore | null,
  after: SupplierInputs,
  parameters: Parameters,
): Message {
  const {
    horizon,
    supplier: { material: least },
  } = parameters;
  if (to === null) return message('unchanged_no_delivery');
  const deliveries = deliveriesOf(after).find(({ element }) => element === to.element);
  const stopped = deliveries && largestStop(judgedDeliveries(deliveries, after, parameters).need, horizon);
  const part = stopped?.taken ?? 0;
  const isFelt = stopped?.gap != null && nodeMean(stopped.gap) > 0.5;
  if (isFelt && Object.keys(to.points).some((id) => id.startsWith('stop:')))
    return message('unchanged_stops_already');
  if (part > 0) {
    const code = part < least ? 'too_small' : isFelt ? 'stock_outlasts' : 'plants_save';
    return message(`unchanged_${code}`, { part, least });
  }
  if (delta !== 0) return message('unchanged_little');
  if (changes.stops.length > 0) return message('unchanged_not_on_its_way');
  return message(changes.shares.length > 0 ? 'unchanged_shares' : 'unchanged_chain_out_of_reach');
}
