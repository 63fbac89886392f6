/** Builds services on the first call and keeps them. A failed build is forgotten, so the next request tries again. */
export function oncePerColdStart<T>(build: () => T): () => T {
  let built: { readonly services: T } | null = null;
  return () => {
    built ??= { services: build() };
    return built.services;
  };
}
