import type * as z from 'zod';
import {
  controlEventsRequest,
  mapRequest,
  securityEventsRequest,
  shortagesRequest,
  signalRequest,
  signalsRequest,
  sourcesRequest,
} from '#contracts/api/facts-requests.ts';
import type { RequestContract } from '#contracts/api/request-parts.ts';
import { type ApiRequest, apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { type Paging, pagingOf } from '#functions/http/paging.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import { dayRange, refuseEmptyRange } from '../published-run/day-range.ts';
import { refuseBadDays } from '../published-run/point-in-time.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { PAGE_SCALE } from '../published-run/score-links.ts';
import { type DatedQuery, listControlEvents, listSecurityEvents, listShortages } from './dated-events.ts';
import { signalsInTime } from './facts-in-time.ts';
import { getMap } from './get-map.ts';
import { collectedSources, listSources } from './list-sources.ts';
import { getSignal } from './signals.ts';

export const listSignalsHandler = apiHandler(signalsRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const { data, stamp } = await signalsInTime({ scores, loadRescorer }, run, request.query);
    return { body: { data, ...pagingOf(request.event, run.run_id).links(null), ...stamp } };
  });
});

export const getSignalHandler = apiHandler(signalRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const range = dayRange(request.query, run.as_of);
    const paging = pagingOf(request.event, run.run_id);
    const wanted = { range, limit: request.query.limit };
    const { state, rows, at } = await getSignal(scores, run.run_id, request.path.theatre, wanted, paging.at);
    return {
      body: { ...state, ...range, data: rows, ...paging.links(at), run_id: run.run_id, as_of: run.as_of },
    };
  });
});

export const listSecurityEventsHandler = apiHandler(securityEventsRequest, (request) =>
  datedEvents(request, listSecurityEvents),
);

export const listControlEventsHandler = apiHandler(controlEventsRequest, (request) =>
  datedEvents(request, listControlEvents),
);

export const listShortagesHandler = apiHandler(shortagesRequest, (request) =>
  datedEvents(request, listShortages),
);

/** Throws `invalid_request` for an empty range and a day that has not come. */
function datedEvents<C extends RequestContract & Readonly<{ query: z.ZodType<DatedQuery> }>>(
  request: ApiRequest<C>,
  list: (
    scores: PublishedScores,
    runId: string,
    query: z.output<C['query']> & Readonly<{ known_at: string }>,
    at: Paging['at'],
  ) => Promise<Readonly<{ data: readonly object[]; at: Paging['at'] }>>,
): Promise<ApiResponse> {
  const scores = publishedScores();
  const { query } = request;
  refuseEmptyRange(query);
  return answerFromCurrentRun(request, scores, async ({ run_id, as_of }) => {
    refuseBadDays({ known_at: query.known_at }, { as_of });
    const known_at = query.known_at ?? as_of;
    const paging = pagingOf(request.event, run_id);
    const { at, ...page } = await list(scores, run_id, { ...query, known_at }, paging.at);
    return { body: { ...page, ...paging.links(at), known_at, run_id, as_of } };
  });
}

export const listSourcesHandler = apiHandler(sourcesRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const data = await listSources(scores, run.run_id, run.as_of);
    return {
      body: {
        data,
        collected: await collectedSources(scores, run.run_id),
        ...pagingOf(request.event, run.run_id).links(null),
        run_id: run.run_id,
        as_of: run.as_of,
      },
    };
  });
});

export const getMapHandler = apiHandler(mapRequest, (request) => {
  const scores = publishedScores();
  const { buyer, element } = request.query;
  return answerFromCurrentRun(request, scores, async ({ run_id, as_of }) => {
    const features = await getMap(scores, run_id, buyer, element);
    const self = `/v1/map?${new URLSearchParams({ buyer, ...(element === undefined ? {} : { element }) })}`;
    return {
      body: { type: 'FeatureCollection', features, buyer, run_id, as_of, scale: PAGE_SCALE, links: { self } },
    };
  });
});
