import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { currentQuery, FOLDERS, type Folder, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dots } from '../../parts/dots.tsx';
import { Split } from '../../parts/split.tsx';
import { Table } from '../../parts/table.tsx';
import { useAnswer } from '../../service/query.ts';
import { capitalised, chance, filled, moved, wholeChance } from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { SUBJECT } from '../../words/subject.ts';
import { factsOf } from './head.tsx';
import { type Explanation, explanation, namesOf, type SubjectProps } from './questions.ts';

export function Comparison({ document, asked }: SubjectProps) {
  const chosen = currentQuery.value.get('with') ?? '';
  const [type, id = ''] = chosen.split(':');
  const folder = (Object.keys(FOLDERS) as Folder[]).find((one) => FOLDERS[one] === type);
  // Names are loaded when somebody is about to choose: a link to a comparison names both already.
  const [isChoosing, choose] = useState(chosen === '');
  const { data: named } = useAnswer(isChoosing ? namesOf(asked.folder, asked.buyer) : null);
  const names = (named?.data ?? [])
    .filter(({ subject }) => subject.id !== asked.id)
    .map(({ subject }) => [`${subject.type}:${subject.id}`, capitalised(subject.name)] as const)
    .sort(([, one], [, other]) => one.localeCompare(other));
  return (
    <section class="card">
      <div class="filters">
        <Choice
          name={SUBJECT.compareWith}
          value={chosen}
          options={[
            ['', SUBJECT.choose],
            ...(names.length > 0 || chosen === '' ? names : [[chosen, id] as const]),
          ]}
          open={() => choose(true)}
          pick={(value) => setQuery({ with: value, tab: 'compare' })}
        />
      </div>
      {folder === undefined || id === '' ? null : (
        <Answered to={explanation({ ...asked, folder, id })} room="24rem">
          {(other) => <SideBySide document={document} asked={asked} other={other} />}
        </Answered>
      )}
    </section>
  );
}

type Line = readonly [
  name: string,
  first: ComponentChildren,
  second: ComponentChildren,
  points?: string | null,
];

const cellsOf = (props: SubjectProps): readonly (readonly [string, ComponentChildren])[] => {
  const { score, now, scarce, scarce_now, quantiles, state, may_begin: begin, security } = props.document;
  const withToday = (today: number | null) => (
    <span class="sub">{orUnknown(today, (of) => filled(WORDS.todayIs, { chance: chance(of) }))}</span>
  );
  const isSplit = state !== null && begin !== null && security !== null;
  return [
    [
      props.asked.folder === 'elements' ? WORDS.standstill : WORDS.chance,
      [<b>{orUnknown(score, chance)}</b>, withToday(now), <Dots values={quantiles} mean={score} />],
    ],
    ...(props.asked.folder === 'elements'
      ? [[WORDS.scarcity, [<b>{orUnknown(scarce, chance)}</b>, withToday(scarce_now)]] as const]
      : []),
    [WORDS.ofWhich, isSplit ? <Split parts={[state, begin, security]} /> : WORDS.unknown],
    ...factsOf(props).map(([name, value, note]) => [name, [value, <span class="sub">{note}</span>]] as const),
  ];
};

function SideBySide({ document: one, asked, other }: SubjectProps & Readonly<{ other: Explanation }>) {
  const others = cellsOf({ document: other, asked });
  const gap = one.score === null || other.score === null ? null : moved(one.score, other.score);
  const [first, second] = [one, other].map(({ subject }) => (
    <a href={subjectLink(subject.type, subject.id)}>{capitalised(subject.name)}</a>
  ));
  const lines: readonly Line[] = [
    ...cellsOf({ document: one, asked }).map(
      ([name, cell], n): Line => [name, cell, others[n]?.[1], n === 0 ? gap : null],
    ),
    [SUBJECT.causes, null, null],
    ...causesOf(one, other).map(
      ({ label, first: a, second: b }): Line => [label, wholeChance(a), wholeChance(b), moved(a, b)],
    ),
  ];
  return (
    <Table
      class="plain"
      rows={lines}
      columns={[
        ['', ([name]) => name],
        [first, ([, cell]) => cell],
        [second, ([, , cell]) => cell],
        [SUBJECT.difference, ([, , , points]) => points, 'num off-phone'],
      ]}
    />
  );
}

/**
 * Causes of both with their points, those that differ most first; a cause that one does not have gives it
 * none.
 */
export function causesOf(one: Pick<Explanation, 'drivers'>, other: Pick<Explanation, 'drivers'>) {
  const labels = new Map([...other.drivers, ...one.drivers].map(({ id, label }) => [id, label ?? id]));
  const pointsIn = ({ drivers }: typeof one, id: string): number =>
    drivers.find((driver) => driver.id === id)?.points ?? 0;
  return [...labels]
    .map(([id, label]) => ({ id, label, first: pointsIn(one, id), second: pointsIn(other, id) }))
    .sort((a, b) => Math.abs(b.second - b.first) - Math.abs(a.second - a.first) || (a.id < b.id ? -1 : 1));
}
