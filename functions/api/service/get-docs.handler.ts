import { docsRequest } from '#contracts/api/service/docs-request.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { serviceAddress } from '#functions/http/edge.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { PAGE_POLICY } from './html-page.ts';
import { openApiDocument } from './openapi-document.ts';
import { referencePage, referencePages } from './reference-page.ts';

const document = oncePerColdStart(() => openApiDocument(readEnvironment(describingApiEnvironmentSchema).CODE_VERSION));

export const handler = apiHandler(docsRequest, async ({ event, query }) => {
  const pages = referencePages(document());
  if (query.page !== undefined && !pages.includes(query.page))
    throw invalidRequest([
      { parameter: 'page', code: 'invalid_value', detail: `There is no page "${query.page}". Send one of: ${pages.join(', ')}.` },
    ]);
  const body = referencePage(document(), serviceAddress(event), query);
  return answerIfChanged(event, {
    body,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY },
  });
});
