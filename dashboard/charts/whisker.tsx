interface WhiskerProps {
  readonly score: number | null | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly band: string | undefined;
}

/**
 * A score on a line from 0 to 100 with the range of its uncertainty. It repeats numbers that stand beside it, so it is hidden from readers of
 * the screen.
 */
export const Whisker = ({ score, low, high, band }: WhiskerProps) => (
  <svg class="whisker" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
    <path class="track" d="M0 6H100" />
    {low === undefined || high === undefined ? null : <path class="range" d={`M${low} 6H${high}`} />}
    {typeof score === 'number' ? <path class={`dot stroke-${band}`} d={`M${score} 6h.01`} /> : null}
  </svg>
);
