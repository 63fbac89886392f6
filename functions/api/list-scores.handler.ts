import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { scoresRequest } from '#contracts/scores-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { loadRescorer } from '#functions/runtime/load-rescorer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { serviceAddress } from '#functions/runtime/service-address.ts';
import { expandScores } from './expand-scores.ts';
import { rankingInTime } from './ranking-in-time.ts';
import { requirePublished } from './require-published.ts';
import { refuseContradictions, scoresAnswer } from './scores-answer.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

/** Replays fill the past while a run stands, so a page that shows it is compared by its content and not by its run. */
export const handler = apiHandler(scoresRequest, async (request) => {
  const { event, query } = request;
  const scores = publishedScores();
  refuseContradictions(query);
  const answer = async (run: RunPointer) => {
    const paging = pagingOf(event, run.run_id);
    const { page, stamp } = await rankingInTime({ scores, loadRescorer }, run, query, paging.at);
    const expansions = await expandScores(page.rows, query.expand ?? [], scores);
    return scoresAnswer(page.rows, expansions, query, stamp, paging.links(page.at), serviceAddress(event));
  };
  const showsThePast = query.expand?.includes('history_90d') ?? false;
  return showsThePast
    ? answerIfChanged(event, await answer(await requirePublished(scores)))
    : answerFromCurrentRun(request, scores, answer);
});
