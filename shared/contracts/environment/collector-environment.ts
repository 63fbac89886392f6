import * as z from 'zod';
import { scoringEnvironmentSchema } from './scoring-environment.ts';

export const collectorEnvironmentSchema = scoringEnvironmentSchema
  .pick({ LOG_LEVEL: true, CODE_VERSION: true })
  .extend({
    SCORES_TABLE_NAME: z.string().min(3),
    SIGNALS_TABLE_NAME: z.string().min(3),
    ARCHIVE_BUCKET_NAME: z.string().min(3),
    /** Told to publishers; may be empty. */
    COLLECT_CONTACT: z.string(),
    /** A JSON object by names of variables; empty: none. */
    KEYS_SECRET: z.string(),
  });
export type CollectorEnvironment = z.input<typeof collectorEnvironmentSchema>;
