import { methodologyRequest } from '#contracts/service-request.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { getMethodology } from './methodologies.ts';

/** Methodologies ship with the code. */
export const handler = apiHandler(methodologyRequest, async ({ event, path }) =>
  answerIfChanged(event, { body: getMethodology(bundledMethodologies, path.version) }),
);
