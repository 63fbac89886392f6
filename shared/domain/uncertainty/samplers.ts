/** A subject ready to be drawn and scored, as sampling and sensitivity use it. */

import { gamma, normal, openStream, type RandomStream, type SeedOf } from '../numbers/random-stream.ts';
import { type ElementDraw, type PreparedElement, prepareElement } from '../scores/element-situation.ts';
import { scoreOf, stageHazardSum } from '../scores/stage-score.ts';
import { supplierHazardSum } from '../scores/supplier-score.ts';
import { type SignalStates, tiltMultipliers } from '../signals/signal-tilt.ts';
import { supplierFacts } from '../supplier-hazards/supplier-facts.ts';
import { supplierBuffer } from '../supplier-hazards/supplier-hazard.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Methodology, Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import { drawInputs, type InputDraw, type InputLayout, inputLayout, inputRoom } from './input-draws.ts';

export interface Sampler<Draw> {
  /** What the text of the subject's own streams begins with: version, subject and buyer. */
  readonly text: string;
  /** Draw i of what belongs to the subject. */
  readonly draw: (index: number) => Draw;
  /** The same, valid only until the next one: whoever scores a draw at once needs no more. */
  readonly passingDraw: (index: number) => Draw;
  /** Score 0 ... 100 of a draw. */
  readonly score: (common: DrawnParameters, own: Draw) => number;
}

export interface ElementSampler extends Sampler<InputDraw> {
  readonly layout: InputLayout;
}

/** Null when no stage has world shares. */
export function elementSampler(inputs: ElementInputs, methodology: Methodology, seedOf: SeedOf): ElementSampler | null {
  const { version, parameters } = methodology;
  const layout = inputLayout(inputs, parameters);
  if (layout.stages.length === 0) return null;
  const text = `${version}|${inputs.element}|${inputs.buyer}`;
  const prepared = prepareElement(inputs, methodology);
  const room = inputRoom(layout);
  const streamOf = (index: number): RandomStream => openStream(seedOf(`${text}|${index}|inputs`));
  return {
    text,
    layout,
    draw: (index) => drawInputs(streamOf(index), index, layout, parameters),
    passingDraw: (index) => drawInputs(streamOf(index), index, layout, parameters, room),
    score: elementScoreOfDraw(
      prepared,
      { buyer: inputs.buyer, signals: layout.signals },
      withRenewalOf(prepared.parameters, parameters),
      rateSeeds(text, seedOf),
    ),
  };
}

/** Score of the stage where the hazard of a draw is largest. */
function elementScoreOfDraw(
  { stages, parameters }: PreparedElement,
  { buyer, signals }: { readonly buyer: CountryCode; readonly signals: SignalStates },
  withRenewal: (common: DrawnParameters) => DrawnParameters,
  rateSeed: (draw: number, origin: CountryCode) => number,
): ElementSampler['score'] {
  const prepared = stages.map(({ draw, facts, shares }) => ({ draw, hazardSum: stageHazardSum(facts, shares.origins) }));
  const tiltsOf = tiltMultipliers(buyer, Object.keys(signals), parameters);
  const tiltsOfDay = tiltsOf(signals);
  return (common, inputs) => {
    const { rateDraw } = inputs;
    const drawn = withRenewal(common);
    // A draw of the Gamma posterior in place of its mean.
    const newControlCount = (origin: CountryCode, shape: number): number =>
      shape > 0 ? gamma(openStream(rateSeed(rateDraw, origin)), shape) : 0;
    // Most elements draw no signal: all their draws share the tilts of the day.
    const tilts = inputs.signals === signals ? tiltsOfDay : tiltsOf(inputs.signals);
    const own: ElementDraw = { drawn, inputs, tilts, newControlCount };
    let largest = 0;
    for (const { draw, hazardSum } of prepared) {
      const stage = draw(own);
      if (stage !== null) largest = Math.max(largest, hazardSum(stage));
    }
    return scoreOf(largest);
  };
}

/**
 * The chance of renewal is drawn around the stated one. A methodology that learns it moves every draw by the odds between what is learned
 * up to the day and what is stated.
 */
function withRenewalOf(learned: Parameters, stated: Parameters): (common: DrawnParameters) => DrawnParameters {
  const [known, prior] = [learned.renewal_suspension, stated.renewal_suspension];
  if (known === prior) return (common) => common;
  const odds = (chance: number): number => chance / (1 - chance);
  const factor = odds(known) / odds(prior);
  return (common) => {
    const moved = odds(common.renewalSuspension) * factor;
    return { ...common, renewalSuspension: moved / (1 + moved) };
  };
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

/** A supplier draws its cover only, a standard normal; null when no site delivers. */
export function supplierSampler(
  inputs: SupplierInputs,
  supplierId: string,
  methodology: Methodology,
  seedOf: SeedOf,
): Sampler<number> | null {
  const facts = supplierFacts(inputs, methodology);
  if (facts === null) return null;
  const text = `${methodology.version}|${supplierId}|${inputs.buyer}`;
  const hazardSum = supplierHazardSum(facts);
  const withRenewal = withRenewalOf(facts.methodology.parameters, methodology.parameters);
  const coverZ = (index: number): number => normal(openStream(seedOf(`${text}|${index}|inputs`)));
  return {
    text,
    draw: coverZ,
    passingDraw: coverZ,
    score: (common, z) => scoreOf(hazardSum({ drawn: withRenewal(common), buffer: supplierBuffer(facts, z) })),
  };
}
