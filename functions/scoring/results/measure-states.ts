import { type DateRules, datedMeasures, measureOn } from '#domain/measures/measure-state.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Measure, Relief } from '#domain/vocabulary/scoring-inputs.ts';

interface MeasuredInputs {
  readonly as_of: string;
  readonly known_at?: string | null;
  readonly measures?: readonly Measure[] | null;
  readonly reliefs?: readonly Relief[] | null;
}

/** Every known measure with its state on the day, as the methodology reads dates: what has to change before a score may jump. Dates without an end are `null`. */
export function measureStates(inputs: MeasuredInputs, rules: DateRules): unknown {
  const day = dayNumber(inputs.as_of);
  const knownAt = dayNumber(inputs.known_at ?? inputs.as_of);
  const finite = (date: number): number | null => (Number.isFinite(date) ? date : null);
  return datedMeasures(inputs.measures, inputs.reliefs, rules).flatMap((dated) => {
    const on = measureOn(dated, day, knownAt);
    if (on === null) return [];
    const easings = on.easings.map(({ relief }) => relief.id);
    return [[dated.measure.id, on.state, finite(on.end), finite(on.suspendedTo), easings]];
  });
}
