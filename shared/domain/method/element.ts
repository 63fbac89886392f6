/** The score of an element for a buyer: its worst stage (sections 2 to 6). */
import { memoized } from '../numbers/memoized.ts';
import { type DayNumber, dayNumber } from '../time/calendar.ts';
import type { EndUse } from '../vocabulary/score-document.ts';
import type { CountryCode, IsoDate, Stage } from '../vocabulary/scoring-inputs.ts';
import { encloses, THEATRES, type Theatre, theatreRecord } from '../vocabulary/theatres.ts';
import { type Cause, chanceOfAny, combine, type ScoreFigures, type ThetaInputs } from './causes.ts';
import { controlStop, countedMeasures, jointControl } from './control.ts';
import { hitsBuyer, type Measure, type MeasureStatus, type TradeReading } from './measure.ts';
import { NODES, nodeFactors, nodeMean } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import {
  type Buffer,
  certainStop,
  hazardChance,
  isFinished,
  jointPart,
  type StatedStop,
  stopsTogether,
} from './stop-chance.ts';
import { lossesOf, REST, type StageInputs, type Supply, supplyOf } from './supply.ts';

/** Everything the score of an element for a buyer depends on, beside the numbers of the method. */
export interface ElementInputs {
  readonly element: string;
  readonly buyer: CountryCode;
  readonly as_of: IsoDate;
  readonly end_use?: EndUse;
  readonly stages: { readonly [stage in Stage]?: StageInputs };
  /** End-of-life recycling input rate; null unknown. */
  readonly eol: number | null;
  /** Substitution index, 1 = none possible; null unknown. */
  readonly si: number | null;
  /** Stage or `default` -> days; null without any row. */
  readonly cover: Readonly<Record<string, number>> | null;
  /** The buyer's own stock in days: nothing is unknown about it. */
  readonly cover_days?: number | null;
  /** Share of the buyer in world demand. */
  readonly demand_share: number;
  readonly measures: readonly Measure[];
  readonly readings: readonly TradeReading[];
  /** Origin -> political stability (WGI PV), null unknown. */
  readonly pv: Readonly<Record<CountryCode, number | null>>;
  /** Rate a year of a new control by China. */
  readonly theta: number;
  /**
   * Counts that the rate was made of: days of announcements with how many elements they hit, and the sum of
   * China's shares.
   */
  readonly theta_inputs?: ThetaInputs;
  /** Theatre -> factor on the rate of a crisis. */
  readonly pressure: Readonly<Record<Theatre, { readonly multiplier: number }>>;
  /** Stops that are assumed; published scores have none. */
  readonly stops?: readonly StatedStop[];
}

/** A measure that counts at a stage, with what it does alone. */
export interface StageMeasure {
  readonly id: string;
  readonly origin: CountryCode;
  readonly status: MeasureStatus;
  readonly coverage: number;
  /** Mean chance of a shortage by it alone, percent. */
  readonly alone: number;
  /** Sights of the flow since it took effect. */
  readonly sights: number;
}

/** The score of one stage. */
export interface StageScore extends ScoreFigures {
  readonly stage: Stage;
  readonly supply: Supply;
  readonly causes: readonly Cause[];
  readonly measures: readonly StageMeasure[];
}

type StageCauses = Omit<StageScore, keyof ScoreFigures>;

/** The score of an element: that of its worst stage. */
export interface ElementScore extends StageScore {
  /** Score of every stage with a foreign origin. */
  readonly stages: Readonly<Record<string, number>>;
}

/**
 * Scores an element on its day for `horizon` days ahead (that of the method when not given); null when no
 * stage has a foreign origin.
 */
export function scoreElement(
  inputs: ElementInputs,
  parameters: Parameters,
  horizon: number = parameters.horizon,
): ElementScore | null {
  const scores = stageScores(inputs, parameters, horizon);
  const worst = scores.reduce<StageScore | null>(
    (best, score) => (best === null || score.score >= best.score ? score : best),
    null,
  );
  return worst === null
    ? null
    : { ...worst, stages: Object.fromEntries(scores.map(({ stage, score }) => [stage, score])) };
}

/** The score alone; null as of `scoreElement`. */
export function elementChance(inputs: ElementInputs, parameters: Parameters, horizon: number): number | null {
  const chances = causesOf(inputs, parameters, horizon).map(({ causes }) => chanceOfAny(causes));
  return chances.length === 0 ? null : Math.max(...chances);
}

/** Scores of the stages of an element that have a foreign origin. */
export const stageScores = (
  inputs: ElementInputs,
  parameters: Parameters,
  horizon: number,
): readonly StageScore[] =>
  causesOf(inputs, parameters, horizon).map((of) => ({ ...of, ...combine(of.causes, horizon) }));

const causesOf = (inputs: ElementInputs, parameters: Parameters, horizon: number): readonly StageCauses[] =>
  (Object.keys(inputs.stages) as Stage[])
    .sort()
    .flatMap((stage) => causesAt(inputs, stage, parameters, horizon) ?? []);

