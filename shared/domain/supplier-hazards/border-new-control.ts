/**
 * `new_control:c` of methodologies with a state and an event: one more control by a country stops a part of everything that leaves it, at the
 * rate of the destination that it hits most often.
 */
import { posteriorMean } from '../hazards/hazard.ts';
import { announcementRate, newControlOnGood } from '../hazards/recorded-new-control.ts';
import { isFinished } from '../measures/class-effect.ts';
import { newControlTilt } from '../signals/signal-tilt.ts';
import type { BorderedChain } from '../supply/supplier-borders.ts';
import { newControlKeyOf } from '../vocabulary/methodology.ts';
import { exportingCountries, exportsOf } from './border-control.ts';
import type { SupplierFacts } from './supplier-facts.ts';
import { type PreparedSupplierHazards, sumOfHazards, supplierEvents } from './supplier-hazard.ts';

export function borderNewControl(facts: SupplierFacts, chain: BorderedChain): PreparedSupplierHazards {
  const { inputs, asOf, signals, methodology } = facts;
  const { parameters } = methodology;
  const record = inputs.control_record ?? {};
  return sumOfHazards(
    exportingCountries(chain).map((country) => {
      const exported = exportsOf(chain, country, inputs.buyer);
      const destinations = [...new Set(exported.flatMap((row) => row.destinations))].sort();
      const finished = exported.every(({ element, stage }) => isFinished(element, stage, parameters));
      const good = newControlOnGood(newControlKeyOf(country, parameters), finished, parameters);
      const worldShare = inputs.world_share?.[country] ?? 0;
      const loss = chain.remembered(`exports|${country}`, () => chain.preparedAtBorders(({ from }) => (from.country === country ? 1 : 0)));
      const tilt = newControlTilt(country, inputs.buyer, signals, parameters, asOf.horizonDays);
      return supplierEvents(
        {
          kind: 'new_control',
          ids: [`new_control:${country}`],
          sigma: parameters.control_sigma,
          read: ({ drawn, feedShares }, into) => {
            into.a[0] = loss(feedShares, good.rho(drawn));
            into.rho = 1;
            into.medianDays = good.medianDays(drawn);
            into.sigma = good.sigma(drawn);
          },
          ratePerYear: ({ drawn, newControlCount = posteriorMean }) => {
            let largest = 0;
            for (const destination of destinations) {
              largest = Math.max(largest, announcementRate(country, destination, record, newControlCount, parameters));
            }
            return good.pi(drawn) * largest * worldShare;
          },
          tilt: () => tilt,
        },
        facts,
      );
    }),
  );
}
