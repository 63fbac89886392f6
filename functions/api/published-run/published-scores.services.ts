import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { objectsOfRuns } from '#functions/store/objects/run-objects.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { readScoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';

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
