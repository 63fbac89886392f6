/** Why a scenario leaves a score as it was, or nearly: a reader who stated an event is owed more than a zero. */
import { type ElementInputs, type ElementScore, stageCover } from '../method/element.ts';
import type { Parameters } from '../method/parameters.ts';
import { stopWindows } from '../method/stop-windows.ts';
import { type SupplierInputs, type SupplierScore, stoppedShare } from '../method/supplier.ts';
import { supplyOf } from '../method/supply.ts';
import { quantileOfSorted } from '../numbers/statistics.ts';
import type { Stage } from '../vocabulary/scoring-inputs.ts';
import type { ScenarioChanges } from './scenario.ts';

interface StageMove {
  readonly stage: string;
  readonly baseline: number | null;
  readonly scenario: number | null;
}

const LITTLE = 'It moves by less than a point.';

const percent = (part: number): string => `${Math.round(100 * part)} %`;

/** In a sentence or two. `to`: the score under the scenario; null without any. `isUnknown`: nobody knows what a lost supplier makes of it. */
export function elementBecause(
  stages: readonly StageMove[],
  delta: number | null,
  to: ElementScore | null,
  inputs: ElementInputs,
  parameters: Parameters,
  isUnknown: boolean,
): string {
  if (to === null) return 'There is not enough data for a score, so nothing can move it.';
  const moved = stages.filter(({ baseline, scenario }) => baseline !== scenario);
  const others = (Object.keys(inputs.stages) as Stage[]).filter((stage) => stage !== to.stage);
  const [gap] = [to.stage, ...others].flatMap((stage) => largestGap(inputs, stage, parameters) ?? []);
  if (moved.length > 0 && moved.every(({ stage }) => stage !== to.stage)) {
    const told = moved.map(({ stage, baseline, scenario }) => `${stage} ${baseline} to ${scenario}`).join(', ');
    const elsewhere = `It moves other stages (${told}), but the score is that of the ${to.stage} stage, which does not move.`;
    return gap === undefined ? elsewhere : `${elsewhere} ${gap}`;
  }
  if (gap !== undefined) return gap;
  if (delta !== 0) return LITTLE;
  if (isUnknown) return "The register can not tell which part of its country's output the lost supplier makes of it.";
  return 'Nothing that the scenario changes reaches this element for this buyer, or something stronger already acts there.';
}

/** The largest stop at a stage: the part that it takes and what meets it; null when none takes anything. */
function largestGap(inputs: ElementInputs, stage: Stage, parameters: Parameters): string | null {
  const { horizon, thrift, spare: spares, half, ramp } = parameters;
  const { buyer, eol, si, demand_share, stages, stops = [] } = inputs;
  const given = stages[stage];
  const supply = given === undefined ? null : supplyOf(given, { stage, buyer, recycling: eol, demandShare: demand_share }, parameters);
  const [gap] = stops
    .filter((stop) => stop.stages?.includes(stage) !== false)
    .map(({ flows, begins, lasts }) => ({
      share: [...(supply?.share ?? [])].reduce((sum, [origin, share]) => sum + share * (flows[origin] ?? 0), 0),
      days: Math.min(lasts ?? horizon, horizon - begins),
    }))
    .sort((a, b) => b.share * b.days - a.share * a.days);
  if (supply === null || gap === undefined || gap.share === 0) return null;
  const taken = `The scenario takes ${percent(gap.share)} of what the buyer needs at the ${stage} stage`;
  if (gap.share <= thrift) return `${taken}, and saving meets ${percent(thrift)}.`;
  const spare = spares * Math.max(0, supply.total - gap.share) + half * (1 - (si ?? 1));
  // The middle, which is what documents publish as the days that the stock lasts.
  const cover = quantileOfSorted(Float64Array.from(stageCover(inputs, stage, parameters)).sort(), 0.5);
  const used = deficit(gap.share - thrift, spare, ramp, gap.days);
  if (used >= cover) return `${taken}, but a shortage there was likely already.`;
  return `${taken} for ${gap.days} days: saving meets ${percent(thrift)}, and others and substitutes come to ${percent(spare)} within ${ramp} days, so that it uses up ${Math.round(used)} of ${Math.round(cover)} days of cover.`;
}

/** Days of need that are missing at the worst moment, while spare supply grows in a line. */
function deficit(loss: number, spare: number, ramp: number, days: number): number {
  const growing = Math.min(days, ramp, (loss * ramp) / spare);
  const after = Math.max(0, loss - spare) * Math.max(0, days - ramp);
  return loss * growing - (spare * growing ** 2) / (2 * ramp) + after;
}

/** In one sentence, of a supplier. */
export function supplierBecause(
  { closures, suppliers_lost, shares }: ScenarioChanges,
  delta: number | null,
  to: SupplierScore | null,
  { buyer, elements }: SupplierInputs,
  { horizon, supplier: { material } }: Parameters,
): string {
  if (to === null) return 'It delivers nothing to the buyer, so there is no score that could move.';
  const taken = Math.max(
    0,
    ...stopWindows(elements[to.element]?.stops ?? [], horizon).map(({ members }) => stoppedShare(members, to.exposures, buyer)),
  );
  if (Object.keys(to.points).some((id) => id.startsWith('stop:'))) return 'What the scenario stops was likely to stop already.';
  if (taken > 0) {
    const meets = taken < material ? `a loss below ${percent(material)} is not counted` : 'the stock of the buyer outlasts that';
    return `The scenario stops ${percent(taken)} of what it delivers or lives on, and ${meets}.`;
  }
  if (delta !== 0) return LITTLE;
  if (closures.length + suppliers_lost.length > 0)
    return 'Nothing that it delivers to the buyer, and nothing that its sites live on, passes what the scenario closes.';
  if (shares.length > 0) return 'Shares of origins move scores of elements; a supplier is scored along its own chain.';
  return 'Nothing that the scenario changes reaches its chain, or something stronger already acts there.';
}
