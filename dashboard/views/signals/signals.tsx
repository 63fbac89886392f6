import type { Answer } from '#client/chokepoint-client.ts';
import { currentBuyer } from '../../address/current-address.ts';
import { BUYER_NAMES, subjectAddress } from '../../address/page-address.ts';
import { Chart, Rows } from '../../charts/chart.tsx';
import { DayBars } from '../../charts/day-bars.tsx';
import { Figure } from '../../parts/figure.tsx';
import { LinksOut } from '../../parts/links-out.tsx';
import { useTitle } from '../../parts/title.ts';
import { securityParts } from '../../service/analysis.ts';
import { SECURITY_EVENTS, SIGNALS, type SignalDays, SOURCES, signalDays, type Theatre } from '../../service/facts.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { dailyCounts } from '../../words/daily-counts.ts';
import { nextDue } from '../../words/next-due.ts';
import { capital, daysBetween, dayText, hundredthText, plainWords, quantityText } from '../../words/numbers.ts';

const THEATRES: readonly Theatre[] = ['senkaku', 'taiwan'];

/** Names of what each series counts a day. */
const SERIES: Readonly<Record<string, string>> = {
  aircraft: 'Chinese military aircraft around Taiwan',
  ships: 'Chinese navy ships around Taiwan',
  territorial_sea: 'Chinese government vessels in the territorial sea',
  carriers: 'Chinese carriers beyond the first island chain',
};
const seriesName = (series: string): string => SERIES[series] ?? capital(plainWords(series));

/** Pressure in the two theatres of a security crisis: what was counted, how unusual it is, and what it does to the scores. */
export function Signals() {
  useTitle('Security signals');
  const state = useAnswer(SIGNALS);
  const events = useAnswer(SECURITY_EVENTS);
  return (
    <>
      <h1 tabIndex={-1}>Security signals</h1>
      <p>
        Counts of military activity that the ministries publish. Pressure is the part of the days of the last three years that were calmer
        than the newest weeks, in percent. It moves the rate of a security crisis between calm and tense days; unknown pressure leaves the
        long-run rate, which is not calm. No such crisis is on record, so no back-test can prove it.
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
        <h2>Latest security events on record</h2>
        <Loaded state={events} of="the events">
          {({ data }) => <Events events={data} />}
        </Loaded>
      </section>
    </>
  );
}

type Signal = Answer<'/v1/signals'>['data'][number];

