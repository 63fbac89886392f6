import { route } from './api-route.ts';
import { scoreSchema } from './score.ts';
import { reportRequest, scoresRequest, seriesRequest } from './scores-requests.ts';
import { explanationSchema, historySchema, scoresPageSchema, seriesSchema } from './subjects-answers.ts';
import { historyRequest, scoreRequest } from './subjects-requests.ts';

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

/** Score, explanation, report and history of one subject of any type. */
export const subjectScoreRoutes = [
  route({
    path: '/v1/{collection}/{id}/score',
    operationId: 'getScore',
    handler: 'functions/api/scores/scores.handler.ts#getScoreHandler',
    tag: 'Scores',
    summary: 'Get the score of one subject',
    description:
      'Both chances with parts, bands, intervals, main causes, coverage and the run they come from. A supplier that you have stored is scored by every run, before its first at once (`basis`), and for any other day as the version that stood then; so in all operations on one subject.',
    request: scoreRequest,
    answer: { name: 'Score', schema: scoreSchema },
    example: '/v1/elements/Dy/score?buyer=JPN',
  }),
  route({
    path: '/v1/{collection}/{id}/explanation',
    operationId: 'getExplanation',
    handler: 'functions/api/scores/scores.handler.ts#getExplanationHandler',
    tag: 'Scores',
    summary: 'Explain the score of one subject',
    description:
      'Everything the score is made of: every cause with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources. Sites of a supplier that you have stored are named `custom!supplier!site`; it has no `criticality`.',
    request: scoreRequest,
    answer: { name: 'Explanation', schema: explanationSchema },
    example: '/v1/elements/Dy/explanation?buyer=JPN',
  }),
  route({
    path: '/v1/{collection}/{id}/report',
    operationId: 'getReport',
    handler: 'functions/api/report/report.handler.ts#getReportHandler',
    tag: 'Scores',
    summary: 'One page about one subject, for people',
    description:
      'What a board has to know, in English or Japanese: without script, on one page of A4, with the run and its own address in the foot. The numbers are those of /explanation, rounded to what the interval supports.',
    request: reportRequest,
    answer: null,
    otherMedia: ['text/html'],
    example: '/v1/elements/Dy/report?buyer=JPN',
  }),
  route({
    path: '/v1/{collection}/{id}/history',
    operationId: 'getHistory',
    handler: 'functions/api/scores/scores.handler.ts#getHistoryHandler',
    tag: 'Scores',
    summary: 'Get earlier scores of one subject',
    description:
      'Scores over time, oldest first; each point says whether it was published on its day or replayed later. A supplier that you have stored has a point for every day, `replayed`, of the version that stood on it (before the first, the first); at most 120 days a page.',
    request: historyRequest,
    answer: { name: 'History', schema: historySchema },
    example: '/v1/elements/Dy/history?buyer=JPN&interval=week',
  }),
] as const;
