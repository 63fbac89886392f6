/**
 * The part of a draw that all subjects share: parameters of the method, and one governance shock. Made once per run, because two subjects
 * can only be ranked against each other inside the same draw.
 */

import { beta, normal, openStream, type RandomStream, type SeedOf } from '../numbers/random-stream.ts';
import { controlClassesOf, type DrawnNewControl, type DrawnParameters, plantFractionsOf } from '../vocabulary/drawn-parameters.ts';
import {
  type ControlClass,
  hasStateAndEvent,
  type Methodology,
  newControlEffectOf,
  newControlKeys,
  type Parameters,
} from '../vocabulary/methodology.ts';

export interface CommonDraws {
  /** Methodology whose parameters were drawn; its version is the first word of every stream's text. */
  readonly methodology: Methodology;
  readonly draws: readonly DrawnParameters[];
}

/**
 * Draws 0 ... `draws` - 1 of the common parameters, each from its own stream `version|common|i`.
 * @throws RangeError unless `draws` is a positive whole number.
 */
export function commonDraws(methodology: Methodology, draws: number, seedOf: SeedOf): CommonDraws {
  requireCount(draws);
  const { version, parameters } = methodology;
  const classes = controlClassesOf(parameters);
  const drawn = Array.from({ length: draws }, (_, index) =>
    commonDraw(openStream(seedOf(`${version}|common|${index}`)), parameters, classes),
  );
  return { methodology, draws: drawn };
}

/**
 * The first `count` common draws: of those of the run when they are given, else drawn anew.
 * @throws RangeError when the given draws are of another methodology or parameters, or too few, or `count` is no positive whole number.
 */
export function commonDrawsFor(
  methodology: Methodology,
  count: number,
  options: { readonly seedOf: SeedOf; readonly commonDraws?: CommonDraws },
): readonly DrawnParameters[] {
  requireCount(count);
  const given = options.commonDraws ?? commonDraws(methodology, count, options.seedOf);
  if (!sameDistribution(given.methodology, methodology)) {
    throw new RangeError(`the common draws were drawn from another methodology than ${methodology.version}, or with other parameters`);
  }
  if (given.draws.length < count) throw new RangeError(`${count} draws need as many common draws, got ${given.draws.length}`);
  return given.draws.slice(0, count);
}

function requireCount(draws: number): void {
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`draws must be a positive whole number, got ${draws}`);
}

function sameDistribution(one: Methodology, other: Methodology): boolean {
  if (one.version !== other.version) return false;
  return one.parameters === other.parameters || JSON.stringify(one.parameters) === JSON.stringify(other.parameters);
}

/** One draw; the order of the draws from the stream is part of the method. */
function commonDraw(stream: RandomStream, parameters: Parameters, classes: readonly string[]): DrawnParameters {
  const { sampling } = parameters;
  const factor = (sdLn: number): number => Math.exp(sdLn * normal(stream));
  const chance = (mean: number): number => beta(stream, mean, sampling.beta_strength);
  const duration = (medianDays: number): number => medianDays * factor(sampling.sd_ln_duration);

  const governanceShock = normal(stream);
  const facilityRateFactor = factor(sampling.sd_ln_rate);
  const instabilityRateFactor = factor(sampling.sd_ln_rate);
  const transitRateFactor = factor(sampling.sd_ln_rate);
  const classRho = new Float64Array(classes.length);
  const classPi = new Float64Array(classes.length);
  const classMedianDays = new Float64Array(classes.length);
  for (const [index, name] of classes.entries()) {
    const central = parameters.control_class[name] as ControlClass;
    classRho[index] = chance(central.rho);
    classPi[index] = chance(central.pi);
    classMedianDays[index] = duration(central.median);
  }
  const newControls: Record<string, DrawnNewControl> = {};
  for (const key of newControlKeys(parameters)) {
    const { rho, pi, median } = newControlEffectOf(key, parameters);
    newControls[key] = { rho: chance(rho), pi: chance(pi), medianDays: duration(median) };
  }
  const newControl = newControls.default as DrawnNewControl;
  return {
    governanceShock,
    facilityRateFactor,
    instabilityRateFactor,
    transitRateFactor,
    classRho,
    classPi,
    classMedianDays,
    classLogMedian: classMedianDays.map(Math.log),
    newControlRho: newControl.rho,
    newControlPi: newControl.pi,
    newControlMedianDays: newControl.medianDays,
    newControls,
    instabilityMedianDays: duration(parameters.instability.median),
    facilityMedianDays: duration(parameters.facility.median),
    transitMedianDays: duration(parameters.transit_duration.median),
    spareFactor: factor(sampling.sd_ln_spare),
    renewalSuspension: beta(stream, parameters.renewal_suspension, sampling.renewal_strength),
    ...(hasStateAndEvent(parameters) ? laterDraws(stream, parameters) : statedLater(parameters)),
  };
}

/** The numbers that only methodologies with a state and an event draw, after all others. */
type LaterDraws = Pick<
  DrawnParameters,
  | 'controlSigma'
  | 'controlMedianFactor'
  | 'importWeight'
  | 'evidenceFactor'
  | 'noticeFactor'
  | 'refillFactor'
  | 'plantFractions'
  | 'feedDependencies'
>;

function statedLater(parameters: Parameters): LaterDraws {
  return {
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

function laterDraws(stream: RandomStream, parameters: Parameters): LaterDraws {
  const { sampling, control_sigma: sigma, destination_sigma: common = 0 } = parameters;
  const factor = (sdLn: number): number => Math.exp(sdLn * normal(stream));
  const share = (mean: number): number => beta(stream, mean, sampling.share_strength ?? sampling.beta_strength);
  const fractions = plantFractionsOf(parameters);
  return {
    // What is common to a destination is drawn once per buyer; the rest stays in the length of each control.
    controlSigma: Math.sqrt(sigma * sigma - common * common),
    controlMedianFactor: 1,
    importWeight: beta(stream, parameters.import_weight, sampling.beta_strength),
    evidenceFactor: factor(sampling.sd_ln_evidence ?? 0),
    noticeFactor: factor(sampling.sd_ln_stock ?? 0),
    refillFactor: factor(sampling.sd_ln_duration),
    plantFractions: Object.fromEntries(
      Object.keys(fractions)
        .sort()
        .map((country) => [country, share(fractions[country] as number)]),
    ),
    feedDependencies: (parameters.domestic_feed ?? []).map(({ dependency }) => share(dependency)),
  };
}
