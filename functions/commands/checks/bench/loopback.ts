import { Agent, createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of a measurement. */
export interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  readonly contentType?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Sends a request over one connection that stays open; returns the status when the last byte is there. */
export const statusOf = async (url: string, asked: Asked): Promise<number> => (await answerOf(url, asked)).status;

/** The body of an answer. Throws unless it is JSON. */
export const answeredJson = async (url: string, asked: Asked): Promise<unknown> =>
  JSON.parse((await answerOf(url, asked)).body.toString('utf8'));

function answerOf(
  url: string,
  { path, method = 'GET', body, contentType = 'application/json' }: Asked,
): Promise<{ readonly status: number; readonly body: Buffer }> {
  const headers = body === undefined ? {} : { 'content-type': contentType, 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}${path}`, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Milliseconds from sending to the last byte. Throws unless the response has a status of success. */
export async function timeOf(url: string, asked: Asked): Promise<number> {
  const began = performance.now();
  const status = await statusOf(url, asked);
  if (status < 200 || status > 299) throw new Error(`${asked.method ?? 'GET'} ${asked.path} answered ${status}`);
  return performance.now() - began;
}

export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** One call of DynamoDB and the capacity units that it consumed. */
export interface MeteredCall {
  readonly operation: string;
  readonly units: number;
  /** Partition key of the one item that the call reads; `null` for a query, a batch or a put. */
  readonly partition: string | null;
}

/** A proxy between the handlers and DynamoDB that records each call, and makes DynamoDB return the capacity it consumed. */
export async function startMeter(
  target: string,
): Promise<{ readonly url: string; readonly calls: MeteredCall[]; readonly server: Server }> {
  const calls: MeteredCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = { ...JSON.parse(Buffer.concat(chunks).toString('utf8')), ReturnConsumedCapacity: 'TOTAL' };
    const { host: _host, 'content-length': _length, connection: _connection, ...headers } = request.headers as Record<string, string>;
    const answer = await fetch(target, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    calls.push({ operation, units: unitsOf(JSON.parse(text)), partition: body.Key?.pk?.S ?? null });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
  });
  return { url: await listening(server), calls, server };
}

/** A batch answers one entry per table. */
function unitsOf({ ConsumedCapacity: consumed }: { readonly ConsumedCapacity?: unknown }): number {
  const entries = (Array.isArray(consumed) ? consumed : consumed === undefined ? [] : [consumed]) as { readonly CapacityUnits?: number }[];
  return entries.reduce((sum, { CapacityUnits: units }) => sum + (units ?? 0), 0);
}
