import { Piscina } from 'piscina';
import type { LoadRescorer, Rescorer, ScoreStored } from '#functions/ports/rescorer.ts';
import type { RescoringWork } from './rescoring-thread.ts';

/** Threads that score for requests: a long ranking of another day does not stop a short one. Each holds the facts. */
const MOST_THREADS = 2;
/** A thread that nobody asked for so long ends, all but one. */
const IDLE_MS = 60_000;

export interface RescoringThreads {
  readonly load: LoadRescorer;
  /** Ends the threads; what is being scored is rejected. */
  close(): Promise<void>;
}

/**
 * A rescorer in threads, so that the thread of HTTP answers others, `/v1/health` first, whatever one request asks for. The first request starts
 * them. `execArgv`: options of node for them; those of this process when not given.
 */
export function rescoringThreads(execArgv?: readonly string[]): RescoringThreads {
  let started: { readonly pool: Piscina<RescoringWork, unknown>; readonly rescorer: Promise<Rescorer> } | null = null;
  const start = () => {
    const pool = new Piscina<RescoringWork, unknown>({
      filename: new URL('./rescoring-thread.ts', import.meta.url).href,
      name: 'rescore',
      minThreads: 1,
      maxThreads: MOST_THREADS,
      idleTimeout: IDLE_MS,
      ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
    });
    const rescorer = describedBy(pool);
    // Threads that can not begin are begun anew by the next request, which is told why if they still can not.
    rescorer.catch(() => {
      started = null;
    });
    return { pool, rescorer };
  };
  return {
    load() {
      started ??= start();
      return started.rescorer;
    },
    async close() {
      await started?.pool.destroy();
    },
  };
}

async function describedBy(pool: Piscina<RescoringWork, unknown>): Promise<Rescorer> {
  const ask = <T>(work: RescoringWork): Promise<T> => pool.run(work) as Promise<T>;
  const { methodologies, withEndUses } = (await pool.run(undefined as never, { name: 'describe' })) as Rescorer;
  const stored = (of: Extract<RescoringWork, { of: unknown }>['of']): ScoreStored => ({
    score: (...given) => ask({ of, method: 'score', given }),
    sketch: (...given) => ask({ of, method: 'sketch', given }),
    explain: (...given) => ask({ of, method: 'explain', given }),
    explained: (...given) => ask({ of, method: 'explained', given }),
    history: (...given) => ask({ of, method: 'history', given }),
  });
  return {
    methodologies,
    withEndUses,
    find: (...given) => ask({ method: 'find', given }),
    explained: (...given) => ask({ method: 'explained', given }),
    ranking: (...given) => ask({ method: 'ranking', given }),
    signals: (...given) => ask({ method: 'signals', given }),
    customSuppliers: (...given) => stored({ method: 'customSuppliers', given }),
    customSuppliersOn: (...given) => stored({ method: 'customSuppliersOn', given }),
  };
}
