import { area, line as lineOf } from 'd3-shape';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { capitalised } from '#domain/vocabulary/country-names.ts';
import { currentBuyer, currentQuery, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Choice } from '../../parts/choice.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { SavePicture } from '../../parts/save-picture.tsx';
import { Sized } from '../../parts/sized.tsx';
import type { ScoreRow } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import { chance, country, day, daysBetween, listed, monthOf, wholeChance } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { isInGroup, isNamed, type TabProps } from './filter.ts';
import { breaksOf, type Line, linesOf, missingOf, type Point } from './lines.ts';
import { ranking, yearOf } from './questions.ts';

/** Lines at a time, and those shown when nobody has chosen. */
const MOST = 6;
const FIRST = 3;
const [LEFT, RIGHT, TOP, BOTTOM] = [30, 8, 6, 22];
const HEIGHT = 210;

const keyOf = ({ subject }: ScoreRow): string => `${subject.type}:${subject.id}`;

/** Up to six subjects over the last year, side by side on the same scale, each with its interval. */
export const Trend = ({ filter }: TabProps) => (
  <Answered key={filter.type} to={ranking(filter.type, currentBuyer.value, filter.asOf)} room="50rem">
    {({ data, as_of: asOf }) => {
      const rows = data.filter(
        (row) => row.score != null && row.custom !== true && isInGroup(row, filter.group) && isNamed(row, filter.words),
      );
      const asked = (currentQuery.value.get('subjects') ?? '').split(',').filter((id) => /^(element|supplier|country):[\w.-]+$/.test(id));
      const chosen = asked.length === 0 ? rows.slice(0, FIRST).map(keyOf) : [...new Set(asked)].slice(0, MOST);
      const set = (ids: readonly string[]): void => setQuery({ subjects: ids.join(',') });
      const nameOf = ({ id, name }: Line): string => {
        const named = data.find((row) => keyOf(row) === id)?.subject.name;
        return named === undefined && id.startsWith('country:') ? country(id.slice('country:'.length)) : capitalised(named ?? name);
      };
      const left = rows.filter((row) => !chosen.includes(keyOf(row)));
      const adder = (
        <Choice
          name={EXPLORE.add}
          value=""
          options={
            chosen.length < MOST
              ? [['', EXPLORE.choose], ...left.map((row) => [keyOf(row), capitalised(row.subject.name)] as const)]
              : [['', EXPLORE.sixAtMost]]
          }
          pick={(id) => set([...chosen, id])}
        />
      );
      if (chosen.length === 0) return <p class="told">{EXPLORE.noRow}</p>;
      return (
        <Answered to={yearOf(chosen, currentBuyer.value, asOf)} room="44rem">
          {(answer) => (
            <Lines
              lines={linesOf(answer.data as Parameters<typeof linesOf>[0], chosen).map((line) => ({ ...line, name: nameOf(line) }))}
              adder={adder}
              takeAway={(id) => set(chosen.filter((one) => one !== id))}
            />
          )}
        </Answered>
      );
    }}
  </Answered>
);

interface LinesProps {
  readonly lines: readonly Line[];
  readonly adder: ComponentChildren;
  readonly takeAway: (id: string) => void;
}

function Lines({ lines, adder, takeAway }: LinesProps) {
  const days = lines[0]?.points.map((point) => point.day) ?? [];
  const [read, look] = useState<number | null>(null);
  const at = Math.min(read ?? days.length - 1, days.length - 1);
  const last = days[at];
  if (last === undefined) return <p class="told">{EXPLORE.noYear}</p>;
  const names = lines.map(({ name }) => name);
  const valueAt = ({ points }: Line, n: number): string => readOut(points[n]);
  const says = `${day(last)}: ${lines.map((line, n) => `${names[n]} ${valueAt(line, at)}`).join('; ')}`;
  const breaks = breaksOf(lines);
  const file = `chokepoint-${days.at(-1)}`;
  return (
    <section class="card" id="trend">
      <header>
        <h2>{EXPLORE.weekOf(day(last))}</h2>
        <div class="acts">
          {adder}
          <SaveCsv
            name={file}
            rows={[
              ['week', ...lines.flatMap(({ id }) => [id, `${id} p05`, `${id} p95`])],
              ...days.map((date, n) => [
                date,
                ...lines.flatMap(({ points }) => [points[n]?.score ?? null, points[n]?.p05 ?? null, points[n]?.p95 ?? null]),
              ]),
            ]}
          />
          <SavePicture within="#trend" name={file} foot={EXPLORE.pictureFoot(country(currentBuyer.value), day(days.at(-1) ?? last))} />
        </div>
      </header>
      <label class="off-paper">
        <span class="small muted">{EXPLORE.readWeeks}</span>
        <input
          type="range"
          class="slider"
          min={0}
          max={days.length - 1}
          value={at}
          aria-valuetext={says}
          onInput={(event) => look(Number(event.currentTarget.value))}
        />
      </label>
      <div class="shelf">
        {lines.map((line, n) => (
          <figure key={line.id}>
            <figcaption class="filters">
              <a href={subjectLink(...(line.id.split(':') as [string, string]))}>{names[n]}</a> <b>{valueAt(line, at)}</b>
              {lines.length === 1 ? null : (
                <button
                  type="button"
                  class="btn bare off-paper"
                  style={{ minHeight: '24px', marginInlineStart: 'auto' }}
                  aria-label={EXPLORE.takeLineAway(names[n] ?? '')}
                  onClick={() => takeAway(line.id)}
                >
                  ×
                </button>
              )}
            </figcaption>
            <Sized height={HEIGHT}>
              {(width) => (
                <Panel line={line} name={names[n] ?? ''} width={width} at={at} breaks={breaks.map((one) => one.day)} look={look} />
              )}
            </Sized>
          </figure>
        ))}
      </div>
      <ul class="bare small muted">
        <li>{EXPLORE.bandIs}</li>
        {lines.map((line, n) => (missingOf(line) === 0 ? null : <li key={line.id}>{EXPLORE.missing(names[n] ?? '', missingOf(line))}</li>))}
        {breaks.map(({ day: from, method }) => (
          <li key={from}>{EXPLORE.methodFrom(day(from), method)}</li>
        ))}
      </ul>
      <Table lines={lines} names={names} days={days} />
    </section>
  );
}

