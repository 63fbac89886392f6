/**
 * `active_control:c` and `scheduled_control:c` of methodologies with a state and an event: measures of a country act on the country where its
 * goods go, a site that is fed or the buyer. The element, stage and destination where they bite most stand for the country.
 */
import { layeredHazard } from '../hazards/control-layer-sums.ts';
import type { ActiveControl } from '../hazards/hazard.ts';
import { describeControls } from '../hazards/state-and-event-control.ts';
import { type BindingMeasure, bindingMeasures, controlContext } from '../measures/measure-effects.ts';
import { type BorderedChain, type Crossing, elementNeed } from '../supply/supplier-borders.ts';
import type { LossInDraw } from '../supply/supplier-loss.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { SupplierFacts } from './supplier-facts.ts';
import type { PreparedSupplierHazards } from './supplier-hazard.ts';

/** The measures of a country on an element at a stage that goes to a destination, and the deliveries behind it. */
interface ControlledBorder {
  readonly element: string;
  readonly stage: Stage;
  /** Joined by `+`. */
  readonly destination: string;
  readonly measures: readonly BindingMeasure[];
  /** Part of the deliveries that stops when all of it does. */
  readonly reach: LossInDraw;
}

interface ControlAtBorder extends ActiveControl {
  readonly element: string;
  readonly stage: Stage;
  readonly destination: string;
}

/** Countries that something of the chain leaves, in byte order. */
export function exportingCountries({ crossings }: BorderedChain): readonly CountryCode[] {
  return [...new Set(crossings.map(({ from }) => from.country))].sort();
}

/** Elements and stages that leave a country, each with the countries where they go, in byte order. */
export function exportsOf(chain: BorderedChain, country: CountryCode, buyer: CountryCode): readonly ExportOfCountry[] {
  return chain.remembered(`exports of|${country}|${buyer}`, () => listExports(chain, country, buyer));
}

interface ExportOfCountry {
  readonly element: string;
  readonly stage: Stage;
  readonly destinations: readonly CountryCode[];
}

function listExports({ crossings }: BorderedChain, country: CountryCode, buyer: CountryCode): readonly ExportOfCountry[] {
  const rows = new Map<string, { element: string; stage: Stage; destinations: Set<CountryCode> }>();
  for (const { from, destination, element } of crossings) {
    if (from.country !== country) continue;
    for (const one of element === null ? from.elements : [element]) {
      const key = `${one}\u0000${from.stage}`;
      const row = rows.get(key) ?? { element: one, stage: from.stage, destinations: new Set<CountryCode>() };
      row.destinations.add(destination ?? buyer);
      rows.set(key, row);
    }
  }
  return [...rows.keys()].sort().map((key) => {
    const { element, stage, destinations } = rows.get(key) as { element: string; stage: Stage; destinations: Set<CountryCode> };
    return { element, stage, destinations: [...destinations].sort() };
  });
}

function controlledBorders(facts: SupplierFacts, chain: BorderedChain, country: CountryCode): readonly ControlledBorder[] {
  const { inputs, asOf, measures: all, methodology } = facts;
  const context = controlContext(inputs, true);
  return exportsOf(chain, country, inputs.buyer).flatMap(({ element, stage, destinations }): ControlledBorder[] => {
    const stopped = (destination: CountryCode | null) => (crossing: Crossing) => {
      const { from, element: fed } = crossing;
      if (from.country !== country || from.stage !== stage) return 0;
      if (fed === null ? !from.elements.includes(element) : fed !== element) return 0;
      if (destination !== null && (crossing.destination ?? inputs.buyer) !== destination) return 0;
      return fed === null ? elementNeed(element, from, methodology.parameters) : 1;
    };
    const reachOf = (destination: CountryCode | null): LossInDraw =>
      chain.remembered(`reach|${country}|${inputs.buyer}|${element}|${stage}|${destination ?? 'all'}`, () =>
        chain.preparedAtBorders(stopped(destination)),
      );
    const borders = destinations.map((destination): ControlledBorder => {
      const measures = bindingMeasures({ element, stage, buyer: destination, origin: country }, asOf, all, methodology, context);
      const reach = reachOf(destination);
      return { element, stage, destination, measures, reach };
    });
    const last = borders.at(-1);
    if (borders.length < 2 || last === undefined) return borders;
    const common = last.measures.filter(({ id }) => borders.every(({ measures }) => measures.some((one) => one.id === id)));
    const reach = reachOf(null);
    return [...borders, { element, stage, destination: destinations.join('+'), measures: common, reach }];
  });
}

export function borderControl(facts: SupplierFacts, chain: BorderedChain): PreparedSupplierHazards {
  const { asOf, methodology } = facts;
  const { parameters } = methodology;
  const countries = exportingCountries(chain).map((country) => ({
    country,
    borders: controlledBorders(facts, chain, country)
      .filter(({ measures }) => measures.length > 0)
      .map((border) => ({ ...border, sums: layeredHazard(border.measures, parameters) })),
  }));
  let ofState = 0;
  return {
    addTo: (sum, draw) => {
      ofState = 0;
      let total = sum;
      for (const { borders } of countries) {
        let [largest, state] = [0, 0];
        for (const { reach, sums } of borders) {
          const a = reach(draw.feedShares);
          if (a <= 0) continue;
          sums.assess(a, draw.buffer, draw.drawn);
          const all = Math.max(sums.state, sums.all);
          if (all <= largest) continue;
          largest = all;
          state = sums.state;
        }
        total += largest;
        ofState += state;
      }
      return total;
    },
    stateOfLast: () => ofState,
    describe: (draw) =>
      countries.flatMap(({ country, borders }) => {
        let [largest, worst] = [-1, [] as readonly ControlAtBorder[]];
        for (const { element, stage, destination, measures, reach } of borders) {
          const hazards = describeControls(
            country,
            reach(draw.feedShares),
            measures,
            draw.buffer,
            draw.drawn,
            asOf.horizonDays,
            parameters,
          );
          const all = hazards.reduce((sum, { Lambda }) => sum + Lambda, 0);
          if (hazards.length === 0 || all <= largest) continue;
          largest = all;
          worst = hazards.map((hazard) => ({ ...hazard, element, stage, destination }));
        }
        return worst;
      }),
  };
}
