/** Measures on the ore that feeds plants elsewhere: they reach a buyer through the share of those plants' feed that comes from the origin. */
import type { DrawnShares } from '../supply/effective-shares.ts';
import { lookup, type Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, Stage, StageInputs } from '../vocabulary/scoring-inputs.ts';
import { type BindingMeasure, bindingMeasures } from './measure-effects.ts';
import type { AsOf, DatedMeasure } from './measure-state.ts';

/** Controls of an origin on the feed of a stage. */
export interface FeedControl {
  /** Name in the id of the hazard: the stage of the feed, and the country whose plants it feeds. */
  readonly place: string;
  readonly origin: CountryCode;
  readonly measures: readonly BindingMeasure[];
  /** Days of feed under way between the two stages, beside the cover of the stage. */
  readonly pipelineDays: number;
  /** Part of the buyer's supply at the stage that is made from the origin's feed, computed from shares in the order of `origins`. */
  readonly exposure: (
    origins: readonly CountryCode[],
  ) => (shares: Pick<DrawnShares, 'domestic'> & { readonly a: ArrayLike<number> }) => number;
}

/** Feed of a country's own plants crosses no border: only that of others is exposed. */
export function feedControls(
  stage: Stage,
  { feeds }: StageInputs,
  { element, buyer }: ElementInputs,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  methodology: Methodology,
): readonly FeedControl[] {
  const routes = methodology.parameters.feed_routes;
  if (routes === undefined || routes.to !== stage || feeds == null) return [];
  const byOrigin = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number => (left < right ? -1 : 1);
  return Object.entries(feeds)
    .sort(byOrigin)
    .flatMap(([processor, parts]) =>
      Object.entries(parts)
        .filter(([origin, part]) => origin !== processor && part > 0)
        .sort(byOrigin)
        .flatMap(([origin, part]): FeedControl[] => {
          const scope = { element, stage: routes.from, buyer: processor, origin };
          const controls = bindingMeasures(scope, asOf, measures, methodology).filter(({ cls }) => routes.classes.includes(cls));
          if (controls.length === 0) return [];
          const pipelineDays = lookup(methodology.parameters.stage_pipeline_days, routes.from);
          const place = `${routes.from}-${processor}`;
          return [{ place, origin, measures: controls, pipelineDays, exposure: exposureOf(processor, part, buyer) }];
        }),
    );
}

function exposureOf(processor: CountryCode, part: number, buyer: CountryCode): FeedControl['exposure'] {
  if (processor === buyer) return () => (shares) => part * shares.domestic;
  return (origins) => {
    const index = origins.indexOf(processor);
    return (shares) => part * (shares.a[index] ?? 0);
  };
}
