import { releaseMeasureRequest } from '#contracts/api/custom-measures/custom-measures.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { customMeasures } from './custom-measures.services.ts';
import { releaseCustomMeasure, shownMeasure } from './custom-measures.ts';

export const handler = writingApiHandler(releaseMeasureRequest, async ({ path, body, caller }) => {
  const release = { id: path.id, note: body.note };
  return {
    body: shownMeasure(await releaseCustomMeasure(caller.client, release, new Date().toISOString(), customMeasures())),
    headers: PRIVATE,
  };
});
