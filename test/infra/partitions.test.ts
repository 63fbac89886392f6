import { createHash } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keyText } from '#contracts/api/access.ts';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { dynamodbApiKeys } from '#functions/adapters/dynamodb/dynamodb-api-keys.ts';
import { ACCESS_TABLE } from '#test/adapters/embedded-store.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../functions/api/api-under-test.ts';
import { type DeployedFunction, type RoleStatement, synthesizedService } from './synthesized-service.ts';

const { functions } = synthesizedService('prod');
const roleOf = (entryFile: string): DeployedFunction => functions.find((one) => one.entryFile === entryFile) as DeployedFunction;

/** A request to DynamoDB as its access control sees it. */
interface RowRequest {
  readonly action: string;
  readonly table: string;
  /** Partitions of all rows that it names. */
  readonly partitions: readonly string[];
}

const ACTION = /^(.*?)Command$/;

type Key = { readonly pk: string };
type Batch =
  | { readonly Keys: readonly Key[] }
  | readonly { readonly PutRequest?: { readonly Item: Key }; readonly DeleteRequest?: { readonly Key: Key } }[];
const keysOf = (batch: Batch): readonly Key[] =>
  'Keys' in batch ? batch.Keys : batch.flatMap(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? []);

interface Input {
  readonly RequestItems?: Readonly<Record<string, Batch>>;
  readonly TableName?: string;
  readonly Key?: Key;
  readonly Item?: Key;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, string>>;
}

function requestsOf(name: string, input: Input): RowRequest[] {
  const action = `dynamodb:${{ Get: 'GetItem', Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', BatchWrite: 'BatchWriteItem', BatchGet: 'BatchGetItem' }[name] ?? name}`;
  if (input.RequestItems !== undefined)
    return Object.entries(input.RequestItems).map(([table, asked]) => ({ action, table, partitions: keysOf(asked).map(({ pk }) => pk) }));
  // Every query of this project compares the partition with the value that it names first.
  const first = /\bpk = (:\w+)/.exec(input.KeyConditionExpression ?? '')?.[1] ?? '';
  const partition = input.Key?.pk ?? input.Item?.pk ?? input.ExpressionAttributeValues?.[first];
  if (partition === undefined) throw new Error(`${action} names no partition: ${JSON.stringify(input)}`);
  return [{ action, table: input.TableName ?? '', partitions: [partition] }];
}

const isLike = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Evaluates the operators of conditions that these policies have, as the reference of IAM describes them; refuses any other. */
function holds(conditions: Conditions | null, { partitions }: RowRequest): boolean {
  return Object.entries(conditions ?? {}).every(([operator, { 'dynamodb:LeadingKeys': asked, ...others }]) => {
    if (asked === undefined || Object.keys(others).length > 0) throw new Error(`${operator} asks for something else`);
    const named = [asked].flat();
    if (operator === 'Null') return (partitions.length === 0) === (asked === 'true');
    if (operator === 'ForAllValues:StringLike') return partitions.every((one) => named.some((pattern) => isLike(pattern, one)));
    if (operator === 'ForAnyValue:StringEquals') return partitions.some((one) => named.includes(one));
    throw new Error(`this test does not know ${operator}`);
  });
}

const speaksOf = ({ actions, resources, conditions }: RoleStatement, request: RowRequest): boolean =>
  actions.includes(request.action) &&
  resources.some((resource) => JSON.stringify(resource).includes(`ExportsOutputFnGetAtt${request.table}`)) &&
  holds(conditions as Conditions | null, request);

/** What the role would be told: allowed by a statement, and denied by none. */
const mayRequest = ({ statements, denials }: DeployedFunction, request: RowRequest): boolean =>
  statements.some((statement) => speaksOf(statement, request)) && !denials.some((statement) => speaksOf(statement, request));

const SECRET = 'x'.repeat(43);

const fileOf = (route: ApiRoute): string => `functions/deployed/${route.function}.function.ts`;

