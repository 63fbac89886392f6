import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { readTrackRecordIn } from '#functions/store/track-record.ts';

/** The track record, for functions that may read the Scores table and no other. */
export const publishedTrackRecord = oncePerColdStart(() =>
  readTrackRecordIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME)),
);
