import { putSupplierRequest } from '#contracts/own-suppliers.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { writingApiHandler } from '#functions/runtime/writing-api-handler.ts';
import { expectedOf, meansNewOnly, putOwnSupplier } from './own-suppliers.ts';

export const handler = writingApiHandler(putSupplierRequest, ({ path, query, body, caller, event }) => {
  const change = { client: caller.client, id: path.id, supplier: body, buyer: query.buyer, newOnly: meansNewOnly(event.headers) };
  return putOwnSupplier(change, expectedOf(event.headers), new Date().toISOString(), ownSupplierServices());
});
