import { BAND_LIMITS, BANDS, bandOf } from '#domain/vocabulary/band-scale.ts';
import { onScale } from '../../parts/dots.tsx';
import { WORDS } from '../../words/shell.ts';

const [HEIGHT, BASE, SIDE] = [156, 112, 12];
/** Largest dot, across. */
const LARGEST = 15;

interface Dot {
  readonly value: number;
  readonly x: number;
  readonly y: number;
}

/** Dots for values of 0 to 100 along a width, those that would touch on each other. */
export function spreadOf(
  values: readonly number[],
  width: number,
): { readonly dots: readonly Dot[]; readonly size: number } {
  const at = (value: number): number => SIDE + onScale(value) * (width - 2 * SIDE);
  const columns = Map.groupBy(values, (value) => Math.floor(at(value) / LARGEST));
  const most = Math.max(1, ...[...columns.values()].map((column) => column.length));
  const size = Math.min(LARGEST, (BASE - 4) / most);
  const dots = [...columns].flatMap(([column, held]) =>
    held.map((value, n) => ({ value, x: (column + 0.5) * LARGEST, y: BASE - 1 - (n + 0.5) * size })),
  );
  return { dots, size };
}

interface SpreadProps {
  readonly width: number;
  /** Twenty equally likely values; null: not known, and only the mean is drawn. */
  readonly values: readonly number[] | null;
  readonly mean: number;
}

/**
 * What the chance may be, large: one dot for one of twenty equally likely values. Read aloud in the sentence
 * beside it.
 */
export function Spread({ width, values, mean }: SpreadProps) {
  const at = (value: number): number => SIDE + onScale(value) * (width - 2 * SIDE);
  const { dots, size } = spreadOf(values ?? [], width);
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
      <path stroke="var(--line)" d={BAND_LIMITS.map((limit) => `M${at(limit)} 4V${BASE}`).join('')} />
      <path stroke="var(--line2)" d={`M${SIDE} ${BASE}H${width - SIDE}`} />
      {dots.map(({ value, x, y }, n) => (
        <circle key={n} fill={`var(--${bandOf(value)})`} cx={x} cy={y} r={size / 2 - 0.6} />
      ))}
      <path stroke="var(--ink)" stroke-width={2} d={`M${at(mean)} ${BASE}v7`} />
      {BANDS.map(([band, from], n) => (
        <text key={band} x={(at(from) + at(BAND_LIMITS[n] ?? 100)) / 2} y={BASE + 22} text-anchor="middle">
          {WORDS[band]}
        </text>
      ))}
      {[0, ...BAND_LIMITS, 100].map((limit) => (
        <text key={limit} x={at(limit)} y={BASE + 40} text-anchor="middle">
          {limit}
        </text>
      ))}
    </svg>
  );
}
