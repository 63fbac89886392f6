/** Hazards at the ore that plants of a stage live on: new controls of its origin, and unrest there. */
import { isFinished } from '../measures/class-effect.ts';
import type { FeedControl, FeedExposure } from '../measures/feed-controls.ts';
import { newControlKeyOf } from '../vocabulary/methodology.ts';
import type { Hazard, PreparedRatedHazards, RatedHazards, StageDraw, StageFacts } from './hazard.ts';
import { prepareRated, withPipeline } from './hazard.ts';
import { instabilityRate } from './origin-instability.ts';
import { announcementRate, newControlOnGood, together } from './recorded-new-control.ts';

/** One rated hazard at the ore: it hits what is made of the feed, and the days of feed under way stand behind it too. */
function atTheOre(
  { place, origin, pipelineDays }: FeedControl,
  exposure: FeedExposure,
  hazard: Pick<RatedHazards<StageDraw>, 'kind' | 'sigma' | 'ratePerYear'> & {
    readonly severity: RatedHazards<StageDraw>['read'];
  },
  { horizonDays, parameters }: StageFacts,
): PreparedRatedHazards<StageDraw> {
  const { kind, sigma, ratePerYear, severity } = hazard;
  const rated = prepareRated<StageDraw>(
    {
      kind,
      ids: [`${kind}:${place}:${origin}`],
      sigma,
      read: (draw, into) => {
        into.a[0] = exposure(draw.shares, draw.feedParts);
        severity(draw, into);
      },
      ratePerYear,
    },
    horizonDays,
    parameters,
  );
  const behind = (draw: StageDraw): StageDraw => ({ ...draw, buffer: withPipeline(draw.buffer, pipelineDays) });
  const supplies = (draw: StageDraw): boolean => exposure(draw.shares, draw.feedParts) > 0;
  return {
    addTo: (sum, draw) => (supplies(draw) ? rated.addTo(sum, behind(draw)) : sum),
    describe: (draw) => (supplies(draw) ? rated.describe(behind(draw)) : []),
  };
}

/** `new_control:STAGE-PROCESSOR:ORIGIN`. */
export const feedNewControl: Hazard = {
  kind: 'new_control',
  prepare: (facts, origins) => {
    const { parameters, element, controlRecord, feedWorldShares } = facts;
    return together(
      facts.feedControls.map((feed) => {
        const from = parameters.feed_routes?.from;
        const finished = from !== undefined && isFinished(element, from, parameters);
        const good = newControlOnGood(newControlKeyOf(feed.origin, parameters), finished, parameters);
        return atTheOre(
          feed,
          feed.exposure(origins),
          {
            kind: 'new_control',
            sigma: parameters.control_sigma,
            severity: ({ drawn }, into) => {
              into.rho = good.rho(drawn);
              into.medianDays = good.medianDays(drawn);
              into.sigma = good.sigma(drawn);
            },
            ratePerYear: ({ drawn, newControlCount }) => {
              const rate = announcementRate(feed.origin, feed.processor, controlRecord, newControlCount, parameters);
              return good.pi(drawn) * rate * (feedWorldShares[feed.origin] ?? 0);
            },
          },
          facts,
        );
      }),
    );
  },
};

/** `origin_instability:STAGE-PROCESSOR:ORIGIN`. */
export const feedInstability: Hazard = {
  kind: 'origin_instability',
  prepare: (facts, origins) => {
    const { rho, sigma } = facts.parameters.instability;
    const governed = facts.governance(facts.feedControls.map(({ origin }) => origin));
    return together(
      facts.feedControls.map((feed, index) =>
        atTheOre(
          feed,
          feed.exposure(origins),
          {
            kind: 'origin_instability',
            sigma,
            severity: ({ drawn }, into) => {
              into.rho = rho;
              into.medianDays = drawn.instabilityMedianDays;
            },
            ratePerYear: ({ drawn, imputedGovernance }) => {
              const stability = governed.politicalStability(index, drawn.governanceShock, imputedGovernance);
              return instabilityRate(stability, drawn.instabilityRateFactor, facts.parameters);
            },
          },
          facts,
        ),
      ),
    );
  },
};
