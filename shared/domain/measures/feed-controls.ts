/** Measures on the ore that feeds plants elsewhere: they reach a buyer through the share of those plants' feed that comes from the origin. */
import { type DrawnShares, OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { hasStateAndEvent, lookup, type Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, Stage, StageInputs } from '../vocabulary/scoring-inputs.ts';
import { type BindingMeasure, bindingMeasures, controlContext } from './measure-effects.ts';
import type { AsOf, DatedMeasure } from './measure-state.ts';

/** Controls of an origin on the feed of a stage. */
export interface FeedControl {
  /** Name in the id of the hazard: the stage of the feed, and the country whose plants it feeds. */
  readonly place: string;
  readonly origin: CountryCode;
  readonly measures: readonly BindingMeasure[];
  /** Days of feed under way between the two stages, beside the cover of the stage. */
  readonly pipelineDays: number;
  /** Part of the buyer's supply at the stage that is made from the origin's feed, for shares in the order of `origins`. */
  readonly exposure: (origins: readonly CountryCode[]) => FeedExposure;
  /** Country whose plants the origin feeds. */
  readonly processor: CountryCode;
}

/** `drawnParts`: parts of all feeds of the stage in their order; absent in the headline. */
export type FeedExposure = (shares: Pick<DrawnShares, 'domestic'> & { readonly a: ArrayLike<number> }, drawnParts?: Float64Array) => number;

/** Feed of a country's own plants crosses no border: only that of others is exposed. */
export function feedControls(
  stage: Stage,
  { feeds }: StageInputs,
  inputs: ElementInputs,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  methodology: Methodology,
): readonly FeedControl[] {
  const { element, buyer } = inputs;
  const routes = methodology.parameters.feed_routes;
  if (routes === undefined || routes.to !== stage || feeds == null) return [];
  // What else may happen at the ore is counted by later methodologies, so that feed without a measure is of interest too.
  const countsAll = hasStateAndEvent(methodology.parameters);
  const context = controlContext(inputs, false);
  let place = 0;
  const byOrigin = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number => (left < right ? -1 : 1);
  return Object.entries(feeds)
    .sort(byOrigin)
    .flatMap(([processor, parts]) =>
      Object.entries(parts)
        .filter(([, part]) => part > 0)
        .sort(byOrigin)
        .map(([origin, part]) => ({ origin, part, index: place++ }))
        .filter(({ origin }) => origin !== processor)
        .flatMap(({ origin, part, index }): FeedControl[] => {
          const scope = { element, stage: routes.from, buyer: processor, origin };
          const controls =
            countsAll && origin === OTHER_ORIGINS
              ? []
              : bindingMeasures(scope, asOf, measures, methodology, context).filter(({ cls }) => routes.classes.includes(cls));
          if (controls.length === 0 && !countsAll) return [];
          const pipelineDays = lookup(methodology.parameters.stage_pipeline_days, routes.from);
          const exposure = exposureOf(processor, part, index, buyer);
          return [{ place: `${routes.from}-${processor}`, origin, processor, measures: controls, pipelineDays, exposure }];
        }),
    );
}

function exposureOf(processor: CountryCode, part: number, index: number, buyer: CountryCode): FeedControl['exposure'] {
  if (processor === buyer) return () => (shares, drawn) => (drawn?.[index] ?? part) * shares.domestic;
  return (origins) => {
    const at = origins.indexOf(processor);
    return (shares, drawn) => (drawn?.[index] ?? part) * (shares.a[at] ?? 0);
  };
}
