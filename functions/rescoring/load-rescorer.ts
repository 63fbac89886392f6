import type { LoadRescorer, Rescorer } from '#functions/ports/rescorer.ts';

/**
 * The rescorer carries all facts, ten times the code of a read. It is a second file beside the bundle of the function, loaded when an earlier
 * day is asked about and nothing was published on it, or a custom supplier: the name is not written as a literal so that the bundler
 * leaves it out.
 */
const FILE = import.meta.url.endsWith('.ts') ? './rescorer.ts' : './rescorer.mjs';

export const loadRescorer: LoadRescorer = async () => {
  const { rescorer } = (await import(FILE)) as { readonly rescorer: Rescorer };
  return rescorer;
};
