/**
 * Controls of an origin as layers. Measures of a group bind with the same luck, the two groups independently: with a draw u of the luck of
 * the flow group all its measures with a chance of at least u bind, and so for the user group. The chance that a control binds and outlasts
 * the cover is the integral over both:
 *
 *   q = integral over u, t in (0, 1) of P(F(u), U(t))
 *
 * P of a set is that of its worst alternative, and a set only grows with measures and chances: no added or stronger measure can lower q.
 */
import { bindingShare } from '../measures/binding-probability.ts';
import { lognormalExcess, tailFromLog } from '../numbers/statistics.ts';
import { type Buffer, lossOf, spareOf, timeToSurvive } from '../supply/loss.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { BindingStateResult, MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import { cumulativeHazardOf, finiteOrNull, LARGEST_Q } from './hazard.ts';

/** Effects with the chance of what is in force, and the days of cover that notice has added. */
export type LayeredEffect = MeasureEffectResult & { readonly pi_state: number; readonly stock: number };

/** Which chance makes the layers: of what is in force, or of all that may bind inside the horizon. */
export type LayerChance = 'pi_state' | 'pi';

/** How a set of measures that bind together stops supply. */
interface Severity {
  readonly rho: number;
  readonly median: number;
  readonly ramp: number;
  /** Days of cover beside that of the stage. */
  readonly bonus: number;
}

/** Effect of the measures of an origin on a buyer, under one of the two chances. */
export interface LayeredOutcome {
  readonly q: number;
  readonly Lambda: number;
  readonly inside_365: number;
  readonly inside_90: number;
  readonly expected_days: number;
  readonly states: readonly BindingStateResult[];
}

interface Layer {
  readonly weight: number;
  readonly measures: readonly LayeredEffect[];
}

/** Layers of a group in rising order of their chance; the last one has none of its measures. */
function layersOf(measures: readonly LayeredEffect[], chance: LayerChance): readonly Layer[] {
  const chances = [...new Set(measures.map((measure) => measure[chance]))].filter((value) => value > 0).sort((one, other) => one - other);
  let before = 0;
  const layers = chances.map((value): Layer => {
    const weight = value - before;
    before = value;
    return { weight, measures: measures.filter((measure) => measure[chance] >= value) };
  });
  return [...layers, { weight: 1 - before, measures: [] }];
}

/** Flow measures that bind together: as deep and as long as the worst of them, with what is left of the stocks of all. */
function flowSeverity(measures: readonly LayeredEffect[]): Severity | null {
  if (measures.length === 0) return null;
  return {
    rho: Math.max(...measures.map(({ rho }) => rho)),
    median: Math.max(...measures.map(({ median }) => median)),
    ramp: Math.min(...measures.map(({ ramp }) => ramp)),
    bonus: Math.min(...measures.map(({ stock }) => Math.max(0, stock))),
  };
}

/** User measures that bind together: rules on end uses overlap, lists name different firms and add up to a cap. */
function userSeverity(measures: readonly LayeredEffect[], { user_list_cap: cap = 1 }: Parameters): Severity | null {
  if (measures.length === 0) return null;
  let [endUse, lists] = [0, 0];
  for (const { cls, rho } of measures) {
    if (cls.startsWith('end_use')) endUse = Math.max(endUse, rho);
    else lists += rho;
  }
  return {
    rho: Math.min(Math.max(cap, endUse), endUse + lists),
    median: Math.max(...measures.map(({ median }) => median)),
    ramp: Math.min(...measures.map(({ ramp }) => ramp)),
    bonus: 0,
  };
}

function bothSeverity(flow: Severity, user: Severity): Severity {
  return {
    rho: 1 - (1 - flow.rho) * (1 - user.rho),
    median: Math.min(flow.median, user.median),
    ramp: Math.min(flow.ramp, user.ramp),
    bonus: flow.bonus,
  };
}

