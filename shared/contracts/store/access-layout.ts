/**
 * Keys of the Access table. One place that writers, readers and tests share.
 *
 * Partition, sort key: item (who writes it)
 *
 * - `KEY#id`, `KEY`: an API key: client, scopes, hash, expiry (`npm run keys` only)
 * - `SESSION#id`, `SESSION`: a session of a browser: hash of its secret, its key, until it ends (`write`)
 * - `CLIENTS`, client: ids of its keys, with a revision (`npm run keys` only)
 * - `USED#id`, `DAY`: last day the key was used (every function, once a day and process)
 * - `REQUEST#client#hash`, `ANSWER`, `ANSWER#1` ...: an Idempotency-Key with its answer, in pieces where
 *   it is large, for a day (writing functions)
 * - `WRITES#client`, minute: writes of a client in a minute, for some minutes (writing functions)
 * - `WRITES#client`, `DAY#` and day: rows that the client sent on a day, for two days (writing functions)
 */
import type { TableKey } from './table-layout.ts';

export const KEY_PARTITIONS = 'KEY#*';
export const apiKeyKey = (id: string): TableKey => ({ pk: `KEY#${id}`, sk: 'KEY' });
export const SESSION_PARTITIONS = 'SESSION#*';
export const sessionKey = (id: string): TableKey => ({ pk: `SESSION#${id}`, sk: 'SESSION' });
export const CLIENTS_PARTITION = 'CLIENTS';
export const clientKey = (client: string): TableKey => ({ pk: CLIENTS_PARTITION, sk: client });
export const usedKey = (id: string): TableKey => ({ pk: `USED#${id}`, sk: 'DAY' });
export const USED_PARTITIONS = 'USED#*';
/** `hash`: of the Idempotency-Key. `piece`: of a large answer, from 0. */
export const requestKey = (client: string, hash: string, piece = 0): TableKey => ({
  pk: `REQUEST#${client}#${hash}`,
  sk: piece === 0 ? 'ANSWER' : `ANSWER#${piece}`,
});
/** Since 1970. */
export const writesKey = (client: string, minute: number): TableKey => ({
  pk: `WRITES#${client}`,
  sk: String(minute).padStart(12, '0'),
});
/** Since 1970. */
export const rowsKey = (client: string, day: number): TableKey => ({
  pk: `WRITES#${client}`,
  sk: `DAY#${String(day).padStart(8, '0')}`,
});
export const REQUEST_PARTITIONS = 'REQUEST#*';
export const WRITER_PARTITIONS = [REQUEST_PARTITIONS, 'WRITES#*', USED_PARTITIONS];
