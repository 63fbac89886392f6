/** Applies a scenario to the inputs of scores. */
import { withMeasuresInForce, withoutMeasure, withPressure } from '../explanations/what-if.ts';
import type { ElementInputs } from '../method/element.ts';
import { coversStage, type Measure, symbolsOf } from '../method/measure.ts';
import type { Parameters } from '../method/parameters.ts';
import type { SupplierInputs } from '../method/supplier.ts';
import type { StageInputs } from '../method/supply.ts';
import { STAGES } from '../vocabulary/scoring-inputs.ts';
import { THEATRES } from '../vocabulary/theatres.ts';
import {
  type AddedMeasure,
  type CoverChange,
  type ScenarioChanges,
  type ShareChange,
  type StopFacts,
  statedStops,
} from './scenario.ts';

export function changedElement(
  inputs: ElementInputs,
  changes: ScenarioChanges,
  facts: StopFacts,
  parameters: Parameters,
): ElementInputs {
  const { element } = inputs;
  const shares = changes.shares.filter((change) => change.element === element);
  const world = shares.reduce(
    withShare,
    withMeasures(withPressures(inputs, changes, parameters), element, changes, inputs.as_of),
  );
  const stocked = changes.cover
    .filter(({ elements }) => elements === null || elements.includes(element))
    .reduce((present, change) => withStock(present, change, parameters), world);
  return { ...stocked, stops: statedStops(changes, stocked, facts, parameters) };
}

/**
 * Stock changes when all that it delivers is meant; shares of origins are no part of its score. `stagesOf`:
 * what the world makes, by stage.
 */
export function changedSupplier(
  inputs: SupplierInputs,
  changes: ScenarioChanges,
  facts: StopFacts,
  parameters: Parameters,
  stagesOf: (element: string) => ElementInputs['stages'],
): SupplierInputs {
  const { buyer, cover_days } = inputs;
  const delivered = Object.keys(inputs.elements);
  const stock = changes.cover
    .filter(({ elements }) => elements === null || delivered.every((element) => elements.includes(element)))
    .reduce<number | null>(
      (days, change) => stockOf(days ?? parameters.supplier.cover, change),
      cover_days ?? null,
    );
  const elements = Object.entries(inputs.elements).map(([element, of]) => {
    const stops = statedStops(changes, { element, buyer, stages: stagesOf(element) }, facts, parameters);
    return [element, { ...withMeasures(of, element, changes, inputs.as_of), stops }] as const;
  });
  return {
    ...withPressures(inputs, changes, parameters),
    cover_days: stock,
    elements: Object.fromEntries(elements),
  };
}

/** Lifted measures were never there; added ones, or those back from suspension, bind from the day on. */
function withMeasures<Inputs extends Readonly<{ measures: readonly Measure[] }>>(
  inputs: Inputs,
  element: string,
  { measures_added, measures_lifted, measures_unsuspended }: ScenarioChanges,
  day: string,
): Inputs {
  const bound = withMeasuresInForce(inputs, measures_unsuspended, day);
  const lifted = withoutMeasure(bound, measures_lifted);
  const added = measures_added.flatMap((measure, index) =>
    measure.elements.flatMap(symbolsOf).includes(element)
      ? [measureOf(`added-${index + 1}`, measure, { known_from: day, effective_from: day })]
      : [],
  );
  return { ...lifted, measures: [...lifted.measures, ...added] };
}

const measureOf = (
  id: string,
  { control_class, origins, targets, stages, coverage }: Omit<AddedMeasure, 'elements'>,
  dates: Pick<Measure, 'known_from' | 'effective_from'>,
): Measure => ({
  id,
  control_class,
  origins,
  targets,
  coverage: Object.fromEntries(
    STAGES.filter((stage) => coversStage(stages, stage)).map((stage) => [stage, coverage]),
  ),
  ended: null,
  suspended_from: null,
  suspended_to: null,
  extended_to: [],
  ...dates,
});

const withPressures = <Inputs extends Pick<ElementInputs, 'pressure'>>(
  inputs: Inputs,
  { pressure }: ScenarioChanges,
  parameters: Parameters,
): Inputs =>
  THEATRES.reduce((present, theatre) => {
    const percentile = pressure[theatre];
    return percentile === undefined ? present : withPressure(present, theatre, percentile / 100, parameters);
  }, inputs);

export const stockOf = (stated: number, { days, factor, add_days }: CoverChange): number =>
  Math.max(0, (days ?? stated) * factor + add_days);

function withStock(
  inputs: ElementInputs,
  change: CoverChange,
  { default: { commercial_stock: none } }: Parameters,
): ElementInputs {
  const { cover, cover_days } = inputs;
  if (cover_days != null) return { ...inputs, cover_days: stockOf(cover_days, change) };
  const changed = Object.entries(cover ?? { default: none }).map(([stage, days]) => [
    stage,
    stockOf(days, change),
  ]);
  return { ...inputs, cover: Object.fromEntries(changed) };
}

/** The others keep their proportions; without others the rest is of unnamed origin. */
function withShare(inputs: ElementInputs, { of, stage, origin, share }: ShareChange): ElementInputs {
  const before = inputs.stages[stage];
  const table = before?.[of];
  if (before === undefined || table == null) return inputs;
  const others = Object.entries(table).filter(([code, value]) => code !== origin && value > 0);
  const sum = others.reduce((total, [, value]) => total + value, 0);
  const rest =
    sum > 0
      ? others.map(([code, value]) => [code, (value / sum) * (1 - share)] as const)
      : [['OTH', 1 - share] as const];
  const changed: StageInputs = { ...before, [of]: Object.fromEntries([...rest, [origin, share] as const]) };
  return { ...inputs, stages: { ...inputs.stages, [stage]: changed } };
}
