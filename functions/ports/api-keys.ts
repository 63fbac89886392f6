import type { KeyRecord } from '#contracts/api/access.ts';

/** What a request needs of the stored keys. */
export interface KnownKeys {
  /** One read. */
  find(id: string): Promise<KeyRecord | null>;
  /** Remembers the day (UTC) a key was used. */
  markUsed(id: string, day: string): Promise<void>;
}

/** What `npm run keys` needs beside. Keys are never deleted: what a key was is part of the record of who did what. */
export interface ApiKeys extends KnownKeys {
  /** All clients that ever had a key, in byte order. */
  clients(): Promise<readonly string[]>;
  /** Oldest first. */
  ofClient(client: string): Promise<readonly KeyRecord[]>;
  /** `refuse` is shown the keys the client has, and throws to refuse; no other key can be added between that and this. */
  add(record: KeyRecord, refuse: (present: readonly KeyRecord[]) => void): Promise<void>;
  change(id: string, changes: Pick<KeyRecord, 'expires_at' | 'revoked_at'>): Promise<void>;
  lastUsedOn(id: string): Promise<string | null>;
}
