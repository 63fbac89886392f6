import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { observedCountsSchema } from '#contracts/run/run-documents.ts';
import { SIGNAL_CONTRACTS, SIGNAL_NAMES } from '#contracts/signals/registry.ts';
import type { ObservationVersion } from '#domain/signals/observations.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { measureSeries } from '#functions/sources/measures/record-measure.ts';
import { objectsOfRuns } from '#functions/store/objects/run-objects.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';

type Counts = Readonly<Record<string, unknown>>;

/** Compared with what runs know of their days. */
const DAILY_SIGNALS = SIGNAL_NAMES.filter((name) => !('id' in SIGNAL_CONTRACTS[name].observation.shape));

export const ownMeasures = (client: string): Promise<readonly ObservationVersion[]> =>
  observationServices().log.ofSeries(measureSeries('own', client));

export const observationServices = oncePerColdStart(() => {
  const environment = readEnvironment(apiEnvironmentSchema);
  const tables = tablesForReads();
  const scores = publishedScoresIn(
    tables(environment.SCORES_TABLE_NAME),
    objectsOfRuns(environment.SNAPSHOTS_BUCKET_NAME),
  );
  return {
    log: observationLogIn(tables(environment.SIGNALS_TABLE_NAME)),
    requests: rescoreRequestsIn(tables(environment.SCORES_TABLE_NAME)),
    scores,
    async published(): Promise<Readonly<Record<string, ReadonlyMap<string, Counts>>>> {
      const run = await scores.currentRun();
      if (run === null) return {};
      const counts = observedCountsSchema.parse((await scores.document(run.run_id, 'observed-counts')) ?? {});
      return Object.fromEntries(
        DAILY_SIGNALS.map((signal) => [signal, new Map(Object.entries(counts[signal] ?? {}))]),
      );
    },
  };
});
