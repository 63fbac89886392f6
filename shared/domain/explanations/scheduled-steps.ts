/**
 * Dated steps ahead: measures that take effect, suspensions that run out, measures and reliefs that end. Each moves the score on its day:
 * the step is shown with the score on the day before and on the day, if every step up to then happens as it is written today.
 */

import { type MeasureFact, measureFacts } from '../measures/measure-effects.ts';
import { asOfOf, datedMeasures, type MeasureOnDay } from '../measures/measure-state.ts';
import { memoized } from '../numbers/memoized.ts';
import { bandOf } from '../scores/bands.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import { type DatedInputs, type ElementInputs, STAGES, type SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { Band } from '../vocabulary/scoring-result.ts';
import type { Names } from './document-context.ts';
import { standingMeasures } from './what-if.ts';

/** Steps further ahead than this are too uncertain to be put into points. */
const DAYS_AHEAD = 731;

export interface ScheduledStep {
  readonly date: string;
  readonly what: 'takes_effect' | 'suspension_ends' | 'ends' | 'relief_ends';
  readonly measure: string;
  /** `relief_ends`: the relief. */
  readonly relief: string | null;
  readonly title: string;
  readonly stages: readonly string[];
  /** Days from the day of the score. */
  readonly in_days: number;
  /** Two decimals; null when the date is more than two years ahead. */
  readonly score_day_before: number | null;
  readonly score_on_day: number | null;
  /** Change of the score by all steps of that day together, in points; null where the scores are not known. */
  readonly difference: number | null;
  readonly band_on_day: Band | null;
}

type UnscoredStep = Omit<ScheduledStep, 'score_day_before' | 'score_on_day' | 'difference' | 'band_on_day'>;

/** Scores the inputs as of any day. */
export type ScoreOn<Inputs> = (inputs: Inputs) => number | null;

/** Steps that measures on this element have ahead for this buyer, as known; by date, then measure. */
export function scheduledSteps(
  inputs: ElementInputs,
  methodology: Methodology,
  names: Names,
  scoreOn: ScoreOn<ElementInputs>,
): readonly ScheduledStep[] {
  const measures = datedMeasures(inputs.measures, inputs.reliefs, methodology.parameters);
  const asOf = asOfOf(inputs, methodology.parameters);
  const origins = [...new Set(measures.flatMap(({ measure }) => measure.origins))];
  const steps = new Map<string, UnscoredStep>();
  for (const stage of STAGES) {
    if (inputs.stages[stage] == null) continue;
    for (const origin of origins) {
      const scope = { element: inputs.element, stage, buyer: inputs.buyer, origin };
      for (const fact of measureFacts(scope, asOf, measures, methodology)) {
        if (fact.isResidual) continue;
        for (const step of stepsOf(fact.id, fact.onDay, asOf.day, names)) collect(steps, step, stage);
      }
    }
  }
  return scored(inOrder(steps), inputs, methodology, scoreOn);
}

/** Steps of the measures of the countries where the supplier's chain has sites, where they move its score. */
export function supplierSteps(
  inputs: SupplierInputs,
  methodology: Methodology,
  names: Names,
  scoreOn: ScoreOn<SupplierInputs>,
): readonly ScheduledStep[] {
  const day = dayNumber(inputs.as_of);
  const sites = Object.values(inputs.sites);
  const steps = new Map<string, UnscoredStep>();
  for (const onDay of standingMeasures(inputs)) {
    const { id, origins } = onDay.dated.measure;
    const stages = STAGES.filter((stage) => sites.some((site) => site.stage === stage && origins.includes(site.country)));
    for (const step of stepsOf(id, onDay, day, names)) for (const stage of stages) collect(steps, step, stage);
  }
  return scored(inOrder(steps), inputs, methodology, scoreOn).filter(({ difference }) => difference !== null && difference !== 0);
}

function collect(steps: Map<string, UnscoredStep>, step: UnscoredStep, stage: string): void {
  const key = `${step.date}|${step.measure}|${step.what}|${step.relief ?? ''}`;
  const stages = steps.get(key)?.stages ?? [];
  steps.set(key, { ...step, stages: stages.includes(stage) ? stages : [...stages, stage] });
}

const inOrder = (steps: ReadonlyMap<string, UnscoredStep>): readonly UnscoredStep[] =>
  [...steps].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step);

function stepsOf(id: MeasureFact['id'], onDay: MeasureOnDay, day: number, names: Names): readonly UnscoredStep[] {
  const never = Number.POSITIVE_INFINITY;
  const dates: readonly (readonly [ScheduledStep['what'], number, string | null])[] = [
    ['takes_effect', onDay.dated.effectiveFrom, null],
    ['suspension_ends', onDay.state === 'suspended' ? onDay.suspendedTo : never, null],
    ['ends', onDay.end, null],
    ...onDay.easings.map(({ relief, effectiveTo }) => ['relief_ends', effectiveTo, relief.id] as const),
  ];
  return dates
    .filter(([, date]) => date > day && date !== never)
    .map(([what, date, relief]) => ({
      date: isoDate(date),
      what,
      measure: id,
      relief,
      title: names.measure(id).title,
      stages: [],
      in_days: date - day,
    }));
}

/** Signals are held as they are today: the difference is that of the step. */
function scored<Inputs extends DatedInputs>(
  steps: readonly UnscoredStep[],
  inputs: Inputs,
  { parameters }: Methodology,
  scoreOn: ScoreOn<Inputs>,
): readonly ScheduledStep[] {
  const knownAt = inputs.known_at ?? inputs.as_of;
  const on = memoized((day: number): number | null => scoreOn({ ...inputs, as_of: isoDate(day), known_at: knownAt }));
  return steps.map((step) => {
    const date = dayNumber(step.date);
    const [before, after] = step.in_days <= DAYS_AHEAD ? [on(date - 1), on(date)] : [null, null];
    return {
      ...step,
      score_day_before: publishedScore(before),
      score_on_day: publishedScore(after),
      difference: before === null || after === null ? null : roundTo(after - before, 2),
      band_on_day: after === null ? null : bandOf(after, parameters.bands),
    };
  });
}
