/**
 * A request that is to be computed was begun in a thread that answers everybody: it begins anew in one that
 * computes.
 */
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
 * Stands before work that nobody has done ahead of the request. Throws `ToBeComputed` where it is done
 * elsewhere; nothing may have been written by then.
 */
export function beginComputing(): void {
  if (!mayComputeHere) throw new ToBeComputed();
}
