import { Answered } from '../../parts/answered.tsx';
import { mark } from '../../parts/band.tsx';
import { useAnswer } from '../../service/query.ts';
import { STATUS, type Status } from '../../service/questions.ts';
import { EVIDENCE } from '../../words/evidence.ts';
import { day } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { SOURCES, type Source } from './questions.ts';
import { Tab } from './tab.tsx';

/** Sources without which no chance can be trusted: the register, and what ministries count every day. */
const DEAR = /^(policy-register|taiwan-mnd-daily|japan-coast-guard-senkaku)$/;

/** Red: too old, and every chance rests on it. Amber: too old. */
export function lightOf({ id, reading_age_days: age, limit_days: limit }: Pick<Source, 'id' | 'reading_age_days' | 'limit_days'>) {
  if (age !== null && age <= limit) return 'green';
  return DEAR.test(id) ? 'red' : 'amber';
}
const ORDER = ['red', 'amber', 'green'];

/** Worst first: by light, then by how far beyond its limit a source is. */
export const worstFirst = (sources: readonly Source[]): readonly Source[] =>
  sources.toSorted(
    (one, other) =>
      ORDER.indexOf(lightOf(one)) - ORDER.indexOf(lightOf(other)) ||
      (other.reading_age_days ?? 0) / other.limit_days - (one.reading_age_days ?? 0) / one.limit_days,
  );

/** Where the facts come from, how fresh they are, and what may be done with them. */
export const Sources = () => (
  <Tab title={EVIDENCE.sourcesTitle} lead={EVIDENCE.sourcesLead}>
    <Answered to={SOURCES} room="1100px">
      {({ data, collected }) => (
        <>
          <table class="rows">
            <thead>
              <tr>
                <th scope="col" style={{ width: '34%' }}>
                  {EVIDENCE.source}
                </th>
                <th scope="col">{EVIDENCE.newestFact}</th>
                <th scope="col">{EVIDENCE.lastRead}</th>
                <th scope="col" class="wide-only">
                  {EVIDENCE.published}
                </th>
                <th scope="col" class="wide-only">
                  {EVIDENCE.licenceOf}
                </th>
              </tr>
            </thead>
            <tbody>
              {worstFirst(data).map((source) => (
                <OneSource key={source.id} source={source} />
              ))}
            </tbody>
          </table>
          <Collected sources={collected} />
        </>
      )}
    </Answered>
  </Tab>
);

function OneSource({ source }: { readonly source: Source }) {
  const light = lightOf(source);
  const { title, publisher, url, newest_date: newest, read_on: read, reading_age_days: age, limit_days: limit, cadence, licence } = source;
  return (
    <tr>
      <th scope="row" class="name whole" lang="en">
        <i class="pin" style={mark(light)} aria-hidden="true" /> <span class="gone">{WORDS[light]}</span>
        {url === null ? <b>{title}</b> : <a href={url}>{title}</a>}
        <span class="sub">{publisher}</span>
      </th>
      <td class="nowrap">
        <span class="on-phone">{EVIDENCE.newestFact}: </span>
        {newest === null ? <span class="muted">{EVIDENCE.noSingleDay}</span> : day(newest)}
      </td>
      <td class="nowrap">
        <span class="on-phone">{EVIDENCE.lastRead}: </span>
        {day(read)}
        {age === null ? null : <span class="sub">{EVIDENCE.agoLimit(age, limit)}</span>}
      </td>
      <td class="wide-only small" lang="en">
        {cadence}
      </td>
      <td class="wide-only small" lang="en">
        {licence}
      </td>
    </tr>
  );
}

type Collector = Status['collected'][number];
const CONDITIONS: Readonly<Record<string, () => string>> = {
  current: () => EVIDENCE.isCurrent,
  waiting: () => EVIDENCE.isWaiting,
  blocked: () => EVIDENCE.isBlocked,
  dead: () => EVIDENCE.isDead,
  drifted: () => EVIDENCE.isDrifted,
  failing: () => EVIDENCE.isFailing,
  behind: () => EVIDENCE.isBehind,
  never_collected: () => EVIDENCE.isNever,
};

/** What this service reads by itself: in what state, how many of the days that are due, and what a person has to look at. */
function Collected({
  sources,
}: {
  readonly sources: readonly { readonly source: string; readonly title: string; readonly publisher: string }[];
}) {
  const { data: status } = useAnswer(STATUS);
  if (status === undefined) return null;
  const titled = (one: Collector) => sources.find(({ source }) => source === one.source);
  const begun = status.collected.filter(({ condition }) => condition !== 'never_collected');
  const never = status.collected.filter(({ condition }) => condition === 'never_collected');
  return (
    <section class="card">
      <header>
        <h2>{EVIDENCE.collectedTitle}</h2>
      </header>
      {begun.length === 0 ? null : (
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{EVIDENCE.source}</th>
              <th scope="col">{EVIDENCE.condition}</th>
              <th scope="col">{EVIDENCE.coverage}</th>
              <th scope="col">{EVIDENCE.reached}</th>
            </tr>
          </thead>
          <tbody>
            {begun.map((one) => (
              <tr key={one.source}>
                <th scope="row" lang="en">
                  {titled(one)?.title ?? one.source}
                </th>
                <td>
                  {CONDITIONS[one.condition]?.() ?? one.condition}
                  {one.quarantined === 0 ? null : <span class="sub">{EVIDENCE.waitsNow(one.quarantined)}</span>}
                </td>
                <td>{one.coverage === null ? '–' : EVIDENCE.ofDays(one.coverage.read, one.coverage.due)}</td>
                <td>{one.last_reached_at === null ? EVIDENCE.never : day(one.last_reached_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {never.length === 0 ? null : (
        <details>
          <summary>{EVIDENCE.collectedNever(never.length)}</summary>
          <ul class="bare shelf small" lang="en">
            {never.map((one) => (
              <li key={one.source}>{titled(one)?.title ?? one.source}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
