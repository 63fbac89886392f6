import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers of an AWS that is in trouble. `swallowed`: says that it wrote, and did not. */
type Fault = 'throttled' | 'internal_error' | 'slow_down' | 'hangs' | 'swallowed';

/**
 * Requests that get a fault: of functions with such a name, a space and the step of a run, for such
 * operations (`PutItem`, `PutEvents`, `S3.PUT`); all are regular expressions.
 */
export interface FaultRule {
  readonly functions: string;
  readonly operations: string;
  /** Of them, those for such a path, which of S3 is the key of the object; all where it is not given. */
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

/** A server that deployed functions are sent to where a rule says so. */
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

  /** Does the work while AWS is in trouble. */
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
