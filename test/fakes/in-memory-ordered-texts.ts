import type { OrderedTexts } from '#functions/ports/ordered-texts.ts';

/** Ordered texts over maps. */
export function inMemoryOrderedTexts(): OrderedTexts {
  const lists = new Map<string, Map<number, string>>();
  return {
    put(list, place, text) {
      const texts = lists.get(list) ?? new Map<number, string>();
      if (texts.has(place)) throw new Error(`place ${place} of ${list} was given before`);
      lists.set(list, texts.set(place, text));
    },
    inOrder: (list) => [...(lists.get(list) ?? [])].sort(([a], [b]) => a - b).map(([, text]) => text),
    close: () => lists.clear(),
  };
}