/** Events with the words of their sources, newest first. */
function Events({ events }: { readonly events: Signal['security_events']['newest'] }) {
  return (
    <ul class="dates">
      {events.map(({ row, day, kind, actors, place, detail, passage, source_url: source }) => (
        <li key={row}>
          <time dateTime={day}>{dayText(day)}</time>
          <div>
            <b>{capital(plainWords(kind))}</b>, {actors.length === 0 ? 'by whom is not known' : actors.join(', ')}: {place}
            <p>
              {detail} {passage === null ? null : <q lang="ja">{passage}</q>}
              <LinksOut text={source} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** How many events the days that have been read had: unread is never calm. */
const eventsCounted = ({ count, days_unread: unread, from, to }: Signal['security_events']): string => {
  const days = `${dayText(from)} to ${dayText(to)}`;
  if (count === null) return `Security events by China, ${days}: unknown, because nobody has read these days.`;
  const rest = unread === 0 ? '' : `; ${unread} days are unread, and what happened on them is unknown`;
  return `Security events by China, ${days}: ${count}${rest}. They are in no score.`;
};

/** Pressure, what it rests on, the newest day, and when the next was due. */
function Card({ signal }: { readonly signal: Signal }) {
  const {
    name,
    status,
    index,
    multiplier,
    series,
    data_as_of: day,
    age_days: age,
    summary,
    sources: ids,
    security_events: events,
  } = signal;
  const sources = useAnswer(SOURCES);
  const known = sources.kind === 'ready' || sources.kind === 'stale' ? sources.value.data : [];
  const source = known.find(({ id }) => ids.includes(id));
  const due = nextDue(day, source?.cadence);
  return (
    <li class="tile">
      <span class="name">{name}</span>
      <b class="value">
        <Figure value={index} as={quantityText} /> of 100
      </b>
      <small>
        {capital(status)}; the rate of a crisis is taken <Figure value={multiplier} as={hundredthText} /> times its long-run mean.
      </small>
      <p>{summary}</p>
      <ul>
        {Object.entries(series).map(([counted, percentile]) => (
          <li key={counted}>
            {seriesName(counted)}: <Figure value={percentile} as={quantityText} /> of 100
          </li>
        ))}
      </ul>
      <p>{eventsCounted(events)}</p>
      <Events events={events.newest} />
      <small>
        Last observation: {day === null ? 'none' : dayText(day)}
        {age === null ? '' : `, ${age} days before the scores`}. Next expected: {due === null ? 'no fixed day' : dayText(due)}
        {source === undefined ? '' : ` (${source.cadence})`}.
      </small>
    </li>
  );
}

/** Points that a security crisis adds to the scores of today. */
function Effect() {
  const buyer = currentBuyer.value;
  return (
    <section>
      <h2>What a crisis adds to the scores for {BUYER_NAMES[buyer]}</h2>
      <Loaded state={useAnswer(securityParts(buyer))} of="the security parts of the scores">
        {({ data }) => {
          const order = data
            .filter(({ security }) => typeof security === 'number' && security > 0)
            .sort((one, other) => (other.security ?? 0) - (one.security ?? 0));
          const [most] = order;
          return (
            <>
              <p>
                {most === undefined ? (
                  'It adds to no score today.'
                ) : (
                  <>
                    It adds to {order.length} of {data.length} scores, most to that of {most.subject.name}, by{' '}
                    <Figure value={most.security} as={hundredthText} /> points. Where a shortage is likely anyway it adds little: then the
                    chance of a shortage by a crisis alone says more.
                  </>
                )}
              </p>
              {most === undefined ? null : (
                <details>
                  <summary>The {Math.min(MOST_SHOWN, order.length)} to which it adds most</summary>
                  <Rows
                    name="What a crisis adds"
                    table={{
                      head: ['Element', 'Score', 'Part by a crisis', 'Chance by a crisis alone, in 100'],
                      rows: order.slice(0, MOST_SHOWN).map(({ subject, score, security, p_security: alone }) => [
                        <a key="element" href={subjectAddress('element', subject.id, buyer)}>
                          {capital(subject.name)}
                        </a>,
                        <Figure key="score" value={score} as={hundredthText} />,
                        <Figure key="security" value={security} as={hundredthText} />,
                        <Figure key="alone" value={alone} as={hundredthText} />,
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

const MOST_SHOWN = 10;

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

function OneTheatre({ theatre }: { readonly theatre: Theatre }) {
  const state = useAnswer(signalDays(theatre));
  return (
    <Loaded state={state} of={`the year of ${plainWords(theatre)}`} room="14rem">
      {(answer) => <Year answer={answer} />}
    </Loaded>
  );
}

function Year({ answer }: { readonly answer: SignalDays }) {
  const { name, data, from, to, sources } = answer;
  const counts = dailyCounts(data);
  const silent = daysBetween(from, to) + 1 - data.length;
  return (
    <Chart
      title={name}
      finding={
        <>
          {data.length} days with a report since {dayText(from)}; {silent} days of the year have none and count as unknown.
        </>
      }
      source={
        <>
          {sources.join(', ')}; days on grey have no report.{' '}
          <a href="/docs/methodology#5-security-crisis-senkaku-taiwan-strait-carriers">How they are read</a>
        </>
      }
      table={{
        head: ['Day', ...counts.map(({ name: counted }) => seriesName(counted)), 'Pressure, 0 to 100'],
        rows: data
          .slice(-60)
          .reverse()
          .map(({ date, index }, at) => [
            dayText(date),
            ...counts.map(({ name: counted, days }) => (
              <Figure key={counted} value={days[days.length - 1 - at]?.count ?? null} as={quantityText} />
            )),
            <Figure key="index" value={index} as={quantityText} />,
          ]),
      }}
    >
      {(width) =>
        counts.map(({ name: counted, days }) => (
          <div key={counted}>
            <h3>{seriesName(counted)} a day</h3>
            <DayBars
              width={width}
              days={days}
              from={from}
              until={to}
              says={`${seriesName(counted)} a day, ${dayText(from)} to ${dayText(to)}; the table below has the newest 60 days`}
            />
          </div>
        ))
      }
    </Chart>
  );
}
