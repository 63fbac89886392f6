import { scoresRequest } from '#contracts/scores-request.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { loadRescorer } from '#functions/runtime/load-rescorer.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { serviceAddress } from '#functions/runtime/service-address.ts';
import { expandScores } from './expand-scores.ts';
import { rankingWithOwn } from './own-ranking.ts';
import { PRIVATE } from './own-suppliers.ts';
import { rankingInTime } from './ranking-in-time.ts';
import { requirePublished } from './require-published.ts';
import { refuseContradictions, scoresAnswer } from './scores-answer.ts';

/** Replays fill the past and clients store suppliers while a run stands: a page that shows either is compared by its content, not by its run. */
export const handler = apiHandler(scoresRequest, async (request) => {
  const { event, query, caller } = request;
  const services = ownSupplierServices();
  const { scores } = services;
  refuseContradictions(query);
  if (query.own !== 'exclude') {
    const run = await requirePublished(scores);
    const paging = pagingOf(event, run.run_id);
    const { page, stamp } = await rankingWithOwn(caller.client, run, query, paging.at, services);
    const answer = scoresAnswer(page.rows, [], query, stamp, paging.links(page.at), serviceAddress(event));
    return answerIfChanged(event, { ...answer, headers: { ...answer.headers, ...PRIVATE } });
  }
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