describe('partitions of the tables', () => {
  let api: ApiUnderTest;
  let asking = 'set-up';
  const sent = new Map<string, RowRequest[]>();

  const during = async (entryFile: string, work: () => Promise<unknown>): Promise<void> => {
    asking = entryFile;
    await work();
    asking = 'set-up';
  };
  const call = (route: ApiRoute, address = route.example, body: unknown = route.exampleBody) => {
    const media = route.request.body === undefined ? (route.request.textMedia?.[0] ?? '') : 'application/json';
    const text = route.request.body === undefined ? String(body) : JSON.stringify(body);
    return during(fileOf(route), () =>
      api.call(address, {
        method: route.methods[0],
        headers: {
          'x-api-key': keyText('everything', SECRET),
          ...(body === undefined ? {} : { 'content-type': media }),
          'idempotency-key': `k-${route.operationId}`,
        },
        ...(body === undefined ? {} : { body: text }),
      }),
    );
  };

  beforeAll(async () => {
    api = await startApiUnderTest({ access: 'keys' });
    process.env.KEYS_REMEMBERED_SECONDS = '0'; // so that every request reads its key
    await publishWorld(api.store);
    await dynamodbApiKeys(api.store.runs, ACCESS_TABLE).add(
      {
        id: 'everything',
        client: 'acme-risk',
        scopes: ['admin'],
        secret_sha256: createHash('sha256').update(SECRET).digest('hex'),
        created_at: '2026-01-01T00:00:00.000Z',
        expires_at: null,
        revoked_at: null,
      },
      () => undefined,
    );
    const send = DynamoDBDocumentClient.prototype.send;
    vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation(function (this: DynamoDBDocumentClient, command, ...rest) {
      const name = ACTION.exec(command.constructor.name)?.[1] ?? command.constructor.name;
      sent.set(asking, [...(sent.get(asking) ?? []), ...requestsOf(name, command.input as Input)]);
      return Reflect.apply(send, this, [command, ...rest]);
    });
    const writing = API_ROUTES.filter(({ methods }) => methods[0] !== 'GET' && methods[0] !== 'DELETE');
    const ending = API_ROUTES.filter(({ methods }) => methods[0] === 'DELETE');
    const reading = API_ROUTES.filter(({ methods }) => methods[0] === 'GET');
    for (const route of [...writing, ...reading, ...ending]) await call(route);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await api.close();
  });

  it('are asked for by every function of the API that has a table', () => {
    expect([...sent.keys()].filter((name) => name !== 'set-up').sort()).toEqual(
      [...new Set(API_ROUTES.map(fileOf))].filter((name) => !name.includes('/public.')).sort(),
    );
  });

  it('that an operation reads or writes are open to its function', () => {
    const refused = [...sent].flatMap(([name, requests]) =>
      name === 'set-up' ? [] : requests.filter((request) => !mayRequest(roleOf(name), request)).map((request) => ({ name, ...request })),
    );
    expect(refused).toEqual([]);
    expect([...sent.values()].flat().length).toBeGreaterThan(200);
  });
});

describe('secrets of webhooks', () => {
  const readsSecrets = (one: DeployedFunction): boolean =>
    ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem'].some((action) =>
      mayRequest(one, { action, table: 'Signals', partitions: ['WEBHOOKS'] }),
    );

  it('are read by the functions of alerts and by no other', () => {
    expect(
      functions
        .filter(readsSecrets)
        .map(({ entryFile }) => entryFile)
        .sort(),
    ).toEqual([
      'functions/alerts/deliver-alerts.handler.ts',
      'functions/alerts/fire-alerts.handler.ts',
      'functions/deployed/alerts-read.function.ts',
      'functions/deployed/alerts-write.function.ts',
    ]);
  });

  it('are out of reach beside rows that may be read, in one request', () => {
    const both: RowRequest = { action: 'dynamodb:Query', table: 'Signals', partitions: ['SERIES#carriers', 'WEBHOOKS'] };
    expect(mayRequest(roleOf('functions/deployed/status-read.function.ts'), both)).toBe(false);
    expect(mayRequest(roleOf('functions/deployed/status-read.function.ts'), { ...both, partitions: ['CLOCKS'] })).toBe(true);
  });
});

describe('what a writing function cannot do', () => {
  it.each([
    ['custom-suppliers-write', 'Signals', 'WEBHOOKS'],
    ['custom-suppliers-write', 'Signals', 'SERIES#carriers'],
    ['observations-write', 'Signals', 'SUPPLIERS#acme-risk'],
    ['observations-write', 'Signals', 'ALERT-RULES'],
    ['alerts-write', 'Signals', 'SERIES#carriers'],
    ['alerts-write', 'Signals', 'CLOCKS'],
    ['observations-write', 'Scores', 'POINTER'],
    ['alerts-write', 'Access', 'KEY#0123456789'],
    ['alerts-write', 'Access', 'CLIENTS'],
    ['scores-read', 'Access', 'WRITES#acme-risk'],
  ])('%s writes nothing to %s %s', (name, table, partition) => {
    for (const action of ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem'])
      expect(mayRequest(roleOf(`functions/deployed/${name}.function.ts`), { action, table, partitions: [partition] }), action).toBe(false);
  });

  it('is said with a condition that a request without a partition does not meet', () => {
    for (const { entryFile, statements } of functions)
      for (const { conditions } of statements)
        if (JSON.stringify(conditions).includes('ForAllValues'))
          expect(conditions, entryFile).toMatchObject({ Null: { 'dynamodb:LeadingKeys': 'false' } });
  });

  it('reads no list of clients, and no answer that was kept for another request', () => {
    for (const partition of ['CLIENTS', 'REQUEST#acme-risk#hash'])
      expect(
        mayRequest(roleOf('functions/deployed/scores-read.function.ts'), {
          action: 'dynamodb:GetItem',
          table: 'Access',
          partitions: [partition],
        }),
      ).toBe(false);
  });
});
