/**
 * Dated steps ahead: measures that take effect, suspensions that run out, measures and reliefs that end. A date is one step, whatever happens
 * on it: how far it moves the score is said once, by the score before and on the day, if everything up to then happens as it is written today.
 * The last day of a term still belongs to it, so the step is on the day after, also under a methodology that reads the term to be over by then.
 */

import { type DatedStep, datedSteps, withStepHeld } from '../facts/dated-steps.ts';
import { type MeasureFact, measureFacts } from '../measures/measure-effects.ts';
import { asOfOf, type DateRules, datedMeasures, type MeasureOnDay } from '../measures/measure-state.ts';
import { memoized } from '../numbers/memoized.ts';
import { bandOf } from '../scores/bands.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import { publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import { type DatedInputs, type ElementInputs, STAGES, type SupplierInputs } from '../vocabulary/scoring-inputs.ts';
import type { Band } from '../vocabulary/scoring-result.ts';
import { englishWith } from '../words/english-language.ts';
import type { Names } from './document-context.ts';
import { type Labelled, labelled, measureCondition } from './labels/measure-condition.ts';
import { standingMeasures } from './what-if.ts';

/** Steps further ahead than this are too uncertain to be put into points. */
const DAYS_AHEAD = 731;

/** Effect of one measure on the day. */
export interface MeasureStep extends Labelled {
  readonly what: 'takes_effect' | 'suspension_ends' | 'ends' | 'relief_ends';
  readonly measure: string;
  /** `relief_ends`: the relief. */
  readonly relief: string | null;
  readonly title: string;
  readonly stages: readonly string[];
  /** Points by which the difference shrinks when this measure alone does not happen; null where that is not known. Two measures can each be needed, or each be enough. */
  readonly difference: number | null;
}

/** A day of the calendar. `what`, `measure`, `relief`, `title` are those of the measure that moves most, the first of `measures`. */
export interface ScheduledStep extends Omit<MeasureStep, 'difference'> {
  /** The first day on which it is otherwise. */
  readonly date: string;
  /** Days from the day of the score. */
  readonly in_days: number;
  /** Everything that happens on the day, what moves most first. */
  readonly measures: readonly MeasureStep[];
  /** Two decimals; null when the date is more than two years ahead. */
  readonly score_day_before: number | null;
  readonly score_on_day: number | null;
  /** Change of the score by all steps of that day together, in points; null where the scores are not known. */
  readonly difference: number | null;
  readonly band_on_day: Band | null;
  /** Day by which a suspension that ran out without a decision counts whole, where the methodology lets it count by degrees; else null. */
  readonly settles_on: string | null;
  /** Score on that day; null without one. */
  readonly score_settled: number | null;
}

interface UnscoredStep extends Omit<MeasureStep, 'difference'> {
  readonly date: string;
  /** First day on which the methodology has it otherwise: `date`, or the day before. */
  readonly moves: number;
  /** Acts that may end the measure. */
  readonly repeals: readonly string[];
  readonly graceDays: number;
}

/** Scores the inputs as of any day. */
export type ScoreOn<Inputs> = (inputs: Inputs) => number | null;

