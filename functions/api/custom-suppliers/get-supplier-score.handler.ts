import { scoreRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/http/conditional-response.ts';
import { loadRescorer } from '#functions/rescoring/load-rescorer.ts';
import { getScoreAt } from '../scores/get-score.ts';
import { customOrShipped } from './custom-or-shipped.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import { customSupplierScore } from './custom-suppliers.ts';

export const handler = apiHandler(scoreRequest, (request) => {
  const services = customSupplierServices();
  const { scores, suppliers } = services;
  const { buyer, ...time } = request.query;
  const { id } = request.path;
  const subject = { type: 'supplier', id, buyer } as const;
  const shipped = () => answerFromCurrentRun(request, scores, (run) => getScoreAt({ scores, loadRescorer }, run, subject, time));
  const asked = { client: request.caller.client, id };
  return customOrShipped(
    shipped,
    async (stored) => answerIfChanged(request.event, await customSupplierScore(asked.client, stored, buyer, time, services)),
    asked,
    () => suppliers,
  );
});
