import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of DynamoDB and the capacity units that it consumed. */
export interface MeteredCall {
  readonly operation: string;
  readonly units: number;
  /** Partition key of the one item that the call reads; `null` for a query, a batch or a put. */
  readonly partition: string | null;
}

export interface DynamodbMeter {
  readonly url: string;
  readonly calls: MeteredCall[];
  close(): Promise<void>;
}

/** A proxy between the handlers and DynamoDB that records each call, and makes DynamoDB return the capacity it consumed. */
export async function startMeter(target: string): Promise<DynamodbMeter> {
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, close: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** A batch answers one entry per table. */
function unitsOf({ ConsumedCapacity: consumed }: { readonly ConsumedCapacity?: unknown }): number {
  const entries = (Array.isArray(consumed) ? consumed : consumed === undefined ? [] : [consumed]) as { readonly CapacityUnits?: number }[];
  return entries.reduce((sum, { CapacityUnits: units }) => sum + (units ?? 0), 0);
}
