import { scoreRequest } from '#contracts/subjects-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { loadRescorer } from '#functions/runtime/load-rescorer.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { getScoreAt } from './get-score.ts';
import { ownOrShipped } from './own-or-shipped.ts';
import { ownSupplierScore } from './own-suppliers.ts';

export const handler = apiHandler(scoreRequest, (request) => {
  const services = ownSupplierServices();
  const { scores, suppliers } = services;
  const { buyer, ...time } = request.query;
  const { id } = request.path;
  const subject = { type: 'supplier', id, buyer } as const;
  const shipped = () => answerFromCurrentRun(request, scores, (run) => getScoreAt({ scores, loadRescorer }, run, subject, time));
  const asked = { client: request.caller.client, id };
  return ownOrShipped(
    shipped,
    async (stored) => answerIfChanged(request.event, await ownSupplierScore(asked.client, stored, buyer, time, services)),
    asked,
    () => suppliers,
  );
});
