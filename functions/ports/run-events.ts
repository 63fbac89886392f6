import type { AlertFired, RunCompleted, RunFailed } from '#contracts/run/run-events.ts';
import type { PublishedChange } from '#functions/store/score-changes.ts';

/** A change as events carry it: without its position in the store. */
export type ChangeEvent = Omit<PublishedChange, 'position'> & { readonly event_id: string };

/** An event of a run. Its id stays the same when it is sent again. */
export type RunEvent =
  | { readonly type: 'score.changed' | 'band.changed'; readonly detail: ChangeEvent }
  | { readonly type: 'run.completed'; readonly detail: RunCompleted }
  | { readonly type: 'run.failed'; readonly detail: RunFailed }
  | { readonly type: 'alert.fired'; readonly detail: AlertFired };

/** Sends the events of a run to subscribers. */
export interface RunEvents {
  /**
   * Sends all events of a run, in order, each at least once: a second call sends them again, with the same ids. Throws when some were not
   * accepted after several attempts.
   */
  send(runId: string, events: readonly RunEvent[]): Promise<void>;
}
