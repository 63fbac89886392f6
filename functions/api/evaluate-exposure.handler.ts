import { exposuresRequest } from '#contracts/exposures-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { evaluateExposure } from './evaluate-exposure.ts';
import { requirePublished } from './require-published.ts';

export const handler = apiHandler(exposuresRequest, async ({ body, caller }) => {
  const services = ownSupplierServices();
  const run = await requirePublished(services.scores);
  return { body: await evaluateExposure(body, caller.client, run, services), headers: { 'cache-control': 'no-store' } };
});
