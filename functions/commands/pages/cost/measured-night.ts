/** A night as `npm run bench` has measured it. */
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
  /** CPU seconds by step, of a core of the machine; of `score`, beyond the shipped suppliers, with a tenth of the draws and copied results. */
  readonly cpu_seconds: Readonly<Record<string, number>>;
  readonly peak_rss_mb: number;
}

/** Results as a night makes them, the mean over all suppliers and buyers. */
export interface WholeResults {
  readonly results: number;
  readonly cpu_ms: number;
  /** Bytes of its draws, which are kept for some days. */
  readonly draw_bytes: number;
}
