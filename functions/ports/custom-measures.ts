import type { StoredMeasure } from '#contracts/api/custom-measures/custom-measures.ts';

/** Measures of clients. `client` comes from the API key: no method takes it from a request. */
export interface CustomMeasures {
  /** `null`: never stored. A deleted one is returned. Sees every acknowledged write. */
  get(client: string, id: string): Promise<StoredMeasure | null>;
  /** Measures of a client that are not deleted, in byte order of id; `status`: only those; `after` is exclusive. */
  list(client: string, status: StoredMeasure['status'] | null, limit: number, after: string | null): Promise<readonly StoredMeasure[]>;
  /** Stores it where what is there has the expected status; `null`: nothing is there. `false`: somebody else was faster. */
  put(client: string, measure: StoredMeasure, expected: StoredMeasure['status'] | null): Promise<boolean>;
}
