/** A stored response, to be sent again for a repeated request. */
export interface StoredResponse {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** One request under an Idempotency-Key of a client. */
export interface RequestClaim {
  readonly client: string;
  /** Hash of the Idempotency-Key. */
  readonly keyHash: string;
  /** Hash of method, address and body of the request that the key belongs to. */
  readonly fingerprint: string;
}

export type ClaimOutcome =
  /** Nobody has done it yet: do it, then `keep` or `release`. */
  | { readonly status: 'first' }
  | { readonly status: 'done'; readonly answer: StoredResponse }
  /** Somebody is at it, or died less than a minute ago. */
  | { readonly status: 'in_flight' }
  /** The key stands for another request. */
  | { readonly status: 'other_request' };

/** Requests that have written, kept by idempotency key, and the number of writes per client; shared by all writing functions. */
export interface RequestMemory {
  /** Conditional: of many that claim at the same time one is the first. `now`: epoch seconds. */
  claim(request: RequestClaim, now: number): Promise<ClaimOutcome>;
  /** Kept for a day from the claim, however large it is. `now`: epoch seconds of the claim. */
  keep(request: RequestClaim, answer: StoredResponse, now: number): Promise<void>;
  /** The request came to nothing: it may be tried again at once. */
  release(request: RequestClaim): Promise<void>;
  /** Counts a write of the client in a minute (whole minutes since 1970); returns how many that makes. */
  countWrite(client: string, minute: number): Promise<number>;
}

/** Seconds for which an idempotency key belongs to its request. */
export const REMEMBERED_SECONDS = 86_400;
/** Seconds after which a claim without a response is given up; longer than any function runs. */
export const CLAIM_SECONDS = 60;
