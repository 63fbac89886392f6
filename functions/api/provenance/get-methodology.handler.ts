import { methodologyRequest } from '#contracts/api/service/service-request.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { getMethodology } from './methodologies.ts';

/** Methodologies ship with the code. */
export const handler = apiHandler(methodologyRequest, async ({ event, path }) =>
  answerIfChanged(event, { body: getMethodology(bundledMethodologies, path.version) }),
);
