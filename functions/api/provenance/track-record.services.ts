import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbReadTrackRecord } from '#functions/adapters/dynamodb/dynamodb-track-record.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** The track record, for functions that may read the Scores table and no other. */
export const publishedTrackRecord = oncePerColdStart(() =>
  dynamodbReadTrackRecord(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);
