import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { LocalPlace } from './local-scoring.ts';
import type { BackgroundWork } from './local-service.ts';

const DAY_MS = 86_400_000;
/** The largest document of a publisher takes 320 MB. */
const MOST_HEAP_MB = 768;
/** Documents lie outside of the heap, where no option bounds them. */
const MOST_BYTES_OUTSIDE = 1_000_000_000;
const WATCHED_EVERY_MS = 250;

/** All sources, now and then once a day, with a line of what came in or why it failed. */
export function collectNightly(
  place: LocalPlace,
  say: (line: string) => void,
  thread: URL = new URL('./collect-thread.ts', import.meta.url),
): BackgroundWork {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = (async () => {
    while (!signal.aborted) {
      const line = await inThread(thread, place, signal).catch(
        (error: Error) =>
          `Collecting failed, the service goes on, and tries again tomorrow: ${error.message}`,
      );
      if (!signal.aborted) say(line);
      await sleep(DAY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await work;
    },
  };
}

async function inThread(file: URL, place: LocalPlace, signal: AbortSignal): Promise<string> {
  const thread = new Worker(file, {
    workerData: place,
    name: 'collect',
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const end = (): void => void thread.terminate();
  signal.addEventListener('abort', end);
  const done = Promise.withResolvers<string>();
  thread.once('message', done.resolve);
  thread.on('error', done.reject);
  thread.once('exit', () => done.reject(new Error('the thread that collects has ended')));
  const watch = setInterval(() => {
    thread.getHeapStatistics().then(
      ({ external_memory: bytes }) => {
        if (bytes > MOST_BYTES_OUTSIDE)
          done.reject(new Error(`a document takes more than ${MOST_BYTES_OUTSIDE} bytes`));
      },
      () => undefined,
    );
  }, WATCHED_EVERY_MS);
  try {
    return await done.promise;
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', end);
    await thread.terminate();
  }
}
