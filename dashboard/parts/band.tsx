import { capital } from '../words/numbers.ts';

/** Shape of each band: bands are told apart without seeing colours, and in print. */
const MARKS: Readonly<Record<string, string>> = { low: '○', guarded: '◔', elevated: '◑', high: '◕', critical: '●' };

/** A band of the scale by word, mark and colour. */
export const BandMark = ({ band }: { readonly band: string | null | undefined }) => (
  <span class={`band band-${band ?? 'unknown'}`}>
    <span aria-hidden="true">{MARKS[band ?? ''] ?? '?'}</span> {capital(band ?? 'unknown')}
  </span>
);
