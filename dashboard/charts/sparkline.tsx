import { line } from 'd3-shape';

interface Point {
  readonly as_of: string;
  readonly score: number | null;
}

const DAYS = 90;
const MS = 86_400_000;
const [WIDTH, HEIGHT] = [90, 24];

/** The last 90 days on a scale from 0 to 100. A gap is a day whose score is unknown. */
export function Sparkline({ points, until }: { readonly points: readonly Point[]; readonly until: string }) {
  const end = Date.parse(until);
  const x = (day: string): number => Math.round((DAYS - (end - Date.parse(day)) / MS) * 10) / 10;
  const y = (score: number): number => Math.round((HEIGHT - 1 - (score / 100) * (HEIGHT - 2)) * 10) / 10;
  const path = line<Point>()
    .defined(({ score }) => score !== null)
    .x(({ as_of }) => x(as_of))
    .y(({ score }) => y(score ?? 0))([...points]);
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={path ?? ''} />
    </svg>
  );
}
