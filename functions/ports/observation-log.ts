import type { Quarantined } from '#contracts/ingestion/observations.ts';
import type { Observation, ObservationVersion } from '#domain/signals/observations.ts';

/** That which an observation speaks of: a thing with an id, or a day of a signal. */
export type ObservedThing = Pick<Observation, 'signal' | 'id' | 'date'>;

/** Where a page of the quarantine ended. */
export type QuarantinePosition = Pick<Quarantined, 'sent_by' | 'id'>;

/** Observations in versions that are added and never changed, and those that were not taken. */
export interface ObservationLog {
  /** Versions of what the observation speaks of, oldest first. Sees every acknowledged write. */
  versionsOf(observation: Observation): Promise<readonly ObservationVersion[]>;
  /** The newest of those versions, by one read however many there are; `null`: there is none. Sees every acknowledged write. */
  newestOf(observation: ObservedThing): Promise<ObservationVersion | null>;
  /** Adds a version; `false` when somebody else has just added that one. It is stored once the promise resolves. */
  append(entry: ObservationVersion): Promise<boolean>;
  /** All versions of all signals. */
  all(): Promise<readonly ObservationVersion[]>;
  /** Puts an item into quarantine; one that is there already, decided or not, stays as it is. Returns the stored item. */
  quarantine(entry: Quarantined): Promise<Quarantined>;
  /** `client`: sees only what it sent; `null`: sees what anybody sent. */
  quarantined(client: string | null, id: string): Promise<Quarantined | null>;
  /** Items in quarantine, in byte order of client and id; `after` is exclusive. `client`: null for all clients. */
  listQuarantine(client: string | null, limit: number, after: QuarantinePosition | null): Promise<readonly Quarantined[]>;
  /** Changes one that has the expected status; `false` when it was decided in between. */
  decide(entry: Quarantined, expected: 'waiting' | 'releasing'): Promise<boolean>;
}
