import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ReportQuery } from '#contracts/api/scores/report-request.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { serviceAddress } from '#functions/http/rate-limit.ts';
import { scoreLanguage } from '../scores/score-answer.services.ts';
import { reportOf } from './get-report.ts';
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
      vary: 'Accept-Encoding, Accept-Language, Origin',
      'content-language': lang,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': REPORT_POLICY,
    },
  };
}
