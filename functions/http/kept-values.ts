/**
 * Builds services on the first call and keeps them. A failed build is forgotten, so the next request tries
 * again.
 */
export function oncePerColdStart<T>(build: () => T): () => T {
  let built: { readonly services: T } | null = null;
  return () => {
    built ??= { services: build() };
    return built.services;
  };
}

/**
 * A memory for one value: the same key gives what was made for it, another key replaces it. A rejected value
 * is made again by the next call.
 */
export function keptForNewestKey<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  let newest: { readonly key: string; readonly value: Promise<T> } | null = null;
  return (key, make) => {
    if (newest?.key === key) return newest.value;
    const made = { key, value: make() };
    newest = made;
    made.value.catch(() => {
      if (newest === made) newest = null;
    });
    return made.value;
  };
}
