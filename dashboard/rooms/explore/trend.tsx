import { area, line as lineOf } from 'd3-shape';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { currentBuyer, currentQuery, setQuery, subjectLink } from '../../address/address.ts';
import { Act } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Drawing } from '../../parts/drawing.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { SavePicture } from '../../parts/save-picture.tsx';
import { Sized } from '../../parts/sized.tsx';
import type { ScoreRow } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import {
  capitalised,
  chance,
  country,
  day,
  daysBetween,
  filled,
  monthOf,
  wholeChance,
} from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { passes, type TabProps } from './filter.ts';
import { breaksOf, FIGURES, type Line, linesOf, missingOf, type Point } from './lines.ts';
import { ranking, yearOf } from './questions.ts';

/** Lines at a time, and those shown when nobody has chosen. */
const MOST = 6;
const FIRST = 3;
const [LEFT, RIGHT, TOP, BOTTOM] = [30, 8, 6, 22];
const HEIGHT = 210;
const TICKS = [0, 25, 50, 75, 100];

const keyOf = ({ subject }: ScoreRow): string => `${subject.type}:${subject.id}`;

export const Trend = ({ filter }: TabProps) => (
  <Answered key={filter.type} to={ranking(filter.type, currentBuyer.value, filter.asOf)} room="50rem">
    {({ data, as_of: asOf }) => {
      const rows = data.filter((row) => row.score != null && row.custom !== true && passes(row, filter));
      const asked = (currentQuery.value.get('subjects') ?? '')
        .split(',')
        .filter((id) => /^(element|supplier|country):[\w.-]+$/.test(id));
      const chosen =
        asked.length === 0 ? rows.slice(0, FIRST).map(keyOf) : [...new Set(asked)].slice(0, MOST);
      const set = (ids: readonly string[]): void => setQuery({ subjects: ids.join(',') });
      if (chosen.length === 0) return <p class="notice">{EXPLORE.noRow}</p>;
      const others = rows
        .filter((row) => !chosen.includes(keyOf(row)))
        .map((row) => [keyOf(row), capitalised(row.subject.name)] as const);
      const named = ({ id, name, points }: Line): Line => ({
        id,
        name: id.startsWith('country:')
          ? country(id.slice('country:'.length))
          : capitalised(data.find((row) => keyOf(row) === id)?.subject.name ?? name),
        points,
      });
      return (
        <Answered to={yearOf('long', chosen, currentBuyer.value, asOf)} room="44rem">
          {(answer) => (
            <Lines
              lines={linesOf(answer.data as Parameters<typeof linesOf>[0], chosen).map(named)}
              takeAway={(id) => set(chosen.filter((one) => one !== id))}
            >
              <Choice
                name={EXPLORE.add}
                value=""
                options={chosen.length < MOST ? [['', EXPLORE.choose], ...others] : [['', EXPLORE.sixAtMost]]}
                pick={(id) => set([...chosen, id])}
              />
            </Lines>
          )}
        </Answered>
      );
    }}
  </Answered>
);

type LinesProps = Readonly<{
  lines: readonly Line[];
  takeAway: (id: string) => void;
  children: ComponentChildren;
}>;

function Lines({ lines, takeAway, children }: LinesProps) {
  const days = lines[0]?.points.map((point) => point.day) ?? [];
  const [read, look] = useState<number | null>(null);
  const at = Math.min(read ?? days.length - 1, days.length - 1);
  const [last, end] = [days[at], days.at(-1)];
  if (last === undefined || end === undefined) return <p class="notice">{EXPLORE.noYear}</p>;
  const breaks = breaksOf(lines);
  const file = `chokepoint-${end}`;
  const figures = (points: readonly Point[], n: number) =>
    FIGURES.map((figure) => points[n]?.[figure] ?? null);
  return (
    <Card
      id="trend"
      title={filled(EXPLORE.weekOf, { day: day(last) })}
      acts={
        <>
          {children}
          <SaveCsv
            name={file}
            rows={[
              [
                'week',
                ...lines.flatMap(({ id }) =>
                  FIGURES.map((figure) => (figure === 'score' ? id : `${id} ${figure}`)),
                ),
              ],
              ...days.map((date, n) => [date, ...lines.flatMap(({ points }) => figures(points, n))]),
            ]}
          />
          <SavePicture
            within="#trend"
            name={file}
            foot={filled(EXPLORE.pictureFoot, { buyer: country(currentBuyer.value), day: day(end) })}
          />
        </>
      }
    >
      <label class="off-paper">
        <span class="small muted">{EXPLORE.readWeeks}</span>
        <input
          type="range"
          class="slider"
          min={0}
          max={days.length - 1}
          value={at}
          aria-valuetext={`${day(last)}: ${lines.map(({ name, points }) => `${name} ${readOut(points[at])}`).join('; ')}`}
          onInput={(event) => look(Number(event.currentTarget.value))}
        />
      </label>
      <div class="shelf">
        {lines.map((line) => (
          <figure key={line.id}>
            <figcaption class="filters">
              <a href={subjectLink(...(line.id.split(':') as [string, string]))}>{line.name}</a>{' '}
              <b>{readOut(line.points[at])}</b>
              {lines.length === 1 ? null : (
                <Act
                  kind="bare off-paper"
                  style={{ minHeight: '24px', marginInlineStart: 'auto' }}
                  says="×"
                  aria-label={filled(WORDS.remove, { name: line.name })}
                  does={() => takeAway(line.id)}
                />
              )}
            </figcaption>
            <Sized height={HEIGHT}>
              {(width) => (
                <Panel line={line} width={width} at={at} breaks={breaks.map((one) => one.day)} look={look} />
              )}
            </Sized>
          </figure>
        ))}
      </div>
      <ul class="bare small muted">
        <li>{EXPLORE.bandIs}</li>
        {lines.map((line) =>
          missingOf(line) === 0 ? null : (
            <li key={line.id}>{filled(EXPLORE.missing, { name: line.name, weeks: missingOf(line) })}</li>
          ),
        )}
        {breaks.map(({ day: from, method }) => (
          <li key={from}>{filled(EXPLORE.methodFrom, { day: day(from), version: method })}</li>
        ))}
      </ul>
    </Card>
  );
}

