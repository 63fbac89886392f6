import { useEffect, useState } from 'preact/hooks';
import { currentBuyer, currentQuery, setQuery } from '../../address/current-address.ts';
import { BUYER_NAMES, subjectAddress } from '../../address/page-address.ts';
import { BandMark } from '../../parts/band.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { type Change, changesSince, notKnownBefore, type SubjectType } from '../../service/scores.ts';
import { causesOf, changeGroups, SMALLEST_MOVE } from '../../words/change-groups.ts';
import { capital, dayText, differenceText, plainWords } from '../../words/numbers.ts';

const TYPES: Readonly<Record<string, string>> = { '': 'All subjects', element: 'Elements', supplier: 'Suppliers', country: 'Countries' };
const DAY_MS = 86_400_000;
const VISITED = 'chokepoint-visited';
/** How many changes without a score before or after are listed. */
const MOST_OTHERS = 40;

const dayBefore = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** The day on which this browser opened the view before, `null` the first time; today is kept for the next time. */
function useLastVisit(): string | null {
  const [before] = useState(() => window.localStorage.getItem(VISITED));
  useEffect(() => window.localStorage.setItem(VISITED, dayBefore(0)), []);
  return before;
}

/** The view of changes: bands first, and nothing that is too small to act on. */
export function Changes() {
  const query = currentQuery.value;
  const buyer = currentBuyer.value;
  const visited = useLastVisit();
  const since = query.get('since') ?? '7';
  const from = since === 'visit' && visited !== null ? visited : dayBefore(Number(since) || 7);
  const type = (['element', 'supplier', 'country'] as const).find((name) => name === query.get('type')) ?? null;
  const state = useAnswer(changesSince(buyer, from, type));
  const heading = `What changed for ${BUYER_NAMES[buyer]}`;
  useTitle(heading);
  return (
    <>
      <h1 tabIndex={-1}>{heading}</h1>
      <div class="tools">
        <Choice
          name="Since"
          value={since}
          options={{
            ...(visited === null ? {} : { visit: `my last visit, ${dayText(visited)}` }),
            1: 'yesterday',
            7: 'a week ago',
            30: 'a month ago',
            90: 'three months ago',
          }}
          pick={(days) => setQuery({ since: days })}
        />
        <Choice name="Show" value={type ?? ''} options={TYPES} pick={(picked) => setQuery({ type: picked })} />
      </div>
      <Loaded state={state} of="the changes" room="40rem">
        {(answer) => <Groups changes={answer.data} from={from} type={type} unknown={notKnownBefore(answer, from)} />}
      </Loaded>
    </>
  );
}

function Groups({
  changes,
  from,
  type,
  unknown,
}: {
  readonly changes: readonly Change[];
  readonly from: string;
  readonly type: SubjectType | null;
  readonly unknown: string;
}) {
  const { crossed, moved, revised, others, small } = changeGroups(changes);
  return (
    <>
      <p>
        Since {dayText(from)}: {crossed.length} into another band, {moved.length} moved by a point or more within their band, {small} by
        less than {SMALLEST_MOVE} point.{unknown}
      </p>
      <Group name="Into another band" changes={crossed} none="No score crossed into another band." />
      <Group name="Within their band" changes={moved} none="No score moved by a point or more." />
      {revised.length === 0 ? null : (
        <Group name="A source corrected itself" changes={revised} none="">
          Nothing happened in the world: a source revised what it had published.
        </Group>
      )}
      {others.length === 0 ? null : (
        <details>
          <summary>{others.length} are new to this service, gone, or got or lost their score</summary>
          <ul>
            {others.slice(0, MOST_OTHERS).map(({ seq, summary }) => (
              <li key={seq}>{summary}</li>
            ))}
          </ul>
          {others.length > MOST_OTHERS ? (
            <p class="dim">
              And {others.length - MOST_OTHERS} more{type === null ? '; choose a kind of subject above to see fewer' : ''}.
            </p>
          ) : null}
        </details>
      )}
    </>
  );
}

interface GroupProps {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly none: string;
  readonly children?: string;
}

const Group = ({ name, changes, none, children }: GroupProps) => (
  <section>
    <h2>{name}</h2>
    {children === undefined ? null : <p>{children}</p>}
    {changes.length === 0 ? (
      <p class="dim">{none}</p>
    ) : (
      <ul class="changes">
        {changes.map((change) => (
          <Line key={change.seq} change={change} />
        ))}
      </ul>
    )}
  </section>
);

function Line({ change }: { readonly change: Change }) {
  const { subject, buyer, score_before: before, score_after: after, delta, summary, as_of: day } = change;
  return (
    <li>
      <div>
        <a href={subjectAddress(subject.type, subject.id, buyer)}>
          <b>{capital(subject.name)}</b>
        </a>{' '}
        <span class="dim">{dayText(day)}</span>
      </div>
      <div>
        <BandMark band={change.band_before} /> → <BandMark band={change.band_after} />{' '}
        <span class="number">
          <Figure value={before} /> → <Figure value={after} /> (<Figure value={delta} as={differenceText} />)
        </span>
      </div>
      <p>{summary}</p>
      <p class="dim">
        {causesOf(change)
          .map(([cause, points]) => `${plainWords(cause)} ${differenceText(points)}`)
          .join(' · ')}
      </p>
    </li>
  );
}
