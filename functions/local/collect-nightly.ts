/** Collecting on this machine while the service runs: in the background, once a day, and never a reason to fail. */
import { setTimeout as sleep } from 'node:timers/promises';
import { collectSource, howCollected } from '#functions/collection/collect-source.ts';
import { SOURCE_READERS } from '#functions/collection/source-registry.ts';
import { followedByRescoring } from '#functions/ingestion/followed-by-rescoring.ts';
import { localCollection } from './local-collection.ts';
import type { BackgroundWork } from './local-service.ts';
import type { LocalStore } from './local-store.ts';
import { LOCAL_TABLES } from './local-tables.ts';

const DAY_MS = 86_400_000;

/**
 * Collects all sources, now and then once a day, and tells in a line of each time: what came in, or that this machine has no network. `stop` ends what is at work.
 */
export function collectNightly(store: LocalStore, say: (line: string) => void): BackgroundWork {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = (async () => {
    while (!signal.aborted) {
      say(await collectOnce(store, signal));
      await sleep(DAY_MS, undefined, { signal, ref: false });
    }
  })().catch((error: unknown) => {
    if (!signal.aborted) say(`Collecting failed, the service goes on: ${error instanceof Error ? error.message : String(error)}`);
  });
  return {
    async stop() {
      stopping.abort();
      await work;
    },
  };
}

/** Sources one after another; the first that finds no network ends it, since the others would not find one either. */
async function collectOnce(store: LocalStore, signal: AbortSignal): Promise<string> {
  const collection = localCollection(store.place.folder, store.client, LOCAL_TABLES.signals, signal);
  const cutOff = (): void => void collection.close();
  signal.addEventListener('abort', cutOff);
  const told: string[] = [];
  try {
    for (const source of SOURCE_READERS) {
      signal.throwIfAborted();
      const bringer = { log: collection.log, requests: store.requests, how: howCollected(source), clock: () => new Date().toISOString() };
      const { result } = await followedByRescoring(bringer, (log) => collectSource(source, null, { ...collection, log }));
      const { ingested, clock, attempts } = result;
      const nothingAnswered = clock.last_outcome === 'unreachable' && attempts.every(({ status }) => status === null);
      if (told.length === 0 && nothingAnswered)
        return 'Nothing is collected: this machine has no network, or publishers do not answer. COLLECT=off ends the attempts.';
      const { accepted, quarantined } = ingested;
      const waiting = quarantined.length === 0 ? '' : `, ${quarantined.length} in quarantine`;
      told.push(`${source.contract.name} ${clock.last_outcome === 'ok' ? `${accepted.length} new${waiting}` : clock.last_outcome}`);
    }
    return `Collected: ${told.join('; ')}.`;
  } finally {
    signal.removeEventListener('abort', cutOff);
    await collection.close();
  }
}
