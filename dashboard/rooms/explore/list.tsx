import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { capitalised } from '#domain/vocabulary/country-names.ts';
import { currentBuyer, FOLDERS, type Folder, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, type Group, type Row, ScoreTable, tiedGroups } from '../../parts/score-table.tsx';
import { SplitKey } from '../../parts/split.tsx';
import { stepName } from '../../parts/step-name.ts';
import { useAnswer } from '../../service/query.ts';
import { type ScoreRow, STATUS, weeksOf } from '../../service/questions.ts';
import { EXPLORE } from '../../words/explore.ts';
import { chance, dayAfter, daysBetween, share, signed } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { type Filter, filtered, isInGroup, isNamed, type TabProps } from './filter.ts';
import { type Meant, meantBy, ranking, rowsAfter, weekly } from './questions.ts';
import { Sparkline } from './sparkline.tsx';

/** Rows drawn at first, so that hundreds of own suppliers do not hold up the page. */
const DRAWN = 100;
/** Most subjects whose last year is asked for at once. */
const MOST_WITH_YEAR = 50;
/** Words are looked for elsewhere when nothing was typed for so long. */
const SETTLED_MS = 400;
/** Elements below this chance are folded away. */
const FOLDED_BELOW = 20;
/** A year whose first point is later than this many days after its beginning is not there as a whole. */
const LATE_DAYS = 21;

/** Every subject of the type, most at risk first, in groups whose order is not certain. */
export const List = ({ filter }: TabProps) => (
  <Answered to={ranking(filter.type, currentBuyer.value, filter.asOf)} room="80rem">
    {({ data, next_cursor: next, as_of: asOf }) => <Rows filter={filter} first={data} next={next} asOf={asOf} />}
  </Answered>
);

interface RowsProps {
  readonly filter: Filter;
  readonly first: readonly ScoreRow[];
  readonly next: string | null;
  readonly asOf: string;
}

function Rows({ filter, first, next, asOf }: RowsProps) {
  const buyer = currentBuyer.value;
  const { words, group, type } = filter;
  const rest = useAnswer(next === null ? null : rowsAfter(buyer, next));
  const rows = next === null ? first : [...first, ...(rest.data ?? [])];
  const isAll = next === null || rest.data !== undefined;
  const yearOf = useYears(isAll ? rows : [], asOf);
  const named = rows.filter((row) => isNamed(row, words));
  const [settled, settle] = useState(words);
  useEffect(() => {
    const waiting = setTimeout(() => settle(words), SETTLED_MS);
    return () => clearTimeout(waiting);
  }, [words]);
  const meant = useAnswer(named.length === 0 && settled === words ? meantBy(words, type, buyer) : null);
  const found = meant.isPlaceholderData ? undefined : meant.data;
  const ids = new Set((found ?? []).flatMap((one) => (one.type === type ? [one.id] : [])));
  const isShown = (row: ScoreRow): boolean => isInGroup(row, group) && (isNamed(row, words) || ids.has(row.subject.id));
  const elsewhere = named.length === 0 && ids.size === 0 ? found?.find((one) => one.type !== type) : undefined;
  useEffect(() => {
    if (elsewhere !== undefined && !filter.isTyped) setQuery({ type: folderOf(elsewhere) }, true);
  }, [elsewhere?.id]);
  const shown = rows.filter(isShown);
  if (shown.length === 0) {
    const isSought = named.length === 0 && found === undefined && meant.error === null;
    return isSought ? (
      <div class="waiting" style={{ minHeight: '20rem' }} aria-busy="true" />
    ) : (
      <Nothing filter={filter} found={found ?? []} />
    );
  }
  const own = rows.filter((row) => row.custom === true);
  const section = (all: readonly ScoreRow[], isIn = isShown): readonly Group[] => groupsOf(all, isIn, (row) => rowOf(row, yearOf(row)));
  const table = (groups: readonly Group[]) => <Table type={type} groups={groups} />;
  const isFolded = type === 'element' && words === '' && shown.some(isHigh) && shown.some(isLow);
  return (
    <>
      <SplitKey />
      {own.some(isShown) ? (
        <section class="listed">
          <h2>{EXPLORE.yours}</h2>
          <Table type={type} groups={section(own)} isOwn />
          {isAll ? null : <p class="muted">{EXPLORE.moreComing}</p>}
          <h2>{EXPLORE.register}</h2>
        </section>
      ) : null}
      {table(
        section(
          rows.filter((row) => row.custom !== true),
          (row) => isShown(row) && !(isFolded && isLow(row)),
        ),
      )}
      {isFolded ? (
        <details class="card listed">
          <summary>{EXPLORE.below(shown.filter(isLow).length)}</summary>
          {table(section(rows, (row) => isShown(row) && isLow(row)))}
        </details>
      ) : null}
      <Unrated rows={shown.filter(({ score }) => score === null)} />
      {type === 'supplier' && filter.asOf !== null ? <p class="muted">{EXPLORE.ownToday}</p> : null}
    </>
  );
}