/** Steps that measures on this element have ahead for this buyer, as known; by date, then measure. */
export function scheduledSteps(
  inputs: ElementInputs,
  methodology: Methodology,
  names: Names,
  scoreOn: ScoreOn<ElementInputs>,
): readonly ScheduledStep[] {
  const rules = methodology.parameters;
  const measures = datedMeasures(inputs.measures, inputs.reliefs, rules);
  const asOf = asOfOf(inputs, methodology.parameters);
  const origins = [...new Set(measures.flatMap(({ measure }) => measure.origins))];
  const steps = new Map<string, UnscoredStep>();
  for (const stage of STAGES) {
    if (inputs.stages[stage] == null) continue;
    for (const origin of origins) {
      const scope = { element: inputs.element, stage, buyer: inputs.buyer, origin };
      for (const fact of measureFacts(scope, asOf, measures, methodology)) {
        if (fact.isResidual) continue;
        for (const step of stepsOf(fact.id, fact.onDay, asOf.day, rules, names)) collect(steps, step, stage);
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
  for (const onDay of standingMeasures(inputs, methodology.parameters)) {
    const { id, origins } = onDay.dated.measure;
    const stages = STAGES.filter((stage) => sites.some((site) => site.stage === stage && origins.includes(site.country)));
    for (const step of stepsOf(id, onDay, day, methodology.parameters, names)) for (const stage of stages) collect(steps, step, stage);
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

function stepsOf(id: MeasureFact['id'], onDay: MeasureOnDay, day: number, rules: DateRules, names: Names): readonly UnscoredStep[] {
  const never = Number.POSITIVE_INFINITY;
  /** Days from the day on which the methodology has a term to be over to the first day that does not belong to it. */
  const afterTerm = rules.end_dates_inclusive === true ? 0 : 1;
  const { graceDays } = onDay.dated;
  const english = englishWith(names);
  const repeals = onDay.dated.reliefs.filter(({ relief }) => relief.kind === 'ends').map(({ relief }) => relief.id);
  const dates: readonly (readonly [what: MeasureStep['what'], moves: number, afterTerm: number, relief: string | null])[] = [
    ['takes_effect', onDay.dated.effectiveFrom, 0, null],
    ['suspension_ends', onDay.state === 'suspended' ? onDay.suspendedTo : never, afterTerm, null],
    ['ends', onDay.end, onDay.endIsFirm ? 0 : afterTerm, null],
    ...onDay.easings.map(({ relief, effectiveTo }) => ['relief_ends', effectiveTo, afterTerm, relief.id] as const),
  ];
  return dates
    .filter(([, moves]) => moves > day && moves !== never)
    .map(([what, moves, after, relief]) => ({
      date: isoDate(moves + after),
      moves,
      what,
      measure: id,
      relief,
      title: names.measure(id).title,
      ...labelled(measureCondition(`step_${what}`, id, names, english), english),
      stages: [],
      repeals,
      graceDays: what === 'suspension_ends' ? graceDays : 0,
    }));
}

/** Signals are held as they are today: the difference is that of the step. */
function scored<Inputs extends DatedInputs>(
  steps: readonly UnscoredStep[],
  inputs: Inputs,
  methodology: Methodology,
  scoreOn: ScoreOn<Inputs>,
): readonly ScheduledStep[] {
  const on = (day: number): Inputs => ({ ...inputs, as_of: isoDate(day), known_at: inputs.known_at ?? inputs.as_of });
  const scoreOnDay = memoized((day: number): number | null => scoreOn(on(day)));
  const today = dayNumber(inputs.as_of);
  return [...Map.groupBy(steps, ({ date }) => date)].map(([date, ofDay]): ScheduledStep => {
    const day = dayNumber(date);
    const inDays = day - today;
    const [first, last] = [Math.min(...ofDay.map(({ moves }) => moves)), Math.max(...ofDay.map(({ moves }) => moves))];
    const [before, after] = inDays <= DAYS_AHEAD ? [scoreOnDay(first - 1), scoreOnDay(last)] : [null, null];
    const difference = before === null || after === null ? null : roundTo(after - before, 2);
    const withoutStep = withoutSteps(on(first - 1), on(last), methodology.parameters);
    const measures = ofDay
      .map((step) => measureStep(step, ofDay.length === 1 ? difference : partOf(step, after, difference, withoutStep, scoreOn)))
      .sort((left, right) => Math.abs(right.difference ?? 0) - Math.abs(left.difference ?? 0));
    const { difference: _own, ...leading } = measures[0] as MeasureStep;
    const grace = Math.max(...ofDay.map(({ graceDays }) => graceDays));
    const settles = grace === 0 || inDays > DAYS_AHEAD ? null : day + grace;
    return {
      date,
      ...leading,
      stages: STAGES.filter((stage) => ofDay.some(({ stages }) => stages.includes(stage))),
      in_days: inDays,
      measures,
      score_day_before: publishedScore(before),
      score_on_day: publishedScore(after),
      difference,
      band_on_day: after === null ? null : bandOf(after, methodology.parameters.bands),
      settles_on: settles === null ? null : isoDate(settles),
      score_settled: settles === null ? null : publishedScore(scoreOnDay(settles)),
    };
  });
}

const measureStep = (
  { what, measure, relief, title, label, label_code, label_params, stages }: UnscoredStep,
  difference: number | null,
): MeasureStep => ({
  ...{ what, measure, relief, title, label, label_code, label_params },
  stages,
  difference,
});

/** The later inputs as if one step had not come, by what the calendar says of it. */
function withoutSteps<Inputs extends DatedInputs>(before: Inputs, after: Inputs, rules: DateRules): (step: UnscoredStep) => Inputs {
  const coming = datedSteps(before, after, rules);
  const isOf = ({ what, measure, relief, repeals }: UnscoredStep, { kind, table, id }: DatedStep): boolean => {
    if (what === 'relief_ends') return kind === 'easing_ran_out' && id === relief;
    if (what === 'ends') return kind === 'repeal_began' ? repeals.includes(id) : kind === 'measure_ran_out' && id === measure;
    return table === 'measures' && id === measure && kind === (what === 'takes_effect' ? 'measure_began' : 'suspension_ran_out');
  };
  return (step) => coming.filter((dated) => isOf(step, dated)).reduce<Inputs>(withStepHeld, after);
}

function partOf<Inputs extends DatedInputs>(
  step: UnscoredStep,
  after: number | null,
  difference: number | null,
  withoutStep: (step: UnscoredStep) => Inputs,
  scoreOn: ScoreOn<Inputs>,
): number | null {
  if (after === null || difference === null || difference === 0) return difference;
  const score = scoreOn(withoutStep(step));
  return score === null ? null : roundTo(after - score, 2);
}
