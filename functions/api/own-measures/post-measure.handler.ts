import { postMeasureRequest } from '#contracts/api/own-measures/own-measures.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writing-api-handler.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { ownMeasures } from './own-measures.services.ts';
import { shownMeasure, storeOwnMeasure } from './own-measures.ts';
import { registeredFacts } from './registered-facts.ts';

export const handler = writingApiHandler(postMeasureRequest, async ({ body, caller }) => {
  const ports = { measures: ownMeasures(), facts: () => registeredFacts(publishedScores()) };
  const { stored, isNew } = await storeOwnMeasure(caller.client, body, new Date().toISOString(), ports);
  return { status: isNew ? 201 : 200, body: shownMeasure(stored), headers: PRIVATE };
});
