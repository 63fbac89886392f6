/**
 * Asks one request again and again over one connection, in a process of its own: the CPU time of the service
 * is then the service's.
 */
import { Agent, request } from 'node:http';

/** A request that is asked so many times, the next when the last byte of the one before is there. */
export interface Asked {
  readonly url: string;
  readonly times: number;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds from sending to the last byte. Rejects when the status is another. */
function answeredIn({ url, method = 'GET', headers = {}, body, status }: Asked): Promise<number> {
  const begun = performance.now();
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === status) resolve(performance.now() - begun);
        else reject(new Error(`${method} ${url} answered ${response.statusCode}`));
      });
    })
      .on('error', reject)
      .end(body);
  });
}

process.on('message', async (asked: Asked) => {
  const milliseconds: number[] = [];
  for (let n = 0; n < asked.times; n += 1) milliseconds.push(await answeredIn(asked));
  process.send?.(milliseconds);
});
