import { Fragment } from 'preact';
import type { Answer } from '#client/chokepoint-client.ts';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { DateList } from '../../parts/date-list.tsx';
import { Points } from '../../parts/later.tsx';
import { Sums } from '../../parts/sums.tsx';
import { differences } from '../../service/questions.ts';
import { chance, day, dayAfter, daysBetween, filled } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { bothChances, SUBJECT } from '../../words/subject.ts';
import { MeasureName } from './measures.tsx';
import type { Explanation, OneDocument, SubjectProps } from './questions.ts';

type Difference = Answer<'/v1/differences'>['data'][number];

/** What moved the chance in a year: causes that add up. That nothing moved it is not the same as not known yet. */
export const Moved = ({ document: { subject, as_of: to }, asked: { buyer, asOf, stock } }: SubjectProps) => (
  <Card title={SUBJECT.moved}>
    {stock === null ? (
      <Answered
        to={differences([`${subject.type}:${subject.id}`], buyer, dayAfter(to, -365), asOf)}
        room="11rem"
      >
        {({ data: [difference] }) => <Causes difference={difference} />}
      </Answered>
    ) : (
      <p class="muted">{SUBJECT.movedOwnStock}</p>
    )}
  </Card>
);

function Causes({ difference }: Readonly<{ difference: Difference | undefined }>) {
  if (
    difference === undefined ||
    difference.delta === null ||
    difference.score_before === null ||
    difference.score_after === null
  )
    return <p class="muted">{SUBJECT.movedUnknown}</p>;
  const { causes, from, score_before: before, score_after: after } = difference;
  const since = filled(SUBJECT.since, { day: day(from), from: chance(before), to: chance(after) });
  if (causes.length === 0)
    return (
      <p>
        {since}. {SUBJECT.notMoved}
      </p>
    );
  return (
    <>
      <p class="small muted">{since}</p>
      <Sums
        causes={causes}
        total={WORDS.change}
        between={[before, after]}
        scale={Math.max(10, ...causes.map(({ points }) => Math.abs(points)))}
      />
      <Reasons reasons={difference.reasons} />
    </>
  );
}

function Reasons({ reasons }: Pick<Difference, 'reasons'>) {
  if (reasons.length === 0) return null;
  return (
    <details>
      <summary>{SUBJECT.reasons}</summary>
      {[...Map.groupBy(reasons, ({ label }) => label)].map(([label, held]) => {
        const texts = held.flatMap(({ description }) => description ?? []);
        return (
          <Fragment key={label}>
            <h3>{label}</h3>
            <Points
              of={[
                ...new Set(texts),
                ...(texts.length < held.length
                  ? [filled(WORDS.andMore, { count: held.length - texts.length })]
                  : []),
              ]}
            />
          </Fragment>
        );
      })}
    </details>
  );
}

/** Days that are set, with the chance of that day either way. */
export const Dates = ({ document: { scheduled_steps: steps, as_of: today } }: OneDocument) => (
  <Card title={SUBJECT.dates}>
    {steps.length === 0 ? <p class="muted">{SUBJECT.noDates}</p> : null}
    <DateList
      of={steps.map((step) => ({
        key: `${step.date} ${step.description}`,
        date: step.date,
        ahead: daysBetween(today, step.date),
        text: [
          <MeasureName title={step.measures.length > 1 ? '' : step.title} label={step.label} />,
          <span class="sub">{effectOf(step)}</span>,
        ],
      }))}
    />
  </Card>
);

function effectOf({
  score_if_in_force: yes,
  score_if_not: no,
  scarce_if_in_force: scarce,
  scarce_if_not: scarceNot,
}: Explanation['scheduled_steps'][number]): string {
  if (yes === null || no === null) return SUBJECT.effectUnknown;
  const isMoved = Math.abs(yes - no) >= 0.5 || Math.abs((scarce ?? 0) - (scarceNot ?? 0)) >= 0.5;
  return isMoved
    ? filled(SUBJECT.eitherWay, { yes: bothChances(yes, scarce), no: bothChances(no, scarceNot) })
    : SUBJECT.noEffect;
}
