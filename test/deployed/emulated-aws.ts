import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

const run = promisify(execFile);

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: run .ci/deployed-stack, which starts an emulator and sets it`);
  return value;
}

/** Rejects with its output. */
export async function cdk(...args: readonly string[]): Promise<string> {
  try {
    const { stdout, stderr } = await run('node_modules/.bin/cdk', [...args], { maxBuffer: 64 * 1024 * 1024 });
    return stdout + stderr;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`cdk ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

export async function createKey(
  accessTableName: string,
  client: string,
  scopes: readonly string[],
): Promise<string> {
  const words = ['run', '--silent', 'keys', '--', 'create', '--client', client, '--scopes', scopes.join(',')];
  const { stdout } = await run('npm', words, { env: { ...process.env, ACCESS_TABLE_NAME: accessTableName } });
  return stdout.split('\n')[0] ?? '';
}

export const nodeRun = async (
  file: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> =>
  (await run('node', [file, ...words], { env: { ...process.env, ...environment } })).stdout;

export async function npmRun(
  script: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const NODE_OPTIONS = `--import ${resolve('test/deployed/resolve-localhost.mjs')}`;
  try {
    const { stdout } = await run('npm', ['run', '--silent', script, '--', ...words], {
      env: { ...process.env, NODE_OPTIONS, ...environment },
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm run ${script} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

interface Call {
  /** The emulator finds the service by it and checks no signature. */
  readonly service: string;
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly target?: string;
  readonly body?: unknown;
  readonly form?: URLSearchParams;
}

async function call({ service, method = 'POST', path = '/', target, body, form }: Call): Promise<Response> {
  const scope = `${variable('AWS_ACCESS_KEY_ID')}/20260101/${variable('AWS_REGION')}/${service}/aws4_request`;
  const answer = await fetch(`${variable('AWS_ENDPOINT_URL')}${path}`, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=emulated`,
      ...(form === undefined ? { 'content-type': 'application/x-amz-json-1.0' } : {}),
      ...(target === undefined ? {} : { 'x-amz-target': target }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(form === undefined ? {} : { body: form }),
  });
  if (!answer.ok)
    throw new Error(
      `${service} ${target ?? path} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`,
    );
  return answer;
}

/** Rejects when the function threw. */
export async function invoke(functionArn: string, event: unknown): Promise<unknown> {
  const name = functionArn.replace(/^arn:.*:function:/, ''); // with the alias, if there is one
  const answer = await call({
    service: 'lambda',
    path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
    body: event,
  });
  const payload: unknown = JSON.parse(await answer.text());
  if (answer.headers.has('x-amz-function-error')) throw new Error(`${name} threw ${JSON.stringify(payload)}`);
  return payload;
}

export async function functionNamed(part: string): Promise<string> {
  let marker: string | undefined;
  do {
    const query = marker === undefined ? '' : `?Marker=${encodeURIComponent(marker)}`;
    const page = (await (
      await call({ service: 'lambda', method: 'GET', path: `/2015-03-31/functions/${query}` })
    ).json()) as {
      readonly Functions: readonly { readonly FunctionName: string; readonly FunctionArn: string }[];
      readonly NextMarker?: string;
    };
    const found = page.Functions.find(({ FunctionName }) => FunctionName.includes(part));
    if (found !== undefined) return found.FunctionArn;
    marker = page.NextMarker;
  } while (marker !== undefined);
  throw new Error(`no deployed function has ${part} in its name`);
}

export interface Execution {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

const stepFunctions = async (operation: string, body: unknown): Promise<Record<string, unknown>> =>
  (await (await call({ service: 'states', target: `AWSStepFunctions.${operation}`, body })).json()) as Record<
    string,
    unknown
  >;

/** `stopWhen` is asked again and again. */
export async function execute(
  stateMachineArn: string,
  name: string,
  input: unknown,
  stopWhen: () => Promise<boolean> = async () => false,
): Promise<Execution> {
  const { executionArn } = await stepFunctions('StartExecution', {
    stateMachineArn,
    name,
    input: JSON.stringify(input),
  });
  let isStopped = false;
  for (;;) {
    if (!isStopped && (await stopWhen())) {
      await stepFunctions('StopExecution', { executionArn });
      isStopped = true;
    }
    const execution = (await stepFunctions('DescribeExecution', { executionArn })) as unknown as Execution;
    if (execution.status !== 'RUNNING') return execution;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

export const onTables = async (operation: string, body: unknown): Promise<Record<string, unknown>> =>
  (await (
    await call({ service: 'dynamodb', target: `DynamoDB_20120810.${operation}`, body })
  ).json()) as Record<string, unknown>;

const onEvents = (operation: string, body: unknown) =>
  call({ service: 'events', target: `AWSEvents.${operation}`, body });
const onQueues = async (operation: string, body: unknown): Promise<Record<string, unknown>> =>
  (await (await call({ service: 'sqs', target: `AmazonSQS.${operation}`, body })).json()) as Record<
    string,
    unknown
  >;

/** Answers what reads the queue until it is empty. */
export async function subscribe(
  bus: string,
  name: string,
  pattern: string,
): Promise<() => Promise<readonly unknown[]>> {
  const { QueueUrl } = await onQueues('CreateQueue', { QueueName: name });
  await onEvents('PutRule', { Name: name, EventBusName: bus, EventPattern: pattern });
  const Targets = [{ Id: 'queue', Arn: `arn:aws:sqs:${variable('AWS_REGION')}:123456789012:${name}` }];
  await onEvents('PutTargets', { Rule: name, EventBusName: bus, Targets });
  return async () => {
    const heard: unknown[] = [];
    for (;;) {
      const { Messages: messages } = await onQueues('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
      if (!Array.isArray(messages) || messages.length === 0) return heard;
      for (const { Body, ReceiptHandle } of messages as { Body: string; ReceiptHandle: string }[]) {
        heard.push(JSON.parse(Body));
        await onQueues('DeleteMessage', { QueueUrl, ReceiptHandle });
      }
    }
  };
}

/** A bus goes with its stack only when no rule is left on it. */
export async function unsubscribe(bus: string, name: string): Promise<void> {
  await onEvents('RemoveTargets', { Rule: name, EventBusName: bus, Ids: ['queue'] });
  await onEvents('DeleteRule', { Name: name, EventBusName: bus });
}

/**
 * Takes the functions off the rules of a bus and gives their ARNs: the emulator refuses an event that a rule
 * hands to a function. Whoever tests calls them in its place.
 */
export async function functionsOffBus(bus: string): Promise<readonly string[]> {
  const { Rules: rules } = (await (await onEvents('ListRules', { EventBusName: bus })).json()) as {
    readonly Rules: readonly { readonly Name: string }[];
  };
  const taken: string[] = [];
  for (const { Name } of rules) {
    const { Targets } = (await (
      await onEvents('ListTargetsByRule', { Rule: Name, EventBusName: bus })
    ).json()) as {
      readonly Targets: readonly { readonly Id: string; readonly Arn: string }[];
    };
    const functions = Targets.filter(({ Arn }) => Arn.includes(':function:'));
    if (functions.length === 0) continue;
    await onEvents('RemoveTargets', { Rule: Name, EventBusName: bus, Ids: functions.map(({ Id }) => Id) });
    taken.push(...functions.map(({ Arn }) => Arn));
  }
  return taken;
}

export async function alarmsOn(metric: string): Promise<readonly string[]> {
  const answer = await call({
    service: 'monitoring',
    target: 'GraniteServiceVersion20100801.DescribeAlarms',
    body: { MaxRecords: 100 },
  });
  const { MetricAlarms: alarms } = (await answer.json()) as {
    readonly MetricAlarms: readonly { readonly AlarmName: string }[];
  };
  return alarms
    .filter((alarm) => JSON.stringify(alarm).includes(`"MetricName":"${metric}"`))
    .map(({ AlarmName }) => AlarmName);
}

/** Since epoch milliseconds. */
export async function errorsLoggedSince(logGroupPart: string, since: number): Promise<readonly string[]> {
  const onLogs = async (operation: string, body: unknown) =>
    (await call({ service: 'logs', target: `Logs_20140328.${operation}`, body })).json();
  const { logGroups } = (await onLogs('DescribeLogGroups', {})) as {
    readonly logGroups: readonly { readonly logGroupName: string }[];
  };
  const lines: string[] = [];
  for (const { logGroupName } of logGroups.filter((group) => group.logGroupName.includes(logGroupPart))) {
    const { events } = (await onLogs('FilterLogEvents', { logGroupName, startTime: since })) as {
      readonly events: readonly { readonly message: string }[];
    };
    lines.push(...events.flatMap(({ message }) => message.split('\n')));
  }
  return lines.filter((line) => line.includes('"level":"ERROR"'));
}

export async function onStacks(
  operation: string,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const form = new URLSearchParams({ Action: operation, Version: '2010-05-15', ...parameters });
  await call({ service: 'cloudformation', form });
}

interface GatewayItems<T> {
  readonly items: readonly T[];
}

export async function functionsByRoute(apiId: string): Promise<ReadonlyMap<string, string>> {
  const list = async <T>(what: string): Promise<readonly T[]> =>
    (
      (await (
        await call({ service: 'apigateway', method: 'GET', path: `/v2/apis/${apiId}/${what}` })
      ).json()) as GatewayItems<T>
    ).items;
  const integrations = await list<{ integrationId: string; integrationUri: string }>('integrations');
  const routes = await list<{ routeKey: string; target: string }>('routes');
  const functionOf = new Map(
    integrations.map(({ integrationId, integrationUri }) => [
      `integrations/${integrationId}`,
      integrationUri,
    ]),
  );
  return new Map(routes.map(({ routeKey, target }) => [routeKey, functionOf.get(target) ?? '']));
}

export async function schedules(): Promise<
  readonly { readonly Name: string; readonly State: string; readonly Target: { readonly Arn: string } }[]
> {
  const answer = (await (await call({ service: 'scheduler', method: 'GET', path: '/schedules' })).json()) as {
    Schedules: { Name: string; State: string; Target: { Arn: string } }[];
  };
  return answer.Schedules;
}

export interface HttpCall {
  /** `GET /v1/elements/{id}`, or `$default`. */
  readonly operation: string;
  readonly method?: string;
  readonly address: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Of a client that takes gzip: the emulator cuts answers of more than 64 kB. */
export function requestEvent(
  { operation, method: sent, address, key, headers, body }: HttpCall,
  routeKey: string,
) {
  const { pathname, searchParams } = new URL(address, 'https://api.example');
  const [method = '', path = ''] = operation.split(' ');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const values = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)?.slice(1) ?? [];
  return {
    version: '2.0',
    routeKey,
    rawPath: pathname,
    rawQueryString: searchParams.toString(),
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      host: 'api.example',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    queryStringParameters: Object.fromEntries(searchParams),
    pathParameters: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: {
        method: sent ?? (path === '' ? 'GET' : method),
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'deployed-stack',
      },
      requestId: 'deployed-stack-request',
      routeKey,
      stage: '$default',
      time: '01/Oct/2026:00:00:00 +0000',
      timeEpoch: 1_790_812_800_000,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FunctionResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

export function decoded(answer: FunctionResult): HttpResponse {
  if (answer.body === undefined) return { ...answer, body: '' };
  const bytes = Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8');
  const body = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  return { statusCode: answer.statusCode, headers: answer.headers, body: body.toString('utf8') };
}
