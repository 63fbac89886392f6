import { MARKET_SITE } from '../supply/supplier-borders.ts';
import type { LossInDraw } from '../supply/supplier-loss.ts';
import { type SupplierHazardKind, supplierEvents } from './supplier-hazard.ts';

/** `facility:site`: an outage of one site of the chain. */
export const supplierFacility: SupplierHazardKind = (facts) => {
  const { chain, borders, methodology } = facts;
  const { rate, rho, sigma } = methodology.parameters.facility;
  // A market of methodologies that know them is many plants: no single outage.
  const ids = chain.ids.filter((id) => borders === null || !id.startsWith(MARKET_SITE));
  const reaches = ids.map((id) =>
    chain.remembered(`facility|${rho}|${id}`, () => chain.preparedLoss((_, site) => (site === id ? rho : 0))),
  );
  return supplierEvents(
    {
      kind: 'facility',
      ids: ids.map((id) => `facility:${id}`),
      sigma,
      read: ({ drawn, feedShares }, into) => {
        for (let index = 0; index < reaches.length; index++) into.a[index] = (reaches[index] as LossInDraw)(feedShares);
        into.rho = 1;
        into.medianDays = drawn.facilityMedianDays;
      },
      ratePerYear: ({ drawn }) => rate * drawn.facilityRateFactor,
    },
    facts,
  );
};
