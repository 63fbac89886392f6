import type { KeyRecord } from '#contracts/api/access.ts';
import type { ApiKeys } from '#functions/ports/api-keys.ts';

/** Keys over maps; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryApiKeys(): ApiKeys {
  const records = new Map<string, KeyRecord>();
  const used = new Map<string, string>();
  const ofClient = (client: string): readonly KeyRecord[] => [...records.values()].filter((key) => key.client === client);
  return {
    find: async (id) => records.get(id) ?? null,
    async markUsed(id, day) {
      used.set(id, day);
    },
    clients: async () => [...new Set([...records.values()].map(({ client }) => client))].sort(),
    ofClient: async (client) => ofClient(client),
    async add(record, refuse) {
      refuse(ofClient(record.client));
      records.set(record.id, record);
    },
    async change(id, changes) {
      const record = records.get(id);
      if (record === undefined) throw new Error(`there is no key ${id}`);
      records.set(id, { ...record, ...changes });
    },
    lastUsedOn: async (id) => used.get(id) ?? null,
  };
}
