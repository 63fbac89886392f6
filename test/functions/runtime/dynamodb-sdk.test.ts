/** What takes the place of the SDK in the functions of the API does as the SDK does: same bytes asked, same values answered, same errors, same patience. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient as SdkClient } from '@aws-sdk/client-dynamodb';
import * as sdk from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureTable } from '#functions/adapters/dynamodb/dynamodb-tables.ts';
import * as lean from '#functions/runtime/dynamodb/dynamodb-sdk.ts';
import { authorizationOf } from '#functions/runtime/dynamodb/signature.ts';
import { type DynamodbDouble, startDynamodbDouble } from '#test/fakes/dynamodb-double.ts';

/** Those of AWS's published test vectors, in two pieces: a search for secrets would take the second for one. */
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: ['wJalrXUtnFEMI/K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('+') };
const region = 'eu-west-1';
/** Every operation, by the name of its command in both. */
const COMMANDS = {
  Get: [sdk.GetCommand, lean.GetCommand],
  Put: [sdk.PutCommand, lean.PutCommand],
  Update: [sdk.UpdateCommand, lean.UpdateCommand],
  Delete: [sdk.DeleteCommand, lean.DeleteCommand],
  Query: [sdk.QueryCommand, lean.QueryCommand],
  BatchGet: [sdk.BatchGetCommand, lean.BatchGetCommand],
  BatchWrite: [sdk.BatchWriteCommand, lean.BatchWriteCommand],
} as const;
type Ask = readonly [keyof typeof COMMANDS, Readonly<Record<string, unknown>>];
type Settings = ConstructorParameters<typeof lean.DynamoDBClient>[0];

const leanClient = (settings: Settings) =>
  lean.DynamoDBDocumentClient.from(new lean.DynamoDBClient({ region, credentials, maxAttempts: 2, ...settings }));
const sdkClient = (endpoint: string) =>
  sdk.DynamoDBDocumentClient.from(new SdkClient({ region, credentials, endpoint, maxAttempts: 2 }), {
    marshallOptions: { removeUndefinedValues: true },
  });

/** Answer without what only the SDK adds, or the error's name; bytes as numbers. */
async function said(answer: Promise<object>): Promise<unknown> {
  try {
    const { $metadata: _, ...content } = (await answer) as { $metadata?: unknown };
    return JSON.parse(JSON.stringify(content, (_name, value) => (value instanceof Uint8Array ? { bytes: [...value] } : value)));
  } catch (error) {
    return { error: (error as Error).name };
  }
}

describe('signatures', () => {
  // aws-sig-v4-test-suite, published by AWS: get-vanilla, post-vanilla, post-x-www-form-urlencoded.
  const headers = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' };
  const key = { ...credentials, region: 'us-east-1', service: 'service' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  it.each([
    ['get-vanilla', 'GET', headers, '', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['post-vanilla', 'POST', headers, '', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    ['form', 'POST', { ...headers, ...form }, 'Param1=value1', 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a'],
  ] as const)('of the suite of AWS: %s', (_, method, signed, body, signature) => {
    const names = Object.keys(signed).sort().join(';');
    expect(authorizationOf({ method, path: '/', headers: signed, body }, key)).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`,
    );
  });
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('beside the SDK', () => {
  let server: Server;
  let endpoint: string;
  const received: Received[] = [];
  let answer: (received: Received, response: ServerResponse) => void;
  const json = (response: ServerResponse, content: unknown, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(content));
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const one = { headers: request.headers, body: Buffer.concat(chunks).toString() };
        received.push(one);
        answer(one, response);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    received.length = 0;
  });
  const get = () => new lean.GetCommand({ TableName: 'Things', Key: { pk: 'a', sk: 'b' } });

  it('signs what the SDK sends as the SDK does', async () => {
    answer = (_, response) => json(response, {});
    await sdkClient(endpoint).send(new sdk.GetCommand({ TableName: 'Things', Key: { pk: 'ä', sk: 'b' } }));
    const [{ headers, body }] = received as [Received];
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
    const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])])) as Parameters<
      typeof authorizationOf
    >[0]['headers'];
    expect(authorizationOf({ method: 'POST', path: '/', headers: signed, body }, { ...credentials, region, service: 'dynamodb' })).toBe(
      headers.authorization,
    );
  });

  it('sends a signature that covers host, time, operation and the token of the role', async () => {
    answer = (_, response) => json(response, {});
    await leanClient({ endpoint, credentials: { ...credentials, sessionToken: 'token' } }).send(get());
    const [{ headers, body }] = received as [Received];
    const { authorization, 'content-length': length, connection: _, ...signed } = headers;
    expect(Number(length)).toBe(Buffer.byteLength(body));
    expect(signed).toMatchObject({ 'x-amz-security-token': 'token', 'x-amz-target': 'DynamoDB_20120810.GetItem' });
    expect(authorization).toContain('SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target,');
    const request = { method: 'POST', path: '/', headers: signed as never, body } as const;
    expect(authorizationOf(request, { ...credentials, region, service: 'dynamodb' })).toBe(authorization);
  });

  const scalar = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 9 }),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, scalar, fc.constant(undefined), fc.array(tie('value')), fc.dictionary(fc.string(), tie('value'))),
  }));
  it('asks for every value as the SDK does, and reads it back as the SDK does', async () => {
    answer = ({ body }, response) => json(response, { Attributes: JSON.parse(body).Item });
    const [one, other] = [sdkClient(endpoint), leanClient({ endpoint })];
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ minLength: 1 }), value, { noNullPrototype: true }), async (item) => {
        received.length = 0;
        const input = { TableName: 'Things', Item: item };
        const expected = await said(one.send(new sdk.PutCommand(input)));
        const found = await said(other.send(new lean.PutCommand(input)));
        const [asked, askedHere] = received.map(({ body }) => JSON.parse(body));
        expect(askedHere).toEqual(asked);
        expect(found).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it.each([new Set(['a']), Number.NaN, 2 ** 60, new Date(0), () => 1])(
    'stores nothing that would be read back as something else: %s',
    async (bad) => {
      await expect(leanClient({ endpoint }).send(new lean.PutCommand({ TableName: 'Things', Item: { bad } }))).rejects.toThrow(
        'cannot be stored',
      );
      expect(received).toEqual([]);
    },
  );

  const fault = (type: string) => ({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'because' });
  it.each([
    ['a fault of the service', 500, fault('InternalServerError'), 2],
    ['a throttle', 400, fault('ProvisionedThroughputExceededException'), 2],
    ['an answer of something in between', 503, null, 2],
    ['a mistake of ours', 400, fault('ValidationException'), 1],
    ['a condition that does not hold', 400, fault('ConditionalCheckFailedException'), 1],
    ['missing rights', 400, fault('AccessDeniedException'), 1],
  ])('%s is asked for as often as with the SDK, and has its name', async (_, status, content, tries) => {
    answer = (_received, response) => (content === null ? response.writeHead(status).end('<html>') : json(response, content, status));
    const found = await said(leanClient({ endpoint }).send(get()));
    expect(received).toHaveLength(tries);
    if (content === null) return;
    received.length = 0;
    expect(found).toEqual(await said(sdkClient(endpoint).send(new sdk.GetCommand({ TableName: 'Things', Key: { pk: 'a', sk: 'b' } }))));
    expect(received).toHaveLength(tries);
  });

  it('another try mends what passes: a fault, a connection that broke', async () => {
    answer = (_, response) =>
      received.length === 1 ? json(response, fault('InternalServerError'), 500) : json(response, { Item: { pk: { S: 'a' } } });
    expect(await leanClient({ endpoint }).send(get())).toEqual({ Item: { pk: 'a' } });
    received.length = 0;
    answer = (_, response) => (received.length === 1 ? response.destroy() : json(response, {}));
    expect(await leanClient({ endpoint }).send(get())).toEqual({});
  });

  it('a table that never answers, or stops in the middle of an answer, is an error after two tries', async () => {
    const requestHandler = { connectionTimeout: 1000, requestTimeout: 100 };
    answer = () => undefined;
    await expect(leanClient({ endpoint, requestHandler }).send(get())).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(received).toHaveLength(2);
    answer = (_, response) => response.writeHead(200).write('{"Item":');
    await expect(leanClient({ endpoint, requestHandler }).send(get())).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(received).toHaveLength(4);
  });

  it('takes place, region and credentials from the environment, as Lambda sets them, and says which is missing', async () => {
    answer = (_, response) => json(response, {});
    const client = () => lean.DynamoDBDocumentClient.from(new lean.DynamoDBClient({}));
    for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) vi.stubEnv(name, '');
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint);
    expect(client).toThrow('AWS_REGION');
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    await expect(client().send(get())).rejects.toThrow('AWS_ACCESS_KEY_ID');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'A');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'B');
    await client().send(get());
    expect(received[0]?.headers.authorization).toContain('Credential=A/');
    expect(received[0]?.headers.authorization).toContain('/ap-northeast-1/dynamodb/aws4_request');
  });
});

describe('on a DynamoDB', () => {
  let double: DynamodbDouble;
  beforeAll(async () => {
    double = await startDynamodbDouble();
    for (const table of ['Sdk', 'Lean']) await ensureTable(sdkClient(double.place.endpoint), table);
  });
  afterAll(() => double.close());

  /** The same asked of a table by either, in which `T` stands for the name of the table. */
  async function bothSay(asks: readonly Ask[]): Promise<void> {
    const [one, other] = [sdkClient(double.place.endpoint), leanClient({ endpoint: double.place.endpoint })];
    for (const [name, input] of asks) {
      const [Of, Here] = COMMANDS[name];
      const of = (table: string) => JSON.parse(JSON.stringify(input).replaceAll('"T"', `"${table}"`));
      const expected = await said(one.send(new Of(of('Sdk')) as sdk.GetCommand));
      const found = await said(other.send(new Here(of('Lean'))));
      expect(JSON.parse(JSON.stringify(found).replaceAll('"Lean"', '"Sdk"')), `${name} ${JSON.stringify(input)}`).toEqual(expected);
    }
  }

  it('every operation answers as through the SDK', async () => {
    const key = (sk: string) => ({ pk: 'p', sk });
    const query = { TableName: 'T', KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': 'p' } };
    await bothSay([
      ['Get', { TableName: 'T', Key: key('1') }],
      ['Put', { TableName: 'T', Item: { ...key('1'), list: [1, 'a', null, { deep: true }], n: -0.5 } }],
      ['Get', { TableName: 'T', Key: key('1'), ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' }],
      ['Put', { TableName: 'T', Item: key('1'), ConditionExpression: 'attribute_not_exists(pk)' }],
      [
        'Update',
        { TableName: 'T', Key: key('2'), UpdateExpression: 'ADD n :n', ExpressionAttributeValues: { ':n': 2 }, ReturnValues: 'ALL_NEW' },
      ],
      ['BatchWrite', { RequestItems: { T: [{ PutRequest: { Item: { ...key('3'), a: 'b' } } }, { DeleteRequest: { Key: key('1') } }] } }],
      ['BatchGet', { RequestItems: { T: { Keys: [key('3')], ConsistentRead: true } } }],
      ['Query', { ...query, Limit: 1 }],
      ['Query', { ...query, ExclusiveStartKey: key('2') }],
      ['Delete', { TableName: 'T', Key: key('2'), ReturnValues: 'ALL_OLD' }],
      ['Query', { ...query, Select: 'COUNT' }],
      ['Query', { ...query, KeyConditionExpression: 'nothing' }],
      ['Get', { TableName: 'None', Key: key('1') }],
    ]);
  });

  it('pages of a query are those of the SDK', async () => {
    const put = (table: string) => ({
      RequestItems: { [table]: ['a', 'b', 'c', 'd', 'e'].map((sk) => ({ PutRequest: { Item: { pk: 'pages', sk } } })) },
    });
    const [one, other] = [sdkClient(double.place.endpoint), leanClient({ endpoint: double.place.endpoint })];
    await one.send(new sdk.BatchWriteCommand(put('Sdk')));
    await other.send(new lean.BatchWriteCommand(put('Lean')));
    const query = (table: string) => ({
      TableName: table,
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': 'pages' },
    });
    const from = { pageSize: 2, startingToken: { pk: 'pages', sk: 'a' } };
    const [expected, found]: unknown[][] = [[], []];
    for await (const page of sdk.paginateQuery({ client: one, ...from }, query('Sdk'))) expected?.push(page.Items);
    for await (const page of lean.paginateQuery({ client: other, ...from }, query('Lean'))) found?.push(page.Items);
    expect(found).toEqual(expected);
    expect(found?.flat()).toHaveLength(4);
  });

  it('errors that adapters tell apart are of the classes by which they do', async () => {
    const client = leanClient({ endpoint: double.place.endpoint });
    const item = { TableName: 'Lean', Item: { pk: 'once', sk: '1' }, ConditionExpression: 'attribute_not_exists(pk)' };
    await client.send(new lean.PutCommand(item));
    await expect(client.send(new lean.PutCommand(item))).rejects.toBeInstanceOf(lean.ConditionalCheckFailedException);
    await expect(client.send(new lean.GetCommand({ TableName: 'None', Key: { pk: 'a', sk: 'b' } }))).rejects.toBeInstanceOf(
      lean.ResourceNotFoundException,
    );
  });
});
