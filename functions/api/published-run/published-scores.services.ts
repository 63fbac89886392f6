import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { oncePerColdStart } from '#functions/http/kept-values.ts';
import { readEnvironment } from '#functions/http/read-environment.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { publishedScoresIn } from '#functions/store/published-scores.ts';
import { objectsOfRuns } from '#functions/store/run-objects.ts';
import { readScoreChangesIn } from '#functions/store/score-changes.ts';

/**
 * Reader of published runs, for functions that may read the Scores table, the objects of runs, and nothing
 * else.
 */
export const publishedScores = oncePerColdStart(() => {
  const environment = readEnvironment(apiEnvironmentSchema);
  return publishedScoresIn(
    tablesForReads()(environment.SCORES_TABLE_NAME),
    objectsOfRuns(environment.SNAPSHOTS_BUCKET_NAME),
  );
});

/** The feed of changes, for functions that may read the Scores table and no other. */
export const publishedChanges = oncePerColdStart(() =>
  readScoreChangesIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME)),
);
