/** Numbers of the method that a scenario may set, each inside the range that an expert might also have chosen. */
import { type MethodologyDocument, type ParameterRow, type Parameters, parametersOf } from '../method/parameters.ts';
import type { Closure, KnownOutput, ScenarioChanges } from './scenario.ts';

interface AdjustableNumber {
  /** Name in the methodology document, for example `depth.ban`. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Ground on which the number rests. */
  readonly meaning: string;
}

/** These are in the inputs of a run already, as the rate of new controls. */
const IN_THE_INPUTS = /^new_control\.(?!rest)/;
const RANGE = /^([\d.]+) to ([\d.]+)$/;

/** Numbers with a range in figures, in the order of the document. */
export const adjustableNumbers = ({ parameters }: Pick<MethodologyDocument, 'parameters'>): readonly AdjustableNumber[] =>
  parameters.flatMap(({ name, range, unit, source }: ParameterRow) => {
    const [, min, max] = RANGE.exec(range ?? '') ?? [];
    return min === undefined || IN_THE_INPUTS.test(name) ? [] : [{ name, min: Number(min), max: Number(max), unit, meaning: source }];
  });

/** The numbers of the method, and the same with some of them set: the very same object when none is. */
export function numbersBeforeAndAfter(
  document: MethodologyDocument,
  values: Readonly<Record<string, number>>,
): readonly [before: Parameters, after: Parameters] {
  const before = parametersOf(document);
  if (Object.keys(values).length === 0) return [before, before];
  return [
    before,
    parametersOf({ ...document, parameters: document.parameters.map((row) => ({ ...row, value: values[row.name] ?? row.value })) }),
  ];
}

// Assumptions of a scenario, in sentences for a reader who does not know the method.

export interface AssumptionContext {
  readonly buyer: string;
  readonly as_of: string;
  readonly outputs: readonly KnownOutput[];
  readonly methodology: Pick<MethodologyDocument, 'parameters'>;
}

const GROUPS: Readonly<Record<string, string>> = {
  '@REE': 'the rare earths',
  '@LREE': 'the light rare earths',
  '@HREE': 'the heavy rare earths',
};
const named = (elements: readonly string[] | null): string =>
  elements === null ? 'every element' : elements.map((name) => GROUPS[name] ?? name).join(', ');
const percent = (part: number): string => `${Math.round(1000 * part) / 10} %`;

export function assumptionsOf(changes: ScenarioChanges, { buyer, as_of, outputs, methodology }: AssumptionContext): readonly string[] {
  const { measures_added, measures_lifted, measures_unsuspended, pressure, closures, suppliers_lost, cover, shares, parameters } = changes;
  const stops = closures.length + suppliers_lost.length;
  return [
    `Everything that the scenario does not name is as the run had it on ${as_of}; nobody reacts that does not react in the method.`,
    ...measures_added.map(
      ({ control_class, origins, targets, elements, stages }) =>
        `A measure of class ${control_class} of ${origins.join(', ')} against ${targets.join(', ')} on ${named(elements)} (${stages.join(', ')}) is in force from ${as_of}. It is no certain stop: it binds with the chance and the depth that the method gives its class. The rate of further controls stays.`,
    ),
    ...measures_lifted.map((id) => `${id} is not in force. The rate of further controls stays.`),
    ...measures_unsuspended.map((id) => `The suspension of ${id} ends on ${as_of}; it binds like a new measure.`),
    ...Object.entries(pressure)
      .filter(([, percentile]) => percentile !== undefined)
      .sort()
      .map(
        ([theatre, percentile]) => `The pressure in the theatre ${theatre} is at ${percentile} of 100 in its own three years, seen today.`,
      ),
    ...closures.flatMap((closure) => closureAssumptions(closure, buyer)),
    ...suppliers_lost.map(({ supplier, countries }) => {
      const unknown = outputs.filter(
        (made) =>
          made.supplier === supplier &&
          Object.entries(made.output).some(([country, share]) => share === null && countries?.includes(country) !== false),
      );
      const places = unknown.map(({ element, stage }) => `${element} ${stage}`).join(', ');
      const left = places === '' ? '' : ` The register can not tell its part of its country's output of ${places}: that is not counted.`;
      return `${supplier} delivers nothing${countries === null ? '' : ` from ${countries.join(', ')}`} for the whole year.${left}`;
    }),
    ...(stops > 0
      ? [
          'What is stopped is stopped for certain, so that only cover, saving, substitutes and what others add stand against it. Stops that hold at the same time are one gap: nothing is lost twice.',
        ]
      : []),
    ...cover.map(({ elements, days, factor, add_days }) => {
      const start = days === null ? 'the stock there is' : `${days} days of stock`;
      return `Stock of ${named(elements)} is ${start} times ${factor}, plus ${add_days} days, at every stage.`;
    }),
    ...shares.map(({ of, element, stage, origin, share }) => {
      const whose = of === 'world' ? `the world's ${element}` : `${buyer}'s imports of ${element}`;
      return `${origin} has ${percent(share)} of ${whose} at the ${stage} stage; the others keep their proportions.`;
    }),
    ...Object.entries(parameters).map(
      ([name, value]) => `${name} is ${value} instead of ${methodology.parameters.find((row) => row.name === name)?.value}.`,
    ),
  ];
}

function closureAssumptions({ origin, lane, stages, processed_in, elements, targets, begins, days, severity }: Closure, buyer: string) {
  const time = `${days === null ? 'without an end' : `for ${days} days`}${begins === 0 ? '' : `, beginning in ${begins} days`}`;
  const at = stages === null ? '' : ` at the stages ${stages.join(', ')}`;
  if (lane !== null) {
    return [
      `${percent(severity)} of ${named(elements)} that passes ${lane} on the way to ${buyer}${at} is lost ${time}; the table of routes says how much passes, and no ship takes another way.`,
    ];
  }
  const whom = targets === null ? '' : ` to ${targets.join(', ')}`;
  const fed = `Ore of ${origin} is processed in ${processed_in}: the next stage there loses the part of its feed that ${origin} has in the mine output of both, once the ore that is on the way is used up. Later stages are not cut a second time.`;
  return [
    `${percent(severity)} of ${named(elements)} that ${origin} sends${whom}${at} is missing ${time}.`,
    ...(processed_in === null ? [] : [fed]),
  ];
}
