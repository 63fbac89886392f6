import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `swallowed`: says that it wrote, and did not. */
type Fault = 'throttled' | 'internal_error' | 'slow_down' | 'hangs' | 'swallowed';

/** Regular expressions: function and step, operations (`PutItem`, `S3.PUT`). */
export interface FaultRule {
  readonly functions: string;
  readonly operations: string;
  /** Of S3 the key of the object. */
  readonly paths?: string;
  readonly fault: Fault;
}

const ANSWERS: Readonly<Record<Exclude<Fault, 'hangs'>, readonly [status: number, body: unknown]>> = {
  throttled: [
    400,
    {
      __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
      message: 'too much',
    },
  ],
  slow_down: [503, ''], // S3 says it so, without a word
  internal_error: [
    500,
    { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'an injected fault' },
  ],
  swallowed: [200, { UnprocessedItems: {}, FailedEntryCount: 0, Entries: [] }],
};

export class Faults {
  readonly #server: Server;
  readonly #file: string;

  private constructor(server: Server, file: string) {
    this.#server = server;
    this.#file = file;
  }

  static async start(file: string): Promise<Faults> {
    const server = createServer((request, response) => {
      const fault = request.headers['x-fault'] as Fault;
      request.resume().on('end', () => {
        if (fault === 'hangs') return;
        const [status, body] = ANSWERS[fault];
        response
          .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
          .end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Faults(server, file);
  }

  async during<T>(rules: readonly FaultRule[], work: () => Promise<T>): Promise<T> {
    writeFileSync(this.#file, JSON.stringify({ port: (this.#server.address() as AddressInfo).port, rules }));
    try {
      return await work();
    } finally {
      rmSync(this.#file, { force: true });
    }
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
