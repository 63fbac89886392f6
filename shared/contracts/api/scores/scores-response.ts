/** `GET /v1/scores`: rows of the ranking, and what `expand` puts into them. */
import * as z from 'zod';
import { evidenceSchema } from '../../run/run-documents.ts';
import { explanationDriverSchema, historyPointSchema } from '../subjects/subjects-response.ts';
import {
  bandSchema,
  labelSchema,
  messageCodeSchema,
  messageParamsSchema,
  nextCursor,
  pageLinksSchema,
  runStampShape,
  scaleSchema,
  scoreSchema,
} from './score-response.ts';

const expandedShape = {
  drivers: z
    .array(explanationDriverSchema)
    .nullable()
    .optional()
    .describe('With `expand=drivers`: every cause of the score, largest first; they sum to it. Null when no explanation is kept.'),
  evidence: z
    .array(evidenceSchema)
    .nullable()
    .optional()
    .describe('With `expand=evidence`: the rows that the drivers name, each with its source. Null when no explanation is kept.'),
  stages: z
    .array(
      z
        .strictObject({
          stage: z.string().describe('mine, separation, refining, metal or magnet. More may be added.'),
          label: labelSchema,
          label_code: messageCodeSchema,
          label_params: messageParamsSchema,
          score: z
            .number()
            .nullable()
            .describe(
              'The score of the stage alone, for a buyer who buys there; null where its supply is not known. `stage` of /v1/elements/{id}/score gives it with interval and drivers.',
            ),
          band: bandSchema,
        })
        .describe('One stage of the supply chain.'),
    )
    .nullable()
    .optional()
    .describe(
      'With `expand=stages`: every stage of an element with a score of its own, in the order of processing; empty for suppliers and countries. The score of the row is that of the worst. Null when no explanation is kept.',
    ),
  history_90d: z
    .array(historyPointSchema.pick({ as_of: true, score: true, p05: true, p95: true, origin: true }))
    .optional()
    .describe('With `expand=history_90d`: the score of the 90 days up to `as_of`, oldest first, for a line beside the row.'),
};

/** Names for the `expand` parameter. */
export const EXPANSIONS = Object.keys(expandedShape) as [keyof typeof expandedShape, ...(keyof typeof expandedShape)[]];

/** A row with the fields that were chosen. */
export const scoreRowSchema = scoreSchema
  .partial()
  .required({ subject: true })
  .extend(expandedShape)
  .describe('A score. All fields are there unless the `fields` parameter chose some; `subject` always is.');

export const scoresPageSchema = z
  .strictObject({
    data: z.array(scoreRowSchema),
    next_cursor: nextCursor,
    ...runStampShape,
    run_id: runStampShape.run_id.nullable().describe('All rows are of this run; null when they are recomputed.'),
    known_at: z.string().describe('Calendar date YYYY-MM-DD.'),
    basis: z
      .string()
      .describe(
        '`published`; `on_request` when it has custom suppliers in it that were scored for this answer, each row says which it is; or `recomputed` by today’s code from the facts known then.',
      ),
    known_exceptions: z.array(z.string()).describe('Of a recomputed ranking: where “what was known then” is only approximated.'),
    subject_type: z.string(),
    buyer: z.string(),
    scale: scaleSchema,
    links: pageLinksSchema,
  })
  .describe('A page of the ranking.');
