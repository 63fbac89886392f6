/**
 * Which inputs go with a score: they are put in order by the squared rank correlation of what was drawn of each with the score, over the draws
 * that the interval was made from. An order and a direction, no parts of the variance: inputs that matter only together stand lower than they
 * are.
 */

import type { SeedOf } from '../numbers/random-stream.ts';
import { rankCorrelation } from '../numbers/statistics.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { controlClassesOf, type DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import { type Methodology, type RecordPrior, recordPriorOf } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs } from '../vocabulary/scoring-inputs.ts';
import type { ScoredElement, ScoredStage } from '../vocabulary/scoring-result.ts';
import { type CommonDraws, commonDrawsFor } from './common-draws.ts';
import type { DrawnStage, InputDraw } from './input-draws.ts';
import { type ElementSampler, elementSampler } from './samplers.ts';
import { destinationFactor, recordCounts } from './shared-streams.ts';

/** Inputs in byte order of their names. */
export type RankedInputName =
  | 'binding_of_strongest_measure'
  | 'cover'
  | 'depth_of_strongest_measure'
  | 'destination'
  | 'evidence'
  | 'feed'
  | 'length_of_strongest_measure'
  | 'new_control_rate_of_largest_origin'
  | 'share_of_largest_origin'
  | 'spare';

export interface RankedInput {
  readonly input: RankedInputName;
  /** 1 = goes with the score most. */
  readonly rank: number;
  /** Whether the score rises (`+`) or falls (`-`) with the input. */
  readonly direction: '+' | '-';
}

export interface InputRanking {
  /** `no_variance`: every draw gives the same score, or no input varies. */
  readonly status: 'ok' | 'no_variance';
  readonly method: 'rank_correlation';
  /** Draws that were looked at. */
  readonly samples: number;
  readonly inputs: readonly RankedInput[];
}

export interface RankedDraws {
  readonly seedOf: SeedOf;
  readonly commonDraws: CommonDraws;
  /** Sampled scores in the order of the draws. */
  readonly scores: ArrayLike<number>;
}

/** Reads from a draw a number that grows with an input. */
type Reading = (common: DrawnParameters, own: InputDraw) => number;

/** The order of the inputs of an element by how much the score goes with them; those that are known exactly are left out. */
export function inputRanking(
  inputs: ElementInputs,
  result: ScoredElement,
  methodology: Methodology,
  { seedOf, commonDraws, scores }: RankedDraws,
): InputRanking {
  const sampler = elementSampler(inputs, methodology, seedOf) as ElementSampler;
  const readings = [...readingsOf(inputs, result, methodology, sampler, seedOf)];
  const common = commonDrawsFor(methodology, scores.length, { seedOf, commonDraws });
  const columns = readings.map(() => new Array<number>(scores.length));
  for (const [index, draw] of common.entries()) {
    const own = sampler.passingDraw(index);
    for (const [at, [, read]] of readings.entries()) (columns[at] as number[])[index] = read(draw, own);
  }
  const scored = Array.from(scores);
  const found = readings.flatMap(([input], at) => {
    const correlation = rankCorrelation(columns[at] as number[], scored);
    return correlation === null || correlation === 0 ? [] : [{ input, correlation }];
  });
  found.sort((one, other) => other.correlation ** 2 - one.correlation ** 2); // keeps the byte order of equal ones
  return {
    status: found.length === 0 ? 'no_variance' : 'ok',
    method: 'rank_correlation',
    samples: scores.length,
    inputs: found.map(({ input, correlation }, at): RankedInput => ({ input, rank: at + 1, direction: correlation > 0 ? '+' : '-' })),
  };
}

