/**
 * A thread that sends the example request of every operation, with a meter between the handlers and DynamoDB. Clients are made once and
 * kept, so the meter would slow everything that is timed in the same thread.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { setHandlerEnvironment } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import type { LocalPlace } from '#functions/local/local-scoring.ts';
import { askedOf } from './asked-operation.ts';
import { closed, type MeteredCall, startMeter, statusOf } from './loopback.ts';

export interface OperationCost {
  readonly operation: string;
  readonly status: number;
  readonly calls: readonly MeteredCall[];
}

const place = workerData as LocalPlace;
if (place.endpoint === null) throw new Error('the store of this machine counts no units: measure on a DynamoDB at an address');
const meter = await startMeter(place.endpoint);
setHandlerEnvironment({ ...place, endpoint: meter.url }, 'open');
const front = await startHttpFront({ port: 0, host: '127.0.0.1' });

/**
 * Measures the second of two reads, whose function already has the run pointer cached, as in all requests but one in five seconds. A write
 * is sent once, since a second would differ.
 */
async function costOf(route: ApiRoute): Promise<OperationCost> {
  if (route.methods[0] === 'GET') await statusOf(front.url, askedOf(route));
  meter.calls.length = 0;
  const status = await statusOf(front.url, askedOf(route));
  return { operation: `${route.methods[0]} ${route.path}`, status, calls: [...meter.calls] };
}

const costs: OperationCost[] = [];
for (const route of API_ROUTES) costs.push(await costOf(route));
await front.close();
await closed(meter.server);
parentPort?.postMessage(costs);
