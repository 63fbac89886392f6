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
    /** Keys for the trade of the United States and of Korea; empty: it is not collected. */
    CENSUS_API_KEY: z.string(),
    DATA_GO_KR_KEY: z.string(),
  });
export type CollectorEnvironment = z.input<typeof collectorEnvironmentSchema>;
