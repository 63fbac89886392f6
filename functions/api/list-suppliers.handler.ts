import { suppliersRequest } from '#contracts/subjects-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { listSubjects } from './list-subjects.ts';
import { listSuppliersWithOwn } from './list-suppliers-with-own.ts';
import { PRIVATE } from './own-suppliers.ts';
import { requirePublished } from './require-published.ts';

/** What a client stores changes while a run stands, so a page that shows it is compared by its content and not by its run. */
export const handler = apiHandler(suppliersRequest, async (request) => {
  const { event, caller } = request;
  const { buyer, limit, own } = request.query;
  const services = ownSupplierServices();
  const { scores } = services;
  if (own === 'exclude') {
    return answerFromCurrentRun(request, scores, async (run) => {
      const paging = pagingOf(event, run.run_id);
      const page = await listSubjects(scores, run.run_id, { type: 'supplier', buyer, limit }, paging.at);
      return { body: { data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of, buyer } };
    });
  }
  const run = await requirePublished(scores);
  const paging = pagingOf(event, run.run_id);
  const page = await listSuppliersWithOwn({ client: caller.client, buyer, limit, own }, run, paging.at, services);
  const body = { data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of, buyer };
  return answerIfChanged(event, { body, headers: PRIVATE });
});
