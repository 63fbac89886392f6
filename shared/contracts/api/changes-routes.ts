import * as z from 'zod';
import { CHANGE_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { THEATRES } from '#domain/vocabulary/theatres.ts';
import { route } from './api-route.ts';
import { changesRequest, differencesRequest } from './changes-requests.ts';
import {
  bandSchema,
  labelSchema,
  messageCodeSchema,
  messageParamsSchema,
  nextCursor,
  pageLinksSchema,
  runStampShape,
  subjectSchema,
} from './score.ts';

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
    delta: nullableNumber.describe(
      'score_after - score_before, exactly, in hundredths; null when one of them is unknown.',
    ),
    scarce_before: nullableNumber,
    scarce_after: nullableNumber,
    band_before: bandSchema.nullable(),
    band_after: bandSchema.nullable(),
    stage_before: nullableText,
    stage_after: nullableText,
    status_after: nullableText.describe('`scored` or `insufficient_data`; null for a removed subject.'),
    by_cause: z
      .strictObject({
        ...(Object.fromEntries(CHANGE_CAUSES.map((cause) => [cause, z.number()])) as Record<
          (typeof CHANGE_CAUSES)[number],
          z.ZodNumber
        >),
        lapse: z
          .number()
          .optional()
          .describe(
            'A term ran out on its date and no decision on it was seen: a suspension, an easing, a measure. Only where it has points.',
          ),
        takes_effect: z
          .number()
          .optional()
          .describe(
            'What was decided before took effect on the day that was set for it. Only where it has points.',
          ),
        signal: z
          .number()
          .optional()
          .describe(
            'A security signal was seen again, or what was seen of it fades. Only where it has points.',
          ),
        unexplained: z
          .number()
          .optional()
          .describe(
            'Only where the reasons could not be worked out: all of `delta`; the other causes are 0 then.',
          ),
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
      .describe(
        'The causes of `by_cause` that have points, largest first, each with a label. Empty without a delta.',
      ),
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
          what: z
            .string()
            .describe(`A measure, a theatre (${THEATRES.join(', ')}), or the path of an input.`),
          description: z
            .string()
            .optional()
            .describe('The reason in one sentence; absent where `what` says all there is.'),
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
    summary_code: messageCodeSchema,
    summary_params: messageParamsSchema,
    methodology: nullableText.describe('Version that the new score was computed with.'),
    as_of: z.string().describe('Day the new score speaks of.'),
    previous_as_of: nullableText,
    run_id: z.string().describe('The run that published the new score.'),
    previous_run_id: nullableText,
    computed_at: z.string().describe('When that run began. RFC 3339, UTC.'),
    links: z
      .strictObject({ score: z.string(), explanation: z.string(), run: z.string() })
      .describe('Paths on this server.'),
  })
  .describe('A change of a published score, and why.');

const differenceShape = {
  from: z
    .string()
    .describe('Day of the earlier score: the last one shown on or before `from`, or 30 days before `to`.'),
  to: z.string().describe('Day of the later score: the last one shown on or before `to`, or the newest.'),
  origin_before: z
    .string()
    .describe('`published`, or `replayed`: scored afterwards with what was known on the day.'),
  origin_after: z.string().describe('As `origin_before`.'),
  score_before: changeSchema.shape.score_before,
  score_after: nullableNumber.describe('The later score; null is unknown, never 0.'),
  delta: changeSchema.shape.delta,
  scarce_before: nullableNumber,
  scarce_after: nullableNumber,
  band_before: changeSchema.shape.band_before,
  band_after: changeSchema.shape.band_after,
  by_cause: changeSchema.shape.by_cause,
  causes: changeSchema.shape.causes,
  by_driver: changeSchema.shape.by_driver,
  reasons: changeSchema.shape.reasons,
  summary: changeSchema.shape.summary,
  summary_code: changeSchema.shape.summary_code,
  summary_params: changeSchema.shape.summary_params,
};

export const differencesSchema = z
  .strictObject({
    data: z
      .array(
        z
          .strictObject({
            subject: subjectSchema,
            ...differenceShape,
            steps: z
              .array(z.strictObject(differenceShape).describe('A move between the two days.'))
              .optional()
              .describe(
                'With `steps=true`, oldest first, each from where the one before ended: slow drift is gathered until it comes to a point, and told last where it does not, so that they add up to the difference.',
              ),
            steps_left_out: z
              .int()
              .optional()
              .describe('Older steps that are not told: ask with an earlier `to`.'),
          })
          .describe(
            'The difference between the scores of two days, with the causes that add up to it: what only grew older is `time_passing`.',
          ),
      )
      .describe('In the order of the request.'),
    next_cursor: nextCursor,
    buyer: z.string(),
    from: z.string().describe('The earlier day.'),
    to: z.string().describe('The later day.'),
    unknown: z
      .array(z.strictObject({ subject: z.string(), detail: z.string() }))
      .describe('Subjects that do not exist, or of which no score is known on one of the days.'),
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('What moved scores from one day to a later one, whatever lies between.');

const changesPageSchema = z
  .strictObject({
    data: z.array(changeSchema).describe('In the order of publication.'),
    next_cursor: nextCursor,
    resume_cursor: nullableText.describe(
      'Keep this and give it as `cursor` later: goes on where this page ended, with what was published since. Null before the first publication.',
    ),
    ...runStampShape,
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
            'The present state, to begin from: of the `subject_type` and `buyer` that the feed is filtered by (elements, JPN); read it for each of those you follow.',
          ),
      })
      .describe('Paths on this server.'),
  })
  .describe(
    'Changes of scores, resumable: applying them in order to any earlier state gives the present one.',
  );

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
  route({
    path: '/v1/differences',
    operationId: 'listDifferences',
    handler: 'functions/api/changes/changes.handler.ts#listDifferencesHandler',
    computes: true,
    tag: 'Scores',
    summary: 'What moved scores between two days, and why',
    description:
      'The difference between the scores of two days, split by cause and by driver; both splits sum to it exactly. Between published days it is the sum of the changes of the feed, before them worked out from what was known on both; of a supplier that you have stored, from the versions that stood.',
    request: differencesRequest,
    answer: { name: 'Differences', schema: differencesSchema },
    example: '/v1/differences?subjects=element:Dy,supplier:lynas&buyer=JPN',
  }),
] as const;
