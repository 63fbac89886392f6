import { lookupsRequest } from '#contracts/lookups-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { lookUpSubjects } from './look-up-subjects.ts';
import { requirePublished } from './require-published.ts';

export const handler = apiHandler(lookupsRequest, async ({ body, caller }) => {
  const services = ownSupplierServices();
  const run = await requirePublished(services.scores);
  return { body: await lookUpSubjects(body, caller.client, run, services), headers: { 'cache-control': 'no-store' } };
});
