import type { RunEvent, RunEvents } from '#functions/store/runs/run-events.ts';

/** Keeps what was told, every time it was told. */
export function inMemoryRunEvents(): RunEvents & { readonly sent: RunEvent[] } {
  const sent: RunEvent[] = [];
  return { sent, send: async (events) => void sent.push(...structuredClone(events)) };
}
