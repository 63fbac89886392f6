/** Applies a scenario to the inputs of an element. Stated closures and lost suppliers are events of their own, not inputs. */

import { elementWithStock, withMeasuresLifted } from '../explanations/what-if.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import type { DatedInputs, ElementInputs, Measure, Stage, StageInputs } from '../vocabulary/scoring-inputs.ts';
import { type AddedMeasure, type ScenarioChanges, type ShareChange, statedSignals } from './scenario.ts';

/** The inputs as the scenario has them; those of an element that nothing reaches give the same score. */
export function changedInputs(inputs: ElementInputs, changes: ScenarioChanges, methodology: Methodology): ElementInputs {
  const steps: readonly ((present: ElementInputs) => ElementInputs)[] = [
    (present) => withChangedNews(present, changes),
    (present) => withCover(present, changes, methodology),
    (present) => changes.shares.filter(({ element }) => element === present.element).reduce(withShare, present),
  ];
  return steps.reduce((present, step) => step(present), inputs);
}

/** The measures and signals as the scenario has them, of whatever type of subject; everything else stays. */
export function withChangedNews<Inputs extends DatedInputs>(inputs: Inputs, changes: ScenarioChanges): Inputs {
  const bound = withoutSuspensions(inputs, changes.measures_unsuspended);
  const lifted = changes.measures_lifted.length > 0 ? withMeasuresLifted(bound, changes.measures_lifted) : bound;
  return withSignals(withMeasures(lifted, changes.measures_added), changes.signals);
}

/** Puts suspended measures into force from today, as new ones: buyers did not adapt to a measure while it was suspended. */
function withoutSuspensions<Inputs extends DatedInputs>(inputs: Inputs, ids: readonly string[]): Inputs {
  if (ids.length === 0) return inputs;
  const returned = (measure: Measure): Measure => ({
    ...measure,
    effective_from: inputs.as_of,
    suspended_from: null,
    suspended_to: null,
  });
  return { ...inputs, measures: (inputs.measures ?? []).map((measure) => (ids.includes(measure.id) ? returned(measure) : measure)) };
}

/** Known and in force today. They count as announcements of their origin, as real ones do. */
function withMeasures<Inputs extends DatedInputs>(inputs: Inputs, added: readonly AddedMeasure[]): Inputs {
  if (added.length === 0) return inputs;
  const known_from = isoDate(Math.min(dayNumber(inputs.as_of), dayNumber(inputs.known_at ?? inputs.as_of)));
  const measures = added.map(
    ({ control_class, origins, targets, elements, stages, coverage }, index): Measure => ({
      id: `added-${index + 1}`,
      control_class,
      origins,
      targets,
      applies: [{ elements, stages, coverage }],
      known_from,
      effective_from: inputs.as_of,
    }),
  );
  return { ...inputs, measures: [...(inputs.measures ?? []), ...measures] };
}

function withSignals<Inputs extends DatedInputs>(inputs: Inputs, states: ScenarioChanges['signals']): Inputs {
  const seen = statedSignals(states).map(([name, x]) => [name, { x, age_days: 0 }] as const);
  return seen.length === 0 ? inputs : { ...inputs, signals: { ...inputs.signals, ...Object.fromEntries(seen) } };
}

function withCover(inputs: ElementInputs, { cover }: ScenarioChanges, methodology: Methodology): ElementInputs {
  return cover
    .filter(({ elements }) => elements === null || elements.includes(inputs.element))
    .reduce((present, { days, factor, add_days }) => {
      return elementWithStock(present, methodology, (stated) => (days ?? stated) * factor + add_days);
    }, inputs);
}

function withShare(inputs: ElementInputs, { stage, origin, share }: ShareChange): ElementInputs {
  const before = inputs.stages[stage];
  if (before?.world == null) return inputs;
  const { [origin]: _replaced, ...others } = before.world;
  const sum = Object.values(others).reduce((total, value) => total + Math.max(0, value), 0);
  const scaled = Object.entries(others).map(([code, value]) => [code, (value / sum) * (1 - share)] as const);
  // Only proportions count: left alone, the origin would keep the whole world at any share.
  const rest = sum > 0 ? scaled : [[OTHER_ORIGINS, 1 - share] as const];
  const changed: StageInputs = { ...before, world: Object.fromEntries([...rest, [origin, share] as const]) };
  return { ...inputs, stages: { ...inputs.stages, [stage satisfies Stage]: changed } };
}
