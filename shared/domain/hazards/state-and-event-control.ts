/**
 * Controls of an origin in two hazards: `active_control:o`, what is in force, is of the state; `scheduled_control:o`, what is announced, or
 * suspended and may come back, is of the event.
 */
import { type BindingMeasure, effectsOnShare } from '../measures/measure-effects.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { alwaysMadeGood, type Buffer } from '../supply/loss.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { BindingStateResult } from '../vocabulary/scoring-result.ts';
import { layeredHazard } from './control-layer-sums.ts';
import { type LayeredEffect, type LayeredOutcome, layeredOutcome } from './control-layers.ts';
import { type ActiveControl, type Hazard, type StageDraw, withPipeline } from './hazard.ts';

/** The two hazards of an origin for a buyer that has the share `a` from it; `effects` in byte order of id. */
function stateAndEventControls(
  place: string,
  a: number,
  effects: readonly LayeredEffect[],
  buffer: Buffer,
  sigma: number,
  horizonDays: number,
  parameters: Parameters,
): readonly ActiveControl[] {
  const inForce = effects.filter(({ pi_state }) => pi_state > 0);
  const state = layeredOutcome(a, inForce, 'pi_state', buffer, sigma, horizonDays, parameters);
  const all = layeredOutcome(a, effects, 'pi', buffer, sigma, horizonDays, parameters);
  const hazards: ActiveControl[] = [];
  if (state !== null) {
    const { Lambda } = state;
    const Lambda_measures = splitOver(Lambda, inForce, ({ pi_state, rho }) => pi_state * rho);
    hazards.push({ id: `active_control:${place}`, kind: 'active_control', part: 'state', ...shown(a, state), Lambda_measures });
  }
  const scheduled = effects.filter(({ pi, pi_state }) => pi > pi_state);
  if (all !== null && scheduled.length > 0) {
    const above = (value: (outcome: LayeredOutcome) => number): number => Math.max(0, value(all) - (state === null ? 0 : value(state)));
    const Lambda = above((outcome) => outcome.Lambda);
    hazards.push({
      id: `scheduled_control:${place}`,
      kind: 'scheduled_control',
      part: 'event',
      ...shown(a, {
        q: -Math.expm1(-Lambda),
        Lambda,
        inside_365: above((outcome) => outcome.inside_365),
        inside_90: above((outcome) => outcome.inside_90),
        expected_days: above((outcome) => outcome.expected_days),
        states: all.states,
      }),
      Lambda_measures: splitOver(Lambda, scheduled, ({ pi, pi_state, rho }) => (pi - pi_state) * rho),
    });
  }
  return hazards;
}

function shown(a: number, outcome: LayeredOutcome): Omit<ActiveControl, 'id' | 'kind' | 'part' | 'Lambda_measures'> {
  const worst = worstState(outcome.states);
  const { Lambda } = outcome;
  return { a, ...outcome, loss: worst.loss, tts_days: worst.tts_days, Lambda_base: Lambda, Lambda_signals: {} };
}

/** The state with the largest weight x P, on a tie the one with the larger loss. Measures with a chance have at least one state. */
function worstState(states: readonly BindingStateResult[]): BindingStateResult {
  const chance = ({ weight, p_outlast }: BindingStateResult): number => weight * p_outlast;
  return valueAt(
    states.toSorted((left, right) => chance(right) - chance(left) || right.loss - left.loss),
    0,
  );
}

function splitOver(
  Lambda: number,
  measures: readonly LayeredEffect[],
  weightOf: (measure: LayeredEffect) => number,
): Readonly<Record<string, number>> {
  const sum = measures.reduce((total, measure) => total + weightOf(measure), 0);
  return Object.fromEntries(measures.filter((one) => weightOf(one) > 0).map((one) => [one.id, (Lambda * weightOf(one)) / sum]));
}

/** A source whose measures act on a part of the buyer's supply at the stage. */
interface ControlledSource {
  readonly place: string;
  readonly measures: readonly BindingMeasure[];
  readonly pipelineDays: number;
  readonly exposure: (draw: StageDraw) => number;
}

/** The two hazards of measures on the share `a` in a draw, with every intermediate value. */
export function describeControls(
  place: string,
  a: number,
  measures: readonly BindingMeasure[],
  buffer: Buffer,
  drawn: DrawnParameters,
  horizonDays: number,
  parameters: Parameters,
): readonly ActiveControl[] {
  const effects = a > 0 ? effectsOnShare(measures, a, buffer, drawn, parameters) : [];
  return stateAndEventControls(place, a, effects, buffer, drawn.controlSigma, horizonDays, parameters);
}

/** Controls of every named origin with a share and a measure, and of the ore that is separated in other countries. */
export const stateAndEventControl: Hazard = {
  kind: 'active_control',
  prepare: ({ measures: measuresOf, feedControls, horizonDays, parameters }, origins) => {
    const direct = origins.flatMap((origin: CountryCode, index): ControlledSource[] => {
      const measures = origin === OTHER_ORIGINS ? [] : measuresOf(origin);
      if (measures.length === 0) return [];
      return [{ place: origin, measures, pipelineDays: 0, exposure: ({ shares }) => shares.a[index] as number }];
    });
    const feeds = feedControls
      .filter(({ measures }) => measures.length > 0)
      .map(({ place, origin, measures, pipelineDays, exposure }): ControlledSource => {
        const shareOf = exposure(origins);
        return { place: `${place}:${origin}`, measures, pipelineDays, exposure: ({ shares, feedParts }) => shareOf(shares, feedParts) };
      });
    const sources = [...direct, ...feeds];
    const sums = sources.map(({ measures }) => layeredHazard(measures, parameters));
    let ofState = 0;
    return {
      addTo: (sum, draw) => {
        const negligible = Math.max(0, alwaysMadeGood(draw.buffer));
        ofState = 0;
        let total = sum;
        for (let index = 0; index < sources.length; index++) {
          const { exposure, pipelineDays } = sources[index] as ControlledSource;
          const a = exposure(draw);
          if (a <= negligible) continue;
          const hazard = sums[index] as ReturnType<typeof layeredHazard>;
          hazard.assess(a, withPipeline(draw.buffer, pipelineDays), draw.drawn);
          ofState += hazard.state;
          total += Math.max(hazard.state, hazard.all);
        }
        return total;
      },
      stateOfLast: () => ofState,
      describe: (draw) =>
        sources.flatMap(({ place, measures, pipelineDays, exposure }) =>
          describeControls(place, exposure(draw), measures, withPipeline(draw.buffer, pipelineDays), draw.drawn, horizonDays, parameters),
        ),
    };
  },
};
