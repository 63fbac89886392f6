import { area, line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { Answered } from '../../parts/answered.tsx';
import { Sized } from '../../parts/sized.tsx';
import { chance, day, monthOf, wholeChance } from '../../words/language.ts';
import { WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import { type Asked, type History, history } from './questions.ts';

type Point = History['data'][number];
type Scored = Point & { readonly score: number };

const [HEIGHT, TOP, BASE, SIDE] = [150, 8, 126, 28];

interface YearProps {
  readonly asked: Asked;
  readonly from: string;
  readonly to: string;
}

/** The chance of a year by week with its interval. */
export const Year = ({ asked, from, to }: YearProps) => (
  <Answered to={history(asked, from, to)} room="12rem">
    {({ data }) => {
      const scored = data.filter((point): point is Scored => point.score !== null);
      const now = scored.at(-1);
      if (scored.length < 2 || now === undefined) return <p class="muted">{WORDS.yearShort}</p>;
      const values = scored.map(({ score }) => score);
      const says = WORDS.yearSays(chance(Math.min(...values)), chance(Math.max(...values)), chance(now.score));
      return (
        <>
          <p class="small">{says}</p>
          <Sized height={HEIGHT}>{(width) => <Line points={scored} says={says} width={width} from={from} to={to} />}</Sized>
          <details>
            <summary>{SHELL.asTable}</summary>
            <table class="plain stack">
              <tbody>
                {scored.map((point) => (
                  <tr key={point.as_of}>
                    <th scope="row">{day(point.as_of)}</th>
                    <td class="num">{readOut(point)}</td>
                    <td class="muted">{point.origin === 'replayed' ? WORDS.replayed : null}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      );
    }}
  </Answered>
);

/** `82% (60 to 95)`. */
const readOut = ({ score, p05, p95 }: Scored): string =>
  p05 === null || p95 === null ? chance(score) : `${chance(score)} (${SHELL.range(wholeChance(p05), wholeChance(p95))})`;

interface LineProps {
  readonly points: readonly Scored[];
  readonly says: string;
  readonly width: number;
  readonly from: string;
  readonly to: string;
}

/** A line with its interval; pointer and arrow keys read out a week. */
function Line({ points, says, width, from, to }: LineProps) {
  const [at, read] = useState<number | null>(null);
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const x = (date: string): number => SIDE + ((Date.parse(date) - first) / Math.max(1, last - first)) * (width - SIDE - 4);
  const y = (score: number): number => BASE - (score / 100) * (BASE - TOP);
  const path = line<Scored>(
    ({ as_of }) => x(as_of),
    ({ score }) => y(score),
  );
  const ribbon = area<Scored>(
    ({ as_of }) => x(as_of),
    ({ p05 }) => y(p05 ?? 0),
    ({ p95 }) => y(p95 ?? 0),
  ).defined(({ p05, p95 }) => p05 !== null && p95 !== null);
  const months = points.filter(({ as_of }, n) => n % Math.ceil(points.length / 5) === 0 && x(as_of) < width - 30);
  const point = at === null ? undefined : points[at];
  const move = (by: number): void => read(Math.max(0, Math.min(points.length - 1, (at ?? points.length) + by)));
  return (
    <figure>
      <svg
        style={{ touchAction: 'pan-y' }}
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={`${says}. ${WORDS.lineHint}`}
        tabindex={0}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          event.preventDefault();
          move(event.key === 'ArrowLeft' ? -1 : 1);
        }}
        onPointerMove={({ offsetX }) =>
          read(
            nearest(
              points.map(({ as_of }) => x(as_of)),
              offsetX,
            ),
          )
        }
        onPointerLeave={() => read(null)}
      >
        {[0, 50, 100].map((limit) => (
          <g key={limit}>
            <path stroke="var(--line2)" d={`M${SIDE} ${y(limit)}H${width}`} />
            <text x={SIDE - 6} y={y(limit) + 4} text-anchor="end">
              {limit}
            </text>
          </g>
        ))}
        <path fill="var(--shade3)" fill-opacity={0.3} d={ribbon([...points]) ?? ''} />
        <path fill="none" stroke="var(--ink)" stroke-width={2} d={path([...points]) ?? ''} />
        {months.map(({ as_of }) => (
          <text key={as_of} x={x(as_of)} y={BASE + 18}>
            {monthOf(as_of)}
          </text>
        ))}
        {point === undefined ? null : <path stroke="var(--ink)" d={`M${x(point.as_of)} ${TOP}V${BASE}`} />}
      </svg>
      <figcaption class="small muted" aria-live="polite">
        {point === undefined ? '\u00a0' : `${day(point.as_of)}: ${readOut(point)}`}
      </figcaption>
    </figure>
  );
}

/** Place of the number that is nearest to another. */
const nearest = (numbers: readonly number[], to: number): number =>
  numbers.reduce((best, one, n) => (Math.abs(one - to) < Math.abs((numbers[best] ?? 0) - to) ? n : best), 0);
