/**
 * The part of a draw that belongs to one subject and buyer: its shares, cover, and a guess for everything that is unknown. What is known
 * exactly draws nothing, so an input that goes missing or stale moves the interval and nothing else.
 */

import { dirichletInto, dirichletShapes, normal, type RandomStream, uniform } from '../numbers/random-stream.ts';
import { type SignalStates, signalsUsed } from '../signals/signal-tilt.ts';
import { hasGovernance } from '../supply/governance.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import {
  type CountryCode,
  type ElementInputs,
  type SignalName,
  STAGES,
  type Stage,
  type StageInputs,
} from '../vocabulary/scoring-inputs.ts';

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
export interface DrawnStage {
  readonly stage: Stage;
  readonly inputs: StageInputs;
  readonly world: DrawnTable;
  readonly imports: DrawnTable | null;
}

/** What the input stream of a subject draws, in the order in which it draws. */
export interface InputLayout {
  readonly stages: readonly DrawnStage[];
  readonly worldLength: number;
  readonly importsLength: number;
  /** Origins of any table without a governance estimate, in byte order. */
  readonly ungoverned: readonly CountryCode[];
  /** Known values; null is drawn. */
  readonly eolRir: number | null;
  readonly siSr: number | null;
  readonly signals: SignalStates;
  readonly stale: readonly SignalName[];
}

/** One draw of a subject's inputs. */
export interface InputDraw {
  /** Which draw the streams of the rates are opened for. */
  readonly rateDraw: number;
  /** Standard normal: cover is multiplied by e^(sigma z). */
  readonly coverZ: number;
  /** World shares of every stage, one table after the other. */
  readonly world: Float64Array;
  readonly imports: Float64Array;
  /** Political stability, and mean of the six dimensions, of each ungoverned origin. */
  readonly imputedGovernance: Float64Array;
  readonly eolRir: number;
  readonly siSr: number;
  readonly signals: SignalStates;
}

/** Lays out the input stream of a subject. */
export function inputLayout(inputs: ElementInputs, parameters: Parameters): InputLayout {
  let worldLength = 0;
  let importsLength = 0;
  const stages: DrawnStage[] = [];
  for (const stage of STAGES) {
    const stageInputs = inputs.stages[stage];
    const concentration = stageInputs?.concentration ?? parameters.dirichlet_default;
    const importTable = dirichletShapes(stageInputs?.imports ?? {}, concentration);
    const hasImports = importTable.origins.length > 0;
    const worldTable = dirichletShapes(
      stageInputs?.world ?? {},
      hasImports ? concentration : concentration * parameters.dirichlet_missing_factor,
    );
    if (!stageInputs || worldTable.origins.length === 0) continue;
    stages.push({
      stage,
      inputs: stageInputs,
      world: { ...worldTable, offset: worldLength },
      imports: hasImports ? { ...importTable, offset: importsLength } : null,
    });
    worldLength += worldTable.origins.length;
    importsLength += importTable.origins.length;
  }
  const { x, stale } = signalsUsed(inputs.signals, parameters);
  return {
    stages,
    worldLength,
    importsLength,
    ungoverned: ungovernedOrigins(inputs, stages),
    eolRir: inputs.eol_rir ?? null,
    siSr: inputs.si_sr ?? null,
    signals: x,
    stale,
  };
}

function ungovernedOrigins(inputs: ElementInputs, stages: readonly DrawnStage[]): readonly CountryCode[] {
  const named = stages.flatMap(({ world, imports }) => [...world.origins, ...(imports?.origins ?? [])]);
  return [...new Set(named)].filter((origin) => !hasGovernance(inputs.governance, origin)).sort();
}

/** One draw of the inputs; the order of the draws from the stream is part of the method. */
export function drawInputs(stream: RandomStream, rateDraw: number, layout: InputLayout, parameters: Parameters): InputDraw {
  const coverZ = normal(stream);
  const world = new Float64Array(layout.worldLength);
  const imports = new Float64Array(layout.importsLength);
  for (const stage of layout.stages) {
    dirichletInto(stream, stage.world.shapes, world, stage.world.offset);
    if (stage.imports !== null) dirichletInto(stream, stage.imports.shapes, imports, stage.imports.offset);
  }
  const imputedGovernance = new Float64Array(layout.ungoverned.length);
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
