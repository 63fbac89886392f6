import type { ComponentChildren } from 'preact';
import { shownRange } from '#domain/vocabulary/band-scale.ts';
import type { ScoreRow } from '../service/questions.ts';
import { chance, filled, wholeChance } from '../words/language.ts';
import { WORDS } from '../words/shell.ts';
import { BandChance, BandName } from './band.tsx';
import { Dots, DotsScale } from './dots.tsx';
import { Split } from './split.tsx';

export type Row = Readonly<{
  id: string;
  name: ComponentChildren;
  to: string;
  note?: ComponentChildren;
  chance: Partial<
    Pick<
      ScoreRow,
      'score' | 'band' | 'interval' | 'quantiles' | 'bands' | 'state' | 'may_begin' | 'security' | 'scarce'
    >
  > &
    Readonly<{ scarce_interval?: ScoreRow['interval'] }>;
  cells: readonly ComponentChildren[];
}>;

export type Group = Readonly<{
  heading?: ComponentChildren;
  rows: readonly Row[];
}>;

type ScoreTableProps = Readonly<{
  nameColumn: string;
  /** Further columns. `class`: `off-phone`, `wide-only`: narrow screens go without it; `num`: numbers. */
  columns: readonly Readonly<{ name: string; class: string }>[];
  groups: readonly Group[];
}>;

/**
 * Rows of subjects with the chance of a standstill: as dots, in percent with its range, by its likeliest
 * band, and by what it is made of; with that of scarcity beside it where subjects have both.
 */
export function ScoreTable({ nameColumn, columns, groups }: ScoreTableProps) {
  const isBoth = groups.some(({ rows }) => rows.some((row) => row.chance.scarce != null));
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{nameColumn}</th>
          <th scope="col" class="strip">
            <span class="gone">{WORDS.dotsMean}</span>
            <DotsScale />
          </th>
          <th scope="col" class="num">
            {isBoth ? WORDS.standstill : WORDS.chance}
          </th>
          {isBoth ? (
            <th scope="col" class="num">
              {WORDS.scarcity}
            </th>
          ) : null}
          <th scope="col">{WORDS.mostLikely}</th>
          <th scope="col" class="wide-only">
            {WORDS.ofWhich}
          </th>
          {columns.map(({ name, class: classes }, n) => (
            <th key={n} scope="col" class={classes}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ heading, rows }) => (
        <tbody key={rows[0]?.id}>
          {heading === undefined ? null : (
            <tr class="head">
              <th colSpan={(isBoth ? 6 : 5) + columns.length} scope="rowgroup">
                {heading}
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <Subject key={row.id} row={row} columns={columns} isBoth={isBoth} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Subject({
  row,
  columns,
  isBoth,
}: Pick<ScoreTableProps, 'columns'> & Readonly<{ row: Row; isBoth: boolean }>) {
  const { score, band, interval, quantiles, bands, state, may_begin: begin, security } = row.chance;
  const isSplit = state != null && begin != null && security != null;
  return (
    <tr id={`row-${row.id}`}>
      <th scope="row" class="name">
        <a href={row.to}>{row.name}</a>
        {row.note === undefined ? null : <span class="sub">{row.note}</span>}
      </th>
      {score == null ? (
        <td class="reason muted" colSpan={isBoth ? 5 : 4}>
          {WORDS.unknown}
        </td>
      ) : (
        <>
          <td class="strip">
            <Dots values={quantiles ?? null} mean={score} />
          </td>
          <Chance of={score} interval={interval} />
          {isBoth ? (
            <Chance name={WORDS.scarcity} of={row.chance.scarce} interval={row.chance.scarce_interval} />
          ) : null}
          <td>{bands == null ? <BandName band={band} /> : <BandChance bands={bands} />}</td>
          <td class="wide-only">{isSplit ? <Split parts={[state, begin, security]} /> : null}</td>
        </>
      )}
      {row.cells.map((cell, n) => (
        <td key={n} class={columns[n]?.class ?? ''}>
          {cell}
        </td>
      ))}
    </tr>
  );
}

function Chance({
  name,
  of,
  interval,
}: Readonly<{
  /** Of the second of two, which has no column of its own on phones. */
  name?: string;
  of: number | null | undefined;
  interval: ScoreRow['interval'] | undefined;
}>) {
  if (of == null) return <td class="num muted">–</td>;
  const range = shownRange(of, interval ?? null);
  return (
    <td class={`num pct ${name === undefined ? '' : 'second'}`}>
      {name === undefined ? null : <span class="on-phone small">{name} </span>}
      <data value={String(of)}>{chance(of)}</data>
      {range === null ? null : (
        <span class="sub">
          {filled(WORDS.range, { low: wholeChance(range.p05), high: wholeChance(range.p95) })}
        </span>
      )}
    </td>
  );
}

export function placesOf({ rank }: Pick<ScoreRow, 'rank'>): string {
  if (rank == null) return WORDS.noPlace;
  const [from, to] = [rank.from ?? rank.position, rank.to ?? rank.position];
  return filled(from === to ? WORDS.place : WORDS.places, { from, to });
}
