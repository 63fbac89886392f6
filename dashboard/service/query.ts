/**
 * Questions to the service: sent once for all parts that want the answer, kept while it is fresh, sent again on
 * focus and when the network is back.
 */
import { signal } from '@preact/signals';
import { QueryClient, type QueryKey, QueryObserver, type QueryObserverResult } from '@tanstack/query-core';
import { useEffect, useState } from 'preact/hooks';
import {
  type Answer,
  type ChokepointClient,
  ChokepointError,
  chokepointClient,
  type Query,
} from '#client/chokepoint-client.ts';
import { language } from '../words/language.ts';
import { WORDS } from '../words/shell.ts';

const FRESH_MS = 60_000;
/** How soon to look again while the first scores are being made. */
const FIRST_RUN_MS = 2000;

/** Why nobody is let in now; `null`: one may read. */
export const closed = signal<ChokepointError | null>(null);
export const isAway = signal(false);

/** Whether nobody answered, or something between us and the service. */
export const isOutage = (error: unknown): boolean =>
  !(error instanceof ChokepointError) || /^(?:502|504)$/.test(String(error.problem.status));

function watched<T>(answer: Promise<T>): Promise<T> {
  return answer.then(
    (value) => {
      closed.value = null;
      isAway.value = false;
      return value;
    },
    (error: unknown) => {
      isAway.value = isOutage(error);
      if (error instanceof ChokepointError && error.problem.status === 401) closed.value = error;
      throw error;
    },
  );
}

export type PageClient = Omit<ChokepointClient, 'rows'>;
/** The client of the service; when it answers that nobody is signed in, the page shows the gate. */
export const client: PageClient = new Proxy(chokepointClient({ url: window.location.origin, tries: 1 }), {
  get:
    (service, name: keyof PageClient) =>
    (...asked: unknown[]) =>
      watched((service[name] as (...given: unknown[]) => Promise<unknown>)(...asked)),
});

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

/** A question. `key` and the language of the page identify its answer. */
export type Question<T> = Readonly<{
  key: QueryKey;
  ask: (client: PageClient) => Promise<T>;
  /** Milliseconds after which it is sent again, given the last answer; false: only on focus. */
  again?: (last: T | undefined) => number | false;
}>;

type Path = Parameters<PageClient['get']>[0];

/**
 * What a path that takes a language answers, in that of the page. Parameters that are null are left out.
 */
export const question = <P extends Path>(
  path: P,
  query: { readonly [Name in keyof Omit<Query<P>, 'lang'>]: Query<P>[Name] | null },
): Question<Answer<P>> => ({
  key: [path, query],
  ask: (asked) => {
    const get = asked.get as unknown as (path: P, query: object) => Promise<Answer<P>>;
    const given = Object.entries(query).filter(([, value]) => value !== null);
    return get(path, { ...Object.fromEntries(given), lang: language.value });
  },
});

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
      return question.ask(client);
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

export const askAgain = (): Promise<void> => queries.invalidateQueries();

/** Why something was refused, in the words of the service but for what this page did. */
export function reasonOf(error: unknown): string {
  if (isOutage(error)) return WORDS.noAnswer;
  const { status, detail, errors } = (error as ChokepointError).problem;
  if (status === 412) return WORDS.changedMeanwhile;
  return [...new Set([detail, ...errors.map((one) => one.detail)])].join('\n');
}
