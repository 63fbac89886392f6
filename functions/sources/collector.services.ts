import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { collectorEnvironmentSchema } from '#contracts/environment/collector-environment.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { systemCollectorPause } from '#functions/sources/fetching/collector-pause.ts';
import { s3ForRuns } from '#functions/store/objects/s3-objects.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { collectedDocumentsIn } from '#functions/store/sources/collected-documents.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { rawDocumentsIn } from '#functions/store/sources/raw-documents.ts';
import { sourceClocksIn } from '#functions/store/sources/source-clocks.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { publisherFetcher } from './fetching/publisher-fetcher.ts';
import { readSecret } from './fetching/read-secret.ts';
import { collectorAgent } from './fetching/robots-rules.ts';
import type { RunCollectorPorts } from './run-collector.ts';
import { shippedCounts } from './shipped-counts.ts';

/** `source`: whose key is read. Connections are those of one call: a frozen function would break them. */
type ForOneCall = (source: string | null) => Promise<RunCollectorPorts & { close(): Promise<void> }>;

export const collectorServices: () => ForOneCall = oncePerColdStart(() => {
  const environment = readEnvironment(collectorEnvironmentSchema);
  const tables = tablesForRuns();
  const objects = s3ForRuns(environment.ARCHIVE_BUCKET_NAME);
  const raw = rawDocumentsIn(objects);
  const pause = systemCollectorPause();
  const shared = {
    raw,
    pause,
    collected: collectedDocumentsIn(objects),
    log: observationLogIn(tables(environment.SIGNALS_TABLE_NAME)),
    clocks: sourceClocksIn(tables(environment.SIGNALS_TABLE_NAME)),
    requests: rescoreRequestsIn(tables(environment.SCORES_TABLE_NAME)),
    shipped: shippedCounts(),
    handedInFile: (key: string) => objects.read(key),
  };
  const keysFor = async (source: string | null): Promise<Readonly<Record<string, string>>> => {
    const key = SOURCE_CONTRACTS.find(({ name }) => name === source)?.key;
    return key === undefined || environment.KEYS_SECRET === '' ? {} : readSecret(environment.KEYS_SECRET);
  };
  return async (source) => {
    const fetcher = publisherFetcher({
      raw,
      pause,
      agent: collectorAgent(environment.COLLECT_CONTACT),
      keys: await keysFor(source),
    });
    return { ...shared, fetcher, close: () => fetcher.close() };
  };
});
