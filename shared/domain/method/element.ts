/**
 * The score of an element for a buyer: of its last stage, with every earlier one beside it (sections 0 to
 * 6).
 */
import { memoized, recentOf } from '../numbers/memoized.ts';
import { dayNumber } from '../time/calendar.ts';
import type { EndUse } from '../vocabulary/score-document.ts';
import type { CountryCode, IsoDate, Stage } from '../vocabulary/scoring-inputs.ts';
import type { Theatre } from '../vocabulary/theatres.ts';
import {
  type Cause,
  chanceOf,
  type Decisions,
  type TierFigures,
  type Tiers,
  tierChances,
  tierFigures,
} from './causes.ts';
import { causesOf, type OpenCause, type Surroundings, unforeseen } from './hazards.ts';
import type { Measure, TradeReading } from './measure.ts';
import { type GivenUp, Need, type Stock, stockWith } from './need.ts';
import { nodeFactors, nodeMean, nodeZeros } from './nodes.ts';
import type { Parameters } from './parameters.ts';
import type { StatedStop } from './stated-stop.ts';
import type { StageInputs, Supply } from './supply.ts';
import { Network, type NetworkInputs, type Plant } from './ways.ts';

export type ElementInputs = Readonly<{
  element: string;
  buyer: CountryCode;
  as_of: IsoDate;
  end_use?: EndUse;
  /** Absent: the last, with every earlier one beside it. */
  stage?: Stage;
  stages: { readonly [stage in Stage]?: StageInputs };
  /** End-of-life recycling input rate; null unknown. */
  eol: number | null;
  /** Substitution index, 1 = none possible; null unknown. */
  si: number | null;
  /** Stage or `default` -> days; null without any row. */
  cover: Readonly<Record<string, number>> | null;
  /** The buyer's own stock in days, as it lies there today. */
  cover_days?: number | null;
  /** Days bought beside it. */
  more_days?: number;
  /** Share of world demand. */
  demand_share: number;
  measures: readonly Measure[];
  readings: readonly TradeReading[];
  pv: Readonly<Record<CountryCode, number | null>>;
  /** Rate a year of a new control by China, and what it was made of. */
  theta: number;
  decisions?: Decisions;
  pressure: Readonly<Record<Theatre, Readonly<{ multiplier: number }>>>;
  /** Assumed; published scores have none. */
  stops?: readonly StatedStop[];
}>;

/** Within the year, the quarter and the day. */
export type Chances = Readonly<{
  score: number;
  scarce: number;
  p_90: number;
  now: number;
  scarce_now: number;
}>;

export type StageScore = TierFigures &
  Chances &
  Readonly<{
    stage: Stage;
    supply: Supply;
    measures: ReturnType<typeof measuresOf>;
  }>;

/** That of its last stage; scarcity is that of the stage where it is likeliest. */
export type ElementScore = StageScore &
  Readonly<{
    scarce_stage: Stage;
    /** Every stage with a foreign origin, in processing order. */
    stages: Readonly<Partial<Record<Stage, Chances>>>;
  }>;

export const QUARTER = 90;
export const TODAY = 1;

export type Tier = keyof Tiers<unknown>;

const givenUps = new WeakMap<Parameters, Tiers<GivenUp> & Readonly<{ magnet: GivenUp }>>();

/** What users do without; of magnets, which are made to a drawing, little more than nothing. */
export function givenUpBy(tier: Tier, stage: Stage, parameters: Parameters): GivenUp {
  let kept = givenUps.get(parameters);
  if (kept === undefined) {
    const { given_up } = nodeFactors(parameters);
    const thrift = nodeZeros().fill(parameters.thrift);
    kept = {
      stop: { feed: given_up, need: given_up },
      scarce: { feed: thrift, need: thrift },
      magnet: { feed: given_up, need: thrift },
    };
    givenUps.set(parameters, kept);
  }
  return tier === 'stop' && stage === 'magnet' ? kept.magnet : kept[tier];
}

/** Days of cover as they are read, before anything random. */
export const coverDays = (
  { cover, cover_days, more_days = 0 }: ElementInputs,
  stage: Stage,
  parameters: Parameters,
): number => more_days + (cover_days ?? stockDays(cover, stage, parameters) + transitDays(stage, parameters));

const stockDays = (cover: ElementInputs['cover'], stage: Stage, parameters: Parameters) =>
  Math.max(1, cover?.[stage] ?? cover?.default ?? parameters.default.commercial_stock);
const transitDays = (stage: Stage, { transit }: Parameters) => (stage === 'mine' ? transit : 0);

