import { lookupsRequest } from '#contracts/api/analysis/lookups-request.ts';
import { customSupplierServices } from '#functions/api/custom-suppliers/custom-suppliers.services.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { beginComputing } from '#functions/runtime/computing.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { lookUpSubjects } from './look-up-subjects.ts';

export const handler = apiHandler(lookupsRequest, async ({ body, caller }) => {
  beginComputing();
  const services = customSupplierServices();
  const run = await requirePublished(services.scores);
  return { body: await lookUpSubjects(body, caller.client, run, services), headers: { 'cache-control': 'no-store' } };
});