/**
 * Score of a stage with a stop beside its causes that is certain: 100 at every node where the cover does not
 * outlast the stop, elsewhere as it was.
 */
export function scoreIfStopped(
  { stage, supply, nodes }: StageScore,
  stop: StatedStop,
  inputs: ElementInputs,
  parameters: Parameters,
): number {
  const { horizon } = parameters;
  const buffer = buffersOf(inputs, stage, supply.total, horizon, parameters);
  const [certain] = assumedStops({
    inputs: { ...inputs, stops: [stop] },
    stage,
    supply,
    parameters,
    horizon,
    buffer,
  });
  return nodeMean(
    certain === undefined ? nodes : nodes.map((chance, node) => (certain.chance[node] === 1 ? 100 : chance)),
  );
}

interface StageContext {
  readonly inputs: ElementInputs;
  readonly stage: Stage;
  readonly day: DayNumber;
  readonly supply: Supply;
  readonly parameters: Parameters;
  readonly horizon: number;
  /** Buffer against a stop of a share of need. */
  readonly buffer: (share: number) => Buffer;
}

/** Days of cover at every node: the buyer's own are known. */
export function stageCover(
  { cover, cover_days }: Pick<ElementInputs, 'cover' | 'cover_days'>,
  stage: Stage,
  parameters: Parameters,
): Float64Array {
  if (cover_days != null) return new Float64Array(NODES).fill(cover_days);
  const [days, transit] = [stockDays(cover, stage, parameters), transitDays(stage, parameters)];
  return nodeFactors(parameters).cover.map((factor) => days * factor + transit);
}

const stockDays = (cover: ElementInputs['cover'], stage: Stage, parameters: Parameters): number =>
  Math.max(1, cover?.[stage] ?? cover?.default ?? parameters.default.cover);
const transitDays = (stage: Stage, { transit }: Parameters): number => (stage === 'mine' ? transit : 0);

/** Days of cover at a stage as they are read, before anything random. */
export const coverDays = (
  { cover, cover_days }: Pick<ElementInputs, 'cover' | 'cover_days'>,
  stage: Stage,
  parameters: Parameters,
): number => cover_days ?? stockDays(cover, stage, parameters) + transitDays(stage, parameters);

/**
 * Defences at a stage against a stop that hits a share of need. `total`: share of need that is supplied from
 * abroad; `more_days`: stock beside
 * the cover.
 */
export function buffersOf(
  inputs: Pick<ElementInputs, 'cover' | 'cover_days' | 'si'> & { readonly more_days?: number },
  stage: Stage,
  total: number,
  horizon: number,
  parameters: Parameters,
): (share: number) => Buffer {
  const { more_days = 0 } = inputs;
  const cover = stageCover(inputs, stage, parameters).map((days) => days + more_days);
  const ofCover = `${inputs.cover_days ?? stockDays(inputs.cover, stage, parameters)} ${stage} ${more_days}`;
  const substitutes = parameters.half * (1 - (inputs.si ?? 1));
  return memoized((share) => {
    const most = parameters.spare * Math.max(0, total - share) + substitutes;
    const factors = nodeFactors(parameters).spare;
    const spare = new Float64Array(NODES);
    for (let node = 0; node < NODES; node++) spare[node] = most * (factors[node] as number);
    return { key: `${ofCover} ${most}`, cover, spare, horizon, inHand: (inputs.cover_days ?? 0) + more_days };
  });
}

function causesAt(
  inputs: ElementInputs,
  stage: Stage,
  parameters: Parameters,
  horizon: number,
): StageCauses | null {
  const { buyer, eol, demand_share } = inputs;
  const supply = supplyOf(
    inputs.stages[stage] as StageInputs,
    { stage, buyer, recycling: eol, demandShare: demand_share },
    parameters,
  );
  if (supply === null) return null;
  const buffer = buffersOf(inputs, stage, supply.total, horizon, parameters);
  const context: StageContext = {
    inputs,
    stage,
    day: dayNumber(inputs.as_of),
    supply,
    parameters,
    horizon,
    buffer,
  };
  const origins = [...supply.share].filter(([origin, share]) => origin !== REST && share > 0);
  const controls = origins.map(([origin, share]) => controlOf(origin, share, context));
  const causes = [
    ...controls.flatMap(({ cause }) => (cause === null ? [] : [cause])),
    ...origins.flatMap(([origin, share]) => hazardsOf(origin, share, context)),
    ...crisesOf(context),
    ...assumedStops(context),
  ];
  return {
    stage,
    supply,
    causes,
    measures: controls.flatMap(({ measures }) => measures),
  };
}

