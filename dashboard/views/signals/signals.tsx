import { currentBuyer } from '../../address/current-address.ts';
import { BUYER_NAMES, subjectAddress } from '../../address/page-address.ts';
import { Chart, Rows } from '../../charts/chart.tsx';
import { DayBars } from '../../charts/day-bars.tsx';
import { Figure } from '../../parts/figure.tsx';
import { LinksOut } from '../../parts/links-out.tsx';
import { useTitle } from '../../parts/title.ts';
import { withoutSignals } from '../../service/analysis.ts';
import type { Answer } from '../../service/answers.ts';
import { SECURITY_EVENTS, SIGNALS, type SignalDays, SOURCES, signalDays, signalsOn, type Theatre } from '../../service/facts.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { dailyCounts } from '../../words/daily-counts.ts';
import {
  capital,
  daysBetween,
  dayText,
  differenceText,
  hundredthText,
  percentText,
  plainWords,
  quantityText,
} from '../../words/numbers.ts';
import { markedDays, nextDue, readingsIn } from '../../words/signal-details.ts';

const THEATRES: readonly Theatre[] = ['taiwan_strait', 'senkaku', 'carriers'];

/** The security signals: what was counted, what is usual, and what is not known. */
export function Signals() {
  useTitle('Security signals');
  const state = useAnswer(SIGNALS);
  const events = useAnswer(SECURITY_EVENTS);
  return (
    <>
      <h1 tabIndex={-1}>Security signals</h1>
      <p>
        Counts of military activity that the ministries publish. A state of 0 is a day as one in ten are; an unknown state counts in scores
        as unknown, not as calm.
      </p>
      <Loaded state={state} of="the signals" room="10rem">
        {({ data }) => (
          <ul class="cards">
            {data.map((signal) => (
              <Card key={signal.theatre} signal={signal} />
            ))}
          </ul>
        )}
      </Loaded>
      <Effect />
      {THEATRES.map((theatre) => (
        <OneTheatre key={theatre} theatre={theatre} />
      ))}
      <Exercises />
      <section>
        <h2>Latest incidents on record</h2>
        <Loaded state={events} of="the incidents">
          {({ data }) => (
            <ul class="dates">
              {data.map(({ row, day, kind, place, detail, source_url: source }) => (
                <li key={row}>
                  <time dateTime={String(day)}>{dayText(String(day))}</time>
                  <div>
                    <b>{capital(plainWords(String(kind)))}</b>, {String(place)}
                    <p>
                      {String(detail ?? '')}
                      <LinksOut text={source} />
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </section>
    </>
  );
}

type Signal = Answer<'/v1/signals'>['data'][number];

/** State, why it is so, the newest day, and when the next was due. */
function Card({ signal }: { readonly signal: Signal }) {
  const { name, status, state, index, data_as_of: day, age_days: age, summary, sources: ids } = signal;
  const sources = useAnswer(SOURCES);
  const known = sources.kind === 'ready' || sources.kind === 'stale' ? sources.value.data : [];
  const source = known.find(({ id }) => ids.includes(id));
  const due = nextDue(day, source?.cadence);
  return (
    <li class="tile">
      <span class="name">{name}</span>
      <b class="value">{capital(status)}</b>
      <small>
        State <Figure value={state} as={quantityText} />, index <Figure value={index} as={quantityText} />.
      </small>
      <p>{summary}</p>
      <small>
        Last observation: {day === null ? 'none' : dayText(day)}
        {age === null ? '' : `, ${age} days before the scores`}. Next expected: {due === null ? 'no fixed day' : dayText(due)}
        {source === undefined ? '' : ` (${source.cadence})`}.
      </small>
    </li>
  );
}

/** The scores of today beside those without the signals. */
function Effect() {
  const buyer = currentBuyer.value;
  return (
    <section>
      <h2>What they did to the scores for {BUYER_NAMES[buyer]}</h2>
      <Loaded state={useAnswer(withoutSignals(buyer))} of="the scores without signals">
        {({ data }) => {
          const moved = data
            .filter(
              ({ score, score_without_signals: without }) => typeof score === 'number' && typeof without === 'number' && score !== without,
            )
            .sort((one, other) => Math.abs(pointsOf(other)) - Math.abs(pointsOf(one)));
          const [most] = moved;
          return (
            <>
              <p>
                {most === undefined
                  ? 'They move no score today.'
                  : `They move ${moved.length} of ${data.length} scores, most that of ${most.subject.name}, by ${differenceText(pointsOf(most))} points. An unknown signal counts as unknown, which raises a score a little; a calm one would not.`}{' '}
                <a href="/docs/signals#what-they-do-to-the-scores">What they can do at most</a>
              </p>
              {moved.length === 0 ? null : (
                <details>
                  <summary>The {Math.min(MOST_MOVED, moved.length)} that move most</summary>
                  <Rows
                    name="Scores with and without the signals"
                    table={{
                      head: ['Element', 'Score', 'Without the signals'],
                      rows: moved.slice(0, MOST_MOVED).map(({ subject, score, score_without_signals: without }) => [
                        <a key="element" href={subjectAddress('element', subject.id, buyer)}>
                          {capital(subject.name)}
                        </a>,
                        <Figure key="score" value={score} as={hundredthText} />,
                        <Figure key="without" value={without} as={hundredthText} />,
                      ]),
                    }}
                  />
                </details>
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

const MOST_MOVED = 10;
const pointsOf = ({ score, score_without_signals: without }: { score?: number | null; score_without_signals?: number | null }): number =>
  (score ?? 0) - (without ?? 0);

/** Named exercises around Taiwan: what large counts were of. */
function Exercises() {
  return (
    <section>
      <h2>Named exercises around Taiwan</h2>
      <Loaded state={useAnswer(SECURITY_EVENTS)} of="the exercises">
        {({ exercises }) =>
          exercises === undefined || exercises.length === 0 ? (
            <p class="dim">None is on record.</p>
          ) : (
            <Rows
              name="Exercises"
              table={{
                head: ['Days', 'Name', 'Said to answer', 'Source'],
                rows: exercises.map(({ start, end, name, trigger, source_url: source }) => [
                  start === end ? dayText(start) : `${dayText(start)} to ${dayText(end)}`,
                  name,
                  trigger ?? 'not known',
                  <LinksOut key="source" text={source} />,
                ]),
              }}
            />
          )
        }
      </Loaded>
    </section>
  );
}

/** Counts of the newest day beside what was usual then, also where the state of today is unknown. */
function Behind({ theatre }: { readonly theatre: Theatre }) {
  const now = useAnswer(SIGNALS);
  const day = now.kind === 'ready' ? now.value.data.find((one) => one.theatre === theatre)?.data_as_of : undefined;
  return day === undefined || day === null ? null : <BehindOn theatre={theatre} day={day} />;
}

function BehindOn({ theatre, day }: { readonly theatre: Theatre; readonly day: string }) {
  return (
    <Loaded state={useAnswer(signalsOn(day))} of="the counts behind the state">
      {({ data }) => {
        const signal = data.find((one) => one.theatre === theatre);
        const newest = readingsIn(signal?.raw.today ?? signal?.raw);
        if (signal === undefined || newest.length === 0)
          return <p class="dim">On {dayText(day)}, the newest day with a report, there was nothing to hold against a usual day.</p>;
        return (
          <>
            <h3>On {dayText(day)}, the newest day with a report</h3>
            <p>
              State <Figure value={signal.state} as={quantityText} /> of 4 on that day.
            </p>
            <Rows
              name={`Counts of ${plainWords(theatre)} beside usual ones`}
              table={{
                head: ['Counted', 'Count', 'Usual', 'Days of the baseline', 'Chance of as many or more'],
                rows: newest.map(({ name, count, expected, of, p }) => [
                  capital(plainWords(name)),
                  <Figure key="count" value={count} as={quantityText} />,
                  <Figure key="usual" value={expected} as={quantityText} />,
                  <Figure key="of" value={of} as={quantityText} />,
                  <Figure key="p" value={p} as={percentText} />,
                ]),
              }}
            />
          </>
        );
      }}
    </Loaded>
  );
}

/** Counts that are not taken at face value: days without a report, days with a mark of their source. */
function HeldBackDays({ answer: { data, from, to } }: { readonly answer: SignalDays }) {
  const silent = daysBetween(from, to) + 1 - data.length;
  const marks = markedDays(data);
  return (
    <p class="dim">
      Held back: {silent} days of the year have no report and count as unknown.{' '}
      {marks.map(({ why, days }) => `${days} ${days === 1 ? 'day' : 'days'}: ${why}. `)}
      <a href="/docs/signals#definition-breaks-and-gaps">Breaks and gaps</a>,{' '}
      <a href="/docs/signals#what-must-not-move-the-senkaku-state">what must not move a state</a>.
    </p>
  );
}

function OneTheatre({ theatre }: { readonly theatre: Theatre }) {
  const state = useAnswer(signalDays(theatre));
  return (
    <Loaded state={state} of={`the year of ${plainWords(theatre)}`} room="14rem">
      {(answer) => (
        <>
          <Year answer={answer} />
          <Behind theatre={theatre} />
          <HeldBackDays answer={answer} />
        </>
      )}
    </Loaded>
  );
}

function Year({ answer }: { readonly answer: SignalDays }) {
  const { name, data, from, to, sources, tail_probabilities: tails } = answer;
  const counts = dailyCounts(data);
  const unusual = Object.entries(tails).flatMap(([series, p]) => (p === null ? [] : [`${plainWords(series)} ${p.toPrecision(2)}`]));
  return (
    <Chart
      title={name}
      finding={
        <>
          {data.length} days with a report since {dayText(from)}.{' '}
          {unusual.length === 0
            ? 'How unusual the newest days are is not known.'
            : `Chance of as many or more on a usual day: ${unusual.join(', ')}.`}
        </>
      }
      source={`${sources.join(', ')}; days on grey have no report`}
      table={{
        head: ['Day', ...counts.map(({ name: counted }) => capital(plainWords(counted))), 'State'],
        rows: data
          .slice(-60)
          .reverse()
          .map(({ date, state }, at) => [
            dayText(date),
            ...counts.map(({ name: counted, days }) => (
              <Figure key={counted} value={days[days.length - 1 - at]?.count ?? null} as={quantityText} />
            )),
            <Figure key="state" value={state} as={(level) => level.toPrecision(2)} />,
          ]),
      }}
    >
      {(width) =>
        counts.map(({ name: counted, days }) => (
          <div key={counted}>
            <h3>{capital(plainWords(counted))} a day</h3>
            <DayBars
              width={width}
              days={days}
              from={from}
              until={to}
              says={`${plainWords(counted)} a day, ${dayText(from)} to ${dayText(to)}; the table below has the newest 60 days`}
            />
          </div>
        ))
      }
    </Chart>
  );
}
