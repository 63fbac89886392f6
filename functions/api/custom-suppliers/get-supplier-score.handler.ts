import { scoreInLanguageRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { askedTime, refuseStage } from '../published-run/point-in-time.ts';
import { getScoreAt } from '../scores/get-score.ts';
import { scoreAnswer, scoreLanguage } from '../scores/score-answer.services.ts';
import { customOrShipped } from './custom-or-shipped.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import { customSupplierScore } from './custom-suppliers.ts';

export const handler = apiHandler(scoreInLanguageRequest, (request) => {
  const services = customSupplierServices();
  const { scores, suppliers } = services;
  const { buyer, lang: _lang, ...how } = request.query;
  const time = askedTime(how);
  const form = scoreLanguage(request.event, request.query);
  const { id } = request.path;
  refuseStage('supplier', time);
  const subject = { type: 'supplier', id, buyer } as const;
  const shipped = () =>
    answerFromCurrentRun(
      request,
      scores,
      async (run) => scoreAnswer(await getScoreAt({ scores, loadRescorer }, run, subject, time), form.lang),
      form,
    );
  const asked = { client: request.caller.client, id };
  return customOrShipped(
    shipped,
    async (stored) => {
      const answer = await scoreAnswer(await customSupplierScore(asked.client, stored, buyer, time, services), form.lang);
      return answerIfChanged(request.event, { ...answer, headers: { ...answer.headers, ...PRIVATE } });
    },
    asked,
    () => suppliers,
  );
});
