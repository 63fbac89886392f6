import { scoresRequest } from '#contracts/api/scores/scores-request.ts';
import { customSupplierServices } from '#functions/api/custom-suppliers/custom-suppliers.services.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { serviceAddress } from '#functions/http/service-address.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';
import { loadRescorer } from '#functions/rescoring/load-rescorer.ts';
import { rankingWithCustom } from '../custom-suppliers/custom-ranking.ts';
import { PRIVATE } from '../custom-suppliers/custom-suppliers.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { expandScores } from './expand-scores.ts';
import { rankingInTime } from './ranking-in-time.ts';
import { refuseContradictions, scoresResponse } from './scores-response.ts';

/** Replays fill the past and clients store suppliers while a run stands: a page that shows either is compared by its content, not by its run. */
export const handler = apiHandler(scoresRequest, async (request) => {
  const { event, query, caller } = request;
  const services = customSupplierServices();
  const { scores } = services;
  refuseContradictions(query);
  if (query.own !== 'exclude') {
    const run = await requirePublished(scores);
    const paging = pagingOf(event, run.run_id);
    const { page, stamp } = await rankingWithCustom(caller.client, run, query, paging.at, services);
    const answer = scoresResponse(page.rows, [], query, stamp, paging.links(page.at), serviceAddress(event));
    return answerIfChanged(event, { ...answer, headers: { ...answer.headers, ...PRIVATE } });
  }
  const answer = async (run: RunPointer) => {
    const paging = pagingOf(event, run.run_id);
    const { page, stamp } = await rankingInTime({ scores, loadRescorer }, run, query, paging.at);
    const expansions = await expandScores(page.rows, query.expand ?? [], scores);
    return scoresResponse(page.rows, expansions, query, stamp, paging.links(page.at), serviceAddress(event));
  };
  const showsThePast = query.expand?.includes('history_90d') ?? false;
  return showsThePast
    ? answerIfChanged(event, await answer(await requirePublished(scores)))
    : answerFromCurrentRun(request, scores, answer);
});
