import { deleteMeasureRequest } from '#contracts/api/own-measures/own-measures.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writing-api-handler.ts';
import { ownMeasures } from './own-measures.services.ts';
import { deleteOwnMeasure, shownMeasure } from './own-measures.ts';

export const handler = writingApiHandler(deleteMeasureRequest, async ({ path, caller }) => ({
  body: shownMeasure(await deleteOwnMeasure(caller.client, path.id, new Date().toISOString(), ownMeasures())),
  headers: PRIVATE,
}));
