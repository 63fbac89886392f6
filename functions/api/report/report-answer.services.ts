import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ReportQuery } from '#contracts/api/scores/report-request.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { preferredOf } from '#functions/http/negotiation.ts';
import { serviceAddress } from '#functions/http/service-address.ts';
import { reportOf } from './get-report.ts';
import type { Lang } from './report.ts';
import { REPORT_POLICY, reportAsHtml } from './report-as-html.ts';
import { reportAsMarkdown } from './report-as-markdown.ts';

/** Form and language of a report: those of the query, else those that the headers prefer. */
export function reportForm(
  { headers }: APIGatewayProxyEventV2,
  { format, lang }: ReportQuery,
): { readonly html: boolean; readonly lang: Lang } {
  const type = preferredOf(headers.accept, ['text/html', 'text/markdown']);
  return {
    html: format === undefined ? type === 'text/html' : format === 'html',
    lang: lang ?? preferredOf(headers['accept-language'], ['en', 'ja']),
  };
}

/** The report of an explanation as a response, in the form that was asked for. */
export async function reportAnswer(event: APIGatewayProxyEventV2, query: ReportQuery, explanation: object): Promise<ApiResponse> {
  const { html, lang } = reportForm(event, query);
  // Both languages with all names are loaded by who writes a report, not by every cold start of the function.
  const { languageOf } = await import('../service/catalogue-of-words.ts');
  const report = reportOf(explanation, lang, languageOf(lang), serviceAddress(event));
  const shared = { vary: 'Accept, Accept-Encoding, Accept-Language, Origin', 'content-language': lang };
  return html
    ? {
        body: reportAsHtml(report),
        headers: { ...shared, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': REPORT_POLICY },
      }
    : { body: reportAsMarkdown(report), headers: { ...shared, 'content-type': 'text/markdown; charset=utf-8; variant=GFM' } };
}
