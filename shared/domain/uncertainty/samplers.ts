/** A subject ready to be drawn and scored, as sampling and sensitivity use it. */

import type { NewControlCount } from '../hazards/hazard.ts';
import { beta, gamma, normal, openStream, type RandomStream, type SeedOf } from '../numbers/random-stream.ts';
import { type ElementDraw, type PreparedElement, prepareElement, stagesThatCount } from '../scores/element-situation.ts';
import { scoreOf, stageSummation } from '../scores/stage-score.ts';
import { supplierSummation } from '../scores/supplier-score.ts';
import { type SignalStates, tiltMultipliers } from '../signals/signal-tilt.ts';
import { supplierFacts } from '../supplier-hazards/supplier-facts.ts';
import { supplierBuffer } from '../supplier-hazards/supplier-hazard.ts';
import type { FeedShare } from '../supply/supplier-borders.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import { hasStateAndEvent, type Methodology, type Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import { drawFeeds, drawInputs, type InputDraw, type InputLayout, inputLayout, inputRoom } from './input-draws.ts';
import { destinationFactor, recordCounts } from './shared-streams.ts';

export interface Sampler<Draw> {
  /** Prefix of the text of the subject's own streams: version, subject and buyer. */
  readonly text: string;
  /** Draw i of the values that belong to the subject. */
  readonly draw: (index: number) => Draw;
  /** Draw i in an object that the next draw overwrites, for callers that score it at once. */
  readonly passingDraw: (index: number) => Draw;
  /** Score 0 ... 100 of a draw. */
  readonly score: (common: DrawnParameters, own: Draw) => number;
  /** State and new event of the draw that was scored last; absent for methodologies without two parts. */
  readonly partsOfLast?: () => ScoreParts;
}

/** Numbers 0 ... 100. */
export interface ScoreParts {
  readonly state: number;
  readonly newEvent: number;
}

export interface ElementSampler extends Sampler<InputDraw> {
  readonly layout: InputLayout;
}

/** Null when no stage has world shares. */
export function elementSampler(inputs: ElementInputs, methodology: Methodology, seedOf: SeedOf): ElementSampler | null {
  const { version, parameters } = methodology;
  const layout = inputLayout(inputs, methodology);
  if (layout.stages.length === 0) return null;
  const text = `${version}|${inputs.element}|${inputs.buyer}`;
  const twoParts = hasStateAndEvent(parameters);
  const prepared = prepareElement(inputs, methodology, layout);
  const counted = stagesThatCount(prepared.stages, ({ facts }) => facts.stage, inputs);
  if (counted.length === 0) return null;
  const room = inputRoom(layout);
  const streamOf = (index: number): RandomStream => openStream(seedOf(`${text}|${index}|inputs`));
  const hasFeeds = layout.feeds.length + layout.named.length > 0;
  const withFeeds = (index: number, draw: InputDraw): InputDraw =>
    hasFeeds && twoParts ? { ...draw, ...drawFeeds(openStream(seedOf(`${text}|${index}|feeds`)), layout) } : draw;
  return {
    text,
    layout,
    draw: (index) => withFeeds(index, drawInputs(streamOf(index), index, layout, parameters)),
    passingDraw: (index) => withFeeds(index, drawInputs(streamOf(index), index, layout, parameters, room)),
    ...elementScoreOfDraw(
      { ...prepared, stages: counted },
      { buyer: inputs.buyer, signals: layout.signals },
      drawnBy(prepared.parameters, parameters, destinationFactor(inputs.buyer, methodology, seedOf)),
      twoParts ? recordCounts(version, seedOf) : newControlCounts(rateSeeds(text, seedOf)),
    ),
  };
}

