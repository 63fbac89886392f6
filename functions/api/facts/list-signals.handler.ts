import { signalsRequest } from '#contracts/api/facts/facts-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { signalsInTime } from './facts-in-time.ts';

export const handler = apiHandler(signalsRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const { data, stamp } = await signalsInTime({ scores, loadRescorer }, run, request.query);
    return { body: { data, ...pagingOf(request.event, run.run_id).links(null), ...stamp } };
  });
});
