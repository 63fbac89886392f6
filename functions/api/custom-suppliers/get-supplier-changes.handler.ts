import { subjectChangesRequest } from '#contracts/api/changes/changes-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { pageOfChanges, subjectChangesResponse } from '../changes/changes-response.ts';
import { resyncLink } from '../changes/list-changes.ts';
import { publishedChanges } from '../changes/score-changes.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { customOrShipped } from './custom-or-shipped.ts';
import { customSupplierChanges } from './custom-supplier-changes.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';

export const handler = apiHandler(subjectChangesRequest, (request) => {
  const services = customSupplierServices();
  const { event, path, query, caller } = request;
  const { scores, suppliers } = services;
  const subject = { type: 'supplier', id: path.id, buyer: query.buyer } as const;
  return customOrShipped(
    async () => {
      const run = await requirePublished(scores);
      const ports = { scores, changes: publishedChanges(), loadRescorer: services.loadRescorer };
      const body = await subjectChangesResponse(ports, run, pagingOf(event, null), subject, query);
      return answerIfChanged(event, { body });
    },
    async () => {
      const run = await requirePublished(scores);
      const paging = pagingOf(event, null);
      const page = await customSupplierChanges(caller.client, path.id, query, paging.at, services);
      return answerIfChanged(event, { body: pageOfChanges(page, paging, run, resyncLink(subject, {})), headers: PRIVATE });
    },
    { client: caller.client, id: path.id, ended: true },
    () => suppliers,
  );
});
