/** A night as `npm run bench -- --only scale` has measured it. */
export interface MeasuredNight {
  readonly suppliers: number;
  /** Suppliers, elements and countries. */
  readonly subjects: number;
  readonly buyers: number;
  /** Write units of DynamoDB by kind of item. */
  readonly write_units: Readonly<Record<string, number>>;
  /** Bytes of all items that were written. */
  readonly row_bytes: number;
  /** Objects that the night has written, and the bytes of those that are kept for long: explanations, results, documents. */
  readonly objects: number;
  readonly object_bytes: number;
  /** CPU seconds by step, of a core of the machine; of `score` with a tenth of the draws and copied results. */
  readonly cpu_seconds: Readonly<Record<string, number>>;
  readonly peak_rss_mb: number;
  /** Reads over HTTP after it; none where they were not measured. */
  readonly reads: readonly MeasuredRead[];
}

/** A read of a list or a score: the first, which loads what it needs, and the median of later ones. */
export interface MeasuredRead {
  readonly what: string;
  readonly first_ms: number;
  readonly median_ms: number;
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

/** Results as a night makes them, the mean over all suppliers and buyers. */
export interface WholeResults {
  readonly results: number;
  readonly cpu_ms: number;
  /** Bytes of its draws, which are kept for some days. */
  readonly draw_bytes: number;
}
