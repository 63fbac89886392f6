import { beginComputing } from '#functions/http/computing.ts';
import type { LoadRescorer } from '../api/published-run/rescorer.ts';

/**
 * Loads the rescorer, which carries all facts, ten times the code of a read. Needed for an earlier day on which nothing was published, and
 * for custom suppliers. The bundler puts it into a file of its own, beside the function.
 */
export const loadRescorer: LoadRescorer = async () => {
  beginComputing();
  return (await import('./rescorer.services.ts')).rescorer;
};
