import { describingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { plainRequest } from '#contracts/service-request.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { publicApiHandler } from '#functions/runtime/public-api-handler.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { serviceAddress } from '#functions/runtime/service-address.ts';
import { PAGE_POLICY } from './html-page.ts';
import { openApiDocument } from './openapi-document.ts';
import { referencePage } from './reference-page.ts';

const document = oncePerColdStart(() => openApiDocument(readEnvironment(describingApiEnvironmentSchema).CODE_VERSION));

export const handler = publicApiHandler(plainRequest, async ({ event }) => {
  const body = referencePage(document(), serviceAddress(event));
  return answerIfChanged(event, {
    body,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY },
  });
});
