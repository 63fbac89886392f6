import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { logger } from '#functions/http/logger.ts';
import { problemOf } from '#functions/http/problems.ts';
import { startNightOf } from '#functions/scoring/step-functions-start.services.ts';
import { s3ForReads, s3ForRuns } from '#functions/store/objects/s3-objects.ts';
import { tablesForReads, tablesForRuns } from '#functions/store/table/dynamodb-table.ts';

/**
 * An AWS with a clock of its own, by which a signature is good for five minutes, at S3 for fifteen, as it
 * documents; and that refuses the first calls.
 */
let [aheadMs, asked, refuses] = [0, 0, 0];
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    asked += 1;
    const now = Date.now() + aheadMs;
    const answer = (status: number, body: string) =>
      response.writeHead(status, { date: new Date(now).toUTCString() }).end(body);
    const signedAt = Date.parse(
      String(request.headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'),
    );
    const minutesOff = Math.abs(signedAt - now) / 60_000;
    const isS3 = !('x-amz-target' in request.headers);
    if (minutesOff > (isS3 ? 15 : 5))
      return isS3
        ? answer(403, '<Error><Code>RequestTimeTooSkewed</Code></Error>')
        : answer(400, '{"__type":"InvalidSignatureException"}');
    if (asked <= refuses)
      return isS3
        ? answer(503, '<Error><Code>SlowDown</Code></Error>')
        : answer(400, '{"__type":"ThrottlingException"}');
    return answer(200, isS3 ? '' : '{}');
  });
});

beforeAll(async () => {
  logger().setLogLevel('SILENT');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'])
    vi.stubEnv(name, 'eu-west-1');
});
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0); // waits are a random part of a growing time
  [aheadMs, asked, refuses] = [0, 0, 0];
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

/** Makes the client of a part of the service, and returns a call of it. */
const CLIENTS = {
  'DynamoDB for readers':
    (table = tablesForReads()('Scores')) =>
    () =>
      table.put({ pk: 'a', sk: 'b' }),
  'DynamoDB for runs':
    (table = tablesForRuns()('Scores')) =>
    () =>
      table.put({ pk: 'a', sk: 'b' }),
  'S3 for readers':
    (objects = s3ForReads('facts')) =>
    () =>
      objects.read('a'),
  'S3 for runs':
    (objects = s3ForRuns('facts')) =>
    () =>
      objects.read('a'),
  'Step Functions':
    (start = startNightOf(new SFNClient({}), 'arn:of:the:machine')) =>
    () =>
      start('night-1'),
} as const;

it.each(Object.entries(CLIENTS))(
  '%s: a clock that is hours wrong costs one more request, once',
  async (_name, client) => {
    for (const hours of [7, -7]) {
      const call = client();
      [aheadMs, asked] = [hours * 3_600_000, 0];
      await call();
      await call();
      expect(asked).toBe(3);
    }
  },
);

it.each([
  ['DynamoDB for readers', 2],
  ['S3 for readers', 2],
  ['S3 for runs', 8],
  ['Step Functions', 3],
] as const)(
  '%s: is asked %i times while it has too much to do, and then who waits is told to come back',
  async (name, times) => {
    const call = CLIENTS[name]();
    refuses = times - 1;
    await call();
    [asked, refuses] = [0, times];
    const event = {
      rawPath: '/v1/scores',
      rawQueryString: '',
      headers: {},
      requestContext: {},
    } as APIGatewayProxyEventV2;
    expect(problemOf(event, await call().catch((error) => error))).toMatchObject({
      statusCode: 503,
      headers: { 'retry-after': '2' },
    });
    expect(asked).toBe(times);
  },
);
