import { scoreRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { askedTime, refuseStage } from '../published-run/point-in-time.ts';
import { getExplanation } from '../scores/get-explanation.ts';
import { customOrShipped } from './custom-or-shipped.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import { customSupplierExplanation } from './custom-suppliers.ts';

export const handler = apiHandler(scoreRequest, (request) => {
  const services = customSupplierServices();
  const { scores, suppliers } = services;
  const { buyer, ...how } = request.query;
  const time = askedTime(how);
  const { id } = request.path;
  refuseStage('supplier', time);
  const subject = { type: 'supplier', id, buyer } as const;
  const asked = { client: request.caller.client, id };
  return customOrShipped(
    () =>
      answerFromCurrentRun(request, scores, async (run) => ({ body: await getExplanation({ scores, loadRescorer }, run, subject, time) })),
    async (stored) => {
      const body = await customSupplierExplanation(asked.client, stored, buyer, time, services);
      return answerIfChanged(request.event, { body, headers: PRIVATE });
    },
    asked,
    () => suppliers,
  );
});
