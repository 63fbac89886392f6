import type { ComponentChildren } from 'preact';
import { BAND_LIMITS, bandOf } from '#domain/vocabulary/band-scale.ts';
import { Drawing } from './drawing.tsx';

/** Measures of a drawing in pixels: `base` is its line, `side` the room beside the scale, `dot` across. */
const ROW = { width: 250, height: 36, base: 31, side: 4, dot: 4.9 };
type Measures = typeof ROW;

/** Place of a chance of 0 to 100 on a scale of 0 to 1, on which low chances have more room: bands are as wide. */
export const onScale = (chance: number): number => Math.sqrt(chance / 100);
export const at = (chance: number, { width, side }: Measures): number =>
  side + onScale(chance) * (width - 2 * side);

/** Dots for values of 0 to 100: those that would touch stand on each other, smaller where there are many. */
export function stacked(values: readonly number[], measures: Measures) {
  const { base, dot } = measures;
  const bins = Map.groupBy(values, (value) => Math.floor(at(value, measures) / dot));
  const most = Math.max(1, ...[...bins.values()].map((bin) => bin.length));
  const size = Math.min(dot, (base - 3) / most);
  const dots = [...bins].flatMap(([bin, held]) =>
    held.map((value, n) => ({ value, x: (bin + 0.5) * dot, y: base - 1 - (n + 0.5) * size })),
  );
  return { dots, size };
}

export type DotsProps = Readonly<{
  /** Twenty equally likely values; null: they are not known, and only the mean is drawn. */
  values: readonly number[] | null;
  mean: number | null;
  measures?: Measures;
  children?: ComponentChildren;
}>;

/**
 * What the chance may be, as dots along the scale of 0 to 100. Decoration for a screen reader: the same numbers
 * stand beside it.
 */
export function Dots({ values, mean, measures = ROW, children }: DotsProps) {
  const { width, height, base } = measures;
  const { dots, size } = stacked(values ?? [], measures);
  return (
    <Drawing width={width} height={height} stroke-linecap="round">
      <path
        stroke="var(--line)"
        d={BAND_LIMITS.map((limit) => `M${at(limit, measures)} 0V${base}`).join('')}
      />
      <path stroke="var(--line2)" d={`M0 ${base}H${width}`} />
      {[...Map.groupBy(dots, ({ value }) => bandOf(value))].map(([band, held]) => (
        <path
          key={band}
          class={band}
          stroke={`var(--${band})`}
          stroke-width={0.94 * size}
          d={held.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h.01`).join('')}
        />
      ))}
      {mean === null ? null : (
        <path
          stroke="var(--ink)"
          stroke-width={2}
          stroke-linecap="butt"
          d={`M${at(mean, measures)} ${base}v5`}
        />
      )}
      {children}
    </Drawing>
  );
}

export const Limits = ({ measures, y }: Readonly<{ measures: Measures; y: number }>) =>
  [0, ...BAND_LIMITS, 100].map((limit) => (
    <text
      key={limit}
      x={Math.min(measures.width - 10, Math.max(4, at(limit, measures)))}
      y={y}
      text-anchor="middle"
    >
      {limit}
    </text>
  ));

export const DotsScale = () => (
  <Drawing width={ROW.width} height={14}>
    <Limits measures={ROW} y={11} />
  </Drawing>
);
