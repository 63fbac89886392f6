import type { ArchivedObjects } from '#functions/store/objects/archived-objects.ts';

/** Objects in memory. */
export function inMemoryArchivedObjects(): ArchivedObjects & { readonly objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    read: async (key) => objects.get(key) ?? null,
    readPart: async (key, from, length) => objects.get(key)?.subarray(from, from + length) ?? null,
    has: async (key) => objects.has(key),
    async write(key, bytes) {
      objects.set(key, bytes);
    },
    keys: async (prefix, after) =>
      [...objects.keys()]
        .filter((key) => key.startsWith(prefix) && key > after && !key.slice(prefix.length).includes('/'))
        .sort(),
  };
}
