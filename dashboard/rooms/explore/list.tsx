import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '#client/chokepoint-client.ts';
import { bandOf, scarceBandOf } from '#domain/vocabulary/band-scale.ts';
import {
  currentBuyer,
  currentQuery,
  FOLDERS,
  setQuery,
  subjectLink,
  withQuery,
} from '../../address/address.ts';
import { Act } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { onScale } from '../../parts/dots.tsx';
import { Drawing } from '../../parts/drawing.tsx';
import { placesOf, type Row, ScoreTable } from '../../parts/score-table.tsx';
import { SplitKey } from '../../parts/split.tsx';
import { stepName } from '../../parts/step-name.ts';
import { useAnswer } from '../../service/query.ts';
import { type ScoreRow, STATUS } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import { capitalised, chance, dayAfter, daysBetween, filled, moved, share } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { type Filter, isInGroup, isNamed, type TabProps } from './filter.ts';
import { meantBy, ranking, rowsAfter, yearOf } from './questions.ts';

/** Rows drawn at first, so that hundreds of own suppliers do not hold up the page. */
const DRAWN = 100;
/** Most subjects whose last year is loaded in one request. */
const MOST_WITH_YEAR = 50;
/** Words are looked for elsewhere when nothing was typed for so long. */
const SETTLED_MS = 400;
/** A year whose first point is later than this many days after its beginning is not there as a whole. */
const LATE_DAYS = 21;

/** Every subject of the type, most at risk first, in groups whose order is not certain. */
export const List = ({ filter }: TabProps) => (
  <Answered to={ranking(filter.type, currentBuyer.value, filter.asOf)} room="80rem">
    {(answer) => <Rows filter={filter} answer={answer} />}
  </Answered>
);

function Rows({
  filter,
  answer: { data, next_cursor: next, as_of: asOf },
}: TabProps & Readonly<{ answer: Answer<'/v1/scores'> }>) {
  const { words, group, type } = filter;
  const rest = useAnswer(next === null ? null : rowsAfter(currentBuyer.value, next));
  const isAll = next === null || rest.data !== undefined;
  const rows = next === null ? data : [...data, ...(rest.data ?? [])];
  const yearCells = useYears(isAll ? rows : [], asOf);
  const found = useMeant(filter, rows);
  const isMeant = (row: ScoreRow): boolean =>
    isNamed(row, words) || (found ?? []).some(({ type: of, id }) => of === type && id === row.subject.id);
  const shown = rows.filter((row) => isInGroup(row, group) && isMeant(row));
  const isShown = new Set(shown);
  if (shown.length === 0)
    return found === undefined ? (
      <div class="waiting" style={{ minHeight: '20rem' }} aria-busy="true" />
    ) : (
      <Nothing filter={filter} found={found} />
    );
  const table = (all: readonly ScoreRow[], isIn: (row: ScoreRow) => boolean = () => true, isOwn = false) => {
    const draw = (row: ScoreRow): Row | null =>
      row.score != null && isShown.has(row) && isIn(row) ? rowOf(row, isOwn ? [] : yearCells(row)) : null;
    return <Table type={type} rows={all.flatMap((row) => draw(row) ?? [])} isOwn={isOwn} />;
  };
  const own = rows.filter((row) => row.custom === true);
  const unrated = shown.filter(({ score }) => score === null);
  const isLow = ({ score, scarce }: ScoreRow): boolean =>
    score != null && bandOf(score) === 'low' && scarceBandOf(scarce ?? 0) === 'low';
  const low = type === 'element' && words === '' && !shown.every(isLow) ? shown.filter(isLow) : [];
  return (
    <>
      <SplitKey />
      {own.some((row) => isShown.has(row)) ? (
        <section class="listed">
          <h2>{EXPLORE.yours}</h2>
          {table(own, undefined, true)}
          {isAll ? null : <p class="muted">{EXPLORE.moreComing}</p>}
          <h2>{EXPLORE.register}</h2>
        </section>
      ) : null}
      {table(
        rows.filter((row) => row.custom !== true),
        (row) => !low.includes(row),
      )}
      {low.length === 0 ? null : (
        <details class="card listed">
          <summary>{filled(EXPLORE.below, { count: low.length })}</summary>
          {table(rows, isLow)}
        </details>
      )}
      {unrated.length === 0 ? null : (
        <details class="card listed" open={unrated.length < 3}>
          <summary>{filled(EXPLORE.unrated, { count: unrated.length })}</summary>
          <ul class="bare muted">
            {unrated.map(({ subject, status_reason: reason }) => (
              <li key={subject.id}>
                <a href={subjectLink(subject.type, subject.id)}>{capitalised(subject.name)}</a>:{' '}
                {reason ?? WORDS.unknown}
              </li>
            ))}
          </ul>
        </details>
      )}
      {type === 'supplier' && filter.asOf !== null ? <p class="muted">{EXPLORE.ownToday}</p> : null}
    </>
  );
}

