/** Numbers of the method that a scenario may set, and its assumptions in sentences. */
import { registerWarning } from '../explanations/labels.ts';
import { TYPE_OF_CLASS } from '../method/measure.ts';
import { type MethodologyDocument, type Parameters, parametersOf, rangeOf } from '../method/parameters.ts';
import type { Message, MessageParam } from '../vocabulary/score-document.ts';
import { THEATRES } from '../vocabulary/theatres.ts';
import { listed, message, NOTHING } from '../words/render.ts';
import type { TextCode } from '../words/texts.ts';
import { type ScenarioChanges, type Stop, type StopFacts, unknownOutputs } from './scenario.ts';

type AdjustableNumber = Readonly<{
  name: string;
  min: number;
  max: number;
  unit: string;
  /** Ground on which the number rests. */
  meaning: string;
}>;

/** In the inputs of a run already, as the rate of new controls. */
const IN_THE_INPUTS = /^new_control\.(?!rest)/;

/** Those with a range in figures, in the order of the document. */
export const adjustableNumbers = ({ parameters }: MethodologyDocument): readonly AdjustableNumber[] =>
  parameters.flatMap((row) => {
    const { name, unit, source } = row;
    const range = rangeOf(row);
    return range === null || IN_THE_INPUTS.test(name)
      ? []
      : [{ name, min: range[0], max: range[1], unit, meaning: source }];
  });

/** The very same object when none is set. */
export function numbersBeforeAndAfter(
  document: MethodologyDocument,
  values: Readonly<Record<string, number>>,
): readonly [before: Parameters, after: Parameters] {
  const before = parametersOf(document);
  if (Object.keys(values).length === 0) return [before, before];
  return [
    before,
    parametersOf({
      ...document,
      parameters: document.parameters.map((row) => ({ ...row, value: values[row.name] ?? row.value })),
    }),
  ];
}

export type AssumptionContext = Readonly<{
  buyers: readonly string[];
  as_of: string;
  register_read: string | null;
  facts: Pick<StopFacts, 'outputs' | 'names'>;
  methodology: Pick<MethodologyDocument, 'parameters'>;
  /** As the run had it: percentile and age in days, null unknown. */
  pressure: Readonly<Record<string, Readonly<{ index?: number | null; age?: number | null }>>>;
  titles: Readonly<Record<string, MessageParam>>;
}>;

const elementsOf = (names: readonly string[] | null): MessageParam =>
  names === null
    ? message('scenario_every_element')
    : listed(
        names.map((id) =>
          id.startsWith('@')
            ? message(`scenario_group_${id.slice(1)}` as TextCode)
            : message('report_name_element', { id }),
        ),
      );
const countriesOf = (codes: readonly string[]): MessageParam =>
  listed(
    codes.map((id) =>
      id === 'ALL' ? message('scenario_everybody') : message('report_name_country', { id }),
    ),
  );
const stagesOf = (stages: readonly string[]): MessageParam =>
  listed(stages.map((stage) => message(`stage_${stage}` as TextCode)));
const percent = (part: number) => Math.round(1000 * part) / 10;
const given = (code: TextCode, name: string, list: MessageParam | null): Message =>
  list === null ? NOTHING : message(code, { [name]: list });

/** In the order of the changes. */
export function assumptionsOf(changes: ScenarioChanges, context: AssumptionContext): readonly Message[] {
  const { as_of: day, methodology, titles } = context;
  const {
    measures_added,
    measures_lifted,
    measures_unsuspended,
    pressure,
    stops,
    cover,
    shares,
    parameters,
  } = changes;
  const measure = (id: string): MessageParam => titles[id] ?? id;
  const buyers = countriesOf(context.buyers);
  const unread = registerWarning(context.register_read, day);
  return [
    message('scenario_rest', { day }),
    ...(unread === null ? [] : [unread]),
    ...measures_added.map(({ control_class, origins, targets, elements, stages }) =>
      message('scenario_measure_added', {
        measure: message(`measure_${TYPE_OF_CLASS[control_class]}`),
        origins: countriesOf(origins),
        targets: countriesOf(targets),
        elements: elementsOf(elements),
        stages: stagesOf(stages),
        day,
      }),
    ),
    ...measures_lifted.map((id) => message('scenario_measure_lifted', { measure: measure(id) })),
    ...measures_unsuspended.map((id) =>
      message('scenario_measure_unsuspended', { measure: measure(id), day }),
    ),
    ...THEATRES.flatMap((theatre) => {
      const [percentile, { index = null, age = null } = {}] = [pressure[theatre], context.pressure[theatre]];
      const before =
        index === null
          ? message('scenario_pressure_unknown')
          : message('scenario_pressure_was', { index, age: age ?? 0 });
      return percentile === undefined
        ? []
        : [message('scenario_pressure', { theatre: message(`theatre_${theatre}`), percentile, before })];
    }),
    ...stops.flatMap((stop) => stopAssumptions(stop, buyers, context)),
    ...(stops.length > 0 ? [message('scenario_certain')] : []),
    ...cover.map(({ elements, days, factor, add_days }) => {
      const start = days === null ? message('scenario_stock_there') : message('scenario_days', { days });
      return message('scenario_stock', { elements: elementsOf(elements), start, factor, add_days });
    }),
    ...shares.map(({ of, element, stage, origin, share }) =>
      message(`scenario_share_of_${of}`, { origin, share: percent(share), element, stage, buyers }),
    ),
    ...Object.entries(parameters).map(([name, value]) =>
      message('scenario_parameter', {
        name,
        value,
        before: methodology.parameters.find((row) => row.name === name)?.value ?? '',
      }),
    ),
  ];
}

function stopAssumptions(stop: Stop, buyers: MessageParam, { facts }: AssumptionContext): readonly Message[] {
  const {
    origin,
    lane,
    supplier,
    countries,
    stages,
    processed_in,
    elements,
    targets,
    begins,
    days,
    severity,
  } = stop;
  const length = days === null ? message('scenario_endless') : message('scenario_for', { days });
  const said = {
    elements: elementsOf(elements),
    part: percent(severity),
    at: given('scenario_at', 'stages', stages && stagesOf(stages)),
    whom: given('scenario_to', 'targets', targets && countriesOf(targets)),
    time: begins === 0 ? length : message('scenario_beginning', { length, begins }),
  };
  if (lane !== null)
    return [message('scenario_lane_closed', { ...said, lane: message(`lane_${lane}` as TextCode), buyers })];
  if (origin !== null) {
    const fed = processed_in === null ? [] : [message('scenario_fed', { origin, processed_in })];
    return [message('scenario_origin_stops', { ...said, origin }), ...fed];
  }
  const id = supplier as string;
  const name = facts.names[id] ?? id;
  const unknown = unknownOutputs([stop], facts).map(({ element, stage }) =>
    message('scenario_place', { element, stage }),
  );
  return [
    message('scenario_supplier_stops', {
      ...said,
      supplier: name,
      from: given('scenario_from', 'countries', countries && countriesOf(countries)),
    }),
    ...(unknown.length === 0
      ? []
      : [message('scenario_unknown_output', { supplier: name, places: listed(unknown) })]),
  ];
}
