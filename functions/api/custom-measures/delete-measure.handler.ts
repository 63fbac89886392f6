import { deleteMeasureRequest } from '#contracts/api/custom-measures/custom-measures.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { customMeasures } from './custom-measures.services.ts';
import { deleteCustomMeasure, shownMeasure } from './custom-measures.ts';

export const handler = writingApiHandler(deleteMeasureRequest, async ({ path, caller }) => ({
  body: shownMeasure(await deleteCustomMeasure(caller.client, path.id, new Date().toISOString(), customMeasures())),
  headers: PRIVATE,
}));
