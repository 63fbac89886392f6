import { createHash } from 'node:crypto';
import { type KeyRecord, keyRecordSchema } from '#contracts/api/access.ts';
import { apiKeyKey, CLIENTS_PARTITION, clientKey, usedKey } from '#contracts/store/access-layout.ts';
import { retriedAgainstOthers } from '../table/contention.ts';
import type { Table } from '../table/table.ts';

const ID_LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 10;
const SECRET_BYTES = 32;

export function newSecret(randomBytes: (count: number) => Uint8Array) {
  // 62 does not divide 256: the rest would favour some letters.
  const id = [...randomBytes(ID_LENGTH)].map((byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('');
  const secret = Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url');
  return { id, secret, secret_sha256: createHash('sha256').update(secret).digest('hex') };
}

/** `id`: of the key; null: a token made the session. */
export type Credential = Omit<KeyRecord, 'id' | 'created_at'> & Readonly<{ id: string | null }>;

export interface Credentials {
  find(id: string): Promise<Credential | null>;
  markUsed(id: string, day: string): Promise<void>;
}

export function knownKeysIn(table: Table) {
  return {
    /** A key of the last second may be unknown. */
    async find(id: string): Promise<KeyRecord | null> {
      const item = await table.get(apiKeyKey(id), { eventual: true });
      return item === undefined ? null : keyRecordSchema.parse(item);
    },
    /** `day`: UTC. */
    async markUsed(id: string, day: string): Promise<void> {
      await table.set(usedKey(id), { day });
    },
  };
}

/** Keys are never deleted: they are the record of who did what. */
export type ApiKeys = ReturnType<typeof apiKeysIn>;

export function apiKeysIn(table: Table) {
  async function keysOf(
    name: string,
  ): Promise<Readonly<{ revision: number | null; records: readonly KeyRecord[] }>> {
    const item = await table.get(clientKey(name));
    if (item === undefined) return { revision: null, records: [] };
    const found = await Promise.all((item.key_ids as string[]).map((id) => table.get(apiKeyKey(id))));
    return {
      revision: item.revision as number,
      records: found.map((record) => keyRecordSchema.parse(record)),
    };
  }

  return {
    ...knownKeysIn(table),
    clients: async (): Promise<readonly string[]> =>
      (await table.range({ pk: CLIENTS_PARTITION })).map(({ sk }) => sk),
    ofClient: async (name: string): Promise<readonly KeyRecord[]> => (await keysOf(name)).records,
    /** `refuse` sees the keys of the client, and throws; no other key is added in between. */
    async add(record: KeyRecord, refuse: (present: readonly KeyRecord[]) => void): Promise<void> {
      await retriedAgainstOthers(`the list of keys of ${record.client}`, async () => {
        const { revision, records } = await keysOf(record.client);
        refuse(records);
        // First: a crash in between leaves a key whose secret nobody was shown.
        await table.put({ ...apiKeyKey(record.id), ...record });
        const list = { key_ids: [...records.map(({ id }) => id), record.id], revision: (revision ?? 0) + 1 };
        const isAdded = await table.put(
          { ...clientKey(record.client), ...list },
          revision === null ? 'absent' : { equal: { revision } },
        );
        return isAdded || null;
      });
    },
    async change(
      id: string,
      { expires_at, revoked_at }: Pick<KeyRecord, 'expires_at' | 'revoked_at'>,
    ): Promise<void> {
      if (!(await table.set(apiKeyKey(id), { expires_at, revoked_at }, 'present')))
        throw new Error(`there is no key ${id}`);
    },
    lastUsedOn: async (id: string): Promise<string | null> =>
      ((await table.get(usedKey(id)))?.day as string | undefined) ?? null,
  };
}
