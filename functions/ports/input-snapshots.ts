import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

/** Immutable input snapshots, addressed by the sha256 of their canonical JSON. */
export interface InputSnapshots {
  /** Stores the snapshot if it is new; returns its sha256. */
  put(data: ReferenceData): Promise<string>;
  /** Throws when there is none, or when the stored bytes do not have this hash. */
  get(sha256: string): Promise<ReferenceData>;
  /** The snapshot that the next run is to use. */
  current(): Promise<string | null>;
  setCurrent(sha256: string): Promise<void>;
}
