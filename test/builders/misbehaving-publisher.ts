import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Route = (request: IncomingMessage, response: ServerResponse) => void;

export interface MisbehavingPublisher {
  readonly port: number;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** As far as the server knows. */
  readonly headersOf: (path: string) => IncomingMessage['headers'] | undefined;
  close(): Promise<void>;
}

export async function misbehavingPublisher(
  routes: Readonly<Record<string, Route>>,
): Promise<MisbehavingPublisher> {
  const asked: string[] = [];
  const headers = new Map<string, IncomingMessage['headers']>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    headers.set(path, request.headers);
    const route = routes[path];
    if (route === undefined) response.writeHead(404).end();
    else route(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    headersOf: (path) => headers.get(path),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
