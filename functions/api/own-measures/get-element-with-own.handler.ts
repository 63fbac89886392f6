import { elementWithOwnRequest } from '#contracts/api/own-measures/own-measures.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { beginComputing } from '#functions/runtime/computing.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { getElementWithOwn } from './get-element-with-own.ts';
import { ownMeasures } from './own-measures.services.ts';
import { acceptedMeasures } from './own-policy-row.ts';

/** Own measures can change while a run stays current, so the ETag comes from the content. */
export const handler = apiHandler(elementWithOwnRequest, async ({ path, query, event, caller }) => {
  beginComputing();
  const scores = publishedScores();
  const [run, accepted] = await Promise.all([requirePublished(scores), acceptedMeasures(caller.client, ownMeasures())]);
  const body = await getElementWithOwn(scores, run, { id: path.id, buyer: query.buyer }, accepted);
  return answerIfChanged(event, { body, headers: PRIVATE });
});
