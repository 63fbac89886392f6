import type { Answer } from '#client/chokepoint-client.ts';
import { type Buyer, currentQuery, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Sums } from '../../parts/sums.tsx';
import { differences } from '../../service/questions.ts';
import { capital, chance, country, dayAfter, signed } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';

type Difference = Answer<'/v1/differences'>['data'][number];

const SHOWN = 3;
const NEWS = 2;
/** Whole points below which nothing is told as a move. */
const LEAST = 1;

interface ChangesProps {
  readonly subjects: readonly string[];
  /** Day up to which changes are told. */
  readonly on: string;
  readonly buyer: Buyer;
}

/** The largest moves and their causes, which add up. What is not known yet is told apart from nothing. */
export function Changes({ subjects, on, buyer }: ChangesProps) {
  const isYear = currentQuery.value.get('period') !== '30';
  return (
    <section class="card">
      <header>
        <h2>{TODAY.changed}</h2>
        <fieldset class="seg">
          <legend class="gone">{TODAY.period}</legend>
          <button type="button" aria-pressed={!isYear} onClick={() => setQuery({ period: '30' }, true)}>
            {TODAY.thirtyDays}
          </button>
          <button type="button" aria-pressed={isYear} onClick={() => setQuery({ period: null }, true)}>
            {WORDS.twelveMonths}
          </button>
        </fieldset>
      </header>
      {subjects.length === 0 ? null : (
        <Answered to={differences(subjects, buyer, dayAfter(on, isYear ? -365 : -30))} room="26rem">
          {({ data, unknown }) => <Moves data={data} isUnknown={data.length === 0 && unknown.length > 0} buyer={buyer} />}
        </Answered>
      )}
    </section>
  );
}

/** What is behind a move in words: no more than two things, those of the world first. */
const newsIn = (reasons: Difference['reasons']): string =>
  reasons
    .flatMap(({ cause, description }) => (cause === 'signal' || description === undefined ? [] : [description]))
    .slice(0, NEWS)
    .join(' ');

function Moves({ data, isUnknown, buyer }: { readonly data: readonly Difference[]; readonly isUnknown: boolean; readonly buyer: Buyer }) {
  if (isUnknown) return <p class="muted">{TODAY.changesUnknown}</p>;
  const sorted = data.toSorted((one, other) => Math.abs(other.delta ?? 0) - Math.abs(one.delta ?? 0));
  const moved = sorted.filter(({ delta }) => Math.abs(delta ?? 0) >= LEAST);
  const most = Math.abs(sorted[0]?.delta ?? 0);
  if (moved.length === 0) return <p class="muted">{TODAY.nothingMoved(most < LEAST ? TODAY.underOnePoint : signed(most))}</p>;
  const shown = moved.slice(0, SHOWN);
  const scale = Math.max(...shown.flatMap(({ causes }) => causes.map(({ points }) => Math.abs(points))));
  return (
    <>
      <p class="small muted">{TODAY.changedFor(country(buyer))}</p>
      {shown.map(({ subject, score_before: before, score_after: after, causes, reasons }) => (
        <div key={subject.id} class="move">
          <h3>
            <a href={subjectLink(subject.type, subject.id)}>{capital(subject.name)}</a>
            <span>{TODAY.fromTo(before === null ? WORDS.unknown : chance(before), after === null ? WORDS.unknown : chance(after))}</span>
          </h3>
          <Sums causes={causes} total={WORDS.change} isChange scale={scale} />
          <p class="sub">{newsIn(reasons)}</p>
        </div>
      ))}
      {moved.length > SHOWN ? <p class="small muted">{TODAY.furtherMoves(moved.length - SHOWN)}</p> : null}
    </>
  );
}
