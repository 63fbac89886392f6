import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type ScoresQuery, scoresRequest, seriesRequest } from '#contracts/api/scores-requests.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import { type ApiResponse, CSV_TYPE, NDJSON_TYPE } from '#functions/http/http-response.ts';
import { type PageLinks, pagingOf } from '#functions/http/paging.ts';
import { serviceAddress } from '#functions/http/rate-limit.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { rankingWithCustom } from '../custom-suppliers/custom-ranking.ts';
import { customSupplierServices } from '../custom-suppliers/custom-suppliers.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { expandScores } from './expand-scores.ts';
import { getSeries } from './get-series.ts';
import { rankingInTime, refuseContradictions, scoresResponse } from './list-scores.ts';

/** By content where replays or clients may change it. */
export const listScoresHandler = apiHandler(scoresRequest, async (request) => {
  const { event, caller } = request;
  const query = forBuyers(request.query, event);
  const services = customSupplierServices();
  const { scores } = services;
  refuseContradictions(query);
  if (query.custom !== 'exclude') {
    const run = await requirePublished(scores);
    const paging = pagingOf(event, run.run_id);
    const { page, stamp } = await rankingWithCustom(caller.client, run, query, paging.at, services);
    const neighbours = paging.links(page.at);
    const answer = inFormat(
      query.format,
      neighbours,
      scoresResponse(page.rows, [], query, stamp, neighbours, serviceAddress(event)),
    );
    return answerIfChanged(event, { ...answer, headers: { ...answer.headers, ...PRIVATE } });
  }
  const answer = async (run: RunPointer) => {
    const paging = pagingOf(event, run.run_id);
    const { page, stamp } = await rankingInTime({ scores, loadRescorer }, run, query, paging.at);
    const expansions = await expandScores(page.rows, query.expand ?? [], scores);
    const neighbours = paging.links(page.at);
    return inFormat(
      query.format,
      neighbours,
      scoresResponse(page.rows, expansions, query, stamp, neighbours, serviceAddress(event)),
    );
  };
  const showsThePast = query.expand?.includes('history_90d') ?? false;
  return showsThePast
    ? answerIfChanged(event, await answer(await requirePublished(scores)))
    : answerFromCurrentRun(request, scores, answer);
});

/** Throws `invalid_request` for `buyer` beside `buyers`. */
function forBuyers(query: ScoresQuery, { rawQueryString }: APIGatewayProxyEventV2): ScoresQuery {
  const [first] = query.buyers ?? [];
  if (first === undefined) return query;
  if ((new URLSearchParams(rawQueryString).get('buyer') ?? '') === '') return { ...query, buyer: first };
  const detail = '`buyers` stands in place of `buyer`: send one of them, for example buyers=JPN,USA.';
  throw invalidRequest([{ parameter: 'buyer', code: 'conflicting_parameters', detail }]);
}

/** In a table the `Link` header names the next page. */
function inFormat(
  format: ScoresQuery['format'],
  { links: { next } }: PageLinks,
  body: object | string,
): ApiResponse {
  if (format === 'json') return { body };
  const type = format === 'csv' ? CSV_TYPE : NDJSON_TYPE;
  return { body, headers: next === null ? type : { ...type, link: `<${next}>; rel="next"` } };
}

export const getSeriesHandler = apiHandler(seriesRequest, async ({ event, query, caller: { client } }) => {
  const services = customSupplierServices();
  const run = await requirePublished(services.scores);
  const body = await getSeries({ ...services, client }, run, query);
  return answerIfChanged(event, {
    body,
    headers: typeof body === 'string' ? { ...CSV_TYPE, ...PRIVATE } : PRIVATE,
  });
});
