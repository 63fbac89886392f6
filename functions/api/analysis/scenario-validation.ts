import type { ScenarioRequest } from '#contracts/api/analysis/scenarios-request.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import type { KnownOutput } from '#domain/scenarios/evaluate-scenario.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { closestMatch } from '#functions/requests/closest-match.ts';

/** Elements, supplier outputs and methodology of a run, which the names in a scenario refer to. */
export interface ScenarioWorld {
  readonly elements: readonly ElementInputs[];
  readonly outputs: readonly KnownOutput[];
  readonly methodology: Methodology;
}

type Named = readonly [pointer: string, name: string];

/** Names that mean nothing in the run: such a part of the scenario would change nothing, and look as if it did not matter. */
export function scenarioErrors(request: ScenarioRequest, { elements, outputs, methodology }: ScenarioWorld): readonly FieldError[] {
  const symbols = elements.map(({ element }) => element);
  const { groups, parameters } = methodology;
  const named = [...symbols, ...Object.keys(groups).map((name) => `@${name}`)];
  const classes = Object.entries(parameters.control_class).filter(([, { group }]) => group !== 'none');
  const measures = elements.flatMap((inputs) => (inputs.measures ?? []).map(({ id }) => id));
  const places = elements.flatMap(({ stages }) =>
    Object.values(stages).flatMap((stage) => [...Object.keys(stage?.world ?? {}), ...Object.keys(stage?.imports ?? {})]),
  );
  return [
    ...unknown('element', namedElements(request), symbols),
    ...unknown('element or group', namedGroups(request), [...named, '@dual_use']),
    ...unknown('element or group', closedGroups(request), named),
    ...unknown(
      'control class',
      request.measures_added.map(({ control_class }, index) => [`/measures_added/${index}/control_class`, control_class]),
      classes.map(([name]) => name),
    ),
    ...unknown('measure that acts on scores', namedMeasures(request), measures),
    ...unknown(
      'supplier with a known output',
      request.suppliers_lost.map(({ supplier }, index) => [`/suppliers_lost/${index}/supplier`, supplier]),
      outputs.map(({ supplier }) => supplier),
    ),
    ...unknown(
      'country that supplies a scored element',
      request.closures.flatMap(({ origin }, index): Named[] => (origin === undefined ? [] : [[`/closures/${index}/origin`, origin]])),
      places,
    ),
    ...stageErrors(request, elements),
  ];
}

const each = (pointer: string, names: readonly string[] | null | undefined): Named[] =>
  (names ?? []).map((name, index) => [`${pointer}/${index}`, name]);

const namedElements = ({ elements, cover, shares }: ScenarioRequest): readonly Named[] => [
  ...each('/elements', elements),
  ...cover.flatMap((change, index) => each(`/cover/${index}/elements`, change.elements)),
  ...shares.map(({ element }, index): Named => [`/shares/${index}/element`, element]),
];

const namedGroups = ({ measures_added }: ScenarioRequest): readonly Named[] =>
  measures_added.flatMap(({ elements }, index) => each(`/measures_added/${index}/elements`, elements));

/** A closure is named by itself, because which elements are under licence matters to measures only. */
const closedGroups = ({ closures }: ScenarioRequest): readonly Named[] =>
  closures.flatMap(({ elements }, index) => each(`/closures/${index}/elements`, elements));

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
  return shares.flatMap(({ element, stage }, index) => {
    const inputs = elements.find((one) => one.element === element);
    if (inputs === undefined || inputs.stages[stage]?.world != null) return [];
    const pointer = `/shares/${index}/stage`;
    const there = Object.keys(inputs.stages).join(', ');
    return [{ pointer, code: 'invalid_value', detail: `\`${pointer}\` is ${stage}: ${element} has no shares there, only at: ${there}.` }];
  });
}
