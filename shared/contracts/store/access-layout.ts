/**
 * Keys of the Access table. One place that writers, readers and tests share.
 *
 * | pk | sk | item | who writes |
 * |---|---|---|---|
 * | `KEY#id` | `KEY` | an API key: client, scopes, hash, expiry | `npm run keys` only |
 * | `CLIENTS` | client | ids of its keys, with a revision | `npm run keys` only |
 * | `USED#id` | `DAY` | last day the key was used | every function, once a day and process |
 * | `REQUEST#client#hash` | `ANSWER` | an Idempotency-Key with its answer, for a day | writing functions |
 * | `WRITES#client` | minute | writes of a client in a minute, for some minutes | writing functions |
 */
import type { TableKey } from './table-layout.ts';

export const apiKeyKey = (id: string): TableKey => ({ pk: `KEY#${id}`, sk: 'KEY' });
export const CLIENTS_PARTITION = 'CLIENTS';
export const clientKey = (client: string): TableKey => ({ pk: CLIENTS_PARTITION, sk: client });
/** The infrastructure lets functions write these partitions and no other: see `USED_PARTITIONS`. */
export const usedKey = (id: string): TableKey => ({ pk: `USED#${id}`, sk: 'DAY' });
export const USED_PARTITIONS = 'USED#*';
/** `hash`: of the Idempotency-Key, which is text of somebody else. */
export const requestKey = (client: string, hash: string): TableKey => ({ pk: `REQUEST#${client}#${hash}`, sk: 'ANSWER' });
/** `minute`: whole minutes since 1970. */
export const writesKey = (client: string, minute: number): TableKey => ({ pk: `WRITES#${client}`, sk: String(minute).padStart(12, '0') });
export const WRITER_PARTITIONS = ['REQUEST#*', 'WRITES#*', USED_PARTITIONS];
