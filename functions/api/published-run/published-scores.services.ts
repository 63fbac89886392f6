import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { publishedScoresIn } from '#functions/store/published-scores.ts';
import { objectsOfRuns } from '#functions/store/run-objects.ts';
import { readScoreChangesIn } from '#functions/store/score-changes.ts';

export const publishedScores = oncePerColdStart(() => {
  const environment = readEnvironment(apiEnvironmentSchema);
  return publishedScoresIn(
    tablesForReads()(environment.SCORES_TABLE_NAME),
    objectsOfRuns(environment.SNAPSHOTS_BUCKET_NAME),
  );
});

export const publishedChanges = oncePerColdStart(() =>
  readScoreChangesIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME)),
);