/** `25% (1 to 79), scarcity 74% (58 to 88)`. */
function readOut(point: Point | undefined): string {
  if (point === undefined || point.score === null) return WORDS.unknown;
  const { score, p05, p95, scarce, scarce_p05, scarce_p95 } = point;
  const rangeOf = (of: number, low: number | null, high: number | null): string =>
    low === null || high === null || bandOf(of) === 'low'
      ? ''
      : ` (${filled(WORDS.range, { low: wholeChance(low), high: wholeChance(high) })})`;
  const said = `${chance(score)}${rangeOf(score, p05, p95)}`;
  return scarce === null
    ? said
    : `${said}, ${filled(WORDS.scarceIs, { chance: chance(scarce) })}${rangeOf(scarce, scarce_p05, scarce_p95)}`;
}

type PanelProps = Readonly<{
  line: Line;
  width: number;
  at: number;
  breaks: readonly string[];
  look: (week: number | null) => void;
}>;

/** One line on the whole scale, 0 to 100. A week that is not known is a gap. */
function Panel({ line: { name, points }, width, at, breaks, look }: PanelProps) {
  const [first, last] = [points[0]?.day ?? '', points.at(-1)?.day ?? ''];
  const base = HEIGHT - BOTTOM;
  const span = Math.max(1, daysBetween(first, last));
  const x = ({ day: date }: Pick<Point, 'day'>): number =>
    LEFT + (daysBetween(first, date) / span) * (width - LEFT - RIGHT);
  const y = (score: number | null): number => base - ((score ?? 0) / 100) * (base - TOP);
  const [path, scarcity] = (['score', 'scarce'] as const).map((of) =>
    lineOf<Point>(x, (point) => y(point[of])).defined((point) => point[of] !== null),
  );
  const [ribbon, scarceRibbon] = (
    [
      ['p05', 'p95'],
      ['scarce_p05', 'scarce_p95'],
    ] as const
  ).map(([low, high]) =>
    area<Point>(
      x,
      (point) => y(point[low]),
      (point) => y(point[high]),
    ).defined((point) => point[low] !== null && point[high] !== null),
  );
  const months = points.filter(
    ({ day: date }, n) => n === 0 || date.slice(0, 7) !== points[n - 1]?.day.slice(0, 7),
  );
  const every = Math.ceil(months.length / Math.max(2, Math.floor(width / 64)));
  const read = points[at];
  return (
    <Drawing
      style={{ touchAction: 'pan-y' }}
      width={width}
      height={HEIGHT}
      says={`${name}, ${day(last)}: ${readOut(points.at(-1))}`}
      onPointerMove={({ offsetX }) =>
        look(
          Math.max(
            0,
            Math.min(
              points.length - 1,
              Math.round(((offsetX - LEFT) / (width - LEFT - RIGHT)) * (points.length - 1)),
            ),
          ),
        )
      }
      onPointerLeave={() => look(null)}
    >
      {TICKS.map((limit) => (
        <g key={limit}>
          <path stroke="var(--line2)" d={`M${LEFT} ${y(limit)}H${width - RIGHT}`} />
          <text x={LEFT - 6} y={y(limit) + 4} text-anchor="end">
            {limit}
          </text>
        </g>
      ))}
      {months.map((point, n) =>
        n % every === 0 && x(point) < width - 30 ? (
          <text key={point.day} x={x(point)} y={HEIGHT - 5}>
            {monthOf(point.day)}
          </text>
        ) : null,
      )}
      {breaks.map((date) => (
        <path
          key={date}
          stroke="var(--line2)"
          stroke-dasharray="3 3"
          d={`M${x({ day: date })} ${TOP}V${base}`}
        />
      ))}
      <path fill="var(--link)" fill-opacity={0.12} d={scarceRibbon?.(points) ?? ''} />
      <path fill="var(--shade3)" fill-opacity={0.3} d={ribbon?.(points) ?? ''} />
      <path fill="none" stroke="var(--ink)" stroke-width={2} d={path?.(points) ?? ''} />
      <path
        fill="none"
        stroke="var(--link)"
        stroke-width={1.5}
        stroke-dasharray="5 3"
        d={scarcity?.(points) ?? ''}
      />
      {read === undefined || read.score === null ? null : (
        <>
          <path stroke="var(--ink)" d={`M${x(read)} ${TOP}V${base}`} />
          <circle cx={x(read)} cy={y(read.score)} r={4} fill="var(--ink)" />
        </>
      )}
    </Drawing>
  );
}
