import { type SessionRecord, sessionRecordSchema } from '#contracts/api/access.ts';
import { sessionKey } from '#contracts/store/access-layout.ts';
import type { Table } from '../table/table.ts';
import { type Credential, knownKeysIn } from './api-keys.ts';

/** A session ends when it says so, or with its key. */
export function sessionsIn(table: Table) {
  const keys = knownKeysIn(table);
  return {
    async find(id: string): Promise<Credential | null> {
      const item = await table.get(sessionKey(id));
      if (item === undefined) return null;
      const { key, client, scopes, secret_sha256, expires_at } = sessionRecordSchema.parse(item);
      const until = new Date(1000 * expires_at).toISOString();
      const by =
        key === null ? { id: key, client, scopes, revoked_at: null, expires_at: null } : await keys.find(key);
      return (
        by && {
          ...by,
          secret_sha256,
          expires_at: by.expires_at !== null && by.expires_at < until ? by.expires_at : until,
        }
      );
    },
    markUsed: keys.markUsed,
    async begin(id: string, session: SessionRecord): Promise<void> {
      await table.put({ ...sessionKey(id), ...session });
    },
    end: (id: string): Promise<void> => table.delete(sessionKey(id)),
  };
}
