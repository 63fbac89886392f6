import { reportRequest } from '#contracts/api/scores/report-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { customOrShipped } from '../custom-suppliers/custom-or-shipped.ts';
import { customSupplierServices } from '../custom-suppliers/custom-suppliers.services.ts';
import { customSupplierExplanation } from '../custom-suppliers/custom-suppliers.ts';
import { scoreLanguage } from '../scores/score-answer.services.ts';
import { explanationForReport, refuseRunOfOwn } from './get-report.ts';
import { reportAnswer } from './report-answer.services.ts';

export const handler = apiHandler(reportRequest, (request) => {
  const services = customSupplierServices();
  const { scores, suppliers } = services;
  const { event, query, path, caller } = request;
  const { buyer, as_of, known_at, end_use, cover_days } = query;
  const subject = { type: 'supplier', id: path.id, buyer } as const;
  const asked = { client: caller.client, id: path.id };
  return customOrShipped(
    () =>
      answerFromCurrentRun(
        request,
        scores,
        async (run) => reportAnswer(event, query, await explanationForReport({ scores, loadRescorer }, run, subject, query)),
        scoreLanguage(event, query),
      ),
    async (stored) => {
      refuseRunOfOwn(query);
      const time = { as_of, known_at, end_use, cover_days };
      const answer = await reportAnswer(event, query, await customSupplierExplanation(asked.client, stored, buyer, time, services));
      return answerIfChanged(event, { ...answer, headers: { ...answer.headers, ...PRIVATE } });
    },
    asked,
    () => suppliers,
  );
});
