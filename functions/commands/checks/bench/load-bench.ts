/** Reads of scores at a rate. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import type { LocalStore } from '#functions/local/local-store.ts';
import type { MeasuredLoad } from '../../pages/cost/measured-night.ts';

/** Reads at each rate in turn, of a front in this thread over the store of this machine; the client is another thread. */
export async function loadAtRates(store: LocalStore): Promise<readonly MeasuredLoad[]> {
  serveStore(store, 'open');
  const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
  try {
    const client = new Worker(new URL('./load-client.ts', import.meta.url), { workerData: front.url });
    const [found] = (await once(client, 'message')) as [readonly MeasuredLoad[]];
    return found;
  } finally {
    await front.close();
  }
}
