import { methodologyRequest } from '#contracts/api/service/service-request.ts';
import { METHODOLOGY } from '#functions/adapters/bundled-methodology.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';

const { document, sha256 } = METHODOLOGY;

/** The method ships with the code. */
export const handler = apiHandler(methodologyRequest, async ({ event }) =>
  answerIfChanged(event, { body: { ...document, sha256, links: { self: '/v1/methodology' } } }),
);
