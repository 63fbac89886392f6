/**
 * Keys of the Access table. One place that writers, readers and tests share.
 *
 * | pk | sk | item | who writes |
 * |---|---|---|---|
 * | `KEY#id` | `KEY` | an API key: client, scopes, hash, expiry | `npm run keys` only |
 * | `SESSION#id` | `SESSION` | a session of a browser: hash of its secret, its key, until it ends | `write` |
 * | `CLIENTS` | client | ids of its keys, with a revision | `npm run keys` only |
 * | `USED#id` | `DAY` | last day the key was used | every function, once a day and process |
 * | `REQUEST#client#hash` | `ANSWER`, `ANSWER#1` ... | an Idempotency-Key with its answer, in pieces where it
 * is large, for a day | writing functions |
 * | `WRITES#client` | minute | writes of a client in a minute, for some minutes | writing functions |
 * | `WRITES#client` | `DAY#` and day | rows that the client sent on a day, for two days | writing functions |
 */
import type { TableKey } from './table-layout.ts';

/** The infrastructure lets functions read these partitions, and write none of them. */
export const KEY_PARTITIONS = 'KEY#*';
export const apiKeyKey = (id: string): TableKey => ({ pk: `KEY#${id}`, sk: 'KEY' });
/** The infrastructure lets `write` begin and end these, and all read them. */
export const SESSION_PARTITIONS = 'SESSION#*';
export const sessionKey = (id: string): TableKey => ({ pk: `SESSION#${id}`, sk: 'SESSION' });
export const CLIENTS_PARTITION = 'CLIENTS';
export const clientKey = (client: string): TableKey => ({ pk: CLIENTS_PARTITION, sk: client });
/** The infrastructure lets functions write these partitions and no other: see `USED_PARTITIONS`. */
export const usedKey = (id: string): TableKey => ({ pk: `USED#${id}`, sk: 'DAY' });
export const USED_PARTITIONS = 'USED#*';
/**
 * `hash`: of the Idempotency-Key, which is text of somebody else. `piece`: of an answer that does not fit one
 * item, from 0.
 */
export const requestKey = (client: string, hash: string, piece = 0): TableKey => ({
  pk: `REQUEST#${client}#${hash}`,
  sk: piece === 0 ? 'ANSWER' : `ANSWER#${piece}`,
});
/** `minute`: whole minutes since 1970. */
export const writesKey = (client: string, minute: number): TableKey => ({
  pk: `WRITES#${client}`,
  sk: String(minute).padStart(12, '0'),
});
/** `day`: whole days since 1970. */
export const rowsKey = (client: string, day: number): TableKey => ({
  pk: `WRITES#${client}`,
  sk: `DAY#${String(day).padStart(8, '0')}`,
});
export const REQUEST_PARTITIONS = 'REQUEST#*';
export const WRITER_PARTITIONS = [REQUEST_PARTITIONS, 'WRITES#*', USED_PARTITIONS];
