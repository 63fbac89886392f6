import { Answered } from '../../parts/answered.tsx';
import { mark } from '../../parts/band.tsx';
import { Card } from '../../parts/card.tsx';
import { Table } from '../../parts/table.tsx';
import { useAnswer } from '../../service/query.ts';
import { STATUS } from '../../service/questions.ts';
import { CONDITIONS, EVIDENCE } from '../../words/evidence.ts';
import { day, filled } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { SOURCES, type Source } from './questions.ts';

/** Sources without which no chance can be trusted, the register and the signals, have to be read within so many days. */
const DEAR = 30;

/** Red: too old, and every chance rests on it. Amber: too old. */
export function lightOf({
  reading_age_days: age,
  limit_days: limit,
}: Pick<Source, 'reading_age_days' | 'limit_days'>) {
  if (age !== null && age <= limit) return 'green';
  return limit <= DEAR ? 'red' : 'amber';
}
const ORDER = ['red', 'amber', 'green'];

export const worstFirst = (sources: readonly Source[]): readonly Source[] =>
  sources.toSorted(
    (one, other) =>
      ORDER.indexOf(lightOf(one)) - ORDER.indexOf(lightOf(other)) ||
      (other.reading_age_days ?? 0) / other.limit_days - (one.reading_age_days ?? 0) / one.limit_days,
  );

export const Sources = () => (
  <Answered to={SOURCES} room="1100px">
    {({ data, collected }) => (
      <>
        <Table
          class="rows"
          rows={worstFirst(data)}
          columns={[
            [
              EVIDENCE.source,
              (source) => (
                <>
                  <i class="pin" style={mark(lightOf(source))} aria-hidden="true" />{' '}
                  <span class="gone">{WORDS[lightOf(source)]}</span>
                  {source.url === null ? <b>{source.title}</b> : <a href={source.url}>{source.title}</a>}
                  <span class="sub">
                    {source.publisher} · {source.licence}
                  </span>
                </>
              ),
              'name whole',
            ],
            [
              EVIDENCE.newestFact,
              ({ newest_date: newest }) =>
                newest === null ? <span class="muted">{EVIDENCE.noSingleDay}</span> : day(newest),
              'whole nowrap named',
            ],
            [
              EVIDENCE.lastRead,
              ({ read_on: read, reading_age_days: age, limit_days: limit }) => [
                day(read),
                age === null ? null : <span class="sub">{filled(EVIDENCE.agoLimit, { age, limit })}</span>,
              ],
              'nowrap named',
            ],
            [EVIDENCE.published, ({ cadence }) => cadence, 'wide-only small'],
          ]}
        />
        <Collected titles={new Map(collected.map(({ source, title }) => [source, title]))} />
      </>
    )}
  </Answered>
);

/**
 * What this service reads by itself: in what state, how many of the days that are due, and what a person has
 * to look at.
 */
function Collected({ titles }: Readonly<{ titles: ReadonlyMap<string, string> }>) {
  const { data: status } = useAnswer(STATUS);
  if (status === undefined) return null;
  const { begun = [], never = [] } = Object.groupBy(status.collected, ({ condition }) =>
    condition === 'never_collected' ? 'never' : 'begun',
  );
  const title = ({ source }: Readonly<{ source: string }>) => (
    <span lang="en">{titles.get(source) ?? source}</span>
  );
  return (
    <Card title={EVIDENCE.collectedTitle}>
      {begun.length === 0 ? null : (
        <Table
          class="plain"
          rows={begun}
          columns={[
            [EVIDENCE.source, title],
            [
              EVIDENCE.condition,
              ({ condition, quarantined, reason }) => [
                CONDITIONS[condition as keyof typeof CONDITIONS],
                /^(robots|refused|no_key)$/.test(condition) ? (
                  <span class="sub" lang="en">
                    {reason}
                  </span>
                ) : null,
                quarantined === 0 ? null : (
                  <span class="sub">{filled(EVIDENCE.waitsNow, { count: quarantined })}</span>
                ),
              ],
            ],
            [
              EVIDENCE.coverage,
              ({ coverage }) =>
                coverage === null ? '–' : filled(EVIDENCE.ofDays, { read: coverage.read, due: coverage.due }),
            ],
            [EVIDENCE.reached, ({ last_reached_at: at }) => (at === null ? EVIDENCE.never : day(at))],
          ]}
        />
      )}
      {never.length === 0 ? null : (
        <details>
          <summary>{filled(EVIDENCE.collectedNever, { count: never.length })}</summary>
          <ul class="bare shelf small">
            {never.map((one) => (
              <li key={one.source}>{title(one)}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
