import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultProvider } from '../lambda-credentials.ts';
import { DynamodbError, errorOf, mayPass } from './dynamodb-errors.ts';
import { authorizationOf } from './signature.ts';

type Credentials = Awaited<ReturnType<ReturnType<typeof defaultProvider>>>;

/** Settings of a client, by the names that they have in the SDK. */
export interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: Credentials;
  /** @default 3 */
  readonly maxAttempts?: number;
  /** Milliseconds until a connection must stand, and until an answer must be complete. */
  readonly requestHandler?: { readonly connectionTimeout?: number; readonly requestTimeout?: number };
}

/** Loaded when the function starts, where a processor is idle, and not with the first request. */
const https = process.getBuiltinModule('node:https');

type Send = (operation: string, input: object) => Promise<Record<string, unknown>>;

const DEFAULT_ATTEMPTS = 3;
const DEFAULT_CONNECTION_TIMEOUT_MS = 1000;
const DEFAULT_REQUEST_TIMEOUT_MS = 5000;
/** Another attempt waits for a random part of this, doubled from attempt to attempt. */
const LONGEST_FIRST_WAIT_MS = 100;

/** Sends operations of DynamoDB over connections that are kept. Throws `DynamodbError`, or what the connection met, after the last attempt. */
export function dynamodbSender(settings: ClientSettings): Send {
  const url = new URL(settings.endpoint ?? endpointOf(regionOf(settings)));
  const { Agent, request } = url.protocol === 'http:' ? process.getBuiltinModule('node:http') : https;
  const agent: Agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const credentials = settings.credentials === undefined ? defaultProvider() : async () => settings.credentials as Credentials;
  const attempts = settings.maxAttempts ?? DEFAULT_ATTEMPTS;
  const once = async (operation: string, body: string, isFirst: boolean): Promise<Record<string, unknown>> => {
    const headers = signedHeaders(url.host, operation, body, regionOf(settings), await credentials());
    // Connections that were kept while the function was frozen may all have been closed: another attempt makes one of its own.
    return answerTo(request(url, { method: 'POST', agent: isFirst ? agent : false, headers }), body, settings);
  };
  return async (operation, input) => {
    const body = JSON.stringify(input);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(operation, body, attempt === 1);
      } catch (error) {
        if (attempt >= attempts || !mayPass(error)) throw error;
        await sleep(Math.random() * LONGEST_FIRST_WAIT_MS * 2 ** (attempt - 1));
      }
    }
  };
}

/** As the SDK does, the environment may name another place: an emulator. */
function endpointOf(region: string): string {
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL } = process.env;
  return (
    AWS_ENDPOINT_URL_DYNAMODB || AWS_ENDPOINT_URL || `https://dynamodb.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
  );
}

function regionOf({ region }: ClientSettings): string {
  const known = region ?? process.env.AWS_REGION;
  if (!known) throw new Error('AWS_REGION is not set: this bundle runs on Lambda, which sets it');
  return known;
}

function signedHeaders(host: string, operation: string, body: string, region: string, credentials: Credentials): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const headers = {
    host,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': new Date().toISOString().replace(/[-:]|[.]\d+/g, ''),
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  };
  const key = { accessKeyId, secretAccessKey, region, service: 'dynamodb' };
  return {
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    authorization: authorizationOf({ method: 'POST', path: '/', headers, body }, key),
  };
}

async function answerTo(request: ClientRequest, body: string, { requestHandler = {} }: ClientSettings): Promise<Record<string, unknown>> {
  const { connectionTimeout = DEFAULT_CONNECTION_TIMEOUT_MS, requestTimeout = DEFAULT_REQUEST_TIMEOUT_MS } = requestHandler;
  let late: DynamodbError | null = null;
  const endAfter = (milliseconds: number, what: string): NodeJS.Timeout =>
    setTimeout(() => {
      late = new DynamodbError('TimeoutError', `DynamoDB ${what} within ${milliseconds} ms`, null);
      request.destroy(late);
    }, milliseconds);
  const slowAnswer = endAfter(requestTimeout, 'did not answer');
  const slowConnection = endAfter(connectionTimeout, 'did not accept a connection');
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => clearTimeout(slowConnection));
        else clearTimeout(slowConnection);
      });
      request.once('response', resolve);
      request.on('error', reject);
      request.end(body);
    });
    return await contentOf(response);
  } catch (error) {
    throw late ?? error; // an answer that is cut off in the middle says only that it was
  } finally {
    clearTimeout(slowAnswer);
    clearTimeout(slowConnection);
  }
}

async function contentOf(response: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const status = response.statusCode ?? 0;
  const content = parsed(text);
  if (status === 200 && content !== null) return content;
  throw errorOf(status, content);
}

/** The object that a text says in JSON; `null`: it says none. */
function parsed(text: string): Record<string, unknown> | null {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
