/** The measures on an origin's flow to a destination, together (section 3). */
import type { DayNumber } from '../time/partial-date.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import {
  type ControlKind,
  controlKind,
  controlledSince,
  type EndUse,
  effectiveDay,
  type Measure,
  type MeasureStatus,
  measureStatus,
  sightsOf,
  type TradeReading,
} from './measure.ts';
import { NODES } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import {
  type Binding,
  type Buffer,
  bindingOf,
  type ControlState,
  controlChance,
  isFinished,
  type StopChance,
  sightsBefore,
} from './stop-chance.ts';
import type { Cases } from './supply.ts';

/** A flow that measures may stop. */
export interface ControlledFlow {
  readonly element: string;
  readonly origin: CountryCode;
  readonly stage: Stage;
  /** The buyer, or the country of the plant that is fed. */
  readonly destination: CountryCode;
  readonly endUse: EndUse;
  readonly day: DayNumber;
  readonly measures: readonly Measure[];
  readonly readings: readonly TradeReading[];
  /** Does a list of targets hit the destination? */
  readonly hits: (targets: readonly CountryCode[]) => boolean;
  /** Share of need that a control of a depth takes, in the three cases. */
  readonly losses: (depth: number) => Cases;
  readonly buffer: Buffer;
}

/** A measure that counts for a flow, with what it does alone. */
export interface CountedMeasure {
  readonly measure: Measure;
  readonly kind: ControlKind;
  readonly status: MeasureStatus;
  readonly coverage: number;
  /** Sights of the flow since it took effect. */
  readonly sights: number;
  readonly losses: Cases;
  readonly stop: StopChance;
}

const bindings = new WeakMap<Measure, WeakMap<Parameters, Map<string, readonly Binding[]>>>();

/** How a control in force stands is the same for every share, cover and horizon, so it is kept with the measure. */
function keptBinding(measure: Measure, state: ControlState, parameters: Parameters): readonly Binding[] {
  const byParameters = bindings.get(measure) ?? new WeakMap<Parameters, Map<string, readonly Binding[]>>();
  bindings.set(measure, byParameters);
  const byState = byParameters.get(parameters) ?? new Map<string, readonly Binding[]>();
  byParameters.set(parameters, byState);
  const key = `${state.days} ${state.finished} ${state.sights.map(({ ago, below }) => `${ago}${below}`).join(' ')}`;
  const found = byState.get(key) ?? bindingOf(state, parameters);
  byState.set(key, found);
  return found;
}

/** Every measure that counts for a flow. */
export function countedMeasures(flow: ControlledFlow, parameters: Parameters): readonly CountedMeasure[] {
  const { element, origin, stage, destination, endUse, day, measures, readings, hits, buffer } = flow;
  return measures.flatMap((measure) => {
    const kind = controlKind(measure.control_class, endUse);
    const coverage = measure.coverage[stage] ?? 0;
    if (kind === null || coverage <= 0 || !measure.origins.includes(origin) || !hits(measure.targets)) return [];
    const status = measureStatus(measure, day);
    if (status === null) return [];
    const inForce = status.status === 'in_force';
    const start = effectiveDay(measure);
    const seen = inForce ? sightsOf(readings, { origin, stage, buyer: destination, day, start, quarter: parameters.reading.quarter }) : [];
    const controlled = inForce ? day - controlledSince(measure, measures, { origin, stage, day, hits }) : 0;
    const state = {
      status: status.status,
      days: status.days,
      controlled,
      finished: isFinished(element, stage),
      sights: sightsBefore(seen, day),
    };
    const losses = flow.losses(parameters.depth[kind] * coverage);
    const stop = controlChance(state, inForce ? keptBinding(measure, state, parameters) : null, losses, buffer, parameters);
    return [{ measure, kind, status, coverage, sights: seen.length, losses, stop }];
  });
}

/**
 * Several measures on one origin: the largest of those on everybody, and half of what those that name the destination add to it, as a release
 * under one instrument is none under another. Chances and days (as part of the horizon) alike, so that days never exceed the chance.
 */
export function jointControl(
  general: readonly StopChance[],
  named: readonly StopChance[],
  horizon: number,
  { half }: Parameters,
): StopChance {
  const [only] = [...general, ...named];
  if (only !== undefined && general.length + named.length === 1) return only;
  const joint = (of: (stop: StopChance) => Float64Array, scale: number): Float64Array => {
    const largest = (stops: readonly StopChance[], node: number): number =>
      stops.reduce((most, stop) => Math.max(most, (of(stop)[node] as number) / scale), 0);
    return new Float64Array(NODES).map((_, node) => {
      const [a, b] = [largest(general, node), largest(named, node)];
      const most = Math.max(a, b);
      return scale * (most + half * (1 - (1 - a) * (1 - b) - most));
    });
  };
  return { chance: joint(({ chance }) => chance, 1), days: joint(({ days }) => days, horizon) };
}
