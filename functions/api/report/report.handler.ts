import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { reportRequest } from '#contracts/api/scores-requests.ts';
import type { Lang } from '#domain/vocabulary/template.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { serviceAddress } from '#functions/http/rate-limit.ts';
import {
  customSupplierServices,
  shippedOrCustom,
  subjectOf,
} from '../custom-suppliers/custom-suppliers.services.ts';
import { customSupplierExplanation } from '../custom-suppliers/custom-suppliers.ts';
import { explanationForReport, refuseRunOfCustomSupplier, reportOf } from './get-report.ts';
import { htmlAnswer } from './report-as-html.ts';

export async function reportAnswer(
  event: APIGatewayProxyEventV2,
  lang: Lang,
  explanation: object,
): Promise<ApiResponse> {
  // Loaded by who writes a report, not by every cold start.
  const { languageOf } = await import('#domain/words/catalogue.ts');
  const report = reportOf(explanation, lang, languageOf(lang), serviceAddress(event));
  return htmlAnswer(report);
}

export const getReportHandler = apiHandler(reportRequest, (request) => {
  const services = customSupplierServices();
  const { event, query, lang, caller } = request;
  const { buyer, as_of, known_at, end_use, cover_days } = query;
  return shippedOrCustom(
    request,
    () =>
      answerFromCurrentRun(request, services.scores, async (run) =>
        reportAnswer(event, lang, await explanationForReport(services, run, subjectOf(request), query)),
      ),
    async (stored) => {
      refuseRunOfCustomSupplier(query);
      const time = { as_of, known_at, end_use, cover_days };
      return reportAnswer(
        event,
        lang,
        await customSupplierExplanation(caller.client, stored, buyer, time, services),
      );
    },
  );
});
