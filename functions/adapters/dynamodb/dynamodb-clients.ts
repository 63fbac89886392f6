import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * Where DynamoDB is; empty on AWS, where region and credentials come from the environment. `requestHandler`: how long its answers are waited
 * for, instead of what the client says.
 */
export type DynamodbPlace = Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials' | 'requestHandler'>;

const documentClient = (config: DynamoDBClientConfig): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(config), { marshallOptions: { removeUndefinedValues: true } });

/** Without it the SDK writes a warning when the time is over, and goes on waiting. */
const TIMEOUTS_ARE_ERRORS = { throwOnRequestTimeout: true } as const;

let ofThisProcess: DynamoDBDocumentClient | null = null;

/** From now on every client that names no place is this one: on one machine the store is in the process itself. */
export function useDynamodbOfThisProcess(client: DynamoDBDocumentClient): void {
  ofThisProcess = client;
}

/**
 * A client for requests that somebody waits for. Two attempts: with the SDK's default a throttled call sleeps for seconds, longer than a
 * reader waits; a 503 with Retry-After is better.
 */
export const dynamodbForReads = (place?: DynamodbPlace): DynamoDBDocumentClient =>
  (place === undefined ? ofThisProcess : null) ??
  documentClient({ maxAttempts: 2, requestHandler: { connectionTimeout: 500, requestTimeout: 2000, ...TIMEOUTS_ARE_ERRORS }, ...place });

/** A client for runs, which nobody waits for: many attempts. What it uses is counted. */
export const dynamodbForRuns = (place?: DynamodbPlace): DynamoDBDocumentClient =>
  (place === undefined ? ofThisProcess : null) ??
  counting(
    documentClient({
      maxAttempts: 8,
      requestHandler: { connectionTimeout: 2000, requestTimeout: 20_000, ...TIMEOUTS_ARE_ERRORS },
      ...place,
    }),
  );

interface UsedUnits {
  read: number;
  write: number;
}
let used: UsedUnits | null = null;

/** Capacity units that the clients for runs of this process have used; `null`: there is none that counts. */
export const capacityUsed = (): Readonly<UsedUnits> | null => (used === null ? null : { ...used });

const READS = /^(Get|BatchGet|Query|Scan|TransactGet)/;

function counting(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const units: UsedUnits = used ?? { read: 0, write: 0 };
  used = units;
  client.middlewareStack.add(
    (next, context) => async (parameters) => {
      Object.assign(parameters.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(parameters);
      const { ConsumedCapacity: capacity = [] } = answer.output as { ConsumedCapacity?: Consumed | readonly Consumed[] };
      const total = [capacity].flat().reduce((sum, { CapacityUnits: some = 0 }) => sum + some, 0);
      units[READS.test(String(context.commandName)) ? 'read' : 'write'] += total;
      return answer;
    },
    { step: 'initialize', name: 'countCapacity', priority: 'high' },
  );
  return client;
}

interface Consumed {
  readonly CapacityUnits?: number;
}
