/**
 * The part of a draw that belongs to one subject and buyer: its shares, cover, and a guess for everything that is unknown. What is known
 * exactly draws nothing, so an input that goes missing or stale moves the interval and nothing else.
 */

import { beta, dirichletInto, dirichletShapes, normal, type RandomStream, uniform } from '../numbers/random-stream.ts';
import type { DrawnInputs } from '../scores/element-situation.ts';
import { type SignalStates, signalsUsed, X_MAX } from '../signals/signal-tilt.ts';
import { domesticCodes, OTHER_ORIGINS, positiveEntries } from '../supply/effective-shares.ts';
import { type ElementTables, elementTables, type StageTables } from '../supply/element-tables.ts';
import { hasStateAndEvent, type Methodology, type Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, SignalName } from '../vocabulary/scoring-inputs.ts';

/** A missing substitution index is drawn below its default by this times |z|, and is at least `SI_LOWEST` (sampling section). */
const SI_STEP = 0.1;
const SI_LOWEST = 0.6;

/** A Dirichlet table of the input stream: where its shares stand in the buffer they are drawn into. */
export type DrawnTable = StageTables['world'] & { readonly shapes: Float64Array };

/** The tables of a stage that has world shares; `imports` is null when the buyer has none. */
export interface DrawnStage extends StageTables {
  readonly world: DrawnTable;
  readonly imports: DrawnTable | null;
  /** How imports that are not known are drawn; null when they are known, or not drawn. */
  readonly missingImports: MissingImports | null;
}

type MissingRule = NonNullable<Parameters['imports_missing']>;

/** Imports like the foreign world output, part of them moved to the unnamed remainder. */
interface MissingImports {
  readonly rule: MissingRule;
  /** In byte order of the foreign origins. */
  readonly shapes: Float64Array;
  /** Place of each foreign origin, and of the remainder, in the drawn imports. */
  readonly to: readonly number[];
  readonly remainder: number;
}

/** Layout of the input stream of a subject: the values that it draws, in order. */
export interface InputLayout extends ElementTables {
  readonly stages: readonly DrawnStage[];
  /** Known values; null is drawn. */
  readonly eolRir: number | null;
  readonly siSr: number | null;
  readonly signals: SignalStates;
  readonly stale: readonly SignalName[];
  /** Feed of the plants of each processor, and shares of named supply with their strength: drawn from a stream of their own. */
  readonly feeds: readonly Float64Array[];
  readonly named: readonly { readonly shares: readonly number[]; readonly offset: number; readonly strength: number }[];
}

/** One draw of a subject's inputs. */
export interface InputDraw extends DrawnInputs {
  /** Which draw the streams of the new-control rates are opened for. */
  readonly rateDraw: number;
}

/** Lays out the input stream of a subject. */
export function inputLayout(inputs: ElementInputs, { parameters, groups }: Pick<Methodology, 'parameters' | 'groups'>): InputLayout {
  const { imports_missing: missing, named_share: rule } = parameters;
  const own = domesticCodes(inputs.buyer, groups);
  const tables = elementTables(inputs, missing === undefined ? null : own);
  const stages = tables.stages.map(({ world, imports, ...stage }): DrawnStage => {
    const concentration = stage.inputs.concentration ?? parameters.dirichlet_default;
    const { shapes } = dirichletShapes(stage.inputs.imports, concentration);
    const known = shapes.length > 0;
    const ofWorld = known ? concentration : concentration * parameters.dirichlet_missing_factor;
    return {
      ...stage,
      world: { ...world, shapes: dirichletShapes(stage.inputs.world, ofWorld).shapes },
      imports: imports === null ? null : { ...imports, shapes },
      missingImports: missing === undefined || imports === null || known ? null : missingImports(stage.inputs.world, own, imports, missing),
    };
  });
  const { x, stale } = signalsUsed(inputs.signals, parameters);
  const unknown = { eolRir: inputs.eol_rir ?? null, siSr: inputs.si_sr ?? null, signals: x, stale };
  const fed = hasStateAndEvent(parameters) ? feedsOf(stages, parameters) : [];
  const named = stages.flatMap(({ named: table }) =>
    table === undefined || rule === undefined ? [] : [{ shares: table.stated, offset: table.offset, strength: rule.strength }],
  );
  return { ...tables, stages, ...unknown, feeds: fed, named };
}

