/** A subject ready to be drawn and scored, as sampling and sensitivity use it. */
import type { Methodology } from '../methodology.ts';
import { normal, openStream, type SeedOf } from '../random-stream.ts';
import type { ElementInputs, SupplierInputs } from '../scoring-inputs.ts';
import { scoreOf } from '../stage-score.ts';
import { supplierFacts } from '../supplier-facts.ts';
import type { CommonDraw } from './common-draws.ts';
import { elementLambda } from './element-hazard.ts';
import { elementPlan } from './element-plan.ts';
import { drawInputs, type InputDraw, type InputLayout, inputLayout } from './input-draws.ts';
import { supplierLambda } from './supplier-hazard.ts';
import { supplierPlan } from './supplier-plan.ts';

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
  const plan = elementPlan(inputs, methodology, layout, (draw, origin) => seedOf(`${text}|${draw}|rate:${origin}`));
  return {
    text,
    layout,
    draw: (index) => drawInputs(openStream(seedOf(`${text}|${index}|inputs`)), index, layout, parameters),
    score: (common, own) => scoreOf(elementLambda(plan, { common, inputs: own })),
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
  const plan = supplierPlan(facts, methodology.parameters);
  const text = `${methodology.version}|${supplierId}|${inputs.buyer}`;
  return {
    text,
    draw: (index) => normal(openStream(seedOf(`${text}|${index}|inputs`))),
    score: (common, coverZ) => scoreOf(supplierLambda(plan, common, coverZ)),
  };
}
