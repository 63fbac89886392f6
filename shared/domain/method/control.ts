/** The measures on an origin's flow to a destination, together (section 3). */
import { entryOf } from '../numbers/memoized.ts';
import type { DayNumber } from '../time/calendar.ts';
import type { EndUse } from '../vocabulary/score-document.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import {
  controlKind,
  controlledSince,
  effectiveDay,
  hitsBuyer,
  type Measure,
  type MeasureStatus,
  measureStatus,
  namesBuyer,
  sightsOf,
  type TradeReading,
} from './measure.ts';
import type { Parameters } from './parameters.ts';
import {
  anyStop,
  type Binding,
  type Buffer,
  bindingOf,
  type ControlState,
  controlChance,
  isFinished,
  keptStop,
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
}

/** A measure that counts for a flow. */
export interface CountedMeasure {
  readonly measure: Measure;
  readonly status: MeasureStatus;
  readonly coverage: number;
  /** Part of the flow that it takes away when it stops it. */
  readonly depth: number;
  /** Does it name the destination? */
  readonly named: boolean;
  readonly state: ControlState;
}

/** States with the same key stand alike. */
export const stateKey = ({ status, days, controlled, finished, sights }: ControlState): string =>
  `${status} ${days} ${controlled} ${finished} ${sights.map(({ ago, below }) => `${ago}${below}`).join(' ')}`;

const bindings = new WeakMap<Measure, WeakMap<Parameters, Map<string, readonly Binding[]>>>();

/**
 * How a control in force stands is the same for every share, cover and horizon, so it is kept with the
 * measure.
 */
function keptBinding(measure: Measure, state: ControlState, parameters: Parameters): readonly Binding[] {
  const byParameters = entryOf(
    bindings,
    measure,
    () => new WeakMap<Parameters, Map<string, readonly Binding[]>>(),
  );
  const byState = entryOf(byParameters, parameters, () => new Map<string, readonly Binding[]>());
  return entryOf(byState, stateKey(state), () => bindingOf(state, parameters));
}

/** Every measure that counts for a flow. */
export function countedMeasures(flow: ControlledFlow, parameters: Parameters): readonly CountedMeasure[] {
  const { element, origin, stage, destination, endUse, day, measures, readings } = flow;
  return measures.flatMap((measure) => {
    const coverage = measure.coverage[stage] ?? 0;
    if (coverage <= 0 || !measure.origins.includes(origin) || !hitsBuyer(measure.targets, destination))
      return [];
    const kind = controlKind(measure.control_class, endUse);
    if (kind === null) return [];
    const status = measureStatus(measure, day);
    if (status === null) return [];
    const inForce = status.status === 'in_force';
    const start = effectiveDay(measure);
    const seen = inForce
      ? sightsOf(readings, {
          origin,
          stage,
          buyer: destination,
          day,
          start,
          quarter: parameters.reading.quarter,
        })
      : [];
    const controlled = inForce ? day - controlledSince(measure, measures, flow) : 0;
    const state: ControlState = {
      status: status.status,
      days: status.days,
      controlled,
      finished: isFinished(element, stage),
      sights: sightsBefore(seen, day),
    };
    const depth = parameters.depth[kind] * coverage;
    return [{ measure, status, coverage, depth, named: namesBuyer(measure.targets, destination), state }];
  });
}

/** Chance and days of a shortage by a measure alone. */
export function controlStop(
  { measure, state }: CountedMeasure,
  losses: Cases,
  buffer: Buffer,
  parameters: Parameters,
): StopChance {
  return keptStop(stateKey(state), losses, buffer, parameters, () => {
    const binding = state.status === 'in_force' ? keptBinding(measure, state, parameters) : null;
    return controlChance(state, binding, losses, buffer, parameters);
  });
}

/**
 * Several measures on one origin: the largest of those on everybody, and half of what those that name the
 * destination add to it, as a release
 * under one instrument is none under another. Chances and days (as part of the horizon) alike, so that days
 * never exceed the chance.
 */
export function jointControl(
  general: readonly StopChance[],
  named: readonly StopChance[],
  horizon: number,
  { half }: Parameters,
): StopChance {
  const [only] = [...general, ...named];
  if (only !== undefined && general.length + named.length === 1) return only;
  return anyStop([anyStop(general, horizon, 0), anyStop(named, horizon, 0)], horizon, half);
}
