/** Environment of the collector. */
import * as z from 'zod';
import { scoringEnvironmentSchema } from './scoring-environment.ts';

export const collectorEnvironmentSchema = scoringEnvironmentSchema
  .pick({ LOG_LEVEL: true, CODE_VERSION: true })
  .extend({
    /** The table that takes requests for runs. */
    SCORES_TABLE_NAME: z.string().min(3),
    /** The log of observations, and the clocks. */
    SIGNALS_TABLE_NAME: z.string().min(3),
    /** Raw and read documents, and files that are handed in. */
    ARCHIVE_BUCKET_NAME: z.string().min(3),
    /** Address or mail of whoever runs the collector, told to publishers; empty: none is told. */
    COLLECT_CONTACT: z.string(),
    /** Secret with the keys of publishers, a JSON object by the names of their variables; empty: there is none. */
    KEYS_SECRET: z.string(),
  });
export type CollectorEnvironment = z.input<typeof collectorEnvironmentSchema>;
