import { signalsApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { signalDocumentSchema } from '#contracts/run/run-documents.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbObservationLog } from '#functions/adapters/dynamodb/dynamodb-observation-log.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

type Counts = Readonly<Record<string, unknown>>;

/** The log, and what the current run knows of the daily series; nothing before the first run. */
export const observationServices = oncePerColdStart(() => {
  const environment = readEnvironment(signalsApiEnvironmentSchema);
  const client = dynamodbForReads();
  const scores = dynamodbPublishedScores(client, environment.SCORES_TABLE_NAME);
  async function countsOf(runId: string, series: 'taiwan_strait' | 'senkaku'): Promise<ReadonlyMap<string, Counts>> {
    const document = await scores.document(runId, `signal:${series}`);
    const { history } = document === null ? { history: [] } : signalDocumentSchema.parse(document);
    return new Map(history.map(({ date, raw }) => [date, raw]));
  }
  return {
    log: dynamodbObservationLog(client, environment.SIGNALS_TABLE_NAME),
    async published(): Promise<Readonly<Record<string, ReadonlyMap<string, Counts>>>> {
      const run = await scores.currentRun();
      if (run === null) return {};
      const [taiwan_strait, senkaku] = await Promise.all([countsOf(run.run_id, 'taiwan_strait'), countsOf(run.run_id, 'senkaku')]);
      return { taiwan_strait, senkaku };
    },
  };
});
