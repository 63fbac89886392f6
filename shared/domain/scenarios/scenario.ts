/** A what-if as data: what is not named stays as on the day of the run. */

import type { ElementInputs } from '../method/element.ts';
import { symbolsOf } from '../method/measure.ts';
import type { Parameters } from '../method/parameters.ts';
import type { StatedStop } from '../method/stated-stop.ts';
import { canonicalJson } from '../numbers/canonical-json.ts';
import { type ControlClass, type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import type { Theatre } from '../vocabulary/theatres.ts';

/** In force from the day of the run. */
export type AddedMeasure = Readonly<{
  control_class: ControlClass;
  origins: readonly CountryCode[];
  targets: readonly CountryCode[];
  elements: readonly string[];
  stages: readonly string[];
  coverage: number;
}>;

/** A country or a supplier delivers less, or less passes a lane. It happens for certain. */
export type Stop = Readonly<{
  /** Exactly one of the three is given. */
  origin: CountryCode | null;
  /** A name of the table of routes. */
  lane: string | null;
  supplier: string | null;
  /** In which sites of the supplier stand still; null: all. */
  countries: readonly CountryCode[] | null;
  /** Whose goods stop; null: all. */
  stages: readonly Stage[] | null;
  /**
   * Country whose plants of the next stage live on what the origin mines; null: the loss stays at the
   * stages named.
   */
  processed_in: CountryCode | null;
  elements: readonly string[] | null;
  /** Buyers that get nothing; null: all. */
  targets: readonly CountryCode[] | null;
  begins: number;
  /** Null: without an end. */
  days: number | null;
  severity: number;
}>;

/** Of everything at once and for good, but for what is given. */
export const stopOf = (given: Partial<Stop>): Stop => ({
  ...{
    origin: null,
    lane: null,
    supplier: null,
    countries: null,
    stages: null,
    processed_in: null,
    elements: null,
    targets: null,
  },
  ...{ begins: 0, days: null, severity: 1 },
  ...given,
});

/** `days` (or what there is) x `factor` + `add_days`, at every stage. */
export type CoverChange = Readonly<{
  elements: readonly string[] | null;
  days: number | null;
  factor: number;
  add_days: number;
}>;

/** The other origins keep their proportions. */
export type ShareChange = Readonly<{
  of: 'world' | 'imports';
  element: string;
  stage: Stage;
  origin: CountryCode;
  share: number;
}>;

export type ScenarioChanges = Readonly<{
  measures_added: readonly AddedMeasure[];
  measures_lifted: readonly string[];
  /** They come back on the day of the run. */
  measures_unsuspended: readonly string[];
  /** Percentile of its history, 0 ... 100, seen on the day of the run. */
  pressure: Readonly<Partial<Record<Theatre, number | undefined>>>;
  stops: readonly Stop[];
  cover: readonly CoverChange[];
  shares: readonly ShareChange[];
  parameters: Readonly<Record<string, number>>;
}>;

export const NO_CHANGES: ScenarioChanges = {
  measures_added: [],
  measures_lifted: [],
  measures_unsuspended: [],
  pressure: {},
  stops: [],
  cover: [],
  shares: [],
  parameters: {},
};

/** Lists are joined; of two values for one name the second counts. */
export function composed(first: ScenarioChanges, second: ScenarioChanges): ScenarioChanges {
  return {
    measures_added: [...first.measures_added, ...second.measures_added],
    measures_lifted: [...first.measures_lifted, ...second.measures_lifted],
    measures_unsuspended: [...first.measures_unsuspended, ...second.measures_unsuspended],
    pressure: { ...first.pressure, ...second.pressure },
    stops: [...first.stops, ...second.stops],
    cover: [...first.cover, ...second.cover],
    shares: [...first.shares, ...second.shares],
    parameters: { ...first.parameters, ...second.parameters },
  };
}

/** Country -> part of its output that the supplier makes, null where the register does not know it. */
export type KnownOutput = Readonly<{
  supplier: string;
  element: string;
  stage: string;
  output: Readonly<Record<CountryCode, number | null>>;
}>;

/** Parts of a flow that pass each lane; lanes lie one after another. */
type KnownRoute = Readonly<{
  buyer: CountryCode;
  origin: CountryCode;
  stage: string;
  lanes: Readonly<Record<string, number>>;
}>;

export type StopFacts = Readonly<{
  outputs: readonly KnownOutput[];
  routes: readonly KnownRoute[];
  names: Readonly<Record<string, string>>;
}>;

type Flows = Record<string, Record<CountryCode, number>>;

const isAt = ({ stages }: Stop, stage: string) => stages?.includes(stage as Stage) !== false;

const isOf = ({ elements }: Stop, element: string) =>
  elements?.flatMap(symbolsOf).includes(element) !== false;

const takesOutput = (stop: Stop, { supplier, element, stage }: KnownOutput, country: CountryCode) =>
  stop.supplier === supplier &&
  isOf(stop, element) &&
  isAt(stop, stage) &&
  stop.countries?.includes(country) !== false;

/** Of unknown size. */
export const unknownOutputs = (
  stops: readonly Stop[],
  { outputs }: Pick<StopFacts, 'outputs'>,
): readonly KnownOutput[] =>
  outputs.filter((made) =>
    Object.entries(made.output).some(
      ([country, share]) => share === null && stops.some((stop) => takesOutput(stop, made, country)),
    ),
  );

/** Whoever they hit, in any order of the parts. `stages`: the element's world. */
export function statedStops(
  { stops }: ScenarioChanges,
  { element, buyer, stages }: Pick<ElementInputs, 'element' | 'buyer' | 'stages'>,
  facts: StopFacts,
  { transit }: Parameters,
): readonly StatedStop[] {
  // One name for every element, by which lines of a company know it as one event.
  const counts = new Map<string, number>();
  const inOrder = stops
    .map((stop) => ({ stop, text: canonicalJson(stop) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  return inOrder.flatMap(({ stop }): readonly StatedStop[] => {
    const what = stop.origin ?? stop.lane ?? (stop.supplier as string);
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    if (!isOf(stop, element)) return [];
    const { begins, days: lasts, targets, severity, countries } = stop;
    const common = { id: count === 1 ? what : `${what}-${count}`, begins, lasts, targets };
    if (stop.lane !== null)
      return [{ ...common, lane: true, targets: [buyer], flows: passing(stop, stop.lane, buyer, facts) }];
    if (stop.origin === null) {
      const supplier = { id: what, countries, stages: stop.stages, part: severity };
      return [{ ...common, supplier, flows: outputOf(stop, element, facts) }];
    }
    const flows = Object.fromEntries((stop.stages ?? STAGES).map((stage) => [stage, { [what]: severity }]));
    return [{ ...common, flows }, ...fedBy(stop, common, stages, transit)];
  });
}

function outputOf(stop: Stop, element: string, { outputs }: StopFacts): Flows {
  const flows: Flows = {};
  for (const made of outputs)
    for (const [country, share] of made.element === element ? Object.entries(made.output) : [])
      if (share !== null && takesOutput(stop, made, country))
        flows[made.stage] = { ...flows[made.stage], [country]: share * stop.severity };
  return flows;
}

function passing(stop: Stop, lane: string, buyer: CountryCode, { routes }: StopFacts): Flows {
  const flows: Flows = {};
  for (const route of routes) {
    const part = route.lanes[lane] ?? 0;
    if (route.buyer !== buyer || part === 0 || !isAt(stop, route.stage)) continue;
    flows[route.stage] = { ...flows[route.stage], [route.origin]: part * stop.severity };
  }
  return flows;
}

/** Once the ore on the way is used up. */
function fedBy(
  stop: Stop,
  { id, begins, lasts, targets }: Pick<StatedStop, 'id' | 'begins' | 'lasts' | 'targets'>,
  stages: ElementInputs['stages'],
  transit: number,
): readonly StatedStop[] {
  const { origin, processed_in, severity } = stop;
  if (processed_in === null || !isAt(stop, 'mine')) return [];
  const next: Stage = stages.separation === undefined ? 'refining' : 'separation';
  const mined = stages.mine?.world ?? {};
  const [foreign, own] = [mined[origin as string] ?? 0, mined[processed_in] ?? 0];
  if (foreign === 0) return [];
  const flows = { [next]: { [processed_in]: (severity * foreign) / (foreign + own) } };
  return [{ id: `${id}-${processed_in}`, begins: begins + transit, lasts, targets, flows }];
}
