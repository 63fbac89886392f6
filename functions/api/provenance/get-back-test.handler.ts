import { backTestRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import report from '../../../shared/measured/back-test.json' with { type: 'json' };

const links = { self: '/v1/backtest', methodology: `/v1/methodologies/${encodeURIComponent(report.methodology)}` };

/**
 * The back-test ships with the code: it changes with the facts and the method, not from night to night. A test holds the report against its
 * contract and against the facts it was made from.
 */
export const handler = apiHandler(backTestRequest, async ({ event }) => answerIfChanged(event, { body: { ...report, links } }));
