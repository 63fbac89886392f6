import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type ReportQuery, reportRequest } from '#contracts/api/scores-requests.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { serviceAddress } from '#functions/http/rate-limit.ts';
import { customSupplierServices, shippedOrCustom, subjectOf } from '../custom-suppliers/custom-suppliers.services.ts';
import { customSupplierExplanation } from '../custom-suppliers/custom-suppliers.ts';
import { scoreLanguage } from '../scores/score-answer.services.ts';
import { explanationForReport, refuseRunOfCustomSupplier, reportOf } from './get-report.ts';
import { REPORT_POLICY, reportAsHtml } from './report-as-html.ts';

/** The report of an explanation as a response, in the language that was asked for. */
export async function reportAnswer(event: APIGatewayProxyEventV2, query: ReportQuery, explanation: object): Promise<ApiResponse> {
  const { lang } = scoreLanguage(event, query);
  // Both languages with all names are loaded by who writes a report, not by every cold start of the function.
  const { languageOf } = await import('../service/catalogue-of-words.ts');
  const report = reportOf(explanation, lang, languageOf(lang), serviceAddress(event));
  return {
    body: reportAsHtml(report),
    headers: {
      vary: 'Accept-Language',
      'content-language': lang,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': REPORT_POLICY,
    },
  };
}

export const getReportHandler = apiHandler(reportRequest, (request) => {
  const services = customSupplierServices();
  const { event, query, caller } = request;
  const { buyer, as_of, known_at, end_use, cover_days } = query;
  return shippedOrCustom(
    request,
    () =>
      answerFromCurrentRun(
        request,
        services.scores,
        async (run) => reportAnswer(event, query, await explanationForReport(services, run, subjectOf(request), query)),
        scoreLanguage(event, query),
      ),
    async (stored) => {
      refuseRunOfCustomSupplier(query);
      const time = { as_of, known_at, end_use, cover_days };
      return reportAnswer(event, query, await customSupplierExplanation(caller.client, stored, buyer, time, services));
    },
  );
});
