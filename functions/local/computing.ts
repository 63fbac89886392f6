import type { Context } from 'aws-lambda';
import { Piscina } from 'piscina';
import type { ComputedAnswer, RequestToCompute } from '#functions/http/api-handler.ts';
import { ExpectedError, tookTooLong } from '#functions/http/expected-errors.ts';
import { logger } from '#functions/http/logger.ts';
import type { ComputedRequest } from './computing-thread.ts';
import type { LocalPlace } from './local-scoring.ts';

/** Threads that compute for requests. Each holds the facts. */
const THREADS = 2;
/** A thread that nobody asked for so long ends, all but one. */
const IDLE_MS = 60_000;
/**
 * Facts and what is remembered of some days take 60 MB of a thread. One that needs more than this is ended,
 * and its request fails.
 */
const MEMORY_OF_A_THREAD = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 24 };
/** Half a second each, what waits of one client is done within the time of a request. */
const LIMITS = { atOnce: THREADS, waitingOfOne: 32, waiting: 256 };
const RETRY_AFTER_SECONDS = 5;
/** What nobody waits for any more has so long to end; a thread that is ended takes longer to replace. */
const GRACE_MS = 250;

/** The context of a request on this machine. */
export interface LocalContext extends Context {
  /** A signal that aborts when the connection is closed. */
  readonly disconnected: () => AbortSignal;
}

/**
 * Work of many in few hands: one piece of each at a time, whose turn was longest ago first. `atOnce`: pieces
 * at work. Work beyond `waitingOfOne` or
 * `waiting` is refused with `rate_limited`; what is aborted leaves the queue and rejects with
 * `took_too_long`.
 */
export function fairQueue(limits: {
  readonly atOnce: number;
  readonly waitingOfOne: number;
  readonly waiting: number;
}) {
  /** In the order of turns -> what waits, oldest first. */
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
    keep(share, rest); // its next turn comes after those of all others
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
  /** Ends the threads; what is being computed is rejected. */
  close(): Promise<void>;
}

/**
 * Threads in which requests are computed, so that the thread of HTTP answers others, `/v1/health` first,
 * whatever one client asks for. What nobody waits for any more is ended, also in the middle. `execArgv`:
 * options of node for them; those of this process when not given.
 */
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
    // A thread keeps its store open: it must not stop its event loop while it waits for work.
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
      // Small ones lie with others in a buffer of Node, and are copied.
      const transferList =
        body?.buffer.byteLength === body?.length && body !== null ? [body.buffer as ArrayBuffer] : [];
      const work = () => threads.run({ event, body, caller, endsAt }, { signal: end.signal, transferList });
      return inTurn(share, work, signal);
    },
    close: () => threads.destroy(),
  };
}