interface Worst {
  outlasts: number;
  loss: number;
  ttsDays: number;
  inside: number;
  insideShort: number;
  days: number;
}

/** Effect of the measures on a buyer that has the share `a` (> 0) from their origin; null when there are none. */
export function layeredOutcome(
  a: number,
  measures: readonly LayeredEffect[],
  chance: LayerChance,
  buffer: Buffer,
  sigma: number,
  horizonDays: number,
  parameters: Parameters,
): LayeredOutcome | null {
  if (a <= 0 || measures.length === 0) return null;
  const flows = layersOf(
    measures.filter(({ group }) => group === 'flow'),
    chance,
  );
  const users = layersOf(
    measures.filter(({ group }) => group === 'user'),
    chance,
  );
  const short = Math.min(horizonDays, parameters.horizon_short_days);
  let [q, inside, insideShort, days] = [0, 0, 0, 0];
  const states: BindingStateResult[] = [];
  for (const flow of flows) {
    for (const user of users) {
      const weight = flow.weight * user.weight;
      if (weight <= 0 || flow.measures.length + user.measures.length === 0) continue;
      const worst = worstOf(a, flow.measures, user.measures, buffer, sigma, horizonDays, short, parameters);
      q += weight * worst.outlasts;
      inside += weight * worst.inside;
      insideShort += weight * worst.insideShort;
      days += weight * worst.days;
      states.push({
        weight,
        flow: flow.measures.map(({ id }) => id),
        user: user.measures.map(({ id }) => id),
        loss: worst.loss,
        tts_days: finiteOrNull(worst.ttsDays),
        p_outlast: worst.outlasts,
      });
    }
  }
  return {
    q: Math.min(q, LARGEST_Q),
    Lambda: cumulativeHazardOf(q),
    inside_365: cumulativeHazardOf(inside),
    inside_90: cumulativeHazardOf(insideShort),
    expected_days: days,
    states,
  };
}

/** The worst alternative of a set, for every day on which one of its measures starts. */
function worstOf(
  a: number,
  flows: readonly LayeredEffect[],
  users: readonly LayeredEffect[],
  buffer: Buffer,
  sigma: number,
  horizonDays: number,
  shortDays: number,
  parameters: Parameters,
): Worst {
  const worst: Worst = { outlasts: 0, loss: 0, ttsDays: Number.POSITIVE_INFINITY, inside: 0, insideShort: 0, days: 0 };
  const starts = [...new Set([...flows, ...users].map(({ start }) => start))].sort((one, other) => one - other);
  for (const start of starts) {
    const flow = flowSeverity(flows.filter((measure) => measure.start <= start));
    const user = userSeverity(
      users.filter((measure) => measure.start <= start),
      parameters,
    );
    const whole = bindingShare(horizonDays - start, parameters);
    for (const severity of [flow, user, flow === null || user === null ? null : bothSeverity(flow, user)]) {
      if (severity === null) continue;
      const loss = lossOf(a, severity.rho, spareOf(buffer, a, severity.ramp));
      if (loss <= 0) continue;
      const ttsDays = timeToSurvive(buffer.coverDays + severity.bonus, loss);
      const outlasts = tailFromLog(Math.log(severity.median), sigma, ttsDays);
      if (outlasts > worst.outlasts) {
        worst.outlasts = outlasts;
        worst.loss = loss;
        worst.ttsDays = ttsDays;
      }
      const part = (within: number): number => outlasts * Math.min(1, bindingShare(within - ttsDays - start, parameters) / whole);
      worst.inside = Math.max(worst.inside, part(horizonDays));
      worst.insideShort = Math.max(worst.insideShort, part(shortDays));
      const left = horizonDays - start;
      if (ttsDays < left) {
        const short = lognormalExcess(severity.median, sigma, ttsDays) - lognormalExcess(severity.median, sigma, left);
        worst.days = Math.max(worst.days, loss * short);
      }
    }
  }
  return worst;
}