const isLow = ({ score }: ScoreRow): boolean => score != null && score < FOLDED_BELOW;
const isHigh = ({ score }: ScoreRow): boolean => score != null && score >= FOLDED_BELOW;
const folderOf = ({ type }: Meant): Folder => (Object.keys(FOLDERS) as Folder[]).find((folder) => FOLDERS[folder] === type) ?? 'elements';

/** Rows with a score, in groups of places; those that have no place yet come last. */
function groupsOf(all: readonly ScoreRow[], isIn: (row: ScoreRow) => boolean, draw: (row: ScoreRow) => Row): readonly Group[] {
  const placed = tiedGroups(all).map(({ from, to, rows }) => ({
    id: `from-${from}-${rows[0]?.subject.id}`,
    heading: (
      <>
        {WORDS.placesTied(from, to)} {rows.length === 1 ? null : <span>{WORDS.tooClose(rows.length)}</span>}
      </>
    ),
    isTied: rows.length > 1,
    rows: rows.filter(isIn).map(draw),
  }));
  const unplaced = all.filter((row) => row.score != null && row.rank == null && isIn(row)).map(draw);
  return [...placed, { id: 'unplaced', heading: EXPLORE.noPlaceYet, isTied: false, rows: unplaced }].filter(({ rows }) => rows.length > 0);
}

interface TableProps {
  readonly type: Filter['type'];
  readonly groups: readonly Group[];
  /** Whether they are suppliers of one's own, of which no past is kept. */
  readonly isOwn?: boolean;
}

function Table({ type, groups, isOwn = false }: TableProps) {
  const [isWhole, show] = useState(false);
  const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  let room = isWhole ? all : DRAWN;
  const drawn = groups.flatMap((group) => {
    const rows = group.rows.slice(0, room);
    room -= rows.length;
    return rows.length === 0 ? [] : [{ ...group, rows }];
  });
  if (all === 0) return null;
  const columns: readonly Column[] = [
    { name: EXPLORE.weakest, class: 'off-phone' },
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
      <ScoreTable nameColumn={EXPLORE[type]} columns={columns} groups={drawn} />
      {all <= DRAWN || isWhole ? null : (
        <button type="button" class="btn" onClick={() => show(true)}>
          {EXPLORE.showAll(all - DRAWN)}
        </button>
      )}
    </>
  );
}

/** The last year of a subject: a value a week; null: it was not asked for. */
type Year = { readonly values: readonly (number | null)[]; readonly isWhole: boolean } | null;

