/** A request was begun in the thread that answers everybody, and takes its turn in one that computes. */
export class ToBeComputed extends Error {
  override readonly name = 'ToBeComputed';
}

let mayComputeHere = true;

/**
 * From now on nothing is computed in this thread, which answers everybody. On AWS each request has its
 * function to itself.
 */
export function neverComputeHere(): void {
  mayComputeHere = false;
}

/**
 * Stands before whatever may take more than 5 ms. Throws `ToBeComputed` where that is done elsewhere; nothing
 * may have been written by then.
 */
export function beginComputing(): void {
  if (!mayComputeHere) throw new ToBeComputed();
}
