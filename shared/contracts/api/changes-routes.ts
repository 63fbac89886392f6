import * as z from 'zod';
import { CHANGE_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { picked } from '#domain/vocabulary/picked.ts';
import { THEATRES } from '#domain/vocabulary/theatres.ts';
import { route } from './api-route.ts';
import { changesRequest, differencesRequest } from './changes-requests.ts';
import {
  bandSchema,
  labelSchema,
  messageCodeSchema,
  messageParamsSchema,
  nullableNumber,
  nullableText,
  pageShape,
  runStampShape,
  subjectSchema,
} from './score.ts';

export const changeSchema = z
  .strictObject({
    seq: z.int(),
    kind: z.string(),
    subject: subjectSchema,
    buyer: z.string(),
    score_before: nullableNumber,
    score_after: nullableNumber,
    delta: nullableNumber.describe(
      'score_after - score_before, exactly, in hundredths; null when one of them is unknown.',
    ),
    scarce_before: nullableNumber,
    scarce_after: nullableNumber,
    band_before: bandSchema.nullable(),
    band_after: bandSchema.nullable(),
    stage_before: nullableText,
    stage_after: nullableText,
    status_after: nullableText,
    by_cause: z
      .strictObject({
        ...(Object.fromEntries(CHANGE_CAUSES.map((cause) => [cause, z.number()])) as Record<
          (typeof CHANGE_CAUSES)[number],
          z.ZodNumber
        >),
        lapse: z.number().optional(),
        takes_effect: z.number().optional(),
        signal: z.number().optional(),
        unexplained: z.number().optional(),
      })
      .nullable(),
    causes: z.array(
      z
        .strictObject({
          cause: z.string().describe('As in `by_cause`. More may be added.'),
          label: labelSchema,
          label_code: messageCodeSchema,
          points: z.number().describe('As in `by_cause`.'),
        })
        .describe('A cause that has given or taken points.'),
    ),
    by_driver: z.array(z.strictObject({ id: z.string(), points: z.number() })),
    reasons: z.array(
      z.strictObject({
        cause: z.string(),
        label: labelSchema,
        label_code: messageCodeSchema,
        what: z.string().describe(`A measure, a theatre (${THEATRES.join(', ')}), or the path of an input.`),
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
    ),
    summary: z.string().describe('The change in one sentence.'),
    summary_code: messageCodeSchema,
    summary_params: messageParamsSchema,
    methodology: nullableText,
    as_of: z.string(),
    previous_as_of: nullableText,
    run_id: z.string(),
    previous_run_id: nullableText,
    computed_at: z.string(),
    links: z.strictObject({ score: z.string(), explanation: z.string(), run: z.string() }),
  })
  .describe('A change of a published score, and why.');

const differenceShape = {
  from: z
    .string()
    .describe('Day of the earlier score: the last one shown on or before `from`, or 30 days before `to`.'),
  to: z.string().describe('Day of the later score: the last one shown on or before `to`, or the newest.'),
  origin_before: z.string(),
  origin_after: z.string(),
  ...picked(changeSchema.shape, 'score_before', 'score_after', 'delta', 'scarce_before', 'scarce_after'),
  ...picked(changeSchema.shape, 'band_before', 'band_after', 'by_cause', 'causes', 'by_driver', 'reasons'),
  ...picked(changeSchema.shape, 'summary', 'summary_code', 'summary_params'),
};

export const differencesSchema = z.strictObject({
  data: z
    .array(
      z
        .strictObject({
          subject: subjectSchema,
          ...differenceShape,
          steps: z.array(z.strictObject(differenceShape).describe('A move between the two days.')).optional(),
          steps_left_out: z.int().optional(),
        })
        .describe(
          'The difference between the scores of two days, with the causes that add up to it: what only grew older is `time_passing`.',
        ),
    )
    .describe('In the order of the request.'),
  ...pageShape,
  buyer: z.string(),
  from: z.string(),
  to: z.string(),
  unknown: z.array(z.strictObject({ subject: z.string(), detail: z.string() })),
  ...runStampShape,
});

const changesPageSchema = z.strictObject({
  data: z.array(changeSchema).describe('In the order of publication.'),
  next_cursor: nullableText,
  resume_cursor: nullableText,
  ...runStampShape,
  kept_from: nullableText,
  links: z.strictObject({
    self: z.string(),
    next: nullableText,
    resync: z.string(),
  }),
});

export const changesRoutes = [
  route({
    path: '/v1/changes',
    operationId: 'listChanges',
    handler: 'functions/api/changes/changes.handler.ts#listChangesHandler',
    tag: 'Scores',
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
    request: differencesRequest,
    answer: { name: 'Differences', schema: differencesSchema },
    example: '/v1/differences?subjects=element:Dy,supplier:lynas&buyer=JPN',
  }),
] as const;
