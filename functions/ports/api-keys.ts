import type { KeyRecord } from '#contracts/api/access.ts';

/** Reads and marks stored API keys, as every request needs. */
export interface KnownKeys {
  /** One read. */
  find(id: string): Promise<KeyRecord | null>;
  /** Records the last day (UTC) on which a key was used. */
  markUsed(id: string, day: string): Promise<void>;
}

/** Creates, changes and lists API keys, for `npm run keys`. Keys are never deleted: they are part of the record of who did what. */
export interface ApiKeys extends KnownKeys {
  /** All clients that ever had a key, in byte order. */
  clients(): Promise<readonly string[]>;
  /** All keys of a client, oldest first. */
  ofClient(client: string): Promise<readonly KeyRecord[]>;
  /** `refuse` is shown the keys the client has, and throws to refuse; no other key can be added between that and this. */
  add(record: KeyRecord, refuse: (present: readonly KeyRecord[]) => void): Promise<void>;
  change(id: string, changes: Pick<KeyRecord, 'expires_at' | 'revoked_at'>): Promise<void>;
  lastUsedOn(id: string): Promise<string | null>;
}