/** `82% (60 to 95)`. */
function readOut(point: Point | undefined): string {
  if (point === undefined || point.score === null) return WORDS.unknown;
  const { score, p05, p95 } = point;
  return p05 === null || p95 === null ? chance(score) : `${chance(score)} (${WORDS.range(wholeChance(p05), wholeChance(p95))})`;
}

interface PanelProps {
  readonly line: Line;
  readonly name: string;
  readonly width: number;
  /** The week that is read out. */
  readonly at: number;
  readonly breaks: readonly string[];
  readonly look: (week: number | null) => void;
}

/** One line on the whole scale, 0 to 100. A week that is not known is a gap. */
function Panel({ line: { points }, name, width, at, breaks, look }: PanelProps) {
  const [first, last] = [points[0]?.day ?? '', points.at(-1)?.day ?? ''];
  const base = HEIGHT - BOTTOM;
  const span = Math.max(1, daysBetween(first, last));
  const x = (date: string): number => LEFT + (daysBetween(first, date) / span) * (width - LEFT - RIGHT);
  const y = (score: number): number => base - (score / 100) * (base - TOP);
  const path = lineOf<Point>(
    ({ day: date }) => x(date),
    ({ score }) => y(score ?? 0),
  ).defined(({ score }) => score !== null);
  const ribbon = area<Point>(
    ({ day: date }) => x(date),
    ({ p05 }) => y(p05 ?? 0),
    ({ p95 }) => y(p95 ?? 0),
  ).defined(({ p05, p95 }) => p05 !== null && p95 !== null);
  const months = points.filter(({ day: date }, n) => n === 0 || date.slice(0, 7) !== points[n - 1]?.day.slice(0, 7));
  const every = Math.ceil(months.length / Math.max(2, Math.floor(width / 64)));
  const read = points[at];
  return (
    <svg
      style={{ touchAction: 'pan-y' }}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={`${name}, ${day(last)}: ${readOut(points.at(-1))}`}
      onPointerMove={({ offsetX }) =>
        look(Math.max(0, Math.min(points.length - 1, Math.round(((offsetX - LEFT) / (width - LEFT - RIGHT)) * (points.length - 1)))))
      }
      onPointerLeave={() => look(null)}
    >
      {[0, 20, 40, 60, 80, 100].map((limit) => (
        <g key={limit}>
          <path stroke="var(--line2)" d={`M${LEFT} ${y(limit)}H${width - RIGHT}`} />
          <text x={LEFT - 6} y={y(limit) + 4} text-anchor="end">
            {limit}
          </text>
        </g>
      ))}
      {months.map(({ day: date }, n) =>
        n % every === 0 && x(date) < width - 30 ? (
          <text key={date} x={x(date)} y={HEIGHT - 5}>
            {monthOf(date)}
          </text>
        ) : null,
      )}
      {breaks.map((date) => (
        <path key={date} stroke="var(--line2)" stroke-dasharray="3 3" d={`M${x(date)} ${TOP}V${base}`} />
      ))}
      <path fill="var(--shade3)" fill-opacity={0.3} d={ribbon([...points]) ?? ''} />
      <path fill="none" stroke="var(--ink)" stroke-width={2} d={path([...points]) ?? ''} />
      {read === undefined || read.score === null ? null : (
        <>
          <path stroke="var(--ink)" d={`M${x(read.day)} ${TOP}V${base}`} />
          <circle cx={x(read.day)} cy={y(read.score)} r={4} fill="var(--ink)" />
        </>
      )}
    </svg>
  );
}

interface TableProps {
  readonly lines: readonly Line[];
  readonly names: readonly string[];
  readonly days: readonly string[];
}

/** The same weeks in numbers, newest first, drawn when somebody opens it. */
function Table({ lines, names, days }: TableProps) {
  const [isOpen, open] = useState(false);
  return (
    <details onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{WORDS.asTable}</summary>
      {isOpen ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        <section class="wide" tabIndex={0} aria-label={listed(names)}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{EXPLORE.week}</th>
                {names.map((name) => (
                  <th key={name} scope="col" class="num">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days
                .map((_, n) => days.length - 1 - n)
                .map((n) => (
                  <tr key={n}>
                    <th scope="row">{day(days[n] ?? '')}</th>
                    {lines.map(({ id, points }) => (
                      <td key={id} class="num">
                        {readOut(points[n])}
                      </td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </details>
  );
}
