import type { ComponentChildren } from 'preact';
import { Figure } from '../parts/figure.tsx';
import { Chart } from './chart.tsx';

/** A part of a score. */
export interface Step {
  readonly id: string;
  readonly says: string;
  readonly points: number;
  readonly part: string;
}

interface WaterfallProps {
  readonly title: string;
  readonly score: number;
  readonly steps: readonly Step[];
  readonly source: ComponentChildren;
}

const MOST = 6;
const PARTS: Readonly<Record<string, string>> = { state: 'in force or ahead', may_begin: 'may begin', security: 'security crisis' };

/** How the points of the causes sum to a score, largest first, each beginning where the one before ended. */
export function Waterfall({ title, score, steps, source }: WaterfallProps) {
  const order = [...steps].sort((one, other) => other.points - one.points);
  const shown = order.filter(({ points }) => points > 0).slice(0, MOST);
  const others = order.slice(shown.length);
  const rest = others.reduce((sum, { points }) => sum + points, 0);
  const largest = order[0];
  let end = 0;
  const bars = shown.map((step) => {
    const from = end;
    end += step.points;
    return { ...step, from };
  });
  return (
    <Chart
      title={title}
      finding={
        largest === undefined || largest.points === 0 ? (
          'No cause gives points.'
        ) : (
          <>
            The largest of {order.length} causes gives <Figure value={largest.points} /> of <Figure value={score} /> points.
          </>
        )
      }
      source={source}
      table={{
        head: ['Cause', 'Part', 'Points'],
        rows: order.map(({ says, part, points }) => [says, PARTS[part] ?? part, <Figure key="points" value={points} />]),
      }}
    >
      {() => (
        <ol class="waterfall">
          {bars.map(({ id, says, points, part, from }) => (
            <Bar key={id} from={from} points={points} kind={part}>
              {says}
            </Bar>
          ))}
          {others.length === 0 ? null : (
            <Bar from={end} points={rest} kind="rest">
              {others.length === 1 ? '1 other cause' : `${others.length} other causes`}
            </Bar>
          )}
          <Bar from={0} points={score} kind="sum">
            <b>Score</b>
          </Bar>
        </ol>
      )}
    </Chart>
  );
}

interface BarProps {
  readonly from: number;
  readonly points: number;
  readonly kind: string;
  readonly children: ComponentChildren;
}

const Bar = ({ from, points, kind, children }: BarProps) => (
  <li>
    <span class="says">{children}</span>
    <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
      <path class="track" d="M0 7H100" />
      <rect class={`bar-${kind}`} x={from} y={1} width={Math.max(points, 0.4)} height={12} />
    </svg>
    <b class="number">
      <Figure value={points} />
    </b>
  </li>
);
