/** Dated steps ahead: measures that take effect, suspensions that run out, measures that end. Each moves the score on its day. */
import { dayNumber, isoDate } from '../calendar.ts';
import { type MeasureFact, measureFacts } from '../measure-effects.ts';
import { type AsOf, datedMeasures } from '../measure-state.ts';
import type { Methodology } from '../methodology.ts';
import { type ElementInputs, STAGES } from '../scoring-inputs.ts';
import type { Names } from './document-context.ts';

export interface ScheduledStep {
  readonly date: string;
  readonly what: 'takes_effect' | 'suspension_ends' | 'ends';
  readonly measure: string;
  readonly title: string;
  readonly stages: readonly string[];
  /** Days from the day of the score. */
  readonly in_days: number;
}

/** Steps that measures on this element have ahead for this buyer, as known; by date, then measure. */
export function scheduledSteps(inputs: ElementInputs, methodology: Methodology, names: Names): readonly ScheduledStep[] {
  const measures = datedMeasures(inputs.measures, inputs.reliefs);
  const asOf: AsOf = {
    day: dayNumber(inputs.as_of),
    knownAt: dayNumber(inputs.known_at ?? inputs.as_of),
    horizonDays: inputs.horizon_days ?? methodology.parameters.horizon_days,
  };
  const origins = [...new Set((inputs.measures ?? []).flatMap((measure) => measure.origins))].sort();
  const steps = new Map<string, ScheduledStep>();
  for (const stage of STAGES) {
    if (inputs.stages[stage] == null) continue;
    for (const origin of origins) {
      const scope = { element: inputs.element, stage, buyer: inputs.buyer, origin };
      for (const fact of measureFacts(scope, asOf, measures, methodology)) {
        if (fact.isResidual) continue;
        for (const step of stepsOf(fact, asOf, names)) {
          const key = `${step.date}|${step.measure}|${step.what}`;
          const stages = steps.get(key)?.stages ?? [];
          steps.set(key, { ...step, stages: stages.includes(stage) ? stages : [...stages, stage] });
        }
      }
    }
  }
  return [...steps].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, step]) => step);
}

function stepsOf({ id, onDay }: MeasureFact, { day }: AsOf, names: Names): readonly ScheduledStep[] {
  const dates: readonly (readonly [ScheduledStep['what'], number])[] = [
    ['takes_effect', onDay.dated.effectiveFrom],
    ['suspension_ends', onDay.state === 'suspended' ? onDay.suspendedTo : Number.POSITIVE_INFINITY],
    ['ends', onDay.end],
  ];
  return dates
    .filter(([, date]) => date > day && date !== Number.POSITIVE_INFINITY)
    .map(([what, date]) => ({ date: isoDate(date), what, measure: id, title: names.measure(id).title, stages: [], in_days: date - day }));
}
