/** A night as `npm run bench -- --only scale` has measured it. */
export interface MeasuredNight {
  readonly suppliers: number;
  /** Suppliers, elements and countries. */
  readonly subjects: number;
  readonly buyers: number;
  /** Write units of DynamoDB by kind of item. */
  readonly write_units: Readonly<Record<string, number>>;
  /** Objects that the night has written. */
  readonly objects: number;
  /** CPU seconds by step, of a core of the machine; of `score` with a tenth of the draws and copied results. */
  readonly cpu_seconds: Readonly<Record<string, number>>;
  readonly peak_rss_mb: number;
}

/** Reads that came in at one rate, as `npm run bench -- --only load` has measured them. */
export interface MeasuredLoad {
  /** Requests a second that were sent. */
  readonly asked: number;
  readonly answered: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly failed: number;
}

/** Results as a night makes them, the mean over some suppliers and all buyers. */
export interface WholeResults {
  readonly results: number;
  readonly cpu_ms: number;
  /** Explanation and draws, as they are kept beside the table. */
  readonly object_bytes: number;
}
