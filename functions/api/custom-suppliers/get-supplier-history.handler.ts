import { historyRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { dayRange } from '../published-run/day-range.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { historyResponse } from '../scores/history-response.ts';
import { customOrShipped } from './custom-or-shipped.ts';
import { customSupplierHistory } from './custom-supplier-history.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';

export const handler = apiHandler(historyRequest, (request) => {
  const services = customSupplierServices();
  const { event, path, query, caller } = request;
  const asked = { client: caller.client, id: path.id };
  return customOrShipped(
    async () => {
      const { scores } = services;
      const subject = { type: 'supplier', id: path.id, buyer: query.buyer } as const;
      const run = await requirePublished(scores);
      const range = dayRange(query, run.as_of);
      return answerIfChanged(event, { body: await historyResponse(scores, run, subject, { ...query, range }, pagingOf(event, null)) });
    },
    async (stored) => {
      const paging = pagingOf(event, null);
      const range = dayRange(query, (await requirePublished(services.scores)).as_of);
      const { found, about, stamp } = await customSupplierHistory(stored, { ...asked, ...query, range }, paging.at, services);
      return answerIfChanged(event, { body: { ...about, data: found.rows, ...stamp, ...paging.links(found.at) }, headers: PRIVATE });
    },
    asked,
    () => services.suppliers,
  );
});
