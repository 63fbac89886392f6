import { requestKey, rowsKey, writesKey } from '#contracts/store/access-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { gunzipJson, gzipJson } from './compression.ts';
import type { Item, Table } from './table.ts';

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

/** Seconds for which an idempotency key belongs to its request. */
const REMEMBERED_SECONDS = 86_400;
/** Seconds after which a claim without a response is given up; longer than any function runs. */
const CLAIM_SECONDS = 60;

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_DAY = 86_400;
/** Counters are of no use when their minute is over. */
const COUNTER_MINUTES = 10;
/** An item has at most 400 kB; the answer to a large import has more, also when it is packed. */
const PIECE_BYTES = 350_000;

/**
 * Requests that have written, kept by idempotency key, and the number of writes per client; shared by all
 * writing functions.
 */
export type RequestMemory = ReturnType<typeof requestMemoryIn>;

/**
 * Requests and counters in the Access table. An expired row counts as gone, whether or not it has been
 * deleted yet.
 */
export function requestMemoryIn(table: Table) {
  async function outcomeOf({ client, keyHash, fingerprint }: RequestClaim): Promise<ClaimOutcome> {
    const item = await table.get(requestKey(client, keyHash));
    if (item !== undefined && item.fingerprint !== fingerprint) return { status: 'other_request' };
    if (item?.answer === undefined) return { status: 'in_flight' };
    const pieces = [item.answer as Uint8Array];
    for (let piece = 1; piece < (item.pieces as number); piece += 1)
      pieces.push((await table.get(requestKey(client, keyHash, piece)))?.answer as Uint8Array);
    return { status: 'done', answer: gunzipJson(Buffer.concat(pieces)) as StoredResponse };
  }

  /** Whether whoever claimed it has died, or its time is over. */
  const isGivenUp = (item: Item, fingerprint: string, now: number): boolean =>
    Number(item[EXPIRY_ATTRIBUTE]) < now ||
    (item.fingerprint === fingerprint && item.answer === undefined && Number(item.locked_until) < now);

  return {
    /** Conditional: of many that claim at the same time one is the first. `now`: epoch seconds. */
    async claim(request: RequestClaim, now: number): Promise<ClaimOutcome> {
      const { client, keyHash, fingerprint } = request;
      const expires_at = now + REMEMBERED_SECONDS;
      const item = {
        ...requestKey(client, keyHash),
        fingerprint,
        locked_until: now + CLAIM_SECONDS,
        [EXPIRY_ATTRIBUTE]: expires_at,
      };
      if (await table.put(item, 'absent')) return { status: 'first' };
      const found = await table.get(item);
      if (found !== undefined && isGivenUp(found, fingerprint, now)) {
        // Who takes it, or answers it, changes this.
        const asFound = {
          locked_until: found.locked_until as number | null,
          [EXPIRY_ATTRIBUTE]: found[EXPIRY_ATTRIBUTE] as number,
        };
        if (await table.put(item, { equal: asFound })) return { status: 'first' };
      }
      return outcomeOf(request);
    },
    /** Kept for a day from the claim, however large it is. `now`: epoch seconds of the claim. */
    async keep({ client, keyHash }: RequestClaim, answer: StoredResponse, now: number): Promise<void> {
      const packed = gzipJson(answer);
      const pieces = Math.ceil(packed.length / PIECE_BYTES);
      // The first piece last: an answer is there with all of its pieces, or not at all.
      for (let piece = 1; piece < pieces; piece += 1) {
        const part = packed.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
        await table.put({
          ...requestKey(client, keyHash, piece),
          answer: part,
          [EXPIRY_ATTRIBUTE]: now + REMEMBERED_SECONDS,
        });
      }
      await table.set(requestKey(client, keyHash), {
        answer: packed.subarray(0, PIECE_BYTES),
        pieces,
        locked_until: null,
      });
    },
    /** The request came to nothing: it may be tried again at once. */
    async release({ client, keyHash }: RequestClaim): Promise<void> {
      await table.set(requestKey(client, keyHash), { locked_until: 0 }, 'present');
    },
    /** Counts a write of the client in a minute (whole minutes since 1970); returns how many that makes. */
    countWrite: (client: string, minute: number): Promise<number> =>
      table.add(writesKey(client, minute), 'writes', 1, {
        [EXPIRY_ATTRIBUTE]: (minute + COUNTER_MINUTES) * SECONDS_PER_MINUTE,
      }),
    /** Counts rows that the client sends on a day (whole days since 1970); returns how many that makes. */
    countRows: (client: string, day: number, rows: number): Promise<number> =>
      table.add(rowsKey(client, day), 'writes', rows, { [EXPIRY_ATTRIBUTE]: (day + 2) * SECONDS_PER_DAY }),
  };
}
