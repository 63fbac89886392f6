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
  request: seriesRequest,
  answer: { name: 'Series', schema: seriesSchema },
  otherMedia: ['text/csv'],
  example: '/v1/series?subjects=element:Dy,element:Tb&metrics=score,p95&buyer=JPN&interval=week',
});

export const subjectScoreRoutes = [
  route({
    path: '/v1/{collection}/{id}/score',
    operationId: 'getScore',
    handler: 'functions/api/scores/scores.handler.ts#getScoreHandler',
    tag: 'Scores',
    request: scoreRequest,
    answer: { name: 'Score', schema: scoreSchema },
    example: '/v1/elements/Dy/score?buyer=JPN',
  }),
  route({
    path: '/v1/{collection}/{id}/explanation',
    operationId: 'getExplanation',
    handler: 'functions/api/scores/scores.handler.ts#getExplanationHandler',
    tag: 'Scores',
    request: scoreRequest,
    answer: { name: 'Explanation', schema: explanationSchema },
    example: '/v1/elements/Dy/explanation?buyer=JPN',
  }),
  route({
    path: '/v1/{collection}/{id}/report',
    operationId: 'getReport',
    handler: 'functions/api/report/report.handler.ts#getReportHandler',
    tag: 'Scores',
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
    request: historyRequest,
    answer: { name: 'History', schema: historySchema },
    example: '/v1/elements/Dy/history?buyer=JPN&interval=week',
  }),
] as const;
