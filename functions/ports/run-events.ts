import type { RunCompleted } from '#contracts/run/run-events.ts';
import type { PublishedChange } from './score-changes.ts';

/** A change as it is told: without its place in the store. */
export type ChangeEvent = Omit<PublishedChange, 'position'> & { readonly event_id: string };

/** Something that has happened, with the id that it has whenever it is told again. */
export type RunEvent =
  | { readonly type: 'score.changed' | 'band.changed'; readonly detail: ChangeEvent }
  | { readonly type: 'run.completed'; readonly detail: RunCompleted };

/** Tells others what a run has changed. */
export interface RunEvents {
  /**
   * All events of a run, in order. Each is told at least once: who calls again tells them again, with the same ids. Throws when some of
   * them were not taken after several attempts.
   */
  send(runId: string, events: readonly RunEvent[]): Promise<void>;
}
