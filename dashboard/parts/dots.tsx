import { BAND_LIMITS, bandOf } from '#domain/vocabulary/band-scale.ts';

const WIDTH = 250;
const HEIGHT = 36;
const BASE = 31;
/** Width of a dot. */
const DOT = 4.9;
/** Place of a chance of 0 to 100 on a scale of 0 to 1, on which low chances have more room: bands are as wide. */
export const onScale = (chance: number): number => Math.sqrt(chance / 100);
const at = (chance: number): number => 4 + onScale(chance) * (WIDTH - 8);

/** Places of the dots: those of one bin stand on each other, closer where there are many. */
function stacked(values: readonly number[]) {
  const bins = Map.groupBy(values, (value) => Math.floor(at(value) / DOT));
  const most = Math.max(...[...bins.values()].map((bin) => bin.length));
  const step = Math.min(DOT, (BASE - 3) / most);
  return [...bins].flatMap(([bin, held]) =>
    held.map((value, n) => ({ x: (bin + 0.5) * DOT, y: BASE - 3.4 - n * step, value })),
  );
}

/**
 * What the chance may be, as dots along the scale of 0 to 100: twenty equally likely values; null: they are
 * not known, and only the mean is drawn.
 * Decoration for a screen reader: the same numbers stand beside it.
 */
export function Dots({
  values,
  mean,
}: {
  readonly values: readonly number[] | null;
  readonly mean: number | null;
}) {
  const bands = Map.groupBy(values === null ? [] : stacked(values), ({ value }) => bandOf(value));
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path stroke="var(--line)" d={BAND_LIMITS.map((limit) => `M${at(limit)} 0V${BASE}`).join('')} />
      <path stroke="var(--line2)" d={`M0 ${BASE}H${WIDTH}`} />
      {[...bands].map(([band, dots]) => (
        <path
          key={band}
          class={band}
          stroke={`var(--${band})`}
          stroke-width={DOT}
          d={dots.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h.01`).join('')}
        />
      ))}
      {mean === null ? null : (
        <path stroke="var(--ink)" stroke-width={2} stroke-linecap="butt" d={`M${at(mean)} ${BASE}v5`} />
      )}
    </svg>
  );
}

/** The scale above a column of dots. */
export const DotsScale = () => (
  <svg width={WIDTH} height={14} viewBox={`0 0 ${WIDTH} 14`} aria-hidden="true">
    {[0, ...BAND_LIMITS, 100].map((limit) => (
      <text key={limit} x={Math.min(WIDTH - 10, Math.max(4, at(limit)))} y={11} text-anchor="middle">
        {limit}
      </text>
    ))}
  </svg>
);
