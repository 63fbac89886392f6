import { route } from './api-route.ts';
import type { SubjectCollection } from './request-parts.ts';
import { scoreSchema } from './score.ts';
import { reportRequest, scoresRequest, seriesRequest } from './scores-requests.ts';
import { explanationSchema, historySchema, scoresPageSchema, seriesSchema } from './subjects-answers.ts';
import { historyRequest, scoreInLanguageRequest, scoreRequest } from './subjects-requests.ts';
import { forSuppliers, handlerFor, SUBJECT_WORDS } from './subjects-routes.ts';

export const rankingRoute = route({
  path: '/v1/scores',
  operationId: 'listScores',
  handler: 'functions/api/scores/rankings.handler.ts#listScoresHandler',
  tag: 'Scores',
  summary: 'Rank subjects by score',
  description:
    'The ranking of elements, suppliers or countries for a buyer, highest score first; filtered, sorted, as JSON, CSV or NDJSON. With `subject_type=supplier&custom=include` those that you have stored are in it.',
  request: scoresRequest,
  answer: { name: 'ScoresPage', schema: scoresPageSchema },
  otherMedia: ['text/csv', 'application/x-ndjson'],
  example: '/v1/scores?subject_type=element&buyer=JPN&limit=3',
});

export const seriesRoute = route({
  path: '/v1/series',
  operationId: 'getSeries',
  handler: 'functions/api/scores/rankings.handler.ts#getSeriesHandler',
  tag: 'Analysis',
  summary: 'Many subjects over time',
  description:
    'Scores, intervals, parts, causes and the pressure in theatres of many subjects over time, long or wide, for dashboards and spreadsheets.',
  request: seriesRequest,
  answer: { name: 'Series', schema: seriesSchema },
  otherMedia: ['text/csv'],
  example: '/v1/series?subjects=element:Dy,element:Tb&metrics=score,p95&buyer=JPN&interval=week',
});

const CUSTOM_AT_ONCE =
  'One that you have stored is scored by every run, before its first at once (`basis`), and for any other day as the version that stood then.';
const CUSTOM_EXPLAINED = `${CUSTOM_AT_ONCE} Its sites are named \`custom!supplier!site\`; \`criticality\` is left out, because your own tonnes are in no table of world supply.`;
const CUSTOM_HISTORY =
  'A supplier that you have stored has a point for every day, `replayed`: what today’s code says of the version that stood on that day (before the first version, the first) with the facts known then. A page has at most 120 days of it.';

/** Score, explanation and history of one subject. */
export function subjectScoreRoutes<C extends SubjectCollection>(collection: C) {
  const { one, many, One, id } = SUBJECT_WORDS[collection];
  return [
    route({
      path: `/v1/${collection}/{id}/score`,
      operationId: `get${One}Score`,
      handler: handlerFor(
        collection,
        'functions/api/scores/scores.handler.ts#getScoreHandler',
        'functions/api/custom-suppliers/custom-suppliers.handler.ts#getSupplierScoreHandler',
      ),
      tag: 'Scores',
      summary: `Get the score of one ${one}`,
      description: `The chance, in percent, that on at least one of the next 365 days supply falls short after the stocks of the buyer are used up; with its three parts, band, interval, main causes, coverage and the run it comes from.${forSuppliers(collection, CUSTOM_AT_ONCE)}`,
      request: scoreInLanguageRequest,
      answer: { name: 'Score', schema: scoreSchema },
      example: `/v1/${many}/${id}/score?buyer=JPN`,
    }),
    route({
      path: `/v1/${collection}/{id}/explanation`,
      operationId: `get${One}Explanation`,
      handler: handlerFor(
        collection,
        'functions/api/scores/scores.handler.ts#getExplanationHandler',
        'functions/api/custom-suppliers/custom-suppliers.handler.ts#getSupplierExplanationHandler',
      ),
      tag: 'Scores',
      summary: `Explain the score of one ${one}`,
      description: `Everything the score is made of: every cause with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources.${forSuppliers(collection, CUSTOM_EXPLAINED)}`,
      request: scoreRequest,
      answer: { name: 'Explanation', schema: explanationSchema },
      example: `/v1/${many}/${id}/explanation?buyer=JPN`,
    }),
    route({
      path: `/v1/${collection}/{id}/report`,
      operationId: `get${One}Report`,
      handler: handlerFor(
        collection,
        'functions/api/report/report.handler.ts#getReportHandler',
        'functions/api/report/report.handler.ts#getSupplierReportHandler',
      ),
      tag: 'Scores',
      summary: `One page about one ${one}, for people`,
      description: `What a board has to know, in English or Japanese: without script, on one page of A4, with the run and its own address in the foot. The numbers are those of /explanation, rounded to what the interval supports.${forSuppliers(collection, CUSTOM_AT_ONCE)}`,
      request: reportRequest,
      answer: null,
      otherMedia: ['text/html'],
      example: `/v1/${many}/${id}/report?buyer=JPN`,
    }),
    route({
      path: `/v1/${collection}/{id}/history`,
      operationId: `get${One}History`,
      handler: handlerFor(
        collection,
        'functions/api/scores/scores.handler.ts#getHistoryHandler',
        'functions/api/custom-suppliers/custom-suppliers.handler.ts#getSupplierHistoryHandler',
      ),
      tag: 'Scores',
      summary: `Get earlier scores of one ${one}`,
      description: `Scores over time, oldest first. Each point says whether it was published on its day or replayed later.${forSuppliers(collection, CUSTOM_HISTORY)}`,
      request: historyRequest,
      answer: { name: 'History', schema: historySchema },
      example: `/v1/${many}/${id}/history?buyer=JPN&interval=week`,
    }),
  ] as const;
}
