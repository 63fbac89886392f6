import type { ComponentChildren } from 'preact';
import { currentQuery, FOLDERS, type Folder, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { BandChance } from '../../parts/band.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dots } from '../../parts/dots.tsx';
import { Split } from '../../parts/split.tsx';
import { stepName } from '../../parts/step-name.ts';
import { capital, chance, days, signed, wholeChance } from '../../words/language.ts';
import { WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import { type Asked, type Explanation, explanation, namesOf } from './questions.ts';

interface ComparisonProps {
  readonly document: Explanation;
  readonly asked: Asked;
}

const folderOf = (type: string): Folder | undefined => (Object.keys(FOLDERS) as Folder[]).find((folder) => FOLDERS[folder] === type);

/** Another subject beside this one, `?with=element:Tb`: why one stands above the other. */
export function Comparison({ document, asked }: ComparisonProps) {
  const chosen = currentQuery.value.get('with') ?? '';
  const [type = '', id = ''] = chosen.split(':');
  const folder = folderOf(type);
  return (
    <section class="card">
      <Answered to={namesOf(asked.folder, asked.buyer)} room="3rem">
        {({ data }) => (
          <div class="filters">
            <Choice
              name={WORDS.compareWith}
              value={chosen}
              options={[
                ['', WORDS.choose],
                ...data
                  .filter(({ subject }) => subject.id !== asked.id)
                  .map(({ subject }) => [`${subject.type}:${subject.id}`, capital(subject.name)] as const)
                  .sort(([, one], [, other]) => one.localeCompare(other)),
              ]}
              pick={(value) => setQuery({ with: value, tab: 'compare' })}
            />
          </div>
        )}
      </Answered>
      {folder === undefined || id === '' ? null : (
        <Answered to={explanation({ ...asked, folder, id })} room="24rem">
          {(other) => <SideBySide one={document} other={other} />}
        </Answered>
      )}
    </section>
  );
}

interface Pair {
  readonly one: Explanation;
  readonly other: Explanation;
}

const ROWS: readonly (readonly [name: () => string, cell: (of: Explanation) => ComponentChildren])[] = [
  [
    () => SHELL.chance,
    ({ score, quantiles }) => (
      <>
        <b>{score === null ? SHELL.unknown : chance(score)}</b>
        <Dots values={quantiles} mean={score} />
      </>
    ),
  ],
  [
    () => WORDS.between,
    ({ interval }) => (interval === null ? SHELL.unknown : WORDS.rangeOf(wholeChance(interval.p05), wholeChance(interval.p95))),
  ],
  [() => SHELL.mostLikely, ({ bands }) => (bands === null ? SHELL.unknown : <BandChance bands={bands} />)],
  [
    () => SHELL.ofWhich,
    ({ state, may_begin: begin, security }) =>
      state === null || begin === null || security === null ? SHELL.unknown : <Split parts={[state, begin, security]} />,
  ],
  [() => WORDS.weakest, ({ stage }) => (stage === null ? SHELL.unknown : stepName(stage))],
  [() => SHELL.stock, ({ cover_days: cover }) => (cover === null ? SHELL.unknown : days(Math.round(cover)))],
  [() => WORDS.place, ({ rank }) => (rank === null ? SHELL.unknown : WORDS.places(rank.from ?? rank.position, rank.to ?? rank.position))],
];

/** Chance, parts, step and causes of two subjects beside each other. */
function SideBySide({ one, other }: Pair) {
  const causes = causesOf(one, other);
  return (
    <table class="plain" style={{ tableLayout: 'fixed' }}>
      <thead>
        <tr>
          <td />
          {[one, other].map(({ subject }) => (
            <th key={subject.id} scope="col">
              <a href={subjectLink(subject.type, subject.id)}>{capital(subject.name)}</a>
            </th>
          ))}
          <th scope="col" class="num off-phone">
            {WORDS.difference}
          </th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([name, cell], n) => (
          <tr key={n}>
            <th scope="row">{name()}</th>
            <td>{cell(one)}</td>
            <td>{cell(other)}</td>
            <td class="num off-phone">{n === 0 && one.score !== null && other.score !== null ? signed(other.score - one.score) : null}</td>
          </tr>
        ))}
        <tr>
          <th scope="rowgroup" colSpan={3}>
            {WORDS.causes}
          </th>
        </tr>
        {causes.map(({ id, label, first, second }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td>{wholeChance(first)}</td>
            <td>{wholeChance(second)}</td>
            <td class="num off-phone">{signed(second - first)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Causes of both with their points, those that differ most first; a cause that one does not have gives it none. */
export function causesOf(one: Pick<Explanation, 'drivers'>, other: Pick<Explanation, 'drivers'>) {
  const labels = new Map([...other.drivers, ...one.drivers].map(({ id, label }) => [id, label ?? id]));
  const pointsIn = ({ drivers }: Pick<Explanation, 'drivers'>, id: string): number =>
    drivers.find((driver) => driver.id === id)?.points ?? 0;
  return [...labels]
    .map(([id, label]) => ({ id, label, first: pointsIn(one, id), second: pointsIn(other, id) }))
    .sort((a, b) => Math.abs(b.second - b.first) - Math.abs(a.second - a.first) || (a.id < b.id ? -1 : 1));
}
