/** Stops that a scenario states, and that happen for certain: closed origins and lanes, lost suppliers. A gap counts once, however many stops make it. */

import type { AssumedStop, ElementInputs } from '../method/element.ts';
import { hitsBuyer, symbolsOf } from '../method/measure.ts';
import type { Parameters } from '../method/parameters.ts';
import { jointPart, type StatedStop, stopWindows } from '../method/stop-windows.ts';
import { type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import type { Closure, LostSupplier, ScenarioChanges } from './scenario.ts';

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
