/** A what-if as data: what is different from the day of the run. Everything that is not named stays as it is. */

import type { AssumedStop, ElementInputs } from '../method/element.ts';
import { hitsBuyer, symbolsOf } from '../method/measure.ts';
import type { Parameters, Theatre } from '../method/parameters.ts';
import { jointPart, type StatedStop, stopWindows } from '../method/stop-chance.ts';
import { type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';

/** A measure that comes into force on the day of the run. */
export interface AddedMeasure {
  readonly control_class: string;
  readonly origins: readonly CountryCode[];
  readonly targets: readonly CountryCode[];
  /** Symbols or `@GROUP`. */
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  /** Part of the flow that it covers, 0 ... 1. */
  readonly coverage: number;
}

/** A country sends less, or nothing, or less passes a strait, canal or sea. It happens for certain. */
export interface Closure {
  /** Exactly one of the two is given. */
  readonly origin: CountryCode | null;
  /** A name of the table of routes. */
  readonly lane: string | null;
  /** Stages whose goods stop; null: all. */
  readonly stages: readonly Stage[] | null;
  /** Country whose plants of the next stage live on what the origin mines; null: the loss stays at the stages named. */
  readonly processed_in: CountryCode | null;
  /** Symbols or `@GROUP`; null: every element. */
  readonly elements: readonly string[] | null;
  /** Buyers that get nothing; null: all. */
  readonly targets: readonly CountryCode[] | null;
  /** Days from the day of the run until it begins. */
  readonly begins: number;
  /** How long it lasts; null: without an end. */
  readonly days: number | null;
  /** Part of the flow that is lost, 0 ... 1. */
  readonly severity: number;
}

/** A supplier that delivers nothing for the whole horizon. */
export interface LostSupplier {
  readonly supplier: string;
  /** Countries in which the supplier's sites are lost; null: all of them. */
  readonly countries: readonly CountryCode[] | null;
}

/** Stock: `days` (or what there is) x `factor` + `add_days`, at every stage. */
export interface CoverChange {
  /** Null: all elements. */
  readonly elements: readonly string[] | null;
  readonly days: number | null;
  readonly factor: number;
  readonly add_days: number;
}

/** The share of an origin in world supply, or in the buyer's imports; the others keep their proportions in what is left. */
export interface ShareChange {
  readonly of: 'world' | 'imports';
  readonly element: string;
  readonly stage: Stage;
  readonly origin: CountryCode;
  readonly share: number;
}

export interface ScenarioChanges {
  readonly measures_added: readonly AddedMeasure[];
  readonly measures_lifted: readonly string[];
  /** Suspended measures that come back on the day of the run. */
  readonly measures_unsuspended: readonly string[];
  /** Theatre -> percentile of its pressure in its own history, 0 ... 100, seen on the day of the run. */
  readonly pressure: Readonly<Partial<Record<Theatre, number | undefined>>>;
  readonly closures: readonly Closure[];
  readonly suppliers_lost: readonly LostSupplier[];
  readonly cover: readonly CoverChange[];
  readonly shares: readonly ShareChange[];
  /** Number of the method -> its value. */
  readonly parameters: Readonly<Record<string, number>>;
}

export const NO_CHANGES: ScenarioChanges = {
  measures_added: [],
  measures_lifted: [],
  measures_unsuspended: [],
  pressure: {},
  closures: [],
  suppliers_lost: [],
  cover: [],
  shares: [],
  parameters: {},
};

/** The changes of both scenarios: lists are joined, and of two values for one name the second counts. */
export function composed(first: ScenarioChanges, second: ScenarioChanges): ScenarioChanges {
  return {
    measures_added: [...first.measures_added, ...second.measures_added],
    measures_lifted: [...first.measures_lifted, ...second.measures_lifted],
    measures_unsuspended: [...first.measures_unsuspended, ...second.measures_unsuspended],
    pressure: { ...first.pressure, ...second.pressure },
    closures: [...first.closures, ...second.closures],
    suppliers_lost: [...first.suppliers_lost, ...second.suppliers_lost],
    cover: [...first.cover, ...second.cover],
    shares: [...first.shares, ...second.shares],
    parameters: { ...first.parameters, ...second.parameters },
  };
}

// Stops that a scenario states, and that happen for certain: closed origins and lanes, lost suppliers. A gap counts once, however many stops make it.

/** Output of a supplier of an element at a stage: country -> part of that country's output, null where the register does not know it. */
export interface KnownOutput {
  readonly supplier: string;
  readonly element: string;
  readonly stage: string;
  readonly output: Readonly<Record<CountryCode, number | null>>;
}

/** Parts of what an origin sends to a buyer at a stage that pass each lane; lanes lie one after another. */
interface KnownRoute {
  readonly buyer: CountryCode;
  readonly origin: CountryCode;
  readonly stage: string;
  readonly lanes: Readonly<Record<string, number>>;
}

/** Facts of a run about who makes how much, and about ways. */
export interface StopFacts {
  readonly outputs: readonly KnownOutput[];
  readonly routes: readonly KnownRoute[];
}

type Flows = Record<string, Record<CountryCode, number>>;

/** The stops of a scenario for an element, whoever they hit. `stages`: what is known of the element's world. */
export function statedStops(
  { closures, suppliers_lost }: ScenarioChanges,
  { element, buyer, stages }: Pick<ElementInputs, 'element' | 'buyer' | 'stages'>,
  facts: StopFacts,
  { transit }: Parameters,
): readonly StatedStop[] {
  const lost = lostOutput(suppliers_lost, element, facts.outputs);
  const stops: readonly StatedStop[] = [
    ...(suppliers_lost.length === 0
      ? []
      : [{ id: distinct(suppliers_lost.map(({ supplier }) => supplier)).join('+'), begins: 0, lasts: null, targets: null, flows: lost }]),
    ...closures
      .filter(({ elements }) => elements === null || elements.flatMap(symbolsOf).includes(element))
      .flatMap((closure): readonly StatedStop[] => {
        const { begins, days: lasts, targets } = closure;
        if (closure.lane !== null)
          return [{ id: closure.lane, lane: true, begins, lasts, targets: [buyer], flows: passing(closure, buyer, facts) }];
        const [id, severity] = [closure.origin as string, closure.severity];
        const flows = Object.fromEntries((closure.stages ?? STAGES).map((stage) => [stage, { [id]: severity }]));
        return [{ id, begins, lasts, targets, flows }, ...fedBy(closure, stages, transit)];
      }),
  ];
  const countOf = (id: string, upTo: number): number => stops.slice(0, upTo).filter((stop) => stop.id === id).length;
  return stops.map((stop, at) => (countOf(stop.id, at) === 0 ? stop : { ...stop, id: `${stop.id}-${countOf(stop.id, at) + 1}` }));
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

function lostOutput(lost: readonly LostSupplier[], element: string, outputs: readonly KnownOutput[]): Flows {
  const flows: Flows = {};
  for (const made of outputs) {
    const from = made.element === element ? lost.find(({ supplier }) => supplier === made.supplier) : undefined;
    for (const [country, share] of from === undefined ? [] : Object.entries(made.output)) {
      if (share === null || from?.countries?.includes(country) === false) continue;
      const atStage = flows[made.stage] ?? {};
      flows[made.stage] = { ...atStage, [country]: Math.min(1, (atStage[country] ?? 0) + share) };
    }
  }
  return flows;
}

function passing({ lane, stages, severity }: Closure, buyer: CountryCode, { routes }: StopFacts): Flows {
  const flows: Flows = {};
  for (const route of routes) {
    const part = route.lanes[lane as string] ?? 0;
    if (route.buyer !== buyer || part === 0 || stages?.includes(route.stage as Stage) === false) continue;
    flows[route.stage] = { ...flows[route.stage], [route.origin]: part * severity };
  }
  return flows;
}

/** The next stage in the country that processes what the origin mines, once the ore that is on the way is used up. */
function fedBy(closure: Closure, stages: ElementInputs['stages'], transit: number): readonly StatedStop[] {
  const { origin, processed_in, begins, days, targets, severity } = closure;
  if (processed_in === null || closure.stages?.includes('mine') === false) return [];
  const next: Stage = stages.separation === undefined ? 'refining' : 'separation';
  const mined = stages.mine?.world ?? {};
  const [foreign, own] = [mined[origin as string] ?? 0, mined[processed_in] ?? 0];
  if (foreign === 0) return [];
  const flows = { [next]: { [processed_in]: (severity * foreign) / (foreign + own) } };
  return [{ id: `${origin}-${processed_in}`, begins: begins + transit, lasts: days, targets, flows }];
}

/** Stops for the score of an element: at each stage, one for every time in which the same ones hold. */
export function elementStops(
  stops: readonly StatedStop[],
  { buyer, stages }: Pick<ElementInputs, 'buyer' | 'stages'>,
  { horizon }: Parameters,
): readonly AssumedStop[] {
  const mine = stops.filter(({ targets }) => targets === null || hitsBuyer(targets, buyer));
  return (Object.keys(stages) as Stage[]).flatMap((stage) => {
    const here = mine.filter(({ flows }) => flows[stage] !== undefined);
    return stopWindows(here, horizon).map(({ id, begins, lasts, members }): AssumedStop => {
      const origins = distinct(members.flatMap(({ flows }) => Object.keys(flows[stage] ?? {})));
      const flows = Object.fromEntries(origins.map((origin) => [origin, jointPart(members, (stop) => stop.flows[stage]?.[origin] ?? 0)]));
      return { id, flows, stages: [stage], begins, lasts };
    });
  });
}
