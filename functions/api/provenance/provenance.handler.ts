import {
  methodologyRequest,
  runRequest,
  runsRequest,
  trackRecordLinksRequest,
  trackRecordRequest,
} from '#contracts/api/service-requests.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { readTrackRecordIn } from '#functions/store/scores/track-record.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { getRun, listRuns } from './runs.ts';
import { listTrackRecordLinks, missesPage, trackRecordParts, trackRecordSheet } from './track-record.ts';

export const publishedTrackRecord = oncePerColdStart(() =>
  readTrackRecordIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME)),
);

export const listRunsHandler = apiHandler(runsRequest, async ({ event, query }) => {
  const paging = pagingOf(event, null);
  const page = await listRuns(publishedScores(), query.limit, paging.at);
  return answerIfChanged(event, {
    body: { data: page.rows, ...paging.links(page.at) },
    headers: { 'cache-control': 'no-cache' },
  });
});

export const getRunHandler = apiHandler(runRequest, async ({ event, path }) => {
  const body = await getRun(publishedScores(), path.id);
  return answerIfChanged(event, { body, headers: { 'cache-control': 'no-cache' } });
});

export const getTrackRecordHandler = apiHandler(trackRecordRequest, async ({ event, query }) => {
  const run = await requirePublished(publishedScores());
  const { madeBy, body } = await trackRecordParts(publishedTrackRecord());
  const paging = pagingOf(event, madeBy);
  const page = await missesPage(publishedTrackRecord(), query.outcome, query.limit, paging.at);
  return answerIfChanged(event, {
    body: { ...body, data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of },
  });
});

/** A cursor outlives its run. A sheet is sent as the bytes that were pinned. */
export const listTrackRecordLinksHandler = apiHandler(trackRecordLinksRequest, async ({ event, query }) => {
  await requirePublished(publishedScores());
  if (query.sheet !== undefined)
    return answerIfChanged(event, { body: await trackRecordSheet(publishedTrackRecord(), query.sheet) });
  const paging = pagingOf(event, null);
  const page = await listTrackRecordLinks(publishedTrackRecord(), query, paging.at);
  return answerIfChanged(event, { body: { data: page.rows, ...paging.links(page.at) } });
});

const { document, sha256 } = METHODOLOGY;

export const getMethodologyHandler = apiHandler(methodologyRequest, async ({ event }) =>
  answerIfChanged(event, { body: { ...document, sha256, links: { self: '/v1/methodology' } } }),
);
