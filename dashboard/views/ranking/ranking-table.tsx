import type { Answer } from '#client/chokepoint-client.ts';
import { setQuery } from '../../address/current-address.ts';
import { subjectAddress } from '../../address/page-address.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { Whisker } from '../../charts/whisker.tsx';
import { BandMark } from '../../parts/band.tsx';
import { Figure, Unknown } from '../../parts/figure.tsx';
import type { ScoreRow, Sort, SubjectType } from '../../service/scores.ts';
import { movedOver } from '../../words/movement.ts';
import { capital, dayText, differenceText, percentText, scoreText } from '../../words/numbers.ts';

interface RankingTableProps {
  readonly answer: Answer<'/v1/scores'>;
  readonly type: SubjectType;
  readonly buyer: string;
  readonly sort: Sort;
  readonly words: string;
}

const matches = ({ subject }: ScoreRow, words: string): boolean =>
  [subject.id, subject.name].some((text) => text.toLowerCase().includes(words.trim().toLowerCase()));

/** The rows of the ranking, a table on wide screens and a list of cards on narrow ones. */
export function RankingTable({ answer, type, buyer, sort, words }: RankingTableProps) {
  const rows = answer.data.filter((row) => matches(row, words));
  const withHistory = rows.some(({ history_90d }) => history_90d !== undefined);
  return (
    <>
      <p class="dim count" role="status">
        {rows.length === answer.data.length ? `${rows.length} rows` : `${rows.length} of ${answer.data.length} rows`}
        {answer.next_cursor === null ? '' : ', more in the CSV'}
      </p>
      <table class={`ranking of-${type}`}>
        <thead>
          <tr>
            <th scope="col" class="number">
              #
            </th>
            <Column name="Name" ascending="name" sort={sort} />
            <Column name="Score, 0 to 100" descending="-score" ascending="score" sort={sort} />
            <th scope="col">Band</th>
            {type === 'supplier' ? (
              <th scope="col">Delivers</th>
            ) : (
              <>
                <th scope="col" class="number" title="The part of the score by controls in force, suspended or announced">
                  In force or ahead
                </th>
                <th scope="col" class="number" title="The part by controls and disruptions that may begin within a year">
                  May begin
                </th>
                <th scope="col" class="number" title="The part by a security crisis; the three parts add up to the score">
                  Crisis
                </th>
              </>
            )}
            {withHistory ? (
              <>
                <th scope="col" class="number">
                  7 days
                </th>
                <th scope="col" class="number">
                  30 days
                </th>
                <th scope="col" class="line">
                  90 days
                </th>
              </>
            ) : null}
            <th scope="col">First cause</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.subject.id} row={row} type={type} buyer={buyer} asOf={answer.as_of} withHistory={withHistory} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p class="state">No name or symbol holds “{words}”.</p> : null}
    </>
  );
}

interface ColumnProps {
  readonly name: string;
  readonly sort: Sort;
  readonly ascending: Sort;
  readonly descending?: Sort;
}

/** A heading that sorts: the first click puts the largest on top where that is what one looks for. */
function Column({ name, sort, ascending, descending }: ColumnProps) {
  const order = sort === ascending ? 'ascending' : sort === descending ? 'descending' : 'none';
  const next = sort === descending || descending === undefined ? ascending : descending;
  return (
    <th scope="col" aria-sort={order}>
      <button type="button" class="sort" onClick={() => setQuery({ sort: next })}>
        {name}
        {order === 'none' ? '' : order === 'ascending' ? ' ▲' : ' ▼'}
      </button>
    </th>
  );
}

interface RowProps {
  readonly row: ScoreRow;
  readonly type: SubjectType;
  readonly buyer: string;
  readonly asOf: string;
  readonly withHistory: boolean;
}

function Row({ row, type, buyer, asOf, withHistory }: RowProps) {
  const { subject, score, interval, history_90d: history = [] } = row;
  return (
    <tr>
      <td class="number">{row.rank?.position ?? ''}</td>
      <th scope="row">
        <a href={subjectAddress(subject.type, subject.id, buyer)}>{capital(subject.name)}</a>{' '}
        {type === 'element' ? <span class="dim">{subject.id}</span> : null}
      </th>
      <td class="score">
        <Whisker score={score} low={interval?.p05} high={interval?.p95} band={row.band} />
        <b>
          <Figure value={score} />
        </b>{' '}
        {interval ? <small>{`${scoreText(interval.p05)}–${scoreText(interval.p95)}`}</small> : null}
      </td>
      <td>
        <BandMark band={row.band} />
      </td>
      {type === 'supplier' ? (
        <td>{(row.elements ?? []).join(', ')}</td>
      ) : (
        <>
          <td class="number" data-name="In force or ahead">
            <Figure value={row.state} />
          </td>
          <td class="number" data-name="May begin">
            <Figure value={row.may_begin} />
          </td>
          <td class="number" data-name="Crisis">
            <Figure value={row.security} />
          </td>
        </>
      )}
      {withHistory ? (
        <>
          <Moved points={movedOver(history, asOf, 7)} name="7 days" />
          <Moved points={movedOver(history, asOf, 30)} name="30 days" />
          <td class="line">
            <Sparkline points={history} until={asOf} />
          </td>
        </>
      ) : null}
      <td class="why">{why(row)}</td>
    </tr>
  );
}

/** The first cause of the score, what nobody has decided, and how much of what it rests on is known. */
function why({ top_drivers: drivers, status_reason: reason, coverage, undecided_since: undecided }: ScoreRow): string {
  const [first] = drivers ?? [];
  if (first === undefined) return (reason ?? '').split(/(?<=[.]) /)[0] ?? '';
  const known = typeof coverage === 'number' && coverage < 1 ? ` ${percentText(coverage)} of the inputs are known.` : '';
  const open = undecided ? ` A suspension ran out undecided on ${dayText(undecided)}.` : '';
  return `${capital(first.label)}.${open}${known}`;
}

const Moved = ({ points, name }: { readonly points: number | null; readonly name: string }) => (
  <td class="number moved" data-name={name}>
    {points === null ? <Unknown /> : differenceText(points)}
  </td>
);
