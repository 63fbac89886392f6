import type { RunEvent, RunEvents } from '#functions/store/run-events.ts';

/** Keeps what was told, every time it was told. */
export function inMemoryRunEvents(): RunEvents & { readonly sent: RunEvent[] } {
  const sent: RunEvent[] = [];
  return {
    sent,
    async send(_runId, events) {
      for await (const event of events) sent.push(structuredClone(event));
    },
  };
}