/** Readings of the inputs that bear on the stage of the score. */
function readingsOf(
  inputs: ElementInputs,
  result: ScoredElement,
  methodology: Methodology,
  sampler: ElementSampler,
  seedOf: SeedOf,
): ReadonlyMap<RankedInputName, Reading> {
  const stage = result.stages.find((one) => one.stage === result.stage) as ScoredStage;
  const destination = destinationFactor(inputs.buyer, methodology, seedOf);
  const origin = largestOriginOf(stage);
  const readings: readonly (readonly [RankedInputName, Reading | null])[] = [
    ...measureReadings(stage, methodology),
    ['cover', (_, own) => own.coverZ],
    ['destination', destination === null ? null : (_, own) => destination(own.rateDraw)],
    ['evidence', Object.values(stage.measures).some(restsOnEvidence) ? (common) => common.evidenceFactor : null],
    ['feed', origin === null ? null : feedReading(origin, stage, sampler)],
    ['new_control_rate_of_largest_origin', origin === null ? null : rateReading(origin, inputs, methodology, seedOf)],
    ['share_of_largest_origin', origin === null ? null : shareReading(origin, stage, sampler)],
    ['spare', (common) => common.spareFactor],
  ];
  return new Map(readings.flatMap(([name, read]) => (read === null ? [] : [[name, read] as const])));
}

const restsOnEvidence = (measures: ScoredStage['measures'][CountryCode]): boolean => measures.some(({ evidence }) => evidence != null);

/** The named origin with the largest share of the buyer's supply; null when only the unnamed remainder supplies it. */
function largestOriginOf({ shares }: ScoredStage): CountryCode | null {
  const named = Object.entries(shares).filter(([origin, share]) => origin !== OTHER_ORIGINS && share > 0);
  return named.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** Chance, depth and length of the class of the measure that gives most of the score; none without a measure. */
function measureReadings(
  { hazards, measures }: ScoredStage,
  { parameters }: Methodology,
): readonly (readonly [RankedInputName, Reading])[] {
  const given = new Map<string, number>();
  for (const hazard of hazards) {
    for (const [id, part] of Object.entries('Lambda_measures' in hazard ? hazard.Lambda_measures : {}))
      given.set(id, (given.get(id) ?? 0) + part);
  }
  const classOf = new Map(Object.values(measures).flatMap((ofOrigin) => ofOrigin.map(({ id, cls }) => [id, cls] as const)));
  const strongest = [...given].filter(([id]) => classOf.has(id)).toSorted(([, a], [, b]) => b - a)[0];
  if (strongest === undefined) return [];
  const at = controlClassesOf(parameters).indexOf(classOf.get(strongest[0]) as string);
  return [
    ['binding_of_strongest_measure', ({ classPi }) => classPi[at] as number],
    ['depth_of_strongest_measure', ({ classRho }) => classRho[at] as number],
    ['length_of_strongest_measure', ({ classMedianDays }) => classMedianDays[at] as number],
  ];
}

const drawnStageOf = ({ stage }: ScoredStage, { layout }: ElementSampler): DrawnStage =>
  layout.stages.find((one) => one.stage === stage) as DrawnStage;

/** Largest part of the ore of the origin, at a stage whose feed is known; else null. */
function feedReading(origin: CountryCode, stage: ScoredStage, sampler: ElementSampler): Reading | null {
  const { feeds } = sampler.layout;
  const place = Object.keys(drawnStageOf(stage, sampler).inputs.feeds ?? {})
    .sort()
    .indexOf(origin);
  const shapes = feeds[place];
  if (shapes === undefined) return null;
  const before = feeds.slice(0, place).reduce((sum, { length }) => sum + length, 0);
  const at = before + shapes.indexOf(Math.max(...shapes));
  return (_, { feedParts }) => (feedParts as Float64Array)[at] as number;
}

/** Announcement equivalents that are drawn for the origin; the rate is this over the time on record. Null where nothing is drawn. */
function rateReading(
  origin: CountryCode,
  { buyer, control_record: record }: ElementInputs,
  { version, parameters }: Methodology,
  seedOf: SeedOf,
): Reading | null {
  const entry = record?.[buyer]?.[origin];
  if (entry === undefined) return null;
  const counts = recordCounts(version, seedOf);
  const shape = recordPriorOf(origin, parameters.new_control_record as Readonly<Record<CountryCode, RecordPrior>>).alpha + entry.n;
  return (_, { rateDraw }) => counts(rateDraw)(origin, shape, buyer);
}

/** Share of the origin in the imports of a draw, which are drawn where they are not known too; null when it is not among them. */
function shareReading(origin: CountryCode, stage: ScoredStage, sampler: ElementSampler): Reading | null {
  const { imports } = drawnStageOf(stage, sampler);
  if (imports?.origins.includes(origin) !== true) return null;
  const place = imports.offset + imports.origins.indexOf(origin);
  return (_, own) => own.imports[place] as number;
}
