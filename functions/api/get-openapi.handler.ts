import { describingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { plainRequest } from '#contracts/service-request.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { publicApiHandler } from '#functions/runtime/public-api-handler.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { openApiDocument } from './openapi-document.ts';

const document = oncePerColdStart(() => openApiDocument(readEnvironment(describingApiEnvironmentSchema).CODE_VERSION));

export const handler = publicApiHandler(plainRequest, async ({ event }) => answerIfChanged(event, { body: document() }));
