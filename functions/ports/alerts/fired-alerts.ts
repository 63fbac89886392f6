import type { FiredAlert } from '#contracts/api/alerts/alerts.ts';

/** Place of an alert among those of its client: run, `#`, its id. Byte order is the order of runs. */
export type AlertPosition = string;

export const positionOfAlert = ({ run_id, id }: Pick<FiredAlert, 'run_id' | 'id'>): AlertPosition => `${run_id}#${id}`;
/** Behind every alert of a run. */
export const endOfRun = (runId: string): AlertPosition => `${runId}#~`;

/** How far rules were judged. Readers see no alert behind it, so they never pass one that is still being written. */
export interface AlertsMark {
  readonly run_id: string;
  /** Position of the feed of changes up to which rules were judged. */
  readonly position: string;
  /** When it was set. RFC 3339. */
  readonly at: string;
}

/** Alerts that rules of clients have fired. */
export interface FiredAlerts {
  /** Writes alerts of a client; the same again changes nothing. `expiresAt`: epoch seconds. */
  add(client: string, alerts: readonly FiredAlert[], expiresAt: number): Promise<void>;
  /** Alerts between two positions, `after` exclusive and `upTo` inclusive, the oldest first or the newest. */
  page(
    client: string,
    range: { readonly after: AlertPosition; readonly upTo: AlertPosition; readonly limit: number; readonly order: 'oldest' | 'newest' },
  ): Promise<readonly FiredAlert[]>;
  /** `null`: rules were never judged. Sees every acknowledged write. */
  mark(): Promise<AlertsMark | null>;
  /** Moves forwards only: an older mark is ignored. */
  moveMark(mark: AlertsMark): Promise<void>;
}
