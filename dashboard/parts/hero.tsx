import type { ComponentChildren } from 'preact';
import { BAND_LIMITS, BANDS } from '#domain/vocabulary/band-scale.ts';
import { chance, filled, wholeChance } from '../words/language.ts';
import { WORDS } from '../words/shell.ts';
import { at, Dots, type DotsProps, Limits } from './dots.tsx';
import './hero.css';

const LARGE = { height: 156, base: 112, side: 12, dot: 15 };

/** What the chance may be, as large as its place, with the names of the bands. */
export function LargeDots({
  width,
  ...of
}: Pick<DotsProps, 'values' | 'mean'> & Readonly<{ width: number }>) {
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

/** A chance within the year in large figures, with that of today. */
export const Tier = ({
  name,
  year,
  now,
}: Readonly<{
  name: string;
  year: number | null;
  now: number | null;
}>) => (
  <div>
    <dt>{name}</dt>
    <dd class="big">
      {year === null ? (
        WORDS.unknown
      ) : (
        <data value={String(year)}>
          {wholeChance(year)}
          <small>%</small>
        </data>
      )}
    </dd>
    {now === null ? null : <dd class="muted">{filled(WORDS.todayIs, { chance: chance(now) })}</dd>}
  </div>
);

export type Fact = readonly [name: string, value: ComponentChildren, note?: ComponentChildren];

export const Facts = ({ of }: Readonly<{ of: readonly Fact[] }>) => (
  <dl class="shelf facts">
    {of.map(([name, value, note = '']) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          {value}
          {note === '' ? null : <small>{note}</small>}
        </dd>
      </div>
    ))}
  </dl>
);
