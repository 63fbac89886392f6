import { releaseMeasureRequest } from '#contracts/api/own-measures/own-measures.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writing-api-handler.ts';
import { ownMeasures } from './own-measures.services.ts';
import { releaseOwnMeasure, shownMeasure } from './own-measures.ts';

export const handler = writingApiHandler(releaseMeasureRequest, async ({ path, body, caller }) => {
  const release = { id: path.id, note: body.note };
  return { body: shownMeasure(await releaseOwnMeasure(caller.client, release, new Date().toISOString(), ownMeasures())), headers: PRIVATE };
});