/**
 * What the words may mean that no row has in its name: none are looked for where one has; undefined while it
 * is not known.
 */
function useMeant(
  { words, type }: Filter,
  rows: readonly ScoreRow[],
): readonly ScoreRow['subject'][] | undefined {
  const [settled, settle] = useState(words);
  useEffect(() => {
    const waiting = setTimeout(() => settle(words), SETTLED_MS);
    return () => clearTimeout(waiting);
  }, [words]);
  const isNeeded = !rows.some((row) => isNamed(row, words));
  const { data, error, isPlaceholderData } = useAnswer(
    isNeeded && settled === words ? meantBy(words, type, currentBuyer.value) : null,
  );
  const found = !isNeeded || error !== null ? [] : isPlaceholderData ? undefined : data;
  const elsewhere = found?.some((one) => one.type === type) ? undefined : found?.[0]?.type;
  useEffect(() => {
    const folder = Object.entries(FOLDERS).find(([, of]) => of === elsewhere)?.[0];
    if (folder !== undefined && !currentQuery.value.has('type')) setQuery({ type: folder }, true);
  }, [elsewhere]);
  return found;
}

type TableProps = Readonly<{
  type: Filter['type'];
  rows: readonly Row[];
  /** Whether they are suppliers of one's own, of which no past is kept. */
  isOwn: boolean;
}>;

function Table({ type, rows, isOwn }: TableProps) {
  const [isWhole, show] = useState(false);
  const drawn = isWhole ? rows : rows.slice(0, DRAWN);
  if (rows.length === 0) return null;
  const columns = [
    { name: EXPLORE.mainCause, class: 'wide-only' },
    ...(type === 'element' ? [{ name: EXPLORE.known, class: 'num wide-only' }] : []),
    ...(isOwn
      ? []
      : [
          { name: WORDS.twelveMonths, class: 'off-phone' },
          { name: WORDS.change, class: 'num' },
        ]),
  ];
  return (
    <>
      <ScoreTable nameColumn={WORDS[type]} columns={columns} groups={[{ rows: drawn }]} />
      {drawn.length === rows.length ? null : (
        <Act says={filled(EXPLORE.showAll, { count: rows.length - DRAWN })} does={() => show(true)} />
      )}
    </>
  );
}

function rowOf(
  { subject, stage, element, top_drivers: causes, coverage, ...chances }: ScoreRow,
  year: Row['cells'],
): Row {
  return {
    id: subject.id,
    name: (
      <>
        {capitalised(subject.name)}{' '}
        {subject.type === 'element' ? <span class="muted">{subject.id}</span> : null}
      </>
    ),
    to: subjectLink(subject.type, subject.id),
    note: placesOf(chances),
    chance: chances,
    cells: [
      stage == null ? null : (
        <>
          {causes?.[0]?.label}
          <span class="sub">{element == null ? null : `${element}, ${stepName(stage)}`}</span>
        </>
      ),
      ...(subject.type === 'element'
        ? [coverage == null ? <span class="muted">{WORDS.unknown}</span> : share(coverage)]
        : []),
      ...year,
    ],
  };
}

