/** One more control by an origin, at a rate that is counted for each origin from measures worldwide and forgotten with time. */
import { isFinished } from '../measures/class-effect.ts';
import { NO_TILT } from '../signals/signal-tilt.ts';
import type { DrawnNewControl, DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import {
  type NewControlEffect,
  newControlEffectOf,
  newControlKeyOf,
  type Parameters,
  type RecordPrior,
  recordPriorOf,
} from '../vocabulary/methodology.ts';
import type { ControlRecord, CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { Hazard, NewControlCount, PreparedRatedHazards, StageDraw } from './hazard.ts';
import { originCount, prepareRated } from './hazard.ts';

/** Announcement equivalents a year of an origin against a destination: the mean of the posterior, or the draw that `count` gives of it. */
export function announcementRate(
  origin: CountryCode,
  destination: CountryCode,
  record: ControlRecord,
  count: NewControlCount,
  parameters: Parameters,
): number {
  const { alpha, beta } = recordPriorOf(origin, parameters.new_control_record as Readonly<Record<CountryCode, RecordPrior>>);
  const entry = record[destination]?.[origin];
  if (entry === undefined) return alpha / beta;
  return count(origin, alpha + entry.n, destination) / (beta + entry.t);
}

/** Effect of new controls of a key on a good in a draw. */
export interface NewControlOnGood {
  readonly sigma: (drawn: DrawnParameters) => number;
  readonly rho: (drawn: DrawnParameters) => number;
  readonly pi: (drawn: DrawnParameters) => number;
  readonly medianDays: (drawn: DrawnParameters) => number;
}

/** `finished`: is the good a finished one, for which the effect may have numbers of its own. */
export function newControlOnGood(key: string, finished: boolean, parameters: Parameters): NewControlOnGood {
  const effect: NewControlEffect = newControlEffectOf(key, parameters);
  const good = finished && effect.finished !== undefined ? effect.finished : effect;
  const [rhoFactor, medianFactor] = [good.rho / effect.rho, good.median / effect.median];
  const of = ({ newControls }: DrawnParameters): DrawnNewControl => newControls[key] as DrawnNewControl;
  return {
    // The spread of all controls is one; a draw takes the part out that is common to a destination.
    sigma: (drawn) => (effect.sigma === parameters.control_sigma ? drawn.controlSigma : effect.sigma),
    rho: (drawn) => Math.min(1, of(drawn).rho * rhoFactor),
    pi: (drawn) => of(drawn).pi,
    medianDays: (drawn) => of(drawn).medianDays * medianFactor * drawn.controlMedianFactor,
  };
}

/** Key of what new controls do -> indices of the origins that it stands for. */
function byKey(origins: readonly CountryCode[], parameters: Parameters): ReadonlyMap<string, readonly number[]> {
  const keys = new Map<string, number[]>();
  for (const [index, origin] of origins.entries()) {
    const key = newControlKeyOf(origin, parameters);
    keys.set(key, [...(keys.get(key) ?? []), index]);
  }
  return keys;
}

/** Hazards whose parts are described and summed one after the other. */
export function together<Draw extends StageDraw>(parts: readonly PreparedRatedHazards<Draw>[]): PreparedRatedHazards<Draw> {
  return {
    addTo: (sum, draw) => {
      let total = sum;
      for (const { addTo } of parts) total = addTo(total, draw);
      return total;
    },
    describe: (draw) => parts.flatMap(({ describe }) => describe(draw)),
  };
}

export const recordedNewControl: Hazard = {
  kind: 'new_control',
  prepare: ({ buyer, element, stage, controlRecord, horizonDays, parameters }, origins) =>
    together(
      [...byKey(origins, parameters)].map(([key, indices]) => {
        const counts = indices.map((index) => originCount(origins[index] as CountryCode, parameters));
        const good = newControlOnGood(key, isFinished(element, stage as Stage, parameters), parameters);
        return prepareRated<StageDraw>(
          {
            kind: 'new_control',
            ids: indices.map((index) => `new_control:${origins[index]}`),
            sigma: parameters.control_sigma,
            read: ({ drawn, shares }, into) => {
              for (let at = 0; at < indices.length; at++) {
                into.a[at] = (shares.a[indices[at] as number] as number) / (counts[at] as number);
              }
              into.rho = good.rho(drawn);
              into.medianDays = good.medianDays(drawn);
              into.sigma = good.sigma(drawn);
            },
            // Several equal origins have a rate each, and the world share of one of them: the numbers cancel.
            ratePerYear: ({ drawn, shares, newControlCount }, at) => {
              const index = indices[at] as number;
              const rate = announcementRate(origins[index] as CountryCode, buyer, controlRecord, newControlCount, parameters);
              return good.pi(drawn) * rate * (shares.world[index] as number);
            },
            tilt: ({ tilts }, at) => (origins[indices[at] as number] === parameters.signal_origin ? tilts.newControl : NO_TILT),
          },
          horizonDays,
          parameters,
        );
      }),
    ),
};