/** Score of the stage where the hazard of a draw is largest. */
function elementScoreOfDraw(
  { stages, parameters, tables, horizonDays }: PreparedElement,
  { buyer, signals }: { readonly buyer: CountryCode; readonly signals: SignalStates },
  drawnOf: ReturnType<typeof drawnBy>,
  countsOf: (draw: number) => NewControlCount,
): Pick<ElementSampler, 'score' | 'partsOfLast'> {
  const prepared = stages.map(({ draw, facts, shares }) => ({ draw, sums: stageSummation(facts, shares.origins) }));
  const statedWeights = tables.stages.map(({ inputs }) => inputs.import_weight ?? null);
  const twoParts = hasStateAndEvent(parameters);
  const tiltsOf = tiltMultipliers(buyer, Object.keys(signals), parameters, horizonDays);
  const tiltsOfDay = tiltsOf(signals);
  let ofLast: ScoreParts = { state: 0, newEvent: 0 };
  const score: ElementSampler['score'] = (common, drawnInputs) => {
    const { rateDraw } = drawnInputs;
    const drawn = drawnOf(common, rateDraw);
    const { importWeights } = drawnInputs;
    const inputs =
      importWeights === undefined
        ? drawnInputs
        : {
            ...drawnInputs,
            importWeights: importWeights.map((weight, at) => (Number.isNaN(weight) ? (statedWeights[at] ?? common.importWeight) : weight)),
          };
    const newControlCount = countsOf(rateDraw);
    // Most elements draw no signal: all their draws share the tilts of the day.
    const tilts = inputs.signals === signals ? tiltsOfDay : tiltsOf(inputs.signals);
    const own: ElementDraw = { drawn, inputs, tilts, newControlCount };
    let [largest, state] = [0, 0];
    for (const { draw, sums } of prepared) {
      const stage = draw(own);
      const sum = stage === null ? 0 : sums.sum(stage);
      if (sum <= largest) continue;
      largest = sum;
      state = sums.stateOfLast();
    }
    if (twoParts) ofLast = { state: scoreOf(state), newEvent: scoreOf(largest - state) };
    return scoreOf(largest);
  };
  return twoParts ? { score, partsOfLast: () => ofLast } : { score };
}

/** Draws of the Gamma posteriors of a subject's new controls in place of their means. */
function newControlCounts(rateSeed: (draw: number, origin: CountryCode) => number): (draw: number) => NewControlCount {
  return (draw) => (origin, shape) => (shape > 0 ? gamma(openStream(rateSeed(draw, origin)), shape) : 0);
}

/**
 * The common draw as a subject sees it: with the frailty of its destination, if the methodology has one. The chance of renewal is drawn around
 * the stated one; a methodology that learns it moves every draw by the odds between what is learned up to the day and what is stated.
 */
function drawnBy(
  learned: Parameters,
  stated: Parameters,
  destination: ((draw: number) => number) | null,
): (common: DrawnParameters, rateDraw: number) => DrawnParameters {
  const [known, prior] = [learned.renewal_suspension, stated.renewal_suspension];
  const odds = (chance: number): number => chance / (1 - chance);
  const factor = odds(known) / odds(prior);
  const renewalOf = ({ renewalSuspension: drawn }: DrawnParameters): number => {
    if (known === prior) return drawn;
    const moved = odds(drawn) * factor;
    return moved / (1 + moved);
  };
  if (destination === null && known === prior) return (common) => common;
  return (common, rateDraw) => ({
    ...common,
    renewalSuspension: renewalOf(common),
    controlMedianFactor: destination === null ? common.controlMedianFactor : destination(rateDraw),
  });
}

/** Seeds of the rate streams. Stages of a draw and rows of the sensitivity ask for the same again, and a hash takes longer than a look. */
function rateSeeds(text: string, seedOf: SeedOf): (draw: number, origin: CountryCode) => number {
  const known = new Map<CountryCode, number[]>();
  return (draw, origin) => {
    let ofOrigin = known.get(origin);
    if (ofOrigin === undefined) {
      ofOrigin = [];
      known.set(origin, ofOrigin);
    }
    const seed = ofOrigin[draw] ?? seedOf(`${text}|${draw}|rate:${origin}`);
    ofOrigin[draw] = seed;
    return seed;
  };
}