/**
 * Cells about the last year of the rows that a run has published: a line, and the points moved by where the
 * whole year is known.
 */
function useYears(rows: readonly ScoreRow[], asOf: string): (row: ScoreRow) => Row['cells'] {
  const isFilling = useAnswer(STATUS).data?.progress.history != null;
  const keyOf = ({ subject }: ScoreRow): string => `${subject.type}:${subject.id}`;
  const asked = rows
    .filter(({ score, custom }) => score !== null && custom !== true)
    .slice(0, MOST_WITH_YEAR);
  const { data } = useAnswer(
    asked.length === 0 ? null : yearOf('wide', asked.map(keyOf), currentBuyer.value, asOf),
  );
  const columns = new Set(data?.columns.map(({ subject }) => subject));
  return (row) => {
    const key = keyOf(row);
    if (data === undefined || !columns.has(key)) return [null, null];
    const weeks = (data.data as readonly Readonly<Record<string, unknown>>[]).map((week) => ({
      day: String(week.time).slice(0, 10),
      score: (week[`${key} score`] ?? null) as number | null,
    }));
    const known = weeks.filter((week): week is { day: string; score: number } => week.score !== null);
    const [first, last] = [known[0], known.at(-1)];
    const isWhole = first !== undefined && daysBetween(dayAfter(asOf, -365), first.day) <= LATE_DAYS;
    return [
      <Sparkline key="line" values={weeks.map(({ score }) => score)} />,
      isWhole && last !== undefined ? (
        <span title={`${chance(first.score)} → ${chance(last.score)}`}>
          <span class="on-phone">{WORDS.twelveMonths} </span>
          {moved(first.score, last.score)}
        </span>
      ) : (
        <span class="muted">{isFilling ? EXPLORE.filling : WORDS.unknown}</span>
      ),
    ];
  };
}

const [WIDTH, HEIGHT] = [96, 28];

/**
 * Values of 0 to 100 at equal steps, oldest first, as a small line; null leaves a gap. Decoration: the change
 * stands beside it in numbers.
 */
function Sparkline({ values }: Readonly<{ values: readonly (number | null)[] }>) {
  const x = (n: number): number => 2 + (n / Math.max(1, values.length - 1)) * (WIDTH - 5);
  const y = (value: number): number => HEIGHT - 3 - onScale(value) * (HEIGHT - 6);
  const path = values.map((value, n) =>
    value === null
      ? ''
      : `${(values[n - 1] ?? null) === null ? 'M' : 'L'}${x(n).toFixed(1)} ${y(value).toFixed(1)}`,
  );
  const last = values.at(-1) ?? null;
  return (
    <Drawing fill="none" stroke-width={1.3} width={WIDTH} height={HEIGHT}>
      <path stroke="var(--line)" d={`M0 ${HEIGHT - 2}H${WIDTH}`} />
      <path stroke="var(--ink)" d={path.join('')} />
      {last === null ? null : <circle cx={x(values.length - 1)} cy={y(last)} r="2" fill="var(--ink)" />}
    </Drawing>
  );
}

/** What to do when no row has the words in its name. `found`: what they may mean. */
const Nothing = ({
  filter: { words },
  found,
}: TabProps & Readonly<{ found: readonly ScoreRow['subject'][] }>) => (
  <div class="notice" role="status">
    <p>{words === '' ? EXPLORE.noRow : filled(EXPLORE.nothing, { words })}</p>
    {words === '' ? null : <p>{found.length === 0 ? EXPLORE.nowhere : EXPLORE.meant}</p>}
    <ul class="bare">
      {found.map(({ type, id, name }) => (
        <li key={`${type}:${id}`}>
          <a href={subjectLink(type, id)}>{capitalised(name)}</a>{' '}
          <span class="muted">{WORDS[type as Filter['type']]}</span>
        </li>
      ))}
    </ul>
    <p>
      <a href={withQuery('/explore', { q: null, group: null })}>{EXPLORE.takeAway}</a>
    </p>
  </div>
);
