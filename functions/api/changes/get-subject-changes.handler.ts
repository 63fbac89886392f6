import { subjectChangesRequest } from '#contracts/api/changes/changes-request.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { subjectChangesResponse } from './changes-response.ts';
import { publishedChanges } from './score-changes.services.ts';

export const handler = apiHandler(subjectChangesRequest, async ({ event, path, query }) => {
  const scores = publishedScores();
  const subject = { type: subjectTypeOf(event), id: path.id, buyer: query.buyer };
  const run = await requirePublished(scores);
  const services = { scores, changes: publishedChanges(), loadRescorer };
  return answerIfChanged(event, {
    body: await subjectChangesResponse(services, run, pagingOf(event, null), subject, query),
  });
});
