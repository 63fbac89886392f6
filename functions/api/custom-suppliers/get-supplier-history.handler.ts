import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { historyRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { dayRange } from '../published-run/day-range.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { historyResponse } from '../scores/history-response.ts';
import { customOrShipped } from './custom-or-shipped.ts';
import { customSupplierHistory } from './custom-supplier-history.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';

/** The history of a shipped supplier, or one that the caller has stored, or else one that was shipped before: facts lose rows with an upgrade, and the past stays. */
export const handler = apiHandler(historyRequest, async (request) => {
  const services = customSupplierServices();
  const { event, path, query, caller } = request;
  const asked = { client: caller.client, id: path.id };
  const shipped = async (isScoredNoLonger: boolean) => {
    const { scores } = services;
    const subject = { type: 'supplier', id: path.id, buyer: query.buyer } as const;
    const run = await requirePublished(scores);
    const question = { ...query, range: dayRange(query, run.as_of), isScoredNoLonger };
    return answerIfChanged(event, { body: await historyResponse(scores, run, subject, question, pagingOf(event, null)) });
  };
  const stored = async (supplier: StoredSupplier) => {
    const paging = pagingOf(event, null);
    const range = dayRange(query, (await requirePublished(services.scores)).as_of);
    const { found, about, stamp } = await customSupplierHistory(supplier, { ...asked, ...query, range }, paging.at, services);
    return answerIfChanged(event, { body: { ...about, data: found.rows, ...stamp, ...paging.links(found.at) }, headers: PRIVATE });
  };
  try {
    return await customOrShipped(
      () => shipped(false),
      stored,
      asked,
      () => services.suppliers,
    );
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'not_found') throw error;
    return shipped(true);
  }
});
