import { onTestFinished } from 'vitest';
import { publisherFetcher } from '#functions/sources/fetching/publisher-fetcher.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { collectedDocumentsIn } from '#functions/store/sources/collected-documents.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { rawDocumentsIn } from '#functions/store/sources/raw-documents.ts';
import { sourceClocksIn } from '#functions/store/sources/source-clocks.ts';
import { fakeCollectorPause } from '#test/fakes/fake-collector-pause.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';
import { misbehavingPublisher } from './misbehaving-publisher.ts';

export type Routes = Parameters<typeof misbehavingPublisher>[0];

/** What collectors store. */
export function collectorStores() {
  const objects = inMemoryArchivedObjects();
  const signals = tableInMemory();
  return {
    raw: rawDocumentsIn(objects),
    collected: collectedDocumentsIn(objects),
    log: observationLogIn(signals),
    clocks: sourceClocksIn(signals),
    requests: rescoreRequestsIn(tableInMemory()),
    shipped: {},
    handedInFile: async () => null,
  };
}

/** A collector beside a publisher on this machine, which allows everything; closed after the test. */
export async function collectorAt(now: string, routes: Routes, keys: Readonly<Record<string, string>> = {}) {
  const publisher = await misbehavingPublisher({
    '/robots.txt': (_request, response) => response.writeHead(404).end(),
    ...routes,
  });
  const stores = collectorStores();
  const pause = fakeCollectorPause(now);
  const localServers = [{ host: '127.0.0.1', port: publisher.port }];
  const fetcher = publisherFetcher({ raw: stores.raw, pause, keys, agent: 'Chokepoint/test', localServers });
  onTestFinished(async () => {
    await fetcher.close();
    await publisher.close();
  });
  /** Without the rules for programs. */
  const asked = () => publisher.asked.filter((path) => path !== '/robots.txt');
  return { publisher, asked, ports: { ...stores, pause, fetcher } };
}
