/** The ports of the watch of announcements on AWS. */
import { S3Client } from '@aws-sdk/client-s3';
import { listWatchEnvironmentSchema } from '#contracts/environment/collector-environment.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import type { ListPorts } from '#functions/sources/announcements/watch-lists.ts';
import { systemCollectorPause } from '#functions/sources/fetching/collector-pause.ts';
import { publisherFetcher } from '#functions/sources/fetching/publisher-fetcher.ts';
import { collectorAgent } from '#functions/sources/fetching/robots-rules.ts';
import { rawDocumentsIn } from '#functions/store/raw-documents.ts';
import { s3ArchivedObjects } from '#functions/store/s3-objects.ts';

/** Everything a call needs. Its connections to publishers are its own: a function is frozen between calls, and open ones would break. */
type ForOneCall = () => ListPorts & { close(): Promise<void> };

export const listWatchServices: () => ForOneCall = oncePerColdStart(() => {
  const environment = readEnvironment(listWatchEnvironmentSchema);
  const raw = rawDocumentsIn(s3ArchivedObjects(new S3Client({}), environment.ARCHIVE_BUCKET_NAME));
  const pause = systemCollectorPause();
  return () => {
    const fetcher = publisherFetcher({ raw, pause, agent: collectorAgent(environment.COLLECT_CONTACT) });
    return { raw, pause, fetcher, close: () => fetcher.close() };
  };
});
