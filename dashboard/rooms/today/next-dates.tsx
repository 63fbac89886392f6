import type { Buyer } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import type { ScoreRow } from '../../service/questions.ts';
import { capital, chance, day, wholeChance } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';
import { type DatedStep, elementsAhead } from './questions.ts';

const SHOWN = 5;
/** Effects that are named with a date. */
const EFFECTS = 5;

/**
 * Dates that are set, each once, with the elements whose chance it would move by a point or more from today's, most first: by what takes effect, by a
 * suspension that is not renewed, by a control that ends.
 */
export function datedSteps(rows: readonly Pick<ScoreRow, 'subject' | 'score' | 'scheduled_steps'>[]): readonly DatedStep[] {
  const steps = rows.flatMap(({ subject, score, scheduled_steps: own }) =>
    (own ?? []).map((step) => ({ ...step, name: capital(subject.name), now: score ?? null })),
  );
  const byDate = Map.groupBy(steps, ({ date, description }) => `${date} ${description}`);
  return [...byDate.values()]
    .map((same) => {
      const { date, in_days, description } = same[0] as (typeof steps)[number];
      const effects = same.flatMap(({ name, what, now, score_if_in_force: held, score_if_not: not }) => {
        const then = what === 'ends' ? not : held;
        return now === null || then === null || Math.abs(then - now) < 1 ? [] : [{ name, now, then }];
      });
      return {
        date,
        in_days,
        description,
        effects: effects.sort((one, other) => Math.abs(other.then - other.now) - Math.abs(one.then - one.now)),
      };
    })
    .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : other.effects.length - one.effects.length));
}

type NextDatesProps =
  | { readonly elements: readonly ScoreRow[]; readonly buyer?: undefined }
  /** Elements by symbol; their dates are asked for. */
  | { readonly elements: readonly string[]; readonly buyer: Buyer };

/** What is already set to happen, and what it would change. */
export function NextDates({ elements, buyer }: NextDatesProps) {
  return (
    <section class="card">
      <header>
        <h2>{TODAY.nextDates}</h2>
      </header>
      {buyer === undefined ? (
        <Dates steps={datedSteps(elements)} />
      ) : (
        <Answered to={elementsAhead(buyer)} room="12rem">
          {({ data }) => <Dates steps={datedSteps(data.filter(({ subject }) => elements.includes(subject.id)))} />}
        </Answered>
      )}
    </section>
  );
}

function Dates({ steps }: { readonly steps: readonly DatedStep[] }) {
  if (steps.length === 0) return <p class="muted">{TODAY.noDates}</p>;
  return (
    <ul class="dates bare">
      {steps.slice(0, SHOWN).map(({ date, in_days: ahead, description, effects }) => (
        <li key={`${date} ${description}`}>
          <time dateTime={date}>
            <b>{day(date)}</b>
            <span class="muted">{WORDS.inDays(ahead)}</span>
          </time>
          <span>
            {description}
            <span class="sub">
              {effects.length === 0
                ? TODAY.noEffect
                : effects
                    .slice(0, EFFECTS)
                    .map(({ name, now, then }) => TODAY.effect(name, wholeChance(now), chance(then)))
                    .join(', ')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
