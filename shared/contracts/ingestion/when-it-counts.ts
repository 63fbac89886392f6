import * as z from 'zod';

/** When what was written is in the scores: fields of every answer to a write. */
export const whenItCountsShape = {
  counts_from: z
    .string()
    .nullable()
    .describe(
      'When it begins to count, RFC 3339, UTC. Of observations: when the run that reads them begins at the earliest. Of your custom suppliers: when they were stored, because they are scored whenever they are read. Null: nothing was stored that could count.',
    ),
  counts_by: z
    .string()
    .nullable()
    .describe(
      'When readers see it, RFC 3339, UTC. Of observations an estimate: the run is taken to be as long as the last one. A run that fails is tried again, later and later, and /v1/status says so.',
    ),
  counts_note: z.string().describe('Both in a sentence.'),
};

/** Values of the fields that say when what was written is in the scores. */
export interface WhenItCounts {
  readonly counts_from: string | null;
  readonly counts_by: string | null;
  readonly counts_note: string;
}

/** Custom suppliers are scored when they are read, with the facts of the current run. `now`: RFC 3339. */
export const countsAtOnce = (now: string): WhenItCounts => ({
  counts_from: now,
  counts_by: now,
  counts_note: 'It counts at once: your custom suppliers are scored whenever they are read, and no run has to follow.',
});

/** Nothing came in. `because`: why, in a sentence. */
export const countsNever = (because: string): WhenItCounts => ({ counts_from: null, counts_by: null, counts_note: because });
