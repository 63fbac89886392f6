import { isTheatre, type SeriesName, THEATRES, theatreRecord } from '#domain/vocabulary/theatres.ts';
import { currentBuyer } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { mark } from '../../parts/band.tsx';
import { Card } from '../../parts/card.tsx';
import { DateList } from '../../parts/date-list.tsx';
import { Key } from '../../parts/drawing.tsx';
import { useAnswer } from '../../service/query.ts';
import { EVIDENCE } from '../../words/evidence.ts';
import { day, dayAfter, daysBetween, filled, language, quantity, share } from '../../words/language.ts';
import { type Counts, DayBars, usualOf } from './day-bars.tsx';
import { LinksOut } from './links-out.tsx';
import { SIGNALS, type Signal, securityPoints } from './questions.ts';
import { lightOf } from './sources.tsx';

const SHARED = new Set(
  THEATRES.flatMap((theatre) => theatreRecord(theatre).series).filter(
    (series, place, all) => all.indexOf(series) !== place,
  ),
);

/**
 * Military activity in the theatres: what it does to the chances, how current it is, and every day of a
 * year.
 */
export const Signals = () => (
  <>
    <Effect />
    <Answered to={SIGNALS} room="1100px">
      {({ data, as_of: today }) => {
        const theatres = data.flatMap((signal) =>
          isTheatre(signal.theatre) ? [{ theatre: signal.theatre, signal }] : [],
        );
        return (
          <>
            {theatres.map(({ theatre, signal }) => (
              <Card
                key={signal.theatre}
                title={signal.name}
                note={
                  signal.index === null
                    ? EVIDENCE.rateUnknown
                    : filled(EVIDENCE.rate, { factor: signal.multiplier.toFixed(2) })
                }
              >
                {theatreRecord(theatre)
                  .series.filter((series) => !SHARED.has(series))
                  .map((series) => (
                    <OneSeries key={series} series={series} signal={signal} today={today} />
                  ))}
                <Events events={signal.security_events} />
              </Card>
            ))}
            <Card title={EVIDENCE.sharedHeading}>
              {[...SHARED].map((series) => {
                const seen = theatres.find(({ theatre }) => theatreRecord(theatre).series.includes(series));
                return seen === undefined ? null : (
                  <OneSeries key={series} series={series} signal={seen.signal} today={today} />
                );
              })}
            </Card>
            <Key
              of={[
                ['shade1', EVIDENCE.usualBand],
                ['hatched', EVIDENCE.unreadKey],
              ]}
            />
          </>
        );
      }}
    </Answered>
  </>
);

const pointsText = (points: number): string =>
  points < 1 ? EVIDENCE.pointsUnderOne : filled(EVIDENCE.points, { count: Math.round(points) });

/**
 * What a crisis adds: to dysprosium, the material that most ask for, and to the one to which it adds most.
 */
function Effect() {
  const { data: scores } = useAnswer(securityPoints(currentBuyer.value));
  const known = (scores?.data ?? []).flatMap(({ subject, security }) =>
    typeof security === 'number' ? [{ ...subject, security }] : [],
  );
  const most = known.toSorted((one, other) => other.security - one.security)[0];
  if (most === undefined) return <p class="finding" />;
  const first = known.find(({ id }) => id === 'Dy') ?? most;
  return (
    <p class="finding">
      {filled(EVIDENCE.effect, { points: pointsText(first.security), material: first.name })}
      {most.id === first.id || most.security < 1
        ? EVIDENCE.effectOnly
        : filled(EVIDENCE.effectMost, { points: pointsText(most.security), material: most.name })}
    </p>
  );
}

type OneSeriesProps = Readonly<{
  series: SeriesName;
  signal: Signal;
  today: string;
}>;

const [TENSE, USUAL] = [90, 50];

/** A series: how current it is and how tense, apart from each other; what its counts are of; and its days. */
function OneSeries({ series, signal, today }: OneSeriesProps) {
  const counts: Counts = (signal.days ?? []).flatMap(({ date, raw }) => {
    const count = raw[series];
    return typeof count === 'number' ? [{ date, count }] : [];
  });
  const last = counts.at(-1);
  const age = last === undefined ? 0 : daysBetween(last.date, today);
  const light = lightOf({
    reading_age_days: age,
    limit_days: signal.stale_after_days,
  });
  const isOld = light !== 'green';
  const percentile = signal.series[series] ?? null;
  const usual = usualOf(counts);
  const level =
    percentile === null
      ? 'notComparable'
      : percentile >= TENSE
        ? 'tense'
        : percentile > USUAL
          ? 'busy'
          : 'calm';
  return (
    <article class="two series">
      <div>
        <h3>{EVIDENCE[series]}</h3>
        <p>
          <i class="pin" style={last === undefined ? undefined : mark(light)} aria-hidden="true" />{' '}
          <b>
            {last === undefined
              ? EVIDENCE.neverRead
              : isOld
                ? filled(EVIDENCE.stale, { date: day(last.date), age, limit: signal.stale_after_days })
                : `${filled(EVIDENCE.current, { date: day(last.date) })}: ${EVIDENCE[level]}`}
          </b>
        </p>
        {last === undefined || usual === null ? null : (
          <p class="small">
            {usual.half === 0
              ? filled(EVIDENCE.quietDay, { count: quantity(last.count), high: quantity(usual.high) })
              : filled(EVIDENCE.lastDay, {
                  count: quantity(last.count),
                  usual: quantity(usual.half),
                  low: quantity(usual.low),
                  high: quantity(usual.high),
                })}
          </p>
        )}
        {percentile === null ? null : (
          <p class="small muted">{filled(EVIDENCE.window, { part: share(percentile / 100) })}</p>
        )}
      </div>
      <DayBars
        name={EVIDENCE[series]}
        counts={counts}
        from={dayAfter(today, -365)}
        to={today}
        usual={usual}
      />
    </article>
  );
}

/**
 * How many events are known of the days that have been read, and the newest on record: unread is never calm.
 */
function Events({
  events: { count, days_unread: unread, newest, from },
}: Readonly<{
  events: Signal['security_events'];
}>) {
  const known = newest.filter((event) => event.day >= from).length;
  return (
    <>
      <h3>{EVIDENCE.events}</h3>
      <p class="small">
        {count === null
          ? filled(known === 0 ? EVIDENCE.eventsNotRead : EVIDENCE.eventsKnown, { known })
          : filled(unread === 0 ? EVIDENCE.eventsRead : EVIDENCE.eventsPartlyRead, { count, unread })}{' '}
        <span class="muted">{EVIDENCE.eventsNoScore}</span>
      </p>
      <DateList
        of={newest.map(({ row, day: date, actors, place, detail, passage, source_url: source }) => ({
          key: row,
          date,
          text: (
            <span lang="en">
              {language.value === 'en' ? null : <span lang={language.value}>{EVIDENCE.fromEnglish} </span>}
              {actors.join(', ') || EVIDENCE.byNobody}, {place}: {detail}
              {passage === null ? null : <q lang="ja">{passage}</q>} <LinksOut text={source} />
            </span>
          ),
        }))}
      />
    </>
  );
}
