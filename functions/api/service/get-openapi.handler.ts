import { plainRequest } from '#contracts/api/service/service-request.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { openApiDocument } from './openapi-document.ts';

const document = oncePerColdStart(() => openApiDocument(readEnvironment(describingApiEnvironmentSchema).CODE_VERSION));

export const handler = apiHandler(plainRequest, async ({ event }) => answerIfChanged(event, { body: document() }));
