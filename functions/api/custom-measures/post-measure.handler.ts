import { postMeasureRequest } from '#contracts/api/custom-measures/custom-measures.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { customMeasures } from './custom-measures.services.ts';
import { shownMeasure, storeCustomMeasure } from './custom-measures.ts';
import { registeredFacts } from './registered-facts.ts';

export const handler = writingApiHandler(postMeasureRequest, async ({ body, caller }) => {
  const ports = { measures: customMeasures(), facts: () => registeredFacts(publishedScores()) };
  const { stored, isNew } = await storeCustomMeasure(caller.client, body, new Date().toISOString(), ports);
  return { status: isNew ? 201 : 200, body: shownMeasure(stored), headers: PRIVATE };
});