/** A buyer's own stock serves its own need, of which a part is given up; a nation's serves all. */
function stockAt(
  { cover, cover_days, more_days = 0 }: ElementInputs,
  stage: Stage,
  tier: Tier,
  givenUp: GivenUp,
  parameters: Parameters,
): Stock {
  const part = tier === 'scarce' ? parameters.half : 1;
  const factors = nodeFactors(parameters);
  const used = givenUp.need.map((value) => 1 - value);
  if (cover_days != null)
    return stockWith(
      nodeZeros(),
      factors.own.map((factor) => part * (cover_days + more_days) * factor),
      used,
    );
  const [days, transit] = [stockDays(cover, stage, parameters), transitDays(stage, parameters)];
  return stockWith(
    factors.cover.map((factor) => part * (days * factor + transit)),
    factors.own.map((factor, node) => part * more_days * factor * (used[node] as number)),
    null,
  );
}

const networks = new WeakMap<ElementInputs['stages'], WeakMap<Parameters, Network>>();

/** Kept while the facts of supply are the same. */
export function networkOf(inputs: NetworkInputs, parameters: Parameters): Network {
  const byParameters = networks.get(inputs.stages) ?? new WeakMap<Parameters, Network>();
  networks.set(inputs.stages, byParameters);
  const kept = byParameters.get(parameters);
  if (
    kept !== undefined &&
    kept.inputs.buyer === inputs.buyer &&
    kept.inputs.eol === inputs.eol &&
    kept.inputs.demand_share === inputs.demand_share
  )
    return kept;
  const { element, buyer, stages, eol, demand_share } = inputs;
  const network = new Network({ element, buyer, stages, eol, demand_share }, parameters);
  byParameters.set(parameters, network);
  return network;
}

/** Questions of an explanation share most of their needs. */
const MOST_NEEDS = 16;
const recent: Readonly<{ need: Need; plants: readonly Plant[]; of: readonly unknown[] }>[] = [];

/** What users miss in a tier. */
export function needOf(
  inputs: ElementInputs,
  stage: Stage,
  tier: Tier,
  plants: readonly Plant[],
  parameters: Parameters,
): Need {
  const { si, stops = [], cover, cover_days, more_days } = inputs;
  const make = (): Need => {
    const givenUp = givenUpBy(tier, stage, parameters);
    return new Need(
      plants,
      stockAt(inputs, stage, tier, givenUp, parameters),
      givenUp,
      { si, stops },
      parameters,
    );
  };
  if (stops.length > 0) return make();
  const of = [tier, stage, si, stockDays(cover, stage, parameters), cover_days, more_days, parameters];
  const fits = (kept: (typeof recent)[number]): boolean =>
    kept.plants === plants && kept.of.every((value, at) => value === of[at]);
  return recentOf(recent, fits, MOST_NEEDS, () => ({ need: make(), plants, of })).need;
}

export type JudgedNeed = ReturnType<typeof judgedNeed>;

/** `more`: causes beside those of places. */
export function judgedNeed(
  inputs: ElementInputs,
  stage: Stage,
  plants: readonly Plant[],
  network: Network,
  parameters: Parameters,
  more: (need: Need) => readonly OpenCause[] = () => [],
) {
  const surroundings = surroundingsOf(inputs, network.largestShare);
  const judged = memoized((tier: Tier) => {
    const need = needOf(inputs, stage, tier, plants, parameters);
    const { causes, controls } = causesOf(need, surroundings, parameters);
    return { need, controls, causes: [...causes, unforeseen(need, parameters), ...more(need)] };
  });
  const bothOf = <Of>(of: (tier: ReturnType<typeof judged>) => Of): Tiers<Of> => ({
    stop: of(judged('stop')),
    scarce: of(judged('scarce')),
  });
  const chancesAt =
    (horizon: number) =>
    ({ causes }: ReturnType<typeof judged>) =>
      causes.map(({ id, part, within }) => ({ id, part, chance: within(horizon).chance }));
  return {
    get needs() {
      return bothOf(({ need }) => need);
    },
    get causes(): Tiers<readonly OpenCause[]> {
      return bothOf(({ causes }) => causes);
    },
    /** In the tier of scarcity. */
    get controls() {
      return judged('scarce').controls;
    },
    within: (horizon: number) => {
      const tiers = bothOf(({ causes }): readonly Cause[] =>
        causes.map(({ id, part, within }) => ({ id, part, ...within(horizon) })),
      );
      return { ...tierFigures(tiers, horizon, parameters), tiers };
    },
    chances: (horizon: number) => tierChances(bothOf(chancesAt(horizon)), parameters),
    scarcity: (horizon: number) => chanceOf(chancesAt(horizon)(judged('scarce'))),
  };
}

