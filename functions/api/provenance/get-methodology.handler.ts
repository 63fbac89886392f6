import { methodologyRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';

const { document, sha256 } = METHODOLOGY;

/** The method ships with the code. */
export const handler = apiHandler(methodologyRequest, async ({ event }) =>
  answerIfChanged(event, { body: { ...document, sha256, links: { self: '/v1/methodology' } } }),
);
