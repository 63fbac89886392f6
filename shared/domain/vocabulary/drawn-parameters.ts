/**
 * The numbers of the method that are not known exactly. A score is worked out under one set of them: the headline under the stated values,
 * every draw of the sampling under its own.
 */
import { type ControlClass, lookup, newControlEffectOf, newControlKeys, type Parameters } from './methodology.ts';

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
  /** Effect of new controls by origin, with `default`; the three numbers before are those of `default`. */
  readonly newControls: Readonly<Record<string, DrawnNewControl>>;
  readonly instabilityMedianDays: number;
  readonly facilityMedianDays: number;
  readonly transitMedianDays: number;
  /** One factor for both ramps, the substitution weight and the spare floor; 1 in the headline. */
  readonly spareFactor: number;
  /** Chance that a suspension is renewed at one decision date. */
  readonly renewalSuspension: number;
  /** Log standard deviation of the length of a control; `controlMedianFactor` moves all their medians, 1 in the headline. */
  readonly controlSigma: number;
  readonly controlMedianFactor: number;
  /** Weight of imports against world output where a stage states none. */
  readonly importWeight: number;
  /** Factors on the logarithm of the likelihood ratio of evidence, the stock that notice adds, and the time it refills in; 1 in the headline. */
  readonly evidenceFactor: number;
  readonly noticeFactor: number;
  readonly refillFactor: number;
  /** Country or `default` -> part of its output that its largest plant makes. */
  readonly plantFractions: Readonly<Record<string, number>>;
  /** Part of domestic output that needs foreign feed, in the order of the parameter `domestic_feed`. */
  readonly feedDependencies: readonly number[];
}

export interface DrawnNewControl {
  readonly rho: number;
  readonly pi: number;
  readonly medianDays: number;
}

/** Entries of the parameter `facility.plant_fraction`; one number for all stands under `default`. */
export function plantFractionsOf({
  facility: { plant_fraction: fraction },
}: Pick<Parameters, 'facility'>): Readonly<Record<string, number>> {
  return typeof fraction === 'number' ? { default: fraction } : fraction;
}

/** Part of a country's output that its largest plant makes in a draw, where nothing is known. */
export function plantFractionIn(country: string, { plantFractions }: DrawnParameters): number {
  return lookup(plantFractions, country);
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
  const newControls = Object.fromEntries(
    newControlKeys(parameters).map((key): [string, DrawnNewControl] => {
      const { rho, pi, median } = newControlEffectOf(key, parameters);
      return [key, { rho, pi, medianDays: median }];
    }),
  );
  const newControl = newControls.default as DrawnNewControl;
  return {
    governanceShock: 0,
    facilityRateFactor: 1,
    instabilityRateFactor: 1,
    transitRateFactor: 1,
    classRho: new Float64Array(classes.map(({ rho }) => rho)),
    classPi: new Float64Array(classes.map(({ pi }) => pi)),
    classMedianDays: new Float64Array(classes.map(({ median }) => median)),
    classLogMedian: new Float64Array(classes.map(({ median }) => Math.log(median))),
    newControlRho: newControl.rho,
    newControlPi: newControl.pi,
    newControlMedianDays: newControl.medianDays,
    newControls,
    instabilityMedianDays: parameters.instability.median,
    facilityMedianDays: parameters.facility.median,
    transitMedianDays: parameters.transit_duration.median,
    spareFactor: 1,
    renewalSuspension: parameters.renewal_suspension,
    controlSigma: parameters.control_sigma,
    controlMedianFactor: 1,
    importWeight: parameters.import_weight,
    evidenceFactor: 1,
    noticeFactor: 1,
    refillFactor: 1,
    plantFractions: plantFractionsOf(parameters),
    feedDependencies: (parameters.domestic_feed ?? []).map(({ dependency }) => dependency),
  };
}
