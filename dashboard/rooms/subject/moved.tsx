import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer } from '#client/chokepoint-client.ts';
import { Answered } from '../../parts/answered.tsx';
import { Sums } from '../../parts/sums.tsx';
import { differences } from '../../service/questions.ts';
import { chance, day, dayAfter, daysBetween, shortDay } from '../../words/language.ts';
import { WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import { MeasureName } from './measures.tsx';
import type { Asked, Explanation } from './questions.ts';
import { Year } from './year.tsx';

type Difference = Answer<'/v1/differences'>['data'][number];

interface MovedProps {
  readonly document: Explanation;
  readonly asked: Asked;
}

/** What moved the chance in a year: causes that add up. Nothing, and not known yet, are told apart. */
export function Moved({ document, asked }: MovedProps) {
  const [isOpen, open] = useState(false);
  const { subject, as_of: to } = document;
  const from = dayAfter(to, -365);
  return (
    <section class="card">
      <header>
        <h2>{WORDS.moved}</h2>
      </header>
      {asked.stock === null ? (
        <Answered to={differences([`${subject.type}:${subject.id}`], asked.buyer, from, asked.asOf ?? undefined)} room="11rem">
          {({ data: [difference] }) => <Causes difference={difference} />}
        </Answered>
      ) : (
        <p class="muted">{WORDS.movedOwnStock}</p>
      )}
      <details open={isOpen} onToggle={({ currentTarget }) => open(currentTarget.open)}>
        <summary>{WORDS.year}</summary>
        {isOpen ? <Year asked={asked} from={from} to={to} /> : null}
      </details>
    </section>
  );
}

function Causes({ difference }: { readonly difference: Difference | undefined }) {
  if (difference === undefined || difference.delta === null || difference.score_before === null || difference.score_after === null)
    return <p class="muted">{WORDS.movedUnknown}</p>;
  const { causes, from, score_before: before, score_after: after } = difference;
  const since = WORDS.since(day(from), chance(before), chance(after));
  if (causes.length === 0)
    return (
      <p>
        {since}. {WORDS.notMoved}
      </p>
    );
  return (
    <>
      <p class="small muted">{since}</p>
      <Sums
        causes={causes.map(({ label, points }) => ({ label, points }))}
        total={SHELL.change}
        isChange
        scale={Math.max(10, ...causes.map(({ points }) => Math.abs(points)))}
      />
      <Reasons reasons={difference.reasons} />
    </>
  );
}

/** What came in under each cause; what has no words of its own is counted. */
function Reasons({ reasons }: Pick<Difference, 'reasons'>) {
  const groups = Map.groupBy(reasons, ({ label }) => label);
  if (groups.size === 0) return null;
  return (
    <details>
      <summary>{WORDS.reasons}</summary>
      {[...groups].map(([label, held]) => {
        const told = held.flatMap(({ description }) => description ?? []);
        return (
          <Fragment key={label}>
            <h3>{label}</h3>
            <ul>
              {[...new Set(told)].map((text) => (
                <li key={text}>{text}</li>
              ))}
              {told.length < held.length ? <li>{WORDS.furtherReasons(held.length - told.length)}</li> : null}
            </ul>
          </Fragment>
        );
      })}
    </details>
  );
}

/** Days that are set, with the chance of that day either way. */
export function Dates({ document: { scheduled_steps: steps, as_of: today } }: { readonly document: Explanation }) {
  return (
    <section class="card">
      <header>
        <h2>{WORDS.dates}</h2>
      </header>
      {steps.length === 0 ? (
        <p class="muted">{WORDS.noDates}</p>
      ) : (
        <ul class="bare dates">
          {steps.map((step) => (
            <li key={`${step.measure} ${step.date} ${step.what}`}>
              <time dateTime={step.date}>
                <b>{shortDay(step.date)}</b>
                {step.date < today ? null : SHELL.inDays(daysBetween(today, step.date))}
              </time>
              <div>
                <MeasureName title={step.title} label={step.label} />
                <span class="sub">{effectOf(step)}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What a step does to the chance of its day. */
function effectOf({ score_if_in_force: yes, score_if_not: no, difference }: Explanation['scheduled_steps'][number]): string {
  if (yes === null || no === null || difference === null) return WORDS.effectUnknown;
  return Math.abs(difference) < 0.5 ? WORDS.noEffect : WORDS.eitherWay(chance(yes), chance(no));
}
