import { putSupplierRequest } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { expectedOf, PRIVATE, tagOfVersion } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import { putCustomSupplier } from './custom-suppliers.ts';

export const handler = writingApiHandler(putSupplierRequest, async ({ path, query, body, caller, event }) => {
  const change = {
    client: caller.client,
    id: path.id,
    supplier: body,
    buyer: query.buyer,
    key: caller.key,
  };
  const stored = await putCustomSupplier(change, expectedOf(event.headers), new Date().toISOString(), customSupplierServices());
  return {
    status: stored.version === 1 ? 201 : 200,
    body: stored,
    headers: { etag: tagOfVersion(stored), ...PRIVATE },
  };
});
