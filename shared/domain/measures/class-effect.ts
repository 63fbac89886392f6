/** Effect of a control class on a good and a buyer: finished goods and end uses have numbers of their own. */
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { ControlClass, Parameters } from '../vocabulary/methodology.ts';
import type { Stage } from '../vocabulary/scoring-inputs.ts';

/** Numbers of a class for a good and an end use, as factors on the numbers of the class, so that a draw moves both alike. */
export interface ClassEffect {
  readonly rhoFactor: number;
  readonly piFactor: number;
  readonly medianFactor: number;
  /** A rule with a chance of its own for the end use does not age. */
  readonly ages: boolean;
}

const PLAIN: ClassEffect = { rhoFactor: 1, piFactor: 1, medianFactor: 1, ages: true };

/** Are goods of the element at the stage finished ones? */
export function isFinished(element: string, stage: Stage, { finished_goods: goods }: Parameters): boolean {
  const elements = goods?.[stage];
  return elements === '*' || elements?.includes(element) === true;
}

export function classEffect(
  controlClass: ControlClass,
  element: string,
  stage: Stage,
  endUse: string | null | undefined,
  parameters: Parameters,
): ClassEffect {
  if (parameters.end_use_default === undefined) return PLAIN;
  const use = endUse ?? parameters.end_use_default;
  const { finished, end_use_rho, end_use_pi } = controlClass;
  const good = finished !== undefined && isFinished(element, stage, parameters) ? finished : controlClass;
  const ofUse = end_use_pi?.[use];
  return {
    rhoFactor: ratio(end_use_rho?.[use] ?? good.rho, controlClass.rho),
    piFactor: ratio(ofUse ?? controlClass.pi, controlClass.pi),
    medianFactor: good.median / controlClass.median,
    ages: ofUse === undefined,
  };
}

const ratio = (value: number, base: number): number => (base > 0 ? value / base : 1);

/** Severity, chance and median days of the class in a draw. */
export function drawnRho(classIndex: number, { rhoFactor }: ClassEffect, { classRho }: DrawnParameters): number {
  return Math.min(1, (classRho[classIndex] as number) * rhoFactor);
}
export function drawnPi(classIndex: number, { piFactor }: ClassEffect, { classPi }: DrawnParameters): number {
  return Math.min(1, (classPi[classIndex] as number) * piFactor);
}
export function drawnMedianDays(
  classIndex: number,
  { medianFactor }: ClassEffect,
  { classMedianDays, controlMedianFactor }: DrawnParameters,
): number {
  return (classMedianDays[classIndex] as number) * medianFactor * controlMedianFactor;
}

/** By how much other sources can ramp up while a measure of the depth holds: only a deep one on everybody leaves nobody to buy from. */
export function rampAtDepth(hitsAll: boolean, rho: number, spareFactor: number, parameters: Parameters): number {
  const { ramp_all: all, ramp_targeted: targeted, ramp_full_depth: full } = parameters;
  if (!hitsAll) return targeted * spareFactor;
  const part = full === undefined ? 1 : Math.min(1, rho / full);
  return (part === 1 ? all : targeted - (targeted - all) * part) * spareFactor;
}
