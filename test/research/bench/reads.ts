/** Reads over HTTP, on the store of a measured night, beside Node's own server. */
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { quantileOf } from '#domain/numbers/statistics.ts';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import type { LocalStore } from '#functions/local/local-store.ts';
import type { Asked } from './asking-process.ts';

interface MeasuredRead {
  readonly what: string;
  /** CPU microseconds of the process that answers, the mean of a request. */
  readonly cpu_us: number;
  /** Milliseconds from sending to the last byte. */
  readonly p50_ms: number;
}

const WARM = 40;
const TIMES = 200;
const SCORE = '/v1/elements/Dy/score?buyer=JPN';

/** Measures one read after the other; The first row is Node with the text of a score and nothing else. */
export async function measuredReads(store: LocalStore): Promise<readonly MeasuredRead[]> {
  serveStore(store, 'open');
  const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
  const score = await fetch(`${front.url}${SCORE}`);
  const text = await score.text();
  const bare = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(text),
  );
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  const client = fork(new URL('./asking-process.ts', import.meta.url));
  const gone = new Promise<null>((resolve) => client.once('exit', () => resolve(null)));

  const measured = async (what: string, url: string, more: Partial<Asked> = {}): Promise<MeasuredRead> => {
    const ask = async (times: number): Promise<readonly number[]> => {
      client.send({ url, status: 200, ...more, times } satisfies Asked);
      const answered = new Promise<readonly number[]>((resolve) =>
        client.once('message', (told) => resolve(told as readonly number[])),
      );
      const milliseconds = await Promise.race([answered, gone]);
      if (milliseconds === null) throw new Error(`${what}: not answered as it should be`);
      return milliseconds;
    };
    await ask(WARM);
    const before = process.cpuUsage();
    const milliseconds = await ask(TIMES);
    const { user, system } = process.cpuUsage(before);
    return {
      what,
      cpu_us: Math.round((user + system) / TIMES),
      p50_ms: Number(quantileOf(Float64Array.from(milliseconds).sort(), 0.5).toFixed(2)),
    };
  };
  try {
    const suppliers = `${front.url}/v1/scores?subject_type=supplier&buyer=JPN&limit=100`;
    const lookup = {
      method: 'POST',
      body: JSON.stringify({ buyer: 'JPN', items: [{ name: 'Lynas Rare Earths' }] }),
    };
    return [
      await measured('Node alone', `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`),
      await measured('score of an element', `${front.url}${SCORE}`),
      await measured('the same, not changed (304)', `${front.url}${SCORE}`, {
        headers: { 'if-none-match': score.headers.get('etag') ?? '' },
        status: 304,
      }),
      await measured('explanation of an element', `${front.url}/v1/elements/Dy/explanation?buyer=JPN`),
      await measured('ranking of elements', `${front.url}/v1/scores?subject_type=element&buyer=JPN&limit=50`),
      await measured('a hundred of the ranking of suppliers', suppliers),
      await measured('the same in one band', `${suppliers}&band=elevated`),
      await measured('a supplier found by its name', `${front.url}/v1/lookups`, {
        ...lookup,
        headers: { 'content-type': 'application/json' },
      }),
      await measured('a hundred changes', `${front.url}/v1/changes?limit=100`),
    ];
  } finally {
    client.kill();
    bare.close();
    bare.closeAllConnections();
    await front.close();
  }
}
