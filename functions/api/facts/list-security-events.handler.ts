import { securityEventsRequest } from '#contracts/api/facts/facts-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { refuseBadDays } from '../published-run/point-in-time.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { listSecurityEvents } from './list-security-events.ts';

export const handler = apiHandler(securityEventsRequest, (request) => {
  const scores = publishedScores();
  const { query } = request;
  return answerFromCurrentRun(request, scores, async (run) => {
    if (query.known_at !== undefined) refuseBadDays({ known_at: query.known_at }, run);
    const known_at = query.known_at ?? run.as_of;
    const paging = pagingOf(request.event, run.run_id);
    const { rows, at, air_scrambles, exercises } = await listSecurityEvents(scores, run.run_id, { ...query, known_at }, paging.at);
    return {
      body: {
        data: rows,
        air_scrambles,
        ...(exercises === undefined ? {} : { exercises }),
        ...paging.links(at),
        known_at,
        run_id: run.run_id,
        as_of: run.as_of,
      },
    };
  });
});
