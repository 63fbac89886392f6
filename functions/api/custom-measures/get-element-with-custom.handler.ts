import { elementWithCustomRequest } from '#contracts/api/custom-measures/custom-measures.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { beginComputing } from '#functions/runtime/computing.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { customMeasures } from './custom-measures.services.ts';
import { acceptedMeasures } from './custom-policy-row.ts';
import { getElementWithCustom } from './get-element-with-custom.ts';

/** Custom measures can change while a run stays current, so the ETag comes from the content. */
export const handler = apiHandler(elementWithCustomRequest, async ({ path, query, event, caller }) => {
  beginComputing();
  const scores = publishedScores();
  const [run, accepted] = await Promise.all([requirePublished(scores), acceptedMeasures(caller.client, customMeasures())]);
  const body = await getElementWithCustom(scores, run, { id: path.id, buyer: query.buyer }, accepted);
  return answerIfChanged(event, { body, headers: PRIVATE });
});
