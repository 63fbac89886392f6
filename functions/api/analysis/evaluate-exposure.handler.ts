import { exposuresRequest } from '#contracts/api/analysis/exposures-request.ts';
import { customSupplierServices } from '#functions/api/custom-suppliers/custom-suppliers.services.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { beginComputing } from '#functions/runtime/computing.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { evaluateExposure } from './evaluate-exposure.ts';

export const handler = apiHandler(exposuresRequest, async ({ body, caller }) => {
  beginComputing();
  const services = customSupplierServices();
  const run = await requirePublished(services.scores);
  return { body: await evaluateExposure(body, caller.client, run, services), headers: { 'cache-control': 'no-store' } };
});
