import { scoreRequest } from '#contracts/subjects-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { loadRescorer } from '#functions/runtime/load-rescorer.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { getExplanation } from './get-explanation.ts';
import { ownOrShipped } from './own-or-shipped.ts';
import { ownSupplierExplanation } from './own-suppliers.ts';

export const handler = apiHandler(scoreRequest, (request) => {
  const services = ownSupplierServices();
  const { scores, suppliers } = services;
  const { buyer, ...time } = request.query;
  const { id } = request.path;
  const subject = { type: 'supplier', id, buyer } as const;
  const asked = { client: request.caller.client, id };
  return ownOrShipped(
    () =>
      answerFromCurrentRun(request, scores, async (run) => ({ body: await getExplanation({ scores, loadRescorer }, run, subject, time) })),
    async (stored) => answerIfChanged(request.event, await ownSupplierExplanation(asked.client, stored, buyer, time, services)),
    asked,
    () => suppliers,
  );
});
