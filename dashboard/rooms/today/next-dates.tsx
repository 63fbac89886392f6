import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import type { ScoreRow } from '../../service/questions.ts';
import { capital, chance, country, day, wholeChance } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';
import { elementsAhead } from './questions.ts';

const SHOWN = 5;
/** Effects that are named with a date. */
const EFFECTS = 5;

/**
 * Dates that are set, each once, with the elements whose chance it would move by a point or more from
 * today's, most first: by what takes effect, by a
 * suspension that is not renewed, by a control that ends.
 */
export function datedSteps(rows: readonly Pick<ScoreRow, 'subject' | 'score' | 'scheduled_steps'>[]) {
  const steps = rows.flatMap(({ subject, score, scheduled_steps: own }) =>
    (own ?? []).map((step) => ({ ...step, name: capital(subject.name), now: score ?? null })),
  );
  return [...Map.groupBy(steps, ({ date, description }) => `${date} ${description}`).values()]
    .map((same) => {
      const { date, in_days, description } = same[0] as (typeof steps)[number];
      const effects = same.flatMap(({ name, what, now, score_if_in_force: held, score_if_not: not }) => {
        const after = what === 'ends' ? not : held;
        return now === null || after === null || Math.abs(after - now) < 1 ? [] : [{ name, now, after }];
      });
      effects.sort((one, other) => Math.abs(other.after - other.now) - Math.abs(one.after - one.now));
      return { date, in_days, description, effects };
    })
    .sort((one, other) => one.date.localeCompare(other.date) || other.effects.length - one.effects.length);
}

/**
 * What is already set to happen, and what it would change. `elements`: by symbol. `ofCountry`: beside rows of
 * a company, whose own stock these chances do not have.
 */
export const NextDates = ({
  elements,
  buyer,
  ofCountry = false,
}: {
  readonly elements: readonly string[];
  readonly buyer: Buyer;
  readonly ofCountry?: boolean;
}) => (
  <Card title={TODAY.nextDates} note={ofCountry ? TODAY.datesOf(country(buyer)) : null}>
    <Answered to={elementsAhead(buyer)} room="12rem">
      {({ data }) => {
        const steps = datedSteps(data.filter(({ subject }) => elements.includes(subject.id)));
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
                    {effects
                      .slice(0, EFFECTS)
                      .map(({ name, now, after }) => `${name} ${wholeChance(now)} → ${chance(after)}`)
                      .join(', ') || TODAY.noEffect}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        );
      }}
    </Answered>
  </Card>
);
