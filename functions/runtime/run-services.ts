import { S3Client } from '@aws-sdk/client-s3';
import { scoringEnvironmentSchema } from '#contracts/scoring-environment.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb-clients.ts';
import { s3InputSnapshots } from '#functions/adapters/s3-input-snapshots.ts';
import type { PinnedScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { oncePerColdStart } from './once-per-cold-start.ts';
import { readEnvironment } from './read-environment.ts';
import { scoringServices } from './scoring-services.ts';

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
