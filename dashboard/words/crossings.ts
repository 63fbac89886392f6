interface Crossing {
  readonly kind: string;
  readonly band_before: string | null;
  readonly band_after: string | null;
}

/** Changes into another band. A subject that appears for the first time crossed nothing. */
export const crossings = <C extends Crossing>(changes: readonly C[]): readonly C[] =>
  changes.filter(({ band_before: before, band_after: after }) => before !== null && after !== null && before !== after);
