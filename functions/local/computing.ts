import type { Context } from 'aws-lambda';
import { Piscina } from 'piscina';
import type { ComputedAnswer, RequestToCompute } from '#functions/http/api-handler.ts';
import { ExpectedError, tookTooLong } from '#functions/http/expected-errors.ts';
import { logger } from '#functions/http/logger.ts';
import type { ComputedRequest } from './computing-thread.ts';
import type { LocalPlace } from './local-scoring.ts';

/** Each holds the facts. */
const THREADS = 2;
const IDLE_MS = 60_000;
/** Facts take 60 MB. A thread that needs more is ended. */
const MEMORY_OF_A_THREAD = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 24 };
/** At half a second each within the time of a request. */
const LIMITS = { atOnce: THREADS, waitingOfOne: 32, waiting: 256 };
const RETRY_AFTER_SECONDS = 5;
/** For what nobody waits for; replacing a thread takes longer. */
const GRACE_MS = 250;

export interface LocalContext extends Context {
  readonly disconnected: () => AbortSignal;
}

/**
 * One piece of each at a time, whose turn was longest ago first. Throws `rate_limited` beyond its limits,
 * `took_too_long` for what is aborted.
 */
export function fairQueue(
  limits: Readonly<{
    atOnce: number;
    waitingOfOne: number;
    waiting: number;
  }>,
) {
  /** In the order of turns, oldest work first. */
  const waiting = new Map<string, readonly (() => Promise<void>)[]>();
  const atWork = new Set<string>();

  const keep = (share: string, work: readonly (() => Promise<void>)[]): void => {
    if (work.length > 0) waiting.set(share, work);
    else waiting.delete(share);
  };
  function end(share: string): void {
    atWork.delete(share);
    const rest = waiting.get(share) ?? [];
    waiting.delete(share);
    keep(share, rest); // behind all others
    beginNext();
  }
  function beginNext(): void {
    while (atWork.size < limits.atOnce) {
      const share = [...waiting.keys()].find((one) => !atWork.has(one));
      if (share === undefined) return;
      const [first, ...rest] = waiting.get(share) ?? [];
      keep(share, rest);
      atWork.add(share);
      void first?.().finally(() => end(share));
    }
  }
  return async <T>(share: string, work: () => Promise<T>, aborted: AbortSignal): Promise<T> => {
    if (aborted.aborted) throw tookTooLong();
    const own = waiting.get(share) ?? [];
    const all = [...waiting.values()].reduce((sum, some) => sum + some.length, 0);
    if (own.length >= limits.waitingOfOne || all >= limits.waiting) throw tooMuchAtOnce(own.length, all);
    return new Promise<T>((resolve, reject) => {
      const begin = (): Promise<void> => work().then(resolve, reject);
      keep(share, [...own, begin]);
      aborted.addEventListener('abort', () => {
        keep(
          share,
          (waiting.get(share) ?? []).filter((one) => one !== begin),
        );
        reject(tookTooLong());
      });
      beginNext();
    });
  };
}

const tooMuchAtOnce = (own: number, all: number): ExpectedError =>
  new ExpectedError(
    'rate_limited',
    `${own} of your requests wait to be computed, ${all} of all together, and no more are taken. Send this one again in ${RETRY_AFTER_SECONDS} seconds, and fewer at once.`,
    [],
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );

export interface Computing {
  compute(request: RequestToCompute): Promise<ComputedAnswer>;
  close(): Promise<void>;
}

/** Threads that compute beside that of HTTP. What nobody waits for is ended. `execArgv`: options of node. */
export function startComputing(place: LocalPlace, execArgv?: readonly string[]): Computing {
  const inTurn = fairQueue(LIMITS);
  const threads = new Piscina<ComputedRequest, ComputedAnswer>({
    filename: new URL('./computing-thread.ts', import.meta.url).href,
    name: 'compute',
    minThreads: 1,
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
    workerData: place,
    resourceLimits: MEMORY_OF_A_THREAD,
    // A thread has its store open: its event loop must not stop.
    atomics: 'disabled',
    ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
  });
  threads.on('error', (error) =>
    logger().error('a thread that computes has ended, another takes its place', error),
  );
  return {
    compute({ event, body, context, caller, share, timeIsOver }) {
      const { disconnected } = context as LocalContext;
      const signal = AbortSignal.any([timeIsOver, disconnected()]);
      const endsAt = Date.now() + context.getRemainingTimeInMillis();
      const end = new AbortController();
      signal.addEventListener('abort', () => setTimeout(() => end.abort(), GRACE_MS).unref());
      // Small ones share a buffer of Node.
      const transferList =
        body?.buffer.byteLength === body?.length && body !== null ? [body.buffer as ArrayBuffer] : [];
      const work = () => threads.run({ event, body, caller, endsAt }, { signal: end.signal, transferList });
      return inTurn(share, work, signal);
    },
    close: () => threads.destroy(),
  };
}
