/** A request takes its turn in a thread that computes. */
export class ToBeComputed extends Error {
  override readonly name = 'ToBeComputed';
}

let mayComputeHere = true;

export function neverComputeHere(): void {
  mayComputeHere = false;
}

/**
 * Stands before what may take more than 5 ms. Throws `ToBeComputed` where that is done elsewhere; nothing may
 * have been written by then.
 */
export function beginComputing(): void {
  if (!mayComputeHere) throw new ToBeComputed();
}
