import { area, line } from 'd3-shape';
import { shortDayText } from '../words/numbers.ts';

/** A point of a line over time; `score` null leaves a gap. */
export interface TimePoint {
  readonly as_of: string;
  readonly score: number | null;
  readonly p05: number | null;
  readonly p95: number | null;
  readonly methodology?: string;
}

export interface TimeLine {
  readonly id: string;
  readonly name: string;
  readonly points: readonly TimePoint[];
}

/** A day with something to mark. */
export interface TimeMark {
  readonly day: string;
  readonly says: string;
}

/** A jump of a line that is explained elsewhere on the page. */
export interface TimeJump {
  readonly day: string;
  readonly score: number;
  /** Number in the list of explanations. */
  readonly number: number;
  readonly says: string;
}

interface TimeLinesProps {
  readonly jumps?: readonly TimeJump[];
  readonly onJump?: (number: number) => void;
  readonly width: number;
  readonly lines: readonly TimeLine[];
  readonly marks?: readonly TimeMark[];
  readonly from: string;
  readonly until: string;
  readonly says: string;
  readonly height?: number;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [30, 92, 12, 24];
const DAY_MS = 86_400_000;
const LIMITS = [0, 20, 40, 60, 80, 100];

/** First days of months between two days, at most `most` of them. */
function monthsBetween(from: string, until: string, most: number): readonly string[] {
  const months: string[] = [];
  const day = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (; day.toISOString().slice(0, 10) <= until; day.setUTCMonth(day.getUTCMonth() + 1)) {
    const text = day.toISOString().slice(0, 10);
    if (text >= from) months.push(text);
  }
  const step = Math.max(1, Math.ceil(months.length / most));
  return months.filter((_, at) => at % step === 0);
}

/** Where labels at the ends of lines stand, so that none covers another. */
function spread(ends: readonly number[], gap: number): readonly number[] {
  const order = ends.map((y, at) => ({ y, at })).sort((one, other) => one.y - other.y);
  const placed: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { y, at } of order) {
    last = Math.max(y, last + gap);
    placed[at] = last;
  }
  return placed;
}

/** Scores over time from 0 to 100 with the limits of the bands behind them; one line alone also shows its interval. */
export function TimeLines({ width, lines, marks = [], jumps = [], onJump, from, until, says, height = 240 }: TimeLinesProps) {
  const [right, bottom] = [width - RIGHT, height - BOTTOM];
  const span = Math.max(DAY_MS, Date.parse(until) - Date.parse(from));
  const x = (day: string): number => Math.round((LEFT + ((Date.parse(day) - Date.parse(from)) / span) * (right - LEFT)) * 10) / 10;
  const y = (score: number): number => Math.round((bottom - (score / 100) * (bottom - TOP)) * 10) / 10;
  const path = line<TimePoint>()
    .defined(({ score }) => score !== null)
    .x(({ as_of }) => x(as_of))
    .y(({ score }) => y(score ?? 0));
  const range = area<TimePoint>()
    .defined(({ p05, p95 }) => p05 !== null && p95 !== null)
    .x(({ as_of }) => x(as_of))
    .y0(({ p05 }) => y(p05 ?? 0))
    .y1(({ p95 }) => y(p95 ?? 0));
  const ends = lines.map(({ points }) => points.findLast(({ score }) => score !== null));
  const labels = spread(
    ends.map((end) => y(end?.score ?? 0)),
    14,
  );
  return (
    <svg
      class="time-lines"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={jumps.length === 0 ? 'img' : 'group'}
      aria-label={says}
    >
      {LIMITS.map((limit) => (
        <g key={limit}>
          <path class="grid" d={`M${LEFT} ${y(limit)}H${right}`} />
          <text x={LEFT - 6} y={y(limit) + 4} text-anchor="end">
            {limit}
          </text>
        </g>
      ))}
      {monthsBetween(from, until, Math.max(2, Math.floor((right - LEFT) / 80))).map((month) => (
        <text key={month} x={x(month)} y={height - 6} text-anchor="middle">
          {shortDayText(month)} {month.slice(2, 4)}
        </text>
      ))}
      {marks.map(({ day, says: what }) => (
        <path key={`${day} ${what}`} class="mark" d={`M${x(day)} ${TOP}V${bottom}`}>
          <title>{`${day}: ${what}`}</title>
        </path>
      ))}
      {lines.length === 1 ? <path class="interval" d={range([...(lines[0]?.points ?? [])]) ?? ''} /> : null}
      {lines.map(({ id, name, points }, at) => (
        <g key={id} class={`line line-${at}`}>
          <path d={path([...points]) ?? ''} />
          {ends[at] === undefined ? null : (
            <>
              <circle cx={x(ends[at].as_of)} cy={y(ends[at].score ?? 0)} r="4" />
              <text x={right + 8} y={(labels[at] ?? 0) + 4}>
                {name.length > 12 ? `${name.slice(0, 11)}…` : name}
              </text>
            </>
          )}
        </g>
      ))}
      {jumps.map(({ day, score, number, says: why }) => (
        <a
          key={number}
          class="jump"
          href={`#jump-${number}`}
          aria-label={`${number}: ${why}`}
          onClick={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onJump?.(number);
          }}
        >
          <title>{why}</title>
          <circle cx={x(day)} cy={y(score)} r="9" />
          <text x={x(day)} y={y(score) + 4} text-anchor="middle">
            {number}
          </text>
        </a>
      ))}
    </svg>
  );
}
