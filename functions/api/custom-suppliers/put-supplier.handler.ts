import { putSupplierRequest } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { writingApiHandler } from '#functions/http/writing-api-handler.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import { expectedOf, meansNewOnly, putCustomSupplier } from './custom-suppliers.ts';

export const handler = writingApiHandler(putSupplierRequest, ({ path, query, body, caller, event }) => {
  const change = { client: caller.client, id: path.id, supplier: body, buyer: query.buyer, newOnly: meansNewOnly(event.headers) };
  return putCustomSupplier(change, expectedOf(event.headers), new Date().toISOString(), customSupplierServices());
});
