import type { LoadRescorer } from '#functions/ports/rescorer.ts';

let load: LoadRescorer = async () => (await import('./rescorer.ts')).rescorer;

/**
 * Loads the rescorer, which carries all facts, ten times the code of a read. Needed for an earlier day on which nothing was published, and
 * for custom suppliers. The bundler puts it into a file of its own, beside the function.
 */
export const loadRescorer: LoadRescorer = () => load();

/** From now on all handlers of this process rescore with that one, as a service does that keeps its own thread for requests. */
export function rescoreWith(elsewhere: LoadRescorer): void {
  load = elsewhere;
}