/** Random values that belong to one supplier and to nobody else. */
export interface SupplierInputDraw {
  readonly rateDraw: number;
  /** Standard normal. */
  readonly coverZ: number;
  /** Shares of the feeds of its sites; absent where all are stated. */
  readonly feedShares?: Float64Array;
}

/**
 * A supplier draws its cover, and with rules of later methodologies the shares of its feeds that no link states; null when no site delivers.
 */
export function supplierSampler(
  inputs: SupplierInputs,
  supplierId: string,
  methodology: Methodology,
  seedOf: SeedOf,
): Sampler<SupplierInputDraw> | null {
  const facts = supplierFacts(inputs, methodology);
  if (facts === null) return null;
  const text = `${methodology.version}|${supplierId}|${inputs.buyer}`;
  const { version, parameters } = methodology;
  const sums = supplierSummation(facts);
  const twoParts = hasStateAndEvent(parameters);
  const drawnOf = drawnBy(facts.methodology.parameters, parameters, destinationFactor(inputs.buyer, methodology, seedOf));
  const countsOf = recordCounts(version, seedOf);
  const drawShares = feedShareDraw(facts.borders?.feedShares ?? [], parameters);
  const draw = (index: number): SupplierInputDraw => {
    const stream = openStream(seedOf(`${text}|${index}|inputs`));
    const coverZ = normal(stream);
    return drawShares === null ? { rateDraw: index, coverZ } : { rateDraw: index, coverZ, feedShares: drawShares(stream) };
  };
  let ofLast: ScoreParts = { state: 0, newEvent: 0 };
  const score = (common: DrawnParameters, { rateDraw, coverZ, feedShares }: SupplierInputDraw): number => {
    const drawn = drawnOf(common, rateDraw);
    const shares = feedShares === undefined ? {} : { feedShares };
    const sum = sums.sum({ drawn, buffer: supplierBuffer(facts, coverZ), newControlCount: countsOf(rateDraw), ...shares });
    if (twoParts) {
      const state = sums.stateOfLast();
      ofLast = { state: scoreOf(state), newEvent: scoreOf(sum - state) };
    }
    return scoreOf(sum);
  };
  const sampler = { text, draw, passingDraw: draw, score };
  return twoParts ? { ...sampler, partsOfLast: () => ofLast } : sampler;
}

/** Draws the shares that no link states, in byte order of site, element and feed; null when there are none. The rest takes what is left. */
function feedShareDraw(feeds: readonly FeedShare[], { named_share: rule }: Parameters): ((stream: RandomStream) => Float64Array) | null {
  if (rule === undefined || !feeds.some(({ inferred }) => inferred)) return null;
  const order = feeds.map((_, index) => index).filter((index) => feeds[index]?.inferred === true);
  const keyOf = (index: number): string => (feeds[index] as FeedShare).key;
  order.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const groups = [...new Set(order.map((index) => (feeds[index] as FeedShare).group))].map((group) => {
    const members = feeds.flatMap((feed, index) => (feed.group === group ? [index] : []));
    const isRest = (index: number): boolean => (feeds[index] as FeedShare).isRest;
    return { named: members.filter((index) => !isRest(index)), rest: members.filter(isRest) };
  });
  return (stream) => {
    const shares = Float64Array.from(feeds, ({ share }) => share);
    for (const index of order) shares[index] = beta(stream, shares[index] as number, rule.strength);
    const sumOf = (indices: readonly number[]): number => indices.reduce((sum, index) => sum + (shares[index] as number), 0);
    for (const { named, rest } of groups) {
      const sum = sumOf(named);
      if (sum > 1) for (const index of named) shares[index] = (shares[index] as number) / sum;
      const left = sumOf(rest);
      if (left > 0) for (const index of rest) shares[index] = ((shares[index] as number) * Math.max(0, 1 - sum)) / left;
    }
    return shares;
  };
}
