/**
 * The numbers of the method that are not known exactly. A score is worked out under one set of them: the headline under the stated values,
 * every draw of the sampling under its own.
 */
import type { ControlClass, Parameters } from './methodology.ts';

/** One set of values. Arrays by control class follow `controlClassesOf`. */
export interface DrawnParameters {
  /** Standard errors by which every known governance estimate is shifted, each by its own standard error. 0 in the headline. */
  readonly governanceShock: number;
  /** Factors on the rates that have no Gamma posterior; 1 in the headline. */
  readonly facilityRateFactor: number;
  readonly instabilityRateFactor: number;
  readonly transitRateFactor: number;
  readonly classRho: Float64Array;
  readonly classPi: Float64Array;
  readonly classMedianDays: Float64Array;
  /** Logarithms of the medians: every draw of every measure needs them. */
  readonly classLogMedian: Float64Array;
  readonly newControlRho: number;
  readonly newControlPi: number;
  readonly newControlMedianDays: number;
  readonly instabilityMedianDays: number;
  readonly facilityMedianDays: number;
  readonly transitMedianDays: number;
  /** One factor for both ramps, the substitution weight and the spare floor; 1 in the headline. */
  readonly spareFactor: number;
  /** Chance that a suspension is renewed at one decision date. */
  readonly renewalSuspension: number;
}

/** Control classes that can stop a flow, in byte order: the order in which they are drawn. */
export function controlClassesOf(parameters: Parameters): readonly string[] {
  return Object.keys(parameters.control_class)
    .filter((name) => name !== 'none')
    .sort();
}

/** The stated values, under which the headline is scored. */
export function statedParameters(parameters: Parameters): DrawnParameters {
  const classes = controlClassesOf(parameters).map((name) => parameters.control_class[name] as ControlClass);
  return {
    governanceShock: 0,
    facilityRateFactor: 1,
    instabilityRateFactor: 1,
    transitRateFactor: 1,
    classRho: new Float64Array(classes.map(({ rho }) => rho)),
    classPi: new Float64Array(classes.map(({ pi }) => pi)),
    classMedianDays: new Float64Array(classes.map(({ median }) => median)),
    classLogMedian: new Float64Array(classes.map(({ median }) => Math.log(median))),
    newControlRho: parameters.new_control_effect.rho,
    newControlPi: parameters.new_control_effect.pi,
    newControlMedianDays: parameters.new_control_effect.median,
    instabilityMedianDays: parameters.instability.median,
    facilityMedianDays: parameters.facility.median,
    transitMedianDays: parameters.transit_duration.median,
    spareFactor: 1,
    renewalSuspension: parameters.renewal_suspension,
  };
}
