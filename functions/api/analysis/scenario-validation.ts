import type { ScenarioRequest } from '#contracts/api/analysis/scenarios-request.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { CONTROL_CLASSES, controlKind, ELEMENT_GROUPS } from '#domain/method/measure.ts';
import type { MethodologyDocument } from '#domain/method/parameters.ts';
import { adjustableNumbers } from '#domain/scenarios/assumptions.ts';
import type { StopFacts } from '#domain/scenarios/scenario.ts';
import { closestMatch } from '#functions/http/expected-errors.ts';

/** Elements, outputs, ways and method of a run, which the names in a scenario refer to. */
interface ScenarioWorld {
  readonly elements: readonly ElementInputs[];
  readonly facts: StopFacts;
  readonly method: MethodologyDocument;
}

type Named = readonly [pointer: string, name: string];

/** Names that mean nothing in the run: such a part of the scenario would change nothing, and look as if it did not matter. */
export function scenarioErrors(request: ScenarioRequest, { elements, facts, method }: ScenarioWorld): readonly FieldError[] {
  const symbols = elements.map(({ element }) => element);
  const groups = [...symbols, ...Object.keys(ELEMENT_GROUPS).map((name) => `@${name}`)];
  const measures = elements.flatMap((inputs) => inputs.measures.map(({ id }) => id));
  const places = elements.flatMap(({ stages }) =>
    Object.values(stages).flatMap((stage) => [...Object.keys(stage?.world ?? {}), ...Object.keys(stage?.imports ?? {})]),
  );
  return [
    ...unknown('element', namedElements(request), symbols),
    ...unknown('element or group', namedGroups(request), groups),
    ...unknown(
      'control class that stops a flow',
      request.measures_added.map(({ control_class }, index) => [`/measures_added/${index}/control_class`, control_class]),
      CONTROL_CLASSES.filter((name) => controlKind(name) !== null),
    ),
    ...unknown('measure that acts on scores', namedMeasures(request), measures),
    ...unknown(
      'supplier with a known output',
      request.suppliers_lost.map(({ supplier }, index) => [`/suppliers_lost/${index}/supplier`, supplier]),
      facts.outputs.map(({ supplier }) => supplier),
    ),
    ...unknown(
      'country that supplies a scored element',
      request.closures.flatMap(({ origin }, index): Named[] => (origin == null ? [] : [[`/closures/${index}/origin`, origin]])),
      places,
    ),
    ...stageErrors(request, elements),
    ...numberErrors(request, method),
  ];
}

const each = (pointer: string, names: readonly string[] | null | undefined): Named[] =>
  (names ?? []).map((name, index) => [`${pointer}/${index}`, name]);

const namedElements = ({ elements, cover, shares }: ScenarioRequest): readonly Named[] => [
  ...each('/elements', elements),
  ...cover.flatMap((change, index) => each(`/cover/${index}/elements`, change.elements)),
  ...shares.map(({ element }, index): Named => [`/shares/${index}/element`, element]),
];

const namedGroups = ({ measures_added, closures }: ScenarioRequest): readonly Named[] => [
  ...measures_added.flatMap(({ elements }, index) => each(`/measures_added/${index}/elements`, elements)),
  ...closures.flatMap(({ elements }, index) => each(`/closures/${index}/elements`, elements)),
];

const namedMeasures = ({ measures_lifted, measures_unsuspended }: ScenarioRequest): readonly Named[] => [
  ...each('/measures_lifted', measures_lifted),
  ...each('/measures_unsuspended', measures_unsuspended),
];

/** Short enough for a message. */
const LISTED = 40;

function unknown(kind: string, given: readonly Named[], known: readonly string[]): readonly FieldError[] {
  const names = [...new Set(known)].sort();
  return given.flatMap(([pointer, name]) => {
    if (names.includes(name)) return [];
    const meant = closestMatch(name, names);
    const guess = meant === null ? '' : ` Did you mean ${meant}?`;
    const choice = names.length > LISTED ? '' : ` There are: ${names.join(', ')}.`;
    return [
      { pointer, code: 'unknown_id', detail: `\`${pointer}\` is ${JSON.stringify(name)}: there is no such ${kind}.${guess}${choice}` },
    ];
  });
}

function stageErrors({ shares }: ScenarioRequest, elements: readonly ElementInputs[]): readonly FieldError[] {
  return shares.flatMap(({ of, element, stage }, index) => {
    const inputs = elements.find((one) => one.element === element);
    if (inputs === undefined || inputs.stages[stage]?.[of] != null) return [];
    const pointer = `/shares/${index}/stage`;
    const there = Object.entries(inputs.stages).flatMap(([name, given]) => (given?.[of] == null ? [] : [name]));
    const only = there.length === 0 ? 'nowhere' : `only at: ${there.join(', ')}`;
    const detail = `\`${pointer}\` is ${stage}: ${element} has no shares of ${of} there, ${only}.`;
    return [{ pointer, code: 'invalid_value', detail }];
  });
}

function numberErrors({ parameters }: ScenarioRequest, method: MethodologyDocument): readonly FieldError[] {
  const numbers = adjustableNumbers(method);
  const names = Object.keys(parameters).map((name): Named => [`/parameters/${name}`, name]);
  const outside = Object.entries(parameters).flatMap(([name, value]) => {
    const range = numbers.find((number) => number.name === name);
    if (range === undefined || (value >= range.min && value <= range.max)) return [];
    const pointer = `/parameters/${name}`;
    return [{ pointer, code: 'invalid_value', detail: `\`${pointer}\` is ${value}: send a number from ${range.min} to ${range.max}.` }];
  });
  return [
    ...unknown(
      'number of the method that a scenario may set',
      names,
      numbers.map(({ name }) => name),
    ),
    ...outside,
  ];
}
