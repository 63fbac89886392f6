import { backTestRequest } from '#contracts/api/service/service-request.ts';
import { bundledBackTest } from '#functions/adapters/bundled-back-test.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';

const links = { self: '/v1/backtest', methodology: `/v1/methodologies/${encodeURIComponent(bundledBackTest.methodology)}` };

/** The back-test ships with the code: it changes with the facts and the method, not from night to night. */
export const handler = apiHandler(backTestRequest, async ({ event }) => answerIfChanged(event, { body: { ...bundledBackTest, links } }));
