/** After a failure the next call tries again. */
export function oncePerColdStart<T>(build: () => T): () => T {
  let built: Readonly<{ services: T }> | null = null;
  return () => {
    built ??= { services: build() };
    return built.services;
  };
}

/** A rejected value is made again. */
export function keptForNewestKey<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  let newest: Readonly<{ key: string; value: Promise<T> }> | null = null;
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
