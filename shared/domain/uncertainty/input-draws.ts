/**
 * The part of a draw that belongs to one subject and buyer: its shares, cover, and a guess for everything that is unknown. What is known
 * exactly draws nothing, so an input that goes missing or stale moves the interval and nothing else.
 */

import { dirichletInto, dirichletShapes, normal, type RandomStream, uniform } from '../numbers/random-stream.ts';
import type { DrawnInputs } from '../scores/element-situation.ts';
import { type SignalStates, signalsUsed } from '../signals/signal-tilt.ts';
import { type ElementTables, elementTables, type StageTables } from '../supply/element-tables.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, SignalName } from '../vocabulary/scoring-inputs.ts';

/** Largest state of a signal. */
const X_MAX = 4;
/** A missing substitution index is drawn below its default by this times |z|, and is at least `SI_LOWEST` (sampling section). */
const SI_STEP = 0.1;
const SI_LOWEST = 0.6;

/** A Dirichlet table of the input stream: where its shares stand in the buffer they are drawn into. */
export interface DrawnTable {
  readonly origins: readonly CountryCode[];
  readonly shapes: Float64Array;
  readonly offset: number;
}

/** The tables of a stage that has world shares; `imports` is null when the buyer has none. */
export interface DrawnStage extends StageTables {
  readonly world: DrawnTable;
  readonly imports: DrawnTable | null;
}

/** What the input stream of a subject draws, in the order in which it draws. */
export interface InputLayout extends ElementTables {
  readonly stages: readonly DrawnStage[];
  /** Known values; null is drawn. */
  readonly eolRir: number | null;
  readonly siSr: number | null;
  readonly signals: SignalStates;
  readonly stale: readonly SignalName[];
}

/** One draw of a subject's inputs. */
export interface InputDraw extends DrawnInputs {
  /** Which draw the streams of the new-control rates are opened for. */
  readonly rateDraw: number;
}

/** Lays out the input stream of a subject. */
export function inputLayout(inputs: ElementInputs, parameters: Parameters): InputLayout {
  const tables = elementTables(inputs);
  const stages = tables.stages.map(({ world, imports, ...stage }): DrawnStage => {
    const concentration = stage.inputs.concentration ?? parameters.dirichlet_default;
    const ofWorld = imports === null ? concentration * parameters.dirichlet_missing_factor : concentration;
    return {
      ...stage,
      world: { ...world, shapes: dirichletShapes(stage.inputs.world ?? {}, ofWorld).shapes },
      imports: imports === null ? null : { ...imports, shapes: dirichletShapes(stage.inputs.imports ?? {}, concentration).shapes },
    };
  });
  const { x, stale } = signalsUsed(inputs.signals, parameters);
  return { ...tables, stages, eolRir: inputs.eol_rir ?? null, siSr: inputs.si_sr ?? null, signals: x, stale };
}

/** Room for the numbers of one draw. */
export type InputRoom = Pick<InputDraw, 'world' | 'imports' | 'imputedGovernance'>;

export function inputRoom({ worldLength, importsLength, ungoverned }: InputLayout): InputRoom {
  return {
    world: new Float64Array(worldLength),
    imports: new Float64Array(importsLength),
    imputedGovernance: new Float64Array(ungoverned.length),
  };
}

/** One draw of the inputs, in room of its own if none is given; the order of the draws from the stream is part of the method. */
export function drawInputs(
  stream: RandomStream,
  rateDraw: number,
  layout: InputLayout,
  parameters: Parameters,
  { world, imports, imputedGovernance }: InputRoom = inputRoom(layout),
): InputDraw {
  const coverZ = normal(stream);
  for (const stage of layout.stages) {
    dirichletInto(stream, stage.world.shapes, world, stage.world.offset);
    if (stage.imports !== null) dirichletInto(stream, stage.imports.shapes, imports, stage.imports.offset);
  }
  for (let index = 0; index < imputedGovernance.length; index++) {
    imputedGovernance[index] = parameters.pv_missing.value + parameters.pv_missing.se * normal(stream);
  }
  const eolRir = layout.eolRir ?? parameters.eol_rir_default * Math.exp(parameters.sampling.sd_ln_missing * normal(stream));
  const siSr = layout.siSr ?? Math.max(SI_LOWEST, parameters.si_default - SI_STEP * Math.abs(normal(stream)));
  const signals = layout.stale.length === 0 ? layout.signals : drawStaleSignals(stream, layout, parameters);
  return { rateDraw, coverZ, world, imports, imputedGovernance, eolRir, siSr, signals };
}

function drawStaleSignals(stream: RandomStream, layout: InputLayout, parameters: Parameters): SignalStates {
  const signals: Record<SignalName, number> = { ...layout.signals };
  for (const signal of layout.stale) signals[signal] = Math.min(X_MAX, -parameters.signal_unknown_x.value * Math.log(uniform(stream)));
  return signals;
}
