import * as z from 'zod';
import { contract } from '../api/request-parts.ts';
import { SENT_CONTRACTS } from '../signals/registry.ts';

export const whenItCountsShape = {
  counts_from: z.string().nullable(),
  counts_by: z.string().nullable(),
  counts_note: z.string(),
};

export type WhenItCounts = z.infer<z.ZodObject<typeof whenItCountsShape>>;

/** They are scored when they are read. */
export const countsAtOnce = (now: string): WhenItCounts => ({
  counts_from: now,
  counts_by: now,
  counts_note:
    'It counts at once: your custom suppliers are scored whenever they are read, and no run has to follow.',
});

/** `because`: a sentence. */
export const countsNever = (because: string): WhenItCounts => ({
  counts_from: null,
  counts_by: null,
  counts_note: because,
});

const MAX_OBSERVATIONS = 1000;
/** The longest observation has about 2,000. */
const MAX_OBSERVATION_CHARACTERS = 10_000;

const OBSERVATION_WORDS = Object.values(SENT_CONTRACTS)
  .map(({ observationWords }) => observationWords)
  .join(' ');

/** One that is refused does not hold up the others. */
export const postObservationsRequest = contract({
  scope: 'signals:write',
  body: z.strictObject({
    observations: z
      .array(
        z
          .looseObject({
            series: z
              .unknown()
              .optional()
              .describe(`One of ${Object.keys(SENT_CONTRACTS).join(', ')}.`),
          })
          .refine(
            (observation) => JSON.stringify(observation).length <= MAX_OBSERVATION_CHARACTERS,
            `an observation of at most ${MAX_OBSERVATION_CHARACTERS} characters`,
          ),
      )
      .min(1, 'at least one observation')
      .max(MAX_OBSERVATIONS, `at most ${MAX_OBSERVATIONS} observations`)
      .describe(
        `Each has \`series\`, \`date\`, \`values\`, \`source\` (who published it), and if known \`source_url\`, \`known_from\` (day it became public), \`definition\`. Counts are whole numbers. ${OBSERVATION_WORDS} The \`date\` of the last three is the first day, with an \`id\` beside it. What does not fit is refused with the reason.`,
      ),
  }),
});

const resultSchema = z
  .strictObject({
    index: z.int(),
    status: z.string(),
    id: z.string().nullable(),
    reasons: z.array(z.string()),
  })
  .describe('What became of one observation.');

export const postObservationsResponseSchema = z.strictObject({
  accepted: z.int(),
  corrected: z.int(),
  duplicate: z.int(),
  refused: z.int(),
  results: z.array(resultSchema),
  ...whenItCountsShape,
});
