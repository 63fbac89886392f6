import { wholeScore } from '#domain/vocabulary/band-scale.ts';
import { wholeParts } from '#domain/vocabulary/whole-parts.ts';
import { signed } from '../words/language.ts';
import { Drawing } from './drawing.tsx';

type SumsProps = Readonly<{
  /** `colour`: whose colour the bar has, where it is not that of up and down. */
  causes: readonly Readonly<{
    label: string;
    points: number;
    colour?: string | undefined;
  }>[];
  total: string;
  /** The chances between which the causes made the change: points are written with a sign. */
  between?: readonly [from: number, to: number];
  /** Points of the longest bar: of the largest cause where it is not given. */
  scale?: number;
}>;

const WIDTH = 96;

export function Sums({
  causes: given,
  total,
  between,
  scale = Math.max(...given.map(({ points }) => Math.abs(points))),
}: SumsProps) {
  const causes = given.filter(({ points }) => points !== 0);
  const isChange = between !== undefined;
  const all = isChange
    ? wholeScore(between[1]) - wholeScore(between[0])
    : wholeScore(causes.reduce((sum, { points }) => sum + points, 0));
  const whole = wholeParts(
    causes.map(({ points }) => points),
    all,
  );
  const written = (points: number, exact: number): string =>
    points === 0 && exact !== 0 ? '<1' : isChange ? signed(points) : String(points);
  const zero = isChange ? WIDTH / 2 : 0;
  const width = (points: number): number =>
    Math.min(WIDTH - zero, (Math.abs(points) / scale) * (WIDTH - zero));
  return (
    <table class="sums">
      <tbody>
        {causes.map(({ label, points, colour = 'high' }, n) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td style={{ width: `${WIDTH + 8}px` }}>
              <Drawing width={WIDTH} height={18}>
                <rect
                  fill={`var(--${points < 0 ? 'low' : colour})`}
                  x={points < 0 ? zero - width(points) : zero}
                  y={4}
                  width={Math.max(1, width(points))}
                  height={10}
                />
              </Drawing>
            </td>
            <td class="num">{written(whole[n] ?? 0, points)}</td>
          </tr>
        ))}
        <tr class="total">
          <th scope="row" colSpan={2}>
            {total}
          </th>
          <td class="num">{isChange ? signed(all) : all}</td>
        </tr>
      </tbody>
    </table>
  );
}
