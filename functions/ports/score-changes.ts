import type { ScoreChange } from '#domain/explanations/changes/change-document.ts';
import type { SubjectKey } from './published-scores.ts';

/**
 * Place of a change in the feed: day of its run, `#`, and its sequence number with sixteen digits. Byte order is the order of publication.
 */
export type ChangePosition = string;

export const positionOf = (day: string, seq: number): ChangePosition => `${day}#${String(seq).padStart(16, '0')}`;

/** Room for the changes of a run between two sequence numbers. */
const NUMBERS_PER_RUN = 1_000_000;

/** The number before the first change of a run. */
export const numberOfRun = (runId: string): number => Number(runId.slice(1)) * NUMBERS_PER_RUN;

/** A change with its place in the feed. */
export interface PublishedChange extends ScoreChange {
  /** Unique and increasing, not without gaps. */
  readonly seq: number;
  readonly position: ChangePosition;
}

/** How far the feed is written: readers go no further, so they never pass a change that is still being written. */
export interface ChangesHead {
  readonly position: ChangePosition;
  readonly run_id: string;
  /** Months (`2026-10`) that have changes and are kept, oldest first. */
  readonly months: readonly string[];
}

/** All changes of a month, or all of one subject for one buyer. */
export type ChangePartition = { readonly month: string } | SubjectKey;

export interface ChangeRange {
  /** Exclusive; the empty text is the beginning. */
  readonly after: ChangePosition;
  /** Inclusive. */
  readonly upTo: ChangePosition;
  readonly limit: number;
}

/** The read side: each method is one request. */
export interface ReadScoreChanges {
  /** `null`: nothing was ever published. */
  head(): Promise<ChangesHead | null>;
  /** Changes in order of the feed. Fewer than `limit` means that there are no more. */
  page(partition: ChangePartition, range: ChangeRange): Promise<readonly PublishedChange[]>;
}

export interface ScoreChanges extends ReadScoreChanges {
  /** Writes changes into the feed of their month and that of their subject; the same again changes nothing. `expiresAt`: epoch seconds. */
  append(changes: readonly PublishedChange[], expiresAt: number): Promise<void>;
  /** Lets readers go further. Moves forwards only: an older head is ignored. */
  moveHead(head: ChangesHead): Promise<void>;
}
