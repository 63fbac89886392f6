import { route } from '../api-route.ts';
import type { SubjectCollection } from '../request-parts.ts';
import { forSuppliers, handlerFor, SUBJECT_WORDS } from '../subjects/subject-words.ts';
import { changesRequest, subjectChangesRequest } from './changes-request.ts';
import { changesPageSchema } from './changes-response.ts';

export const changesRoutes = [
  route({
    path: '/v1/changes',
    operationId: 'listChanges',
    handler: 'functions/api/changes/list-changes.handler.ts',
    tag: 'Scores',
    summary: 'What changed, and why',
    description:
      'Every change of a published score in the order of publication, with tombstones. Keep `resume_cursor`, read the state once at `links.resync`, then ask again with the cursor: applying the changes in order gives the present state.',
    request: changesRequest,
    answer: { name: 'ChangesPage', schema: changesPageSchema },
    example: '/v1/changes?limit=5',
  }),
] as const;

const CUSTOM_CHANGES =
  'Of a supplier that you have stored there is a step for each of the last 100 runs and for every version you stored, computed for this answer; a page explains at most 30 steps. It is served for a supplier that you have ended, too.';

/** The changes of one subject. */
export function subjectChangesRoute<C extends SubjectCollection>(collection: C) {
  const { one, many, One, id } = SUBJECT_WORDS[collection];
  return route({
    path: `/v1/${collection}/{id}/changes`,
    operationId: `get${One}Changes`,
    handler: handlerFor(
      collection,
      'functions/api/changes/get-subject-changes.handler.ts',
      'functions/api/custom-suppliers/get-supplier-changes.handler.ts',
    ),
    tag: 'Scores',
    summary: `What changed in the score of one ${one}, and why`,
    description: `Every change of the published score of the ${one}, oldest first, split by cause and by driver; both splits sum to the change exactly.${forSuppliers(collection, CUSTOM_CHANGES)}`,
    request: subjectChangesRequest,
    answer: { name: 'ChangesPage', schema: changesPageSchema },
    example: `/v1/${many}/${id}/changes?buyer=JPN&limit=5`,
  });
}
