import { changesRequest, subjectChangesRequest } from '#contracts/api/changes-requests.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { publishedChanges, publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { changesResponse, subjectChangesResponse } from './changes-response.ts';

/** The feed grows after a run is published, so the response is compared by its content and not by its run. */
export const listChangesHandler = apiHandler(changesRequest, async ({ event, query }) => {
  const scores = publishedScores();
  const run = await requirePublished(scores);
  const services = { scores, changes: publishedChanges() };
  return answerIfChanged(event, { body: await changesResponse(services, run, pagingOf(event, null), null, query) });
});

export const getSubjectChangesHandler = apiHandler(subjectChangesRequest, async ({ event, path, query }) => {
  const scores = publishedScores();
  const subject = { type: subjectTypeOf(event), id: path.id, buyer: query.buyer };
  const run = await requirePublished(scores);
  const services = { scores, changes: publishedChanges(), loadRescorer };
  return answerIfChanged(event, {
    body: await subjectChangesResponse(services, run, pagingOf(event, null), subject, query),
  });
});
