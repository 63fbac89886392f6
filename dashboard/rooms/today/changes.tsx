import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { currentQuery, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Sums } from '../../parts/sums.tsx';
import { differences } from '../../service/questions.ts';
import { capitalised, chance, country, dayAfter, filled, signed } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';

const SHOWN = 3;
/** Most reasons that are named for a move; events come first. */
const NEWS = 2;
const LEAST = 1;

type ChangesProps = Readonly<{
  elements: readonly string[];
  on: string;
  buyer: Buyer;
}>;

/** The largest moves and their causes, which add up. That nothing moved is not the same as not known yet. */
export function Changes({ elements, on, buyer }: ChangesProps) {
  const isYear = currentQuery.value.get('period') !== '30';
  const subjects = elements.map((element) => `element:${element}`);
  const written = (score: number | null): string => (score === null ? WORDS.unknown : chance(score));
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
          {({ data, unknown }) => {
            if (data.length === 0 && unknown.length > 0) return <p class="muted">{TODAY.changesUnknown}</p>;
            const sorted = data.toSorted(
              (one, other) => Math.abs(other.delta ?? 0) - Math.abs(one.delta ?? 0),
            );
            const moved = sorted.filter(({ delta }) => Math.abs(delta ?? 0) >= LEAST);
            const most = Math.abs(sorted[0]?.delta ?? 0);
            if (moved.length === 0)
              return (
                <p class="muted">
                  {filled(TODAY.nothingMoved, { points: most < LEAST ? TODAY.underOnePoint : signed(most) })}
                </p>
              );
            const shown = moved.slice(0, SHOWN);
            const scale = Math.max(
              ...shown.flatMap(({ causes }) => causes.map(({ points }) => Math.abs(points))),
            );
            return (
              <>
                <p class="small muted">{filled(TODAY.changedFor, { country: country(buyer) })}</p>
                {shown.map(({ subject, score_before: before, score_after: after, causes, reasons }) => (
                  <div key={subject.id} class="move">
                    <h3>
                      <a href={subjectLink(subject.type, subject.id)}>{capitalised(subject.name)}</a>
                      <span>{`${written(before)} → ${written(after)}`}</span>
                    </h3>
                    <Sums
                      causes={causes}
                      total={WORDS.change}
                      between={[before ?? 0, after ?? 0]}
                      scale={scale}
                    />
                    <p class="sub">
                      {reasons
                        .flatMap(({ cause, description }) => (cause === 'signal' ? [] : (description ?? [])))
                        .slice(0, NEWS)
                        .join(' ')}
                    </p>
                  </div>
                ))}
                {moved.length > SHOWN ? (
                  <p class="small muted">{filled(TODAY.furtherMoves, { count: moved.length - SHOWN })}</p>
                ) : null}
              </>
            );
          }}
        </Answered>
      )}
    </section>
  );
}
