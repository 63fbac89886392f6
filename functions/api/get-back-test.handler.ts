import { backTestRequest } from '#contracts/service-request.ts';
import { bundledBackTest } from '#functions/adapters/bundled-back-test.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { getBackTest } from './get-back-test.ts';

/** The back-test ships with the code: it changes with the facts and the method, not from night to night. */
export const handler = apiHandler(backTestRequest, async ({ event }) => answerIfChanged(event, { body: getBackTest(bundledBackTest) }));