function missingImports(
  world: Readonly<Record<CountryCode, number>> | null | undefined,
  own: readonly CountryCode[],
  { origins, offset }: { readonly origins: readonly CountryCode[]; readonly offset: number },
  rule: MissingRule,
): MissingImports {
  const foreign = Object.fromEntries(positiveEntries(world).filter(([origin]) => !own.includes(origin)));
  const drawn = dirichletShapes(foreign, rule.concentration);
  const placeOf = (origin: CountryCode): number => offset + origins.indexOf(origin);
  return { rule, shapes: drawn.shapes, to: drawn.origins.map(placeOf), remainder: placeOf(OTHER_ORIGINS) };
}

/** Shapes of the feed of each processor at the stage that is fed, in byte order. */
function feedsOf(
  stages: readonly DrawnStage[],
  { feed_routes: routes, dirichlet_default: concentration }: Parameters,
): readonly Float64Array[] {
  const feeds = stages.find(({ stage }) => stage === routes?.to)?.inputs.feeds ?? {};
  return Object.keys(feeds)
    .sort()
    .map((processor) => dirichletShapes(feeds[processor], concentration).shapes);
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
  const importWeights = new Float64Array(parameters.imports_missing === undefined ? 0 : layout.stages.length).fill(Number.NaN);
  for (let at = 0; at < layout.stages.length; at++) {
    const stage = layout.stages[at] as DrawnStage;
    dirichletInto(stream, stage.world.shapes, world, stage.world.offset);
    if (stage.missingImports !== null) {
      importWeights[at] = drawMissingImports(stream, stage.missingImports, imports, parameters.import_weight);
    } else if (stage.imports !== null) dirichletInto(stream, stage.imports.shapes, imports, stage.imports.offset);
  }
  for (let index = 0; index < imputedGovernance.length; index++) {
    imputedGovernance[index] = parameters.pv_missing.value + parameters.pv_missing.se * normal(stream);
  }
  const eolRir = layout.eolRir ?? parameters.eol_rir_default * Math.exp(parameters.sampling.sd_ln_missing * normal(stream));
  const siSr = layout.siSr ?? Math.max(SI_LOWEST, parameters.si_default - SI_STEP * Math.abs(normal(stream)));
  const signals = layout.stale.length === 0 ? layout.signals : drawStaleSignals(stream, layout, parameters);
  const drawn = { rateDraw, coverZ, world, imports, imputedGovernance, eolRir, siSr, signals };
  return importWeights.length === 0 ? drawn : { ...drawn, importWeights };
}

/** Imports like the foreign world output, of which a part goes to the remainder; gives the weight of imports against world output. */
function drawMissingImports(
  stream: RandomStream,
  { rule, shapes, to, remainder }: MissingImports,
  imports: Float64Array,
  weight: number,
): number {
  const foreign = new Float64Array(shapes.length);
  dirichletInto(stream, shapes, foreign, 0);
  const moved = beta(stream, rule.other_mean, rule.other_strength);
  imports[remainder] = 0;
  for (let index = 0; index < to.length; index++) imports[to[index] as number] = (1 - moved) * (foreign[index] as number);
  imports[remainder] = (imports[remainder] as number) + moved;
  return beta(stream, weight, rule.weight_strength);
}

/** Feed and named supply of a draw, from the stream of the feeds. */
export function drawFeeds(stream: RandomStream, { feeds, named, namedLength }: InputLayout): Pick<DrawnInputs, 'feedParts' | 'named'> {
  const feedParts = new Float64Array(feeds.reduce((sum, shapes) => sum + shapes.length, 0));
  let at = 0;
  for (const shapes of feeds) {
    dirichletInto(stream, shapes, feedParts, at);
    at += shapes.length;
  }
  const shares = new Float64Array(namedLength);
  for (const { shares: stated, offset, strength } of named) {
    let sum = 0;
    for (let index = 0; index < stated.length; index++) {
      const share = beta(stream, stated[index] as number, strength);
      shares[offset + index] = share;
      sum += share;
    }
    if (sum > 1) for (let index = 0; index < stated.length; index++) shares[offset + index] = (shares[offset + index] as number) / sum;
  }
  return named.length === 0 ? { feedParts } : { feedParts, named: shares };
}

function drawStaleSignals(stream: RandomStream, layout: InputLayout, parameters: Parameters): SignalStates {
  const signals: Record<SignalName, number> = { ...layout.signals };
  for (const signal of layout.stale) signals[signal] = Math.min(X_MAX, -parameters.signal_unknown_x.value * Math.log(uniform(stream)));
  return signals;
}
