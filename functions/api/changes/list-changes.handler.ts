import { changesRequest } from '#contracts/api/changes/changes-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { changesResponse } from './changes-response.ts';
import { publishedChanges } from './score-changes.services.ts';

/** The feed grows after a run is published, so the response is compared by its content and not by its run. */
export const handler = apiHandler(changesRequest, async ({ event, query }) => {
  const scores = publishedScores();
  const run = await requirePublished(scores);
  const services = { scores, changes: publishedChanges() };
  return answerIfChanged(event, { body: await changesResponse(services, run, pagingOf(event, null), null, query) });
});
