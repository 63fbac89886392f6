import { useState } from 'preact/hooks';
import { currentBuyer } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { mark } from '../../parts/band.tsx';
import { useAnswer } from '../../service/query.ts';
import { EVIDENCE } from '../../words/evidence.ts';
import { day, daysBetween, quantity, share } from '../../words/language.ts';
import { type Counts, DayBars, DayTable, usualOf } from './day-bars.tsx';
import { LinksOut } from './links-out.tsx';
import { SECURITY_EVENTS, SIGNALS, type Signal, securityPoints } from './questions.ts';
import { Tab } from './tab.tsx';

/** What is counted around each theatre; carriers count for both. */
const SERIES = { taiwan: ['aircraft', 'ships'], senkaku: ['territorial_sea'] } as const;
type Series = (typeof SERIES)[keyof typeof SERIES][number] | 'carriers';
const THEATRES = ['taiwan', 'senkaku'] as const;
const YEAR_DAYS = 365;

/** Military activity in the two theatres: what it does to the chances, how current it is, and every day of a year. */
export const Signals = () => (
  <Tab title={EVIDENCE.signalsTitle} lead={EVIDENCE.signalsLead}>
    <Effect />
    <Answered to={SIGNALS} room="1100px">
      {({ data, as_of: today }) => {
        const [first] = data;
        return (
          <>
            {THEATRES.flatMap((theatre) => data.filter((one) => one.theatre === theatre)).map((signal) => (
              <section key={signal.theatre} class="card">
                <header>
                  <h2>{signal.name}</h2>
                  <p>{signal.index === null ? EVIDENCE.rateUnknown : EVIDENCE.rate(signal.multiplier.toFixed(2))}</p>
                </header>
                {SERIES[signal.theatre as keyof typeof SERIES].map((series) => (
                  <OneSeries key={series} series={series} signal={signal} today={today} />
                ))}
                <Events signal={signal} />
              </section>
            ))}
            {first === undefined ? null : (
              <section class="card">
                <header>
                  <h2>{EVIDENCE.carriersHeading}</h2>
                </header>
                <OneSeries series="carriers" signal={first} today={today} />
              </section>
            )}
            <p class="key">
              <span>
                <i style={mark('shade1')} aria-hidden="true" />
                {EVIDENCE.usualBand}
              </span>
              <span>
                <i class="hatched" aria-hidden="true" />
                {EVIDENCE.unreadKey}
              </span>
            </p>
            <AllEvents />
          </>
        );
      }}
    </Answered>
  </Tab>
);

const pointsText = (points: number): string => (points < 1 ? EVIDENCE.pointsUnderOne : EVIDENCE.points(Math.round(points)));

/** What a crisis adds: to dysprosium, the material that most ask for, and to the one to which it adds most. */
function Effect() {
  const { data: scores } = useAnswer(securityPoints(currentBuyer.value));
  const known = (scores?.data ?? []).flatMap(({ subject, security }) => (typeof security === 'number' ? [{ ...subject, security }] : []));
  const most = known.toSorted((one, other) => other.security - one.security)[0];
  if (most === undefined) return <p class="finding" />;
  const told = known.find(({ id }) => id === 'Dy') ?? most;
  return (
    <p class="finding">
      {EVIDENCE.effect(pointsText(told.security), told.name)}
      {most.id === told.id || most.security < 1 ? EVIDENCE.effectOnly : EVIDENCE.effectMost(pointsText(most.security), most.name)}
    </p>
  );
}

interface OneSeriesProps {
  readonly series: Series;
  readonly signal: Signal;
  readonly today: string;
}

const TENSE = 90;
const USUAL = 50;

/** A series: how current it is and how tense, apart from each other; what its counts are of; and its days. */
function OneSeries({ series, signal, today }: OneSeriesProps) {
  const counts: Counts = (signal.days ?? []).flatMap(({ date, raw }) => {
    const count = raw[series];
    return typeof count === 'number' ? [{ date, count }] : [];
  });
  const name = EVIDENCE[series];
  const last = counts.at(-1);
  const age = last === undefined ? null : daysBetween(last.date, today);
  const isOld = age !== null && age > signal.stale_after_days;
  const percentile = signal.series[series] ?? null;
  const usual = usualOf(counts);
  const from = new Date(Date.parse(today) - YEAR_DAYS * 86_400_000).toISOString().slice(0, 10);
  const level =
    percentile === null
      ? EVIDENCE.notComparable
      : percentile >= TENSE
        ? EVIDENCE.tense
        : percentile > USUAL
          ? EVIDENCE.busy
          : EVIDENCE.calm;
  return (
    <article class="two series">
      <div>
        <h3>{name}</h3>
        <p>
          <i class="pin" style={last === undefined ? undefined : mark(isOld ? 'red' : 'green')} aria-hidden="true" />{' '}
          <b>
            {last === undefined || age === null
              ? EVIDENCE.neverRead
              : isOld
                ? EVIDENCE.stale(day(last.date), age, signal.stale_after_days)
                : `${EVIDENCE.current(day(last.date))}: ${level}`}
          </b>
        </p>
        {last === undefined || usual === null ? null : (
          <p class="small">
            {usual.half === 0
              ? EVIDENCE.quietDay(quantity(last.count), quantity(usual.high))
              : EVIDENCE.lastDay(quantity(last.count), quantity(usual.half), quantity(usual.low), quantity(usual.high))}
          </p>
        )}
        {percentile === null ? null : <p class="small muted">{EVIDENCE.window(share(percentile / 100))}</p>}
      </div>
      <div>
        <DayBars name={name} counts={counts} from={from} to={today} usual={usual} />
        <DayTable counts={counts} />
      </div>
    </article>
  );
}

/** How many events are known of the days that have been read, and the newest on record: unread is never calm. */
function Events({ signal }: { readonly signal: Signal }) {
  const { count, days_unread: unread, newest, from } = signal.security_events;
  return (
    <div>
      <h3>{EVIDENCE.events}</h3>
      <p class="small">
        {count === null ? EVIDENCE.eventsUnread(newest.filter((event) => event.day >= from).length) : EVIDENCE.eventsRead(count, unread)}{' '}
        <span class="muted">{EVIDENCE.eventsNoScore}</span>
      </p>
      <EventList events={newest} />
    </div>
  );
}

const EventList = ({ events }: { readonly events: Signal['security_events']['newest'] }) => (
  <ul class="dates bare">
    {events.map(({ row, day: on, actors, place, detail, passage, source_url: source }) => (
      <li key={row}>
        <time dateTime={on}>{day(on)}</time>
        <span lang="en">
          {actors.join(', ') || EVIDENCE.byNobody}, {place}: {detail}
          {passage === null ? null : <q lang="ja">{passage}</q>} <LinksOut text={source} />
        </span>
      </li>
    ))}
  </ul>
);

/** Every event and exercise, asked for when somebody opens it. */
function AllEvents() {
  const [isOpen, open] = useState(false);
  return (
    <details class="card" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{EVIDENCE.allEvents}</summary>
      {isOpen ? (
        <Answered to={SECURITY_EVENTS} room="20rem">
          {({ data, exercises = [] }) => (
            <>
              <p class="small muted">{EVIDENCE.newestOf(data.length)}</p>
              <EventList events={data} />
              <h3>{EVIDENCE.exercises}</h3>
              <ul class="dates bare">
                {exercises.map(({ name, start, source_url: source }) => (
                  <li key={start}>
                    <time dateTime={start}>{day(start)}</time>
                    <span lang="en">
                      {name} <LinksOut text={source} />
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Answered>
      ) : null}
    </details>
  );
}
