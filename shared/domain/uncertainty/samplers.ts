/** A subject ready to be drawn and scored, as sampling and sensitivity use it. */

import { asOfOf } from '../measures/measure-state.ts';
import { normal, openStream, type SeedOf } from '../numbers/random-stream.ts';
import { scoreOf } from '../scores/stage-score.ts';
import { supplierFacts } from '../supplier-hazards/supplier-facts.ts';
import { isAmended, type Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { CommonDraw } from './common-draws.ts';
import { type ElementPlan, elementLambda } from './element-hazard.ts';
import { elementPlan } from './element-plan.ts';
import { drawInputs, type InputDraw, type InputLayout, inputLayout } from './input-draws.ts';
import { supplierLambda } from './supplier-hazard.ts';
import { type SupplierPlan, supplierPlan } from './supplier-plan.ts';
import { wholeElementScore, wholeSupplierScore } from './whole-score.ts';

export interface Sampler<Draw> {
  /** What the text of the subject's own streams begins with: version, subject and buyer. */
  readonly text: string;
  /** Draw i of what belongs to the subject. */
  readonly draw: (index: number) => Draw;
  /** Score 0 ... 100 of a draw. */
  readonly score: (common: CommonDraw, own: Draw) => number;
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
  const rateSeed = rateSeeds(text, seedOf);
  return {
    text,
    layout,
    draw: (index) => drawInputs(openStream(seedOf(`${text}|${index}|inputs`)), index, layout, parameters),
    score: isAmended(parameters)
      ? wholeElementScore(inputs, methodology, layout, asOfOf(inputs, parameters), rateSeed)
      : plannedElementScore(elementPlan(inputs, methodology, layout, rateSeed)),
  };
}

/** Seeds of the rate streams. Stages of a draw and rows of the sensitivity ask for the same again, and a hash takes longer than a look. */
function rateSeeds(text: string, seedOf: SeedOf): ElementPlan['rateSeed'] {
  const known = new Map<CountryCode, Map<number, number>>();
  return (draw, origin) => {
    let ofOrigin = known.get(origin);
    if (ofOrigin === undefined) {
      ofOrigin = new Map();
      known.set(origin, ofOrigin);
    }
    let seed = ofOrigin.get(draw);
    if (seed === undefined) {
      seed = seedOf(`${text}|${draw}|rate:${origin}`);
      ofOrigin.set(draw, seed);
    }
    return seed;
  };
}

/** The plan knows the rules of 1.0.0; methodologies with further rules are scored whole in every draw. */
function plannedElementScore(plan: ElementPlan): ElementSampler['score'] {
  return (common, own) => scoreOf(elementLambda(plan, { common, inputs: own }));
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
  return {
    text,
    draw: (index) => normal(openStream(seedOf(`${text}|${index}|inputs`))),
    score: isAmended(methodology.parameters)
      ? wholeSupplierScore(facts, methodology)
      : plannedSupplierScore(supplierPlan(facts, methodology.parameters)),
  };
}

function plannedSupplierScore(plan: SupplierPlan): Sampler<number>['score'] {
  return (common, coverZ) => scoreOf(supplierLambda(plan, common, coverZ));
}
