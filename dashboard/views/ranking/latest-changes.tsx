import type { Answer } from '#client/chokepoint-client.ts';
import { addressOf, subjectAddress } from '../../address/page-address.ts';
import { useAnswer } from '../../service/questions.ts';
import { type RankingOf, ranking } from '../../service/scores.ts';
import { type Moves, movesOver } from '../../words/movement.ts';
import { capital, differenceText } from '../../words/numbers.ts';

const WEEK_DAYS = 7;
const MOST = 3;

type Of = Pick<RankingOf, 'type' | 'buyer'>;
type Row = Answer<'/v1/scores'>['data'][number];

/** Band crossings of the last seven days, in at most three lines, from the histories that the columns of the ranking show. Its box keeps its height, whatever comes. */
export function LatestChanges({ type, buyer }: Of) {
  const state = useAnswer(ranking({ type, buyer, sort: '-score', band: null, asOf: null }));
  const answer = state.kind === 'ready' || state.kind === 'stale' ? state.value : null;
  const moves = answer === null ? null : movesOver(answer.data, answer.as_of, WEEK_DAYS, answer.scale.bands ?? []);
  const line = state.kind === 'loading' ? 'Looking for what changed …' : 'What changed in the last seven days is not known yet.';
  return (
    <section class="latest" aria-label="Latest changes">
      {moves === null || moves.crossed.length === 0 ? (
        <p>
          {moves === null ? line : stillLine(moves)} <a href={addressOf('/changes', { buyer })}>All changes</a>
        </p>
      ) : (
        <>
          <ul>
            {moves.crossed.slice(0, MOST).map(({ row, before }) => (
              <li key={row.subject.id}>
                <a href={subjectAddress(type, row.subject.id, buyer)}>
                  {capital(row.subject.name)}: {row.band} instead of {before} seven days ago
                </a>
              </li>
            ))}
          </ul>
          <a href={addressOf('/changes', { buyer })}>All changes</a>
        </>
      )}
    </section>
  );
}

/** A line for a week in which nothing crossed, or of which too little is known. */
function stillLine({ largest, unknown }: Moves<Row>): string {
  if (largest === null) return 'What changed in the last seven days is not known yet.';
  const most = `the largest move is ${capital(largest.row.subject.name)}, ${differenceText(largest.points)}`;
  const rest = unknown === 0 ? '' : ` Of ${unknown} the history does not reach back so far yet.`;
  return `Nothing crossed into another band in the last seven days; ${most}.${rest}`;
}
