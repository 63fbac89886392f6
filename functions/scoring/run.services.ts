import { S3Client } from '@aws-sdk/client-s3';
import { scoringEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { s3InputSnapshots } from '#functions/adapters/s3-input-snapshots.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { scoringServices } from './scoring.services.ts';
import type { PinnedScoringPorts } from './scoring-ports.ts';

/** The ports of the steps on AWS that work on the pinned inputs of a run, built on the first call. */
export const runServices: () => PinnedScoringPorts = oncePerColdStart(() => {
  const environment = readEnvironment(scoringEnvironmentSchema);
  return scoringServices({
    client: dynamodbForRuns(),
    table: environment.SCORES_TABLE_NAME,
    snapshots: s3InputSnapshots(new S3Client({}), environment.SNAPSHOTS_BUCKET_NAME),
    codeVersion: environment.CODE_VERSION,
  });
});
