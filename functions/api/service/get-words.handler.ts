import { wordsRequest } from '#contracts/api/service/words-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { words } from './words.ts';

/** The catalogue ships with the code: only this operation carries it. */
export const handler = apiHandler(wordsRequest, async ({ event, query }) => answerIfChanged(event, { body: words(query.lang) }));
