import type { Measurement, Metrics } from '#functions/http/metrics.ts';

/** Keeps what was measured, in order. */
export function inMemoryMetrics(): Metrics & { readonly measured: readonly Measurement[] } {
  const measured: Measurement[] = [];
  return { measured, put: (some) => void measured.push(some) };
}
