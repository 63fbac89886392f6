import { addressOf, subjectAddress } from '../../address/page-address.ts';
import { useAnswer } from '../../service/questions.ts';
import { changesSince, type RankingOf } from '../../service/scores.ts';
import { crossings } from '../../words/crossings.ts';

const WEEK_MS = 7 * 86_400_000;
const MOST = 3;

/** Band crossings of the last seven days, in at most three lines. Its box keeps its height, whatever comes. */
export function LatestChanges({ buyer }: { readonly buyer: RankingOf['buyer'] }) {
  const from = new Date(Date.now() - WEEK_MS).toISOString().slice(0, 10);
  const state = useAnswer(changesSince(buyer, from, null));
  const found = state.kind === 'ready' || state.kind === 'stale' ? crossings(state.value.data) : [];
  const line = {
    loading: 'Looking for what changed …',
    failed: 'What changed could not be loaded.',
    forbidden: 'What changed needs a key.',
    empty: 'No score changed in the last seven days.',
    ready: 'Nothing crossed into another band in the last seven days.',
    stale: 'Nothing crossed into another band in the last seven days.',
  }[state.kind];
  return (
    <section class="latest" aria-label="Latest changes">
      {found.length === 0 ? (
        <p>
          {line} <a href={addressOf('/changes', { buyer })}>All changes</a>
        </p>
      ) : (
        <>
          <ul>
            {found.slice(0, MOST).map((change) => (
              <li key={change.seq}>
                <a href={subjectAddress(change.subject.type, change.subject.id, buyer)}>{change.summary}</a>
              </li>
            ))}
          </ul>
          <a href={addressOf('/changes', { buyer })}>All changes</a>
        </>
      )}
    </section>
  );
}