/** The last year of the rows that a run has published. */
function useYears(rows: readonly ScoreRow[], asOf: string): (row: ScoreRow) => Year {
  const keyOf = ({ subject }: ScoreRow): string => `${subject.type}:${subject.id}`;
  const asked = rows
    .filter(({ score, custom }) => score !== null && custom !== true)
    .slice(0, MOST_WITH_YEAR)
    .map(keyOf);
  const from = dayAfter(asOf, -365);
  const { data } = useAnswer(asked.length === 0 ? null : weeksOf(asked, currentBuyer.value, from, asOf));
  const columns = new Set(data?.columns.map(({ subject }) => subject));
  return (row) => {
    const key = keyOf(row);
    if (!columns.has(key) || data === undefined) return null;
    const points = weekly(data, key, 'score');
    const first = points.find(({ value }) => value !== null);
    return {
      values: points.map(({ value }) => value),
      isWhole: first !== undefined && daysBetween(from, first.day) <= LATE_DAYS,
    };
  };
}

function rowOf(row: ScoreRow, year: Year): Row {
  const { subject, score, stage, element, top_drivers: causes, coverage } = row;
  const name = capitalised(subject.name);
  return {
    id: subject.id,
    name:
      subject.type === 'element' ? (
        <>
          {name} <span class="muted">{subject.id}</span>
        </>
      ) : (
        name
      ),
    to: subjectLink(subject.type, subject.id),
    chance: { ...row, score: score ?? null },
    cells: [
      stage == null ? null : (
        <>
          {[stepName(stage), element].filter((part) => part != null).join(', ')}
          <span class="sub">{causes?.[0]?.label}</span>
        </>
      ),
      ...(subject.type === 'element' ? [coverage == null ? <span class="muted">{WORDS.unknown}</span> : share(coverage)] : []),
      ...(row.custom === true
        ? []
        : [year === null ? null : <Sparkline key="year" values={year.values} />, <Change key="change" year={year} />]),
    ],
  };
}

/** Points that a score has moved by within a year, where the whole year is known. */
function Change({ year }: { readonly year: Year }): ComponentChildren {
  const isFilling = useAnswer(STATUS).data?.progress.history != null;
  if (year === null) return null;
  const known = year.values.filter((value) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!year.isWhole || first === undefined || last === undefined)
    return <span class="muted">{isFilling ? EXPLORE.filling : WORDS.unknown}</span>;
  return (
    <span title={EXPLORE.fromTo(chance(first), chance(last))}>
      <span class="on-phone">{WORDS.twelveMonths} </span>
      {signed(last - first)}
    </span>
  );
}

/** Subjects without a number, each with the reason. */
function Unrated({ rows }: { readonly rows: readonly ScoreRow[] }) {
  if (rows.length === 0) return null;
  const list = (
    <ul class="bare muted">
      {rows.map(({ subject, status_reason: reason }) => (
        <li key={subject.id}>
          <a href={subjectLink(subject.type, subject.id)}>{capitalised(subject.name)}</a>: {reason ?? WORDS.unknown}
        </li>
      ))}
    </ul>
  );
  if (rows.length < 3) return <div class="listed">{list}</div>;
  return (
    <details class="card listed">
      <summary>{EXPLORE.unrated(rows.length)}</summary>
      {list}
    </details>
  );
}

interface NothingProps {
  readonly filter: Filter;
  /** What the words may mean. */
  readonly found: readonly Meant[];
}

/** What to do when no row has the words in its name. */
function Nothing({ filter: { words, type }, found }: NothingProps) {
  return (
    <div class="told" role="status">
      <p>{words === '' ? EXPLORE.noRow : EXPLORE.nothing(words)}</p>
      {words === '' ? null : <p>{found.length === 0 ? EXPLORE.nowhere : EXPLORE.meant}</p>}
      <ul class="bare">
        {found.map((one) => (
          <li key={`${one.type}:${one.id}`}>
            <a href={subjectLink(one.type, one.id)}>{capitalised(one.name)}</a>{' '}
            {one.type === type ? null : (
              <a class="small" href={filtered('/explore', { type: folderOf(one) })}>
                {EXPLORE.showAmong(EXPLORE[folderOf(one)].toLowerCase())}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a href={filtered('/explore', { q: null, group: null })}>{EXPLORE.takeAway}</a>
      </p>
    </div>
  );
}
