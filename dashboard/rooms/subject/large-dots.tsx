import { BAND_LIMITS, BANDS } from '#domain/vocabulary/band-scale.ts';
import { at, Dots, type DotsProps, Limits } from '../../parts/dots.tsx';
import { WORDS } from '../../words/shell.ts';

const LARGE = { height: 156, base: 112, side: 12, dot: 15 };

/** What the chance may be, as large as its place, with the names of the bands. */
export function LargeDots({ width, ...of }: Pick<DotsProps, 'values' | 'mean'> & { readonly width: number }) {
  const measures = { ...LARGE, width };
  return (
    <Dots {...of} measures={measures}>
      {BANDS.map(([band, from], n) => (
        <text
          key={band}
          x={(at(from, measures) + at(BAND_LIMITS[n] ?? 100, measures)) / 2}
          y={LARGE.base + 22}
          text-anchor="middle"
        >
          {WORDS[band]}
        </text>
      ))}
      <Limits measures={measures} y={LARGE.base + 40} />
    </Dots>
  );
}
