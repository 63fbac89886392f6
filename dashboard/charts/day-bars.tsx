import { shortDayText } from '../words/numbers.ts';

interface DayBarsProps {
  readonly width: number;
  readonly days: readonly { readonly date: string; readonly count: number | null }[];
  readonly from: string;
  readonly until: string;
  readonly says: string;
}

const [LEFT, TOP, BOTTOM, HEIGHT] = [30, 8, 20, 110];
const DAY_MS = 86_400_000;

/** A bar a day. Days that nobody reported are grey, so that silence is not taken for calm. */
export function DayBars({ width, days, from, until, says }: DayBarsProps) {
  const total = Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1;
  const step = (width - LEFT - 4) / total;
  const most = Math.max(1, ...days.map(({ count }) => count ?? 0));
  const x = (date: string): number => Math.round((LEFT + ((Date.parse(date) - Date.parse(from)) / DAY_MS) * step) * 10) / 10;
  const y = (count: number): number => Math.round((HEIGHT - BOTTOM - (count / most) * (HEIGHT - BOTTOM - TOP)) * 10) / 10;
  const bars = days.flatMap(({ date, count }) => (count === null || count === 0 ? [] : [`M${x(date)} ${HEIGHT - BOTTOM}V${y(count)}`]));
  const seen = new Set(days.filter(({ count }) => count !== null).map(({ date }) => date));
  const silent = Array.from({ length: total }, (_, at) => new Date(Date.parse(from) + at * DAY_MS).toISOString().slice(0, 10)).filter(
    (date) => !seen.has(date),
  );
  const ticks = [from, days[Math.floor(days.length / 2)]?.date ?? from, until];
  return (
    <svg class="day-bars" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={says}>
      <path class="silent" d={silent.map((date) => `M${x(date)} ${TOP}V${HEIGHT - BOTTOM}`).join('')} stroke-width={Math.max(1, step)} />
      <path class="grid" d={`M${LEFT} ${HEIGHT - BOTTOM}H${width}`} />
      <text x={LEFT - 6} y={TOP + 8} text-anchor="end">
        {most}
      </text>
      <text x={LEFT - 6} y={HEIGHT - BOTTOM} text-anchor="end">
        0
      </text>
      <path class="bars" d={bars.join('')} stroke-width={Math.max(1, step - 0.4)} />
      {ticks.map((date, at) => (
        <text key={at} x={x(date)} y={HEIGHT - 5} text-anchor={at === 0 ? 'start' : at === 1 ? 'middle' : 'end'}>
          {shortDayText(date)} {date.slice(0, 4)}
        </text>
      ))}
    </svg>
  );
}