/** The measures of an origin together, and each by itself. */
function controlOf(
  origin: CountryCode,
  share: number,
  { inputs, stage, day, parameters, horizon, buffer }: StageContext,
) {
  const { buyer, element, measures, readings, end_use = 'civil' } = inputs;
  const against = buffer(share);
  const counted = countedMeasures(
    { element, origin, stage, destination: buyer, endUse: end_use, day, measures, readings },
    parameters,
  ).map((of) => ({
    ...of,
    stop: controlStop(of, lossesOf(share, of.depth, parameters), against, parameters),
  }));
  const stopsOf = (named: boolean) => counted.filter((of) => of.named === named).map(({ stop }) => stop);
  const cause: Cause | null =
    counted.length === 0
      ? null
      : {
          id: `measure:${origin}`,
          part: 'state',
          ...jointControl(stopsOf(false), stopsOf(true), horizon, parameters),
        };
  const stageMeasures = counted.map(
    ({ measure, status, coverage, stop, state }): StageMeasure => ({
      id: measure.id,
      origin,
      status,
      coverage,
      alone: 100 * nodeMean(stop.chance),
      sights: state.sights.length,
    }),
  );
  return { cause, measures: stageMeasures };
}

/** Disruptions that may begin at an origin: a new control, and any other disruption. */
function hazardsOf(
  origin: CountryCode,
  share: number,
  { inputs, stage, supply, parameters, buffer }: StageContext,
): readonly Cause[] {
  const { new_control, disruption, depth, first, announced } = parameters;
  const against = buffer(share);
  const world = supply.world.get(origin) ?? 0;
  const byChina = origin === 'CHN';
  const control = hazardChance(
    {
      rate: (byChina ? inputs.theta : new_control.rest) * world,
      takesHold: first * announced,
      ends: isFinished(inputs.element, stage) ? 'finished' : 'feed',
    },
    lossesOf(share, byChina ? depth.licence : depth.ban, parameters),
    against,
    parameters,
  );
  const other = hazardChance(
    {
      rate: disruption.rate * Math.exp(-disruption.slope * (inputs.pv[origin] ?? 0)),
      takesHold: 1,
      ends: 1 / disruption.days,
    },
    lossesOf(share, depth.licence, parameters),
    against,
    parameters,
  );
  return [
    { id: `new_control:${origin}`, part: 'may_begin', ...control },
    { id: `disruption:${origin}`, part: 'may_begin', ...other },
  ];
}

/** Chance that a crisis of a theatre stops a buyer's trade. */
export const reachOf = (theatre: Theatre, buyer: CountryCode, { reach }: Parameters): number =>
  buyer === theatreRecord(theatre).by ? 0 : (reach[theatre][buyer] ?? reach[theatre].other);

/** Does a crisis of a theatre stop what comes from an origin? */
export const stopsOrigin = (theatre: Theatre, origin: CountryCode, buyer: CountryCode): boolean =>
  encloses(theatre, buyer) || theatreRecord(theatre).stops.includes(origin);

/** Security crises. */
function crisesOf({ inputs, supply, parameters, buffer }: StageContext): readonly Cause[] {
  return THEATRES.flatMap((theatre) => {
    const reach = reachOf(theatre, inputs.buyer, parameters);
    const share = [...supply.share].reduce(
      (sum, [origin, value]) => sum + (stopsOrigin(theatre, origin, inputs.buyer) ? value : 0),
      0,
    );
    if (reach === 0 || share === 0) return [];
    const rate = parameters.crisis[theatre] * reach * inputs.pressure[theatre].multiplier;
    const losses = lossesOf(share, parameters.depth.ban, parameters);
    const stop = hazardChance(
      { rate, takesHold: 1, ends: 1 / parameters.disruption.days },
      losses,
      buffer(share),
      parameters,
    );
    return [{ id: `security:${theatre}`, part: 'security', ...stop } as const];
  });
}

/** Assumed stops at a stage, with the share of need that they take together. */
export const stopsAtStage = (
  { stops = [], buyer }: Pick<ElementInputs, 'stops' | 'buyer'>,
  stage: Stage,
  supply: Supply,
  horizon: number,
) =>
  stopsTogether(stops, horizon, (of) => {
    const partOf = (origin: CountryCode) => (stop: StatedStop) =>
      stop.targets === null || hitsBuyer(stop.targets, buyer) ? (stop.flows[stage]?.[origin] ?? 0) : 0;
    return [...supply.share].reduce((sum, [origin, share]) => sum + share * jointPart(of, partOf(origin)), 0);
  });

/** Assumed stops: they are certain, so what remains open is whether the cover outlasts them. */
const assumedStops = ({
  inputs,
  stage,
  supply,
  parameters,
  horizon,
  buffer,
}: Omit<StageContext, 'day'>): readonly Cause[] =>
  stopsAtStage(inputs, stage, supply, horizon).map(({ id, begins, lasts, taken }) => {
    const loss = Math.max(0, taken - parameters.thrift);
    return {
      id: `stop:${id}`,
      part: 'state',
      ...certainStop(loss, lasts ?? horizon - begins, buffer(taken), parameters),
    };
  });
