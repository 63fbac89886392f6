import { once } from 'node:events';
import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { API_ROUTES } from '#contracts/api-routes.ts';
import { scoreKey } from '#contracts/table-layout.ts';
import { quantileOfSorted } from '#domain/statistics.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { placeAt } from '../embedded-dynamodb.ts';
import { setHandlerEnvironment } from '../handler-environment.ts';
import { startHttpFront } from '../http-front.ts';
import type { LocalStore } from '../local-store.ts';
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

const WARM_UP = 150;
const ROUNDS = 600;
/** A scenario scores all elements anew: fewer are enough. */
const SLOW_ROUNDS = 60;

function exampleOf(operationId: string): Asked {
  const route = API_ROUTES.find((one) => one.operationId === operationId);
  if (route === undefined) throw new Error(`there is no operation ${operationId}`);
  return askedOf(route);
}

const FAST: readonly (readonly [string, Asked])[] = [
  ['score of an element', { path: '/v1/elements/Dy/score?buyer=JPN' }],
  ['ranking, 39 rows', { path: '/v1/scores?subject_type=element&buyer=JPN&limit=50' }],
  ['explanation of an element', { path: '/v1/elements/Dy/explanation?buyer=JPN' }],
  ['history of an element, two years by week', { path: '/v1/elements/Dy/history?buyer=JPN&interval=week' }],
];
const BARE = 'bare GetItem';

/** DynamoDB calls of every operation's example. */
export async function operationCosts({ place }: LocalStore): Promise<readonly OperationCost[]> {
  const thread = new Worker(new URL('./cost-thread.ts', import.meta.url), { workerData: place });
  const [costs] = (await once(thread, 'message')) as [readonly OperationCost[]];
  await thread.terminate();
  return costs;
}

/** Times answers beside a handler that does one GetItem and nothing else, on the same loopback and store, turn by turn. */
export async function latencies(store: LocalStore, runId: string): Promise<readonly Latency[]> {
  setHandlerEnvironment(store.place, 'open');
  const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
  const bare = await startBareRead(store, runId);
  const requests: readonly (readonly [string, () => Promise<number>])[] = [
    [BARE, () => timeOf(bare.url, { path: '/' })],
    ...FAST.map(([what, asked]): [string, () => Promise<number>] => [what, () => timeOf(front.url, asked)]),
  ];
  const scenario: readonly [string, () => Promise<number>] = [
    'scenario, all elements for one buyer',
    () => timeOf(front.url, exampleOf('evaluateScenario')),
  ];
  try {
    await inTurns(requests, WARM_UP);
    const times = await inTurns(requests, ROUNDS);
    const slow = await inTurns([scenario], SLOW_ROUNDS);
    const bareMs = median(times.get(BARE) ?? []);
    return [...times, ...slow].map(([what, milliseconds]) => ({
      what,
      p50Ms: median(milliseconds),
      p95Ms: quantileOfSorted(Float64Array.from(milliseconds).sort(), 0.95),
      ratio: median(milliseconds) / bareMs,
    }));
  } finally {
    await front.close();
    await bare.close();
  }
}

const median = (values: readonly number[]): number => quantileOfSorted(Float64Array.from(values).sort(), 0.5);

/** One of each, again and again, so that a busy second of the machine hits all alike. */
async function inTurns(
  requests: readonly (readonly [string, () => Promise<number>])[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(requests.map(([what]) => [what, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [what, ask] of requests) times.get(what)?.push(await ask());
  }
  return times;
}

/** The floor: Node's HTTP server, the same client of DynamoDB, one item, its text. */
async function startBareRead({ place }: LocalStore, runId: string): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const client = dynamodbForReads(placeAt(place.endpoint));
  const key = scoreKey(runId, { type: 'element', id: 'Dy', buyer: 'JPN' });
  const server = createServer(async (_request, response) => {
    const { Item: item } = await client.send(new GetCommand({ TableName: place.table, Key: key }));
    response.setHeader('content-type', 'application/json').end(item?.document);
  });
  return { url: await listening(server), close: () => closed(server) };
}
