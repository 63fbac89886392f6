import { methodologyRequest } from '#contracts/api/service/service-request.ts';
import { METHODOLOGY } from '#functions/adapters/bundled-methodology.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { getMethodology } from './methodologies.ts';

/** The method ships with the code. */
export const handler = apiHandler(methodologyRequest, async ({ event, path }) =>
  answerIfChanged(event, { body: getMethodology(METHODOLOGY, path.version) }),
);
