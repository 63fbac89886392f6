import * as z from 'zod';
import { CHANGE_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { route } from './api-route.ts';
import { changesRequest, subjectChangesRequest } from './changes-requests.ts';
import type { SubjectCollection } from './request-parts.ts';
import { bandSchema, labelSchema, messageCodeSchema, messageParamsSchema, nextCursor, runStampShape, subjectSchema } from './score.ts';
import { forSuppliers, handlerFor, SUBJECT_WORDS } from './subjects-routes.ts';

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();

export const changeSchema = z
  .strictObject({
    seq: z.int().describe('Unique, and larger than that of every change published before. There are gaps.'),
    kind: z
      .string()
      .describe(
        '`changed`; `appeared`: a subject the run before did not have; `removed`: forget the subject; `scored` and `unscored`: from no score to one, and back. More may be added.',
      ),
    subject: subjectSchema,
    buyer: z.string(),
    score_before: nullableNumber,
    score_after: nullableNumber.describe('The published score from now on; null is unknown, never 0.'),
    delta: nullableNumber.describe('score_after - score_before, exactly, in hundredths; null when one of them is unknown.'),
    band_before: bandSchema.nullable(),
    band_after: bandSchema.nullable(),
    stage_before: nullableText,
    stage_after: nullableText,
    status_after: nullableText.describe('`scored` or `insufficient_data`; null for a removed subject.'),
    by_cause: z
      .strictObject({
        ...(Object.fromEntries(CHANGE_CAUSES.map((cause) => [cause, z.number()])) as Record<(typeof CHANGE_CAUSES)[number], z.ZodNumber>),
        lapse: z
          .number()
          .optional()
          .describe(
            'A term ran out on its date and no decision on it was seen: a suspension, an easing, a measure. Only where it has points.',
          ),
        takes_effect: z
          .number()
          .optional()
          .describe('What was decided before took effect on the day that was set for it. Only where it has points.'),
        signal: z.number().optional().describe('A security signal was seen again, or what was seen of it fades. Only where it has points.'),
        unexplained: z
          .number()
          .optional()
          .describe('Only where the reasons could not be worked out: all of `delta`; the other causes are 0 then.'),
      })
      .nullable()
      .describe(
        'Points by cause; they sum to `delta` exactly. Time passes first and is only what grew older; the other causes share what is left by their Shapley values. Null without a delta.',
      ),
    causes: z
      .array(
        z
          .strictObject({
            cause: z.string().describe('As in `by_cause`. More may be added.'),
            label: labelSchema,
            label_code: messageCodeSchema,
            points: z.number().describe('As in `by_cause`.'),
          })
          .describe('A cause that has given or taken points.'),
      )
      .describe('The causes of `by_cause` that have points, largest first, each with a label. Empty without a delta.'),
    by_driver: z
      .array(z.strictObject({ id: z.string(), points: z.number() }))
      .describe(
        'Points by cause of the score, largest first, those that moved; they sum to `delta` exactly. Empty for an unexplained change of which one side has no explanation any more.',
      ),
    reasons: z
      .array(
        z.strictObject({
          cause: z.string(),
          label: labelSchema,
          label_code: messageCodeSchema,
          what: z.string().describe('A measure, a theatre (senkaku, taiwan), or the path of an input.'),
          description: z.string().optional().describe('The reason in one sentence; absent where `what` says all there is.'),
          description_code: messageCodeSchema.optional(),
          description_params: messageParamsSchema.optional(),
          evidence: z
            .array(z.string())
            .optional()
            .describe(
              'Of a signal: evidence ids of its observations that came in since the run before, as POST /v1/observations answered them; the newest twelve. Absent where none came in.',
            ),
        }),
      )
      .describe('What changed in the inputs, at most twelve entries.'),
    summary: z.string().describe('The change in one sentence.'),
    methodology: nullableText.describe('Version that the new score was computed with.'),
    as_of: z.string().describe('Day the new score speaks of.'),
    previous_as_of: nullableText,
    run_id: z.string().describe('The run that published the new score.'),
    previous_run_id: nullableText,
    computed_at: z.string().describe('When that run began. RFC 3339, UTC.'),
    links: z.strictObject({ score: z.string(), explanation: z.string(), run: z.string() }).describe('Paths on this server.'),
  })
  .describe('A change of a published score, and why.');

const { seq: _seq, run_id: _run, previous_run_id: _previous, computed_at: _at, links: _links, ...replayedShape } = changeSchema.shape;

const replayedChangeSchema = z
  .strictObject({
    ...replayedShape,
    origin: z.string().describe('`replayed`: scored afterwards, with what was known on both days. No run published it.'),
    links: z
      .strictObject({ score: z.string(), explanation: z.string() })
      .describe('Paths on this server: the score as it was known on the later day.'),
  })
  .describe('Why a score of the past moved from one day to a later one. No part of the feed: it has no `seq`, and no cursor goes over it.');

const replayedChangesSchema = z
  .strictObject({
    data: z
      .array(replayedChangeSchema)
      .describe(
        'Oldest first. Days are about a week apart where the history is filled; slow drift is gathered until it comes to a point, and told last where it does not.',
      ),
    from: z.string().describe('First day that was looked at: `from`, or two years back.'),
    to: z.string().describe('Last day that was looked at.'),
    least_points: z.number().describe('A smaller movement inside a band is gathered with what follows.'),
    left_out: z.int().describe('Older changes of the range, not explained here: ask with an earlier `to`.'),
  })
  .describe('Changes of the past before the first published run, from the replayed history of the subject.');

const differenceSchema = z
  .strictObject({
    from: z.string().describe('Day of the earlier score: the last one shown on or before `from`, or 30 days before `to`.'),
    to: z.string().describe('Day of the later score: the last one shown on or before `to`, or the newest.'),
    origin_before: z.string().describe('`published`, or `replayed`: scored afterwards with what was known on the day.'),
    origin_after: z.string().describe('As `origin_before`.'),
    score_before: changeSchema.shape.score_before,
    score_after: nullableNumber.describe('The later score; null is unknown, never 0.'),
    delta: changeSchema.shape.delta,
    band_before: changeSchema.shape.band_before,
    band_after: changeSchema.shape.band_after,
    by_cause: changeSchema.shape.by_cause,
    causes: changeSchema.shape.causes,
    by_driver: changeSchema.shape.by_driver,
    reasons: changeSchema.shape.reasons,
    summary: changeSchema.shape.summary,
  })
  .describe('The difference between the scores of two days, with the causes that add up to it: what only grew older is `time_passing`.');

export const changesPageSchema = z
  .strictObject({
    data: z.array(changeSchema).describe('In the order of publication.'),
    next_cursor: nextCursor,
    resume_cursor: nullableText.describe(
      'Keep this and give it as `cursor` later: goes on where this page ended, with what was published since. Null before the first publication.',
    ),
    ...runStampShape,
    difference: differenceSchema
      .nullable()
      .optional()
      .describe(
        'Only of one subject that ships, on a page without a cursor: the difference between the first and the last day, whatever lies between. Null where there is no day between.',
      ),
    replayed: replayedChangesSchema
      .optional()
      .describe('Only of one subject, on a page without a cursor: why its score moved before anything was published.'),
    kept_from: nullableText.describe(
      'First day of publication that the feed has: what changed before it is not known from here, which is not that nothing changed. Null before the first publication.',
    ),
    links: z
      .strictObject({
        self: z.string(),
        next: nullableText,
        resync: z
          .string()
          .describe(
            'The present state, to begin from. Of the feed: that of the `subject_type` and `buyer` it is filtered by (elements, JPN); read it for each of those you follow.',
          ),
      })
      .describe('Paths on this server.'),
  })
  .describe('Changes of scores, resumable: applying them in order to any earlier state gives the present one.');

export const changesRoutes = [
  route({
    path: '/v1/changes',
    operationId: 'listChanges',
    handler: 'functions/api/changes/changes.handler.ts#listChangesHandler',
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
      'functions/api/changes/changes.handler.ts#getSubjectChangesHandler',
      'functions/api/custom-suppliers/custom-suppliers.handler.ts#getSupplierChangesHandler',
    ),
    tag: 'Scores',
    summary: `What changed in the score of one ${one}, and why`,
    description: `Every change of the published score of the ${one}, oldest first, split by cause and by driver; both splits sum to the change exactly.${forSuppliers(collection, CUSTOM_CHANGES)}`,
    request: subjectChangesRequest,
    answer: { name: 'ChangesPage', schema: changesPageSchema },
    example: `/v1/${many}/${id}/changes?buyer=JPN&limit=5`,
  });
}
