/**
 * Questions to the service: asked once for all who want the answer, kept while they are fresh, asked anew on
 * focus and when the network is back.
 */
import { signal } from '@preact/signals';
import { QueryClient, type QueryKey, QueryObserver, type QueryObserverResult } from '@tanstack/query-core';
import { useEffect, useState } from 'preact/hooks';
import { type ChokepointClient, ChokepointError, chokepointClient } from '#client/chokepoint-client.ts';
import { language } from '../words/language.ts';

/** An answer is not asked for again within this time, whatever gets focus. */
const FRESH_MS = 60_000;
/** How soon to look again while the first scores are being made. */
const FIRST_RUN_MS = 2000;

export const client: ChokepointClient = chokepointClient({ url: window.location.origin, tries: 1 });

/** Why nobody is let in now; `null`: one may read. */
export const closed = signal<ChokepointError | null>(null);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      gcTime: 30 * FRESH_MS,
      refetchOnWindowFocus: true,
      retry: retries,
      retryDelay: 1000,
    },
  },
});
queries.mount();

/** What the service refuses is refused again; what did not arrive may arrive. */
function retries(failures: number, error: Error): boolean {
  return failures < 1 && !(error instanceof ChokepointError && error.problem.status < 500);
}

/** A question: `key` tells it from others, together with the language, in which texts are answered. */
export interface Question<T> {
  readonly key: QueryKey;
  readonly ask: (client: ChokepointClient) => Promise<T>;
  /** Milliseconds after which it is asked anew, given the last answer; false: when somebody looks. */
  readonly again?: (last: T | undefined) => number | false;
}

export type Asked<T> = Pick<
  QueryObserverResult<T, Error>,
  'data' | 'error' | 'isFetching' | 'dataUpdatedAt' | 'isPlaceholderData'
>;

function optionsOf<T>(question: Question<T> | null) {
  return queries.defaultQueryOptions<T, Error>({
    queryKey: [language.value, ...(question?.key ?? ['nothing'])],
    enabled: question !== null,
    queryFn: async () => {
      if (question === null) throw new Error('nothing was asked');
      try {
        const answer = await question.ask(client);
        closed.value = null;
        return answer;
      } catch (error) {
        if (error instanceof ChokepointError && error.problem.status === 401) closed.value = error;
        throw error;
      }
    },
    refetchInterval: ({ state }) =>
      state.error instanceof ChokepointError && state.error.problem.code === 'nothing_published'
        ? FIRST_RUN_MS
        : (question?.again?.(state.data) ?? false),
    placeholderData: (previous) => previous,
  });
}

/**
 * The answer to a question, and whether it is under way. While another one of the same place is loaded, the
 * last answer stays.
 */
export function useAnswer<T>(question: Question<T> | null): Asked<T> {
  const options = optionsOf(question);
  const [observer] = useState(() => new QueryObserver<T, Error>(queries, options));
  const [, draw] = useState(0);
  useEffect(() => observer.subscribe(() => draw((turn) => turn + 1)), [observer]);
  useEffect(() => observer.setOptions(options), [JSON.stringify(options.queryKey), options.enabled]);
  return observer.getOptimisticResult(options);
}

/** Asks everything that is shown anew. */
export const askAgain = (): Promise<void> => queries.invalidateQueries();

/** Why a write was refused, in the words of the service. */
export const reasonOf = (error: unknown): string =>
  error instanceof ChokepointError
    ? [...new Set([error.problem.detail, ...error.problem.errors.map(({ detail }) => detail)])].join('\n')
    : String(error);
