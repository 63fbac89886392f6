import type { PointerCopy, RunPointer } from '#functions/ports/run-ledger.ts';
import { logger } from '#functions/runtime/logger.ts';

/**
 * Keeps a copy of the pointer beside the store, so that readers know the published run while the store is away. Writes what differs from what it has
 * written last. It never rejects: without a copy readers get 503 then, as they would have.
 */
export function pointerCopier(copy: PointerCopy): (pointer: RunPointer | null) => Promise<void> {
  let last = '';
  return async (pointer) => {
    if (pointer === null) return;
    const next = JSON.stringify(pointer);
    if (next === last) return;
    try {
      await copy.put(pointer);
      last = next;
    } catch (error) {
      logger().warn('the pointer could not be copied, and is tried again in a minute; readers have what the store says', {
        error: error as Error,
      });
    }
  };
}
