import { wordsRequest } from '#contracts/api/service/words-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { catalogueOfWords } from './catalogue-of-words.ts';

/** The catalogue ships with the code: only this operation carries it. */
export const handler = apiHandler(wordsRequest, async ({ event, query }) => answerIfChanged(event, { body: catalogueOfWords(query.lang) }));