export const surroundingsOf = (
  inputs: Pick<
    ElementInputs,
    'element' | 'buyer' | 'as_of' | 'end_use' | 'measures' | 'readings' | 'pv' | 'theta' | 'pressure'
  >,
  largestShare: Surroundings['largestShare'],
): Surroundings => {
  const { element, buyer, as_of, end_use = 'civil', measures, readings, pv, theta, pressure } = inputs;
  return {
    ...{ element, buyer, measures, readings, pv, theta, pressure, largestShare },
    endUse: end_use,
    day: dayNumber(as_of),
  };
};

export const judgedStage = (
  inputs: ElementInputs,
  stage: Stage,
  network: Network,
  parameters: Parameters,
): JudgedNeed => judgedNeed(inputs, stage, network.nation(stage), network, parameters);

function chancesOf({ chances }: JudgedNeed, parameters: Parameters): Chances {
  const [year, quarter, today] = [chances(parameters.horizon), chances(QUARTER), chances(TODAY)];
  return { ...year, p_90: quarter.score, now: today.score, scarce_now: today.scarce };
}

/** `alone`: mean chance of scarcity, percent; `sights`: since it took effect. */
const measuresOf = ({ controls }: JudgedNeed, { horizon }: Parameters) =>
  [...controls].flatMap(([origin, { measures }]) =>
    measures.map(({ measure: { id }, status, coverage, sights, alone }) => ({
      ...{ id, origin, status, coverage, sights },
      alone: 100 * nodeMean(alone(horizon).chance),
    })),
  );

/** Of equal ones the first. */
const scarcest = <Of extends Pick<Chances, 'scarce'>>(scores: readonly Of[]): Of =>
  scores.reduce((most, one) => (one.scarce > most.scarce ? one : most));

/** Asked about, with a foreign origin, in processing order. */
const stagesOf = (inputs: ElementInputs, parameters: Parameters): readonly Stage[] =>
  networkOf(inputs, parameters).stages.filter((stage) => (inputs.stage ?? stage) === stage);

/**
 * Scores an element; null when no stage has a foreign origin. What histories do not need is computed when
 * read.
 */
export function scoreElement(inputs: ElementInputs, parameters: Parameters): ElementScore | null {
  const network = networkOf(inputs, parameters);
  const { horizon } = parameters;
  const scores = stagesOf(inputs, parameters).map((stage) => {
    const judged = judgedStage(inputs, stage, network, parameters);
    const [scarce, scarce_now] = [judged.scarcity(horizon), judged.scarcity(TODAY)];
    return { stage, judged, scarce, scarce_now };
  });
  const last = scores.at(-1);
  if (last === undefined) return null;
  const { judged, stage } = last;
  const scarce = scarcest(scores);
  const { tiers: _tiers, ...figures } = judged.within(horizon);
  const { scarce_interval, scarce_points, scarce_nodes } =
    scarce === last ? figures : scarce.judged.within(horizon);
  return {
    ...figures,
    ...{ stage, scarce_interval, scarce_points, scarce_nodes },
    get p_90() {
      return judged.chances(QUARTER).score;
    },
    now: judged.chances(TODAY).score,
    supply: network.supply.get(stage) as Supply,
    get measures() {
      return measuresOf(judged, parameters);
    },
    scarce: scarce.scarce,
    scarce_stage: scarce.stage,
    scarce_now: Math.max(...scores.map((score) => score.scarce_now)),
    get stages() {
      return Object.fromEntries(scores.map((score) => [score.stage, chancesOf(score.judged, parameters)]));
    },
  };
}

export function elementChances(
  inputs: ElementInputs,
  parameters: Parameters,
): Pick<Chances, 'score' | 'scarce'> | null {
  const network = networkOf(inputs, parameters);
  const stages = stagesOf(inputs, parameters);
  const last = stages.at(-1);
  if (last === undefined) return null;
  const judged = (stage: Stage) => judgedStage(inputs, stage, network, parameters);
  const { score, scarce } = judged(last).chances(parameters.horizon);
  const earlier = stages.slice(0, -1).map((stage) => judged(stage).scarcity(parameters.horizon));
  return { score, scarce: Math.max(...earlier, scarce) };
}

export function elementPoints(inputs: ElementInputs, parameters: Parameters): TierFigures['points'] | null {
  const stage = stagesOf(inputs, parameters).at(-1);
  if (stage === undefined) return null;
  const judged = judgedStage(inputs, stage, networkOf(inputs, parameters), parameters);
  return judged.within(parameters.horizon).points;
}
