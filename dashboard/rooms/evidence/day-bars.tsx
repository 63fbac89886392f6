import { useState } from 'preact/hooks';
import { EVIDENCE } from '../../words/evidence.ts';
import { day, dayAfter, daysBetween, filled, monthOf, quantity } from '../../words/language.ts';

/** Counts of the days that were read, oldest first; a day that is not there has not been read. */
export type Counts = readonly Readonly<{ date: string; count: number }>[];

/** What half of the days do not exceed, and what nine in ten lie between; null where no day was read. */
export function usualOf(counts: Counts): Readonly<{ half: number; low: number; high: number }> | null {
  if (counts.length === 0) return null;
  const sorted = counts.map(({ count }) => count).sort((one, other) => one - other);
  const at = (part: number): number => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
  return { half: at(0.5), low: at(0.05), high: at(0.95) };
}

function unreadSpans(
  read: ReadonlySet<number>,
  total: number,
): readonly (readonly [from: number, to: number])[] {
  const spans: [number, number][] = [];
  for (let at = 0; at < total; at += 1) {
    if (read.has(at)) continue;
    const last = spans.at(-1);
    if (last !== undefined && last[1] === at) last[1] = at + 1;
    else spans.push([at, at + 1]);
  }
  return spans;
}

const ROOM_OF_MONTH = 15;

type DayBarsProps = Readonly<{
  name: string;
  counts: Counts;
  from: string;
  to: string;
  usual: ReturnType<typeof usualOf>;
}>;

/**
 * A bar a day over the band of usual days; hatched where nobody has read. Pointer and arrow keys read a day
 * out.
 */
export function DayBars({ name, counts, from, to, usual }: DayBarsProps) {
  const [at, look] = useState<number | null>(null);
  const total = daysBetween(from, to) + 1;
  const byPlace = new Map(counts.map(({ date, count }) => [daysBetween(from, date), count]));
  const most = Math.max(1, ...byPlace.values());
  const percent = (part: number): string => `${(100 * part).toFixed(3)}%`;
  const y = (count: number): number => 100 - (100 * count) / most;
  const firsts = Array.from({ length: total }, (_, n) => dayAfter(from, n)).filter((date) =>
    date.endsWith('-01'),
  );
  const step = (move: number): void =>
    look((before) => Math.min(total - 1, Math.max(0, (before ?? total - 1) + move)));
  const read = at === null ? undefined : byPlace.get(at);
  const said =
    at === null
      ? filled(EVIDENCE.most, { count: quantity(most) })
      : filled(EVIDENCE.onDay, {
          date: day(dayAfter(from, at)),
          count: read === undefined ? EVIDENCE.nobodyRead : quantity(read),
        });
  return (
    <div>
      <p class="small muted">{said}</p>
      <div
        class="plot"
        role="slider"
        tabIndex={0}
        aria-label={filled(EVIDENCE.dayChart, { name, from: day(from), to: day(to) })}
        aria-valuemin={0}
        aria-valuemax={total - 1}
        aria-valuenow={at ?? total - 1}
        aria-valuetext={said}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          look(Math.min(total - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * total))));
        }}
        onPointerLeave={() => look(null)}
        onBlur={() => look(null)}
        onKeyDown={({ key }) => {
          if (key === 'ArrowLeft') step(-1);
          if (key === 'ArrowRight') step(1);
        }}
      >
        <svg viewBox={`0 0 ${total} 100`} preserveAspectRatio="none" width="100%" aria-hidden="true">
          {usual === null || usual.half === 0 ? null : (
            <rect
              fill="var(--shade1)"
              x={0}
              y={y(usual.high)}
              width={Math.max(...byPlace.keys()) + 1}
              height={y(usual.low) - y(usual.high)}
            />
          )}
          <path
            fill="var(--shade4)"
            d={[...byPlace].map(([place, count]) => `M${place} 100V${y(count).toFixed(1)}h.8V100z`).join('')}
          />
        </svg>
        {unreadSpans(new Set(byPlace.keys()), total).map(([start, end]) => (
          <span
            key={start}
            class="unread hatched"
            style={{ left: percent(start / total), width: percent((end - start) / total) }}
          />
        ))}
        {at === null ? null : <span style={{ borderLeft: '1px solid', left: percent((at + 0.5) / total) }} />}
      </div>
      <p class="months sub" aria-hidden="true">
        {firsts
          .filter((date) => daysBetween(date, to) > ROOM_OF_MONTH)
          .map((date) => (
            <span key={date} style={{ left: percent(daysBetween(from, date) / total) }}>
              {monthOf(date)}
            </span>
          ))}
      </p>
    </div>
  );
}
