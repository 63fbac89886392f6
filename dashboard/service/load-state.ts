/** Where a question to the service stands. Every view is drawn from one of these, so that none can forget that an answer may be late, old, missing or refused. */
export type LoadState<T> =
  /** The first answer is under way; `slow` once it takes so long that a reader wonders. */
  | { readonly kind: 'loading'; readonly slow: boolean }
  | { readonly kind: 'ready'; readonly value: T }
  /** An earlier answer, shown because the newest question failed. */
  | { readonly kind: 'stale'; readonly value: T; readonly because: string }
  /** The service answered, and there is nothing to show. */
  | { readonly kind: 'empty'; readonly because: string }
  /** No answer that can be shown: the service cannot be reached, or it refused the question. */
  | { readonly kind: 'failed'; readonly because: string }
  /** The service wants a key, or the key lacks a right. */
  | { readonly kind: 'forbidden'; readonly because: string };

/** A reason as the service gives it: status of HTTP, its code, and the sentence for people. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** The state after a question failed. `earlier` is the last answer to the same question, if there was one. */
export function afterFailure<T>(refusal: Refusal | null, isOnline: boolean, earlier: T | undefined): LoadState<T> {
  if (refusal?.status === 401 || refusal?.status === 403) return { kind: 'forbidden', because: refusal.detail };
  const because =
    refusal === null
      ? isOnline
        ? 'The service cannot be reached.'
        : 'This device is offline.'
      : refusal.code === ''
        ? `The service answered ${refusal.status} and gave no reason.`
        : refusal.detail;
  if (earlier !== undefined) return { kind: 'stale', value: earlier, because };
  return refusal?.code === 'nothing_published' ? { kind: 'empty', because } : { kind: 'failed', because };
}

/** The state after an answer: `emptyBecause` says why there is nothing to show, or `null`. */
export const afterAnswer = <T>(value: T, emptyBecause: (value: T) => string | null): LoadState<T> => {
  const because = emptyBecause(value);
  return because === null ? { kind: 'ready', value } : { kind: 'empty', because };
};
