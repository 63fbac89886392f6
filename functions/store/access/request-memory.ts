import { requestKey, rowsKey, writesKey } from '#contracts/store/access-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { gunzipJson, gzipJson } from '../table/compression.ts';
import type { Item, Table } from '../table/table.ts';

export type StoredResponse = Readonly<{
  status: number;
  body: unknown;
  headers: Readonly<Record<string, string>>;
}>;

export type RequestClaim = Readonly<{
  client: string;
  keyHash: string;
  /** Hash of method, address and body. */
  fingerprint: string;
}>;

export type ClaimOutcome =
  /** Do it, then `keep` or `release`. */
  | Readonly<{ status: 'first' }>
  | Readonly<{ status: 'done'; answer: StoredResponse }>
  | Readonly<{ status: 'in_flight' }>
  | Readonly<{ status: 'other_request' }>;

const REMEMBERED_SECONDS = 86_400;
/** Longer than any function runs. */
const CLAIM_SECONDS = 60;

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_DAY = 86_400;
const COUNTER_MINUTES = 10;
/** An item has room for 400 kB; the answer to a large import has more. */
const PIECE_BYTES = 350_000;

export type RequestMemory = ReturnType<typeof requestMemoryIn>;

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

  const isGivenUp = (item: Item, fingerprint: string, now: number): boolean =>
    Number(item[EXPIRY_ATTRIBUTE]) < now ||
    (item.fingerprint === fingerprint && item.answer === undefined && Number(item.locked_until) < now);

  return {
    /** Of many at the same time one is the first. `now`: epoch seconds. */
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
        const asFound = {
          locked_until: found.locked_until as number | null,
          [EXPIRY_ATTRIBUTE]: found[EXPIRY_ATTRIBUTE] as number,
        };
        if (await table.put(item, { equal: asFound })) return { status: 'first' };
      }
      return outcomeOf(request);
    },
    async keep({ client, keyHash }: RequestClaim, answer: StoredResponse, now: number): Promise<void> {
      const packed = gzipJson(answer);
      const pieces = Math.ceil(packed.length / PIECE_BYTES);
      // The first piece last: an answer is there whole, or not at all.
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
    async release({ client, keyHash }: RequestClaim): Promise<void> {
      await table.set(requestKey(client, keyHash), { locked_until: 0 }, 'present');
    },
    /** Both return how many that makes; minutes and days are whole ones since 1970. */
    countWrite: (client: string, minute: number): Promise<number> =>
      table.add(writesKey(client, minute), 'writes', 1, {
        [EXPIRY_ATTRIBUTE]: (minute + COUNTER_MINUTES) * SECONDS_PER_MINUTE,
      }),
    countRows: (client: string, day: number, rows: number): Promise<number> =>
      table.add(rowsKey(client, day), 'writes', rows, { [EXPIRY_ATTRIBUTE]: (day + 2) * SECONDS_PER_DAY }),
  };
}
