import { Chart } from '../../charts/chart.tsx';
import { DayBars } from '../../charts/day-bars.tsx';
import { Figure } from '../../parts/figure.tsx';
import { LinksOut } from '../../parts/links-out.tsx';
import { useTitle } from '../../parts/title.ts';
import { SECURITY_EVENTS, SIGNALS, type SignalDays, signalDays, type Theatre } from '../../service/facts.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { dailyCounts } from '../../words/daily-counts.ts';
import { capital, dayText, plainWords, quantityText } from '../../words/numbers.ts';

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
            {data.map(({ theatre, name, status, state: level, index, data_as_of: day, age_days: age, summary }) => (
              <li key={theatre} class="tile">
                <span class="name">{name}</span>
                <b class="value">{capital(status)}</b>
                <small>
                  State <Figure value={level} as={quantityText} />, index <Figure value={index} as={quantityText} />. Newest day{' '}
                  {day === null ? 'unknown' : dayText(day)}
                  {age === null ? '' : `, ${age} days ago`}.
                </small>
                <p>{summary}</p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {THEATRES.map((theatre) => (
        <OneTheatre key={theatre} theatre={theatre} />
      ))}
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

function OneTheatre({ theatre }: { readonly theatre: Theatre }) {
  const state = useAnswer(signalDays(theatre));
  return (
    <Loaded state={state} of={`the year of ${plainWords(theatre)}`} room="14rem">
      {(answer) => <Year answer={answer} />}
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
