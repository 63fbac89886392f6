import { lookupsRequest } from '#contracts/api/analysis-requests.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { customSupplierServices } from '../custom-suppliers/custom-suppliers.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { lookUpSubjects } from './look-up-subjects.ts';

export const lookUpSubjectsHandler = apiHandler(lookupsRequest, async ({ body, caller }) => {
  const services = customSupplierServices();
  const run = await requirePublished(services.scores);
  return {
    body: await lookUpSubjects(body, caller.client, run, services),
    headers: { 'cache-control': 'no-store' },
  };
});
