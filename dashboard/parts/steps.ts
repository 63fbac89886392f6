import { WORDS } from '../words/shell.ts';

/** Steps of the chain, from the ground to the product. */
export const STEPS = ['mine', 'separation', 'refining', 'metal', 'magnet'] as const;

/** Name of a step of the chain; what is none stays as it is. */
export function stepName(step: string): string {
  const known = STEPS.find((one) => one === step);
  return known === undefined ? step : WORDS[known];
}
