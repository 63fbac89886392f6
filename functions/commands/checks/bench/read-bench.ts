import { once } from 'node:events';
import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { scoresKey } from '#contracts/store/table-layout.ts';
import { quantileOfSorted } from '#domain/numbers/statistics.ts';
import { inflateScores } from '#functions/adapters/dictionary-text.ts';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import type { LocalStore } from '#functions/local/local-store.ts';
import { askedOf } from './asked-operation.ts';
import type { OperationCost } from './cost-thread.ts';
import { type Asked, closed, listening, timeOf } from './loopback.ts';

export interface Latency {
  readonly what: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Median over the median of the bare read. */
  readonly ratio: number;
}

const ROUNDS = 1000;
/** A scenario scores all elements anew: fewer are enough. */
const SLOW_ROUNDS = 60;

function exampleOf(operationId: string): Asked {
  const route = API_ROUTES.find((one) => one.operationId === operationId);
  if (route === undefined) throw new Error(`there is no operation ${operationId}`);
  return askedOf(route);
}

const TIMED: readonly (readonly [what: string, asked: Asked, rounds: number])[] = [
  ['score of an element', { path: '/v1/elements/Dy/score?buyer=JPN' }, ROUNDS],
  ['ranking, 39 rows', { path: '/v1/scores?subject_type=element&buyer=JPN&limit=50' }, ROUNDS],
  ['explanation of an element', { path: '/v1/elements/Dy/explanation?buyer=JPN' }, ROUNDS],
  ['history of an element, two years by week', { path: '/v1/elements/Dy/history?buyer=JPN&interval=week' }, ROUNDS],
  ['scenario, all elements for one buyer', exampleOf('evaluateScenario'), SLOW_ROUNDS],
];
const BARE = 'bare GetItem';

/** DynamoDB calls of every operation's example. The store must be a DynamoDB at an address: only that knows units. */
export async function operationCosts({ place }: LocalStore): Promise<readonly OperationCost[]> {
  const thread = new Worker(new URL('./cost-thread.ts', import.meta.url), { workerData: place });
  const [costs] = (await once(thread, 'message')) as [readonly OperationCost[]];
  await thread.terminate();
  return costs;
}

/** Times each operation in turn with a handler that does one GetItem and nothing else, on the same loopback and store. */
export async function latencies(store: LocalStore, runId: string): Promise<readonly Latency[]> {
  serveStore(store, 'open');
  const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
  const bare = await startBareRead(store, runId);
  const askBare = (): Promise<number> => timeOf(bare.url, { path: '/' });
  try {
    const pairs: { readonly what: string; readonly own: readonly number[]; readonly floor: readonly number[] }[] = [];
    for (const [what, asked, rounds] of TIMED) {
      const ask = (): Promise<number> => timeOf(front.url, asked);
      await inTurns(askBare, ask, Math.ceil(rounds / 4));
      pairs.push({ what, ...(await inTurns(askBare, ask, rounds)) });
    }
    const floor = pairs.flatMap((pair) => pair.floor);
    return [latencyOf(BARE, floor, floor), ...pairs.map(({ what, own, floor: beside }) => latencyOf(what, own, beside))];
  } finally {
    await front.close();
    await bare.close();
  }
}

function latencyOf(what: string, own: readonly number[], floor: readonly number[]): Latency {
  const p95Ms = quantileOfSorted(Float64Array.from(own).sort(), 0.95);
  return { what, p50Ms: median(own), p95Ms, ratio: median(own) / median(floor) };
}

const median = (values: readonly number[]): number => quantileOfSorted(Float64Array.from(values).sort(), 0.5);

/** One of each, again and again, so that a busy second of the machine hits both alike. */
async function inTurns(
  askBare: () => Promise<number>,
  ask: () => Promise<number>,
  rounds: number,
): Promise<{ readonly own: readonly number[]; readonly floor: readonly number[] }> {
  const [own, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    floor.push(await askBare());
    own.push(await ask());
  }
  return { own, floor };
}

/** The floor: Node's HTTP server, the same store, one item, its text. */
async function startBareRead(
  { place, client }: LocalStore,
  runId: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const key = scoresKey(runId, { type: 'element', id: 'Dy' });
  const server = createServer(async (_request, response) => {
    const { Item: item } = await client.send(new GetCommand({ TableName: place.table, Key: key }));
    response.setHeader('content-type', 'application/json').end(inflateScores(item?.body as Uint8Array));
  });
  return { url: await listening(server), close: () => closed(server) };
}
