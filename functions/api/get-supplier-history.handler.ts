import { historyRequest } from '#contracts/subjects-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { dayRange } from './day-range.ts';
import { historyAnswer } from './history-answer.ts';
import { ownOrShipped } from './own-or-shipped.ts';
import { ownSupplierHistory } from './own-supplier-history.ts';
import { PRIVATE } from './own-suppliers.ts';
import { requirePublished } from './require-published.ts';

export const handler = apiHandler(historyRequest, (request) => {
  const services = ownSupplierServices();
  const { event, path, query, caller } = request;
  const asked = { client: caller.client, id: path.id };
  return ownOrShipped(
    () => historyAnswer(request, 'supplier', services.scores),
    async (stored) => {
      const paging = pagingOf(event, null);
      const range = dayRange(query, (await requirePublished(services.scores)).as_of);
      const { found, about, stamp } = await ownSupplierHistory(stored, { ...asked, ...query, range }, paging.at, services);
      return answerIfChanged(event, { body: { ...about, data: found.rows, ...stamp, ...paging.links(found.at) }, headers: PRIVATE });
    },
    asked,
    () => services.suppliers,
  );
});
