import {
  methodologyRequest,
  runRequest,
  runsRequest,
  trackRecordLinksRequest,
  trackRecordRequest,
} from '#contracts/api/service-requests.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/http/kept-values.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { readEnvironment } from '#functions/http/read-environment.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { readTrackRecordIn } from '#functions/store/track-record.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { getRun, listRuns } from './runs.ts';
import { listTrackRecordLinks, missesPage, trackRecordParts, trackRecordSheet } from './track-record.ts';

/** The track record, for functions that may read the Scores table and no other. */
export const publishedTrackRecord = oncePerColdStart(() =>
  readTrackRecordIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME)),
);

/** Runs change while one is at work, so the response is compared by its content. */
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

/**
 * The record grows after a run is published, so the response is compared by its content and not by its run.
 */
export const getTrackRecordHandler = apiHandler(trackRecordRequest, async ({ event, query }) => {
  const run = await requirePublished(publishedScores());
  const { madeBy, body } = await trackRecordParts(publishedTrackRecord());
  const paging = pagingOf(event, madeBy);
  const page = await missesPage(publishedTrackRecord(), query.outcome, query.limit, paging.at);
  return answerIfChanged(event, {
    body: { ...body, data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of },
  });
});

/**
 * Links never change, so a cursor outlives the run it was made under. A sheet is sent as the bytes that were
 * pinned: not parsed and written again.
 */
export const listTrackRecordLinksHandler = apiHandler(trackRecordLinksRequest, async ({ event, query }) => {
  await requirePublished(publishedScores());
  if (query.sheet !== undefined)
    return answerIfChanged(event, { body: await trackRecordSheet(publishedTrackRecord(), query.sheet) });
  const paging = pagingOf(event, null);
  const page = await listTrackRecordLinks(publishedTrackRecord(), query, paging.at);
  return answerIfChanged(event, { body: { data: page.rows, ...paging.links(page.at) } });
});

const { document, sha256 } = METHODOLOGY;

/** The method ships with the code. */
export const getMethodologyHandler = apiHandler(methodologyRequest, async ({ event }) =>
  answerIfChanged(event, { body: { ...document, sha256, links: { self: '/v1/methodology' } } }),
);
