import { sourcesRequest } from '#contracts/api/facts/facts-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { collectedSources, listSources } from './list-sources.ts';

export const handler = apiHandler(sourcesRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const data = await listSources(scores, run.run_id, run.as_of);
    return {
      body: {
        data,
        collected: collectedSources(),
        ...pagingOf(request.event, run.run_id).links(null),
        run_id: run.run_id,
        as_of: run.as_of,
      },
    };
  });
});
