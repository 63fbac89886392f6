import type { LoadRescorer } from '#functions/ports/rescorer.ts';

/**
 * The rescorer carries all facts, ten times the code of a read. It is loaded when an earlier day is asked about and nothing was published
 * on it, or a custom supplier. The bundler makes a file of its own of it, beside the function.
 */
export const loadRescorer: LoadRescorer = async () => (await import('./rescorer.ts')).rescorer;
