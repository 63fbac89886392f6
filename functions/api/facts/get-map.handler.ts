import { mapRequest } from '#contracts/api/facts/map-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { PAGE_SCALE } from '../published-run/score-links.ts';
import { getMap } from './get-map.ts';

export const handler = apiHandler(mapRequest, (request) => {
  const scores = publishedScores();
  const { buyer, element } = request.query;
  return answerFromCurrentRun(request, scores, async ({ run_id, as_of }) => {
    const features = await getMap(scores, run_id, buyer, element);
    const self = `/v1/map?${new URLSearchParams({ buyer, ...(element === undefined ? {} : { element }) })}`;
    return { body: { type: 'FeatureCollection', features, buyer, run_id, as_of, scale: PAGE_SCALE, links: { self } } };
  });
});
