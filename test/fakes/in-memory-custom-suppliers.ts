import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { type CustomSuppliers, nextVersion } from '#functions/ports/custom-suppliers.ts';

/** Suppliers over maps; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryCustomSuppliers(): CustomSuppliers {
  const versions = new Map<string, StoredSupplier[]>();
  const changes: { readonly client: string; readonly at: string; readonly id: string }[] = [];
  const of = (client: string, id: string): readonly StoredSupplier[] => versions.get(`${client}#${id}`) ?? [];
  return {
    get: async (client, id) => of(client, id).at(-1) ?? null,
    clients: async () => [...new Set(changes.map(({ client }) => client))].sort(),
    async changedSince(client, instant, limit) {
      const since = changes.filter((change) => change.client === client && change.at >= instant);
      return since.length > limit ? null : [...new Set(since.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ id }) => id))];
    },
    version: async (client, id, version) => of(client, id).find((one) => one.version === version) ?? null,
    versions: async (client, id, limit) => of(client, id).slice(-limit),
    list: async (client, limit, after) =>
      [...versions]
        .filter(([name]) => name.startsWith(`${client}#`))
        .flatMap(([, all]) => all.slice(-1))
        .filter(({ id, deleted }) => !deleted && (after === null || id > after))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    async put(client, id, supplier, expected, now, by) {
      const present = of(client, id).at(-1) ?? null;
      const next = nextVersion(present, id, supplier, expected, now, by);
      if (next === present) return next;
      versions.set(`${client}#${id}`, [...of(client, id), next]);
      changes.push({ client, at: now, id });
      return next;
    },
  };
}
