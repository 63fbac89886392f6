import { suppliersRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { listSubjects } from '../subjects/list-subjects.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import { listSuppliersWithCustom } from './list-suppliers-with-custom.ts';

/** Custom suppliers can change while a run stays current, so the ETag of a page with them comes from its content, not from its run. */
export const handler = apiHandler(suppliersRequest, async (request) => {
  const { event, caller } = request;
  const { buyer, limit, custom } = request.query;
  const services = customSupplierServices();
  const { scores } = services;
  if (custom === 'exclude') {
    return answerFromCurrentRun(request, scores, async (run) => {
      const paging = pagingOf(event, run.run_id);
      const page = await listSubjects(scores, run.run_id, { type: 'supplier', buyer, limit }, paging.at);
      return { body: { data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of, buyer } };
    });
  }
  const run = await requirePublished(scores);
  const paging = pagingOf(event, run.run_id);
  const page = await listSuppliersWithCustom({ client: caller.client, buyer, limit, custom }, run, paging.at, services);
  const body = { data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of, buyer };
  return answerIfChanged(event, { body, headers: PRIVATE });
});
