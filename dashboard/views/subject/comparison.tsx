import { useState } from 'preact/hooks';
import { currentBuyer, currentQuery, setQuery } from '../../address/current-address.ts';
import { type SubjectFolder, subjectAddress } from '../../address/page-address.ts';
import { Rows } from '../../charts/chart.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { ranking, type SubjectType } from '../../service/scores.ts';
import { type Explanation, explanation } from '../../service/subjects.ts';
import { comparedPoints } from '../../words/comparison.ts';
import { capital, differenceText } from '../../words/numbers.ts';

/** Two subjects of one type side by side: why one stands above the other. Asked for only when somebody opens it. */
export function Comparison({ document }: { readonly document: Explanation }) {
  const chosen = currentQuery.value.get('compare');
  const [isOpen, open] = useState(chosen !== null);
  const { type } = document.subject;
  if (!isCompared(type) || document.score === null) return null;
  return (
    <details class="screen-only" open={isOpen} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>Compare with another {type}: why does one stand above the other?</summary>
      {isOpen ? <Chooser document={document} type={type} chosen={chosen} /> : null}
    </details>
  );
}

const FOLDERS: Readonly<Record<SubjectType, SubjectFolder>> = { element: 'elements', supplier: 'suppliers', country: 'countries' };
const isCompared = (type: string): type is SubjectType => Object.hasOwn(FOLDERS, type);

interface ChooserProps {
  readonly document: Explanation;
  readonly type: SubjectType;
  readonly chosen: string | null;
}

function Chooser({ document, type, chosen }: ChooserProps) {
  const state = useAnswer(ranking({ type, buyer: currentBuyer.value, sort: 'name', band: null, asOf: null }));
  return (
    <Loaded state={state} of="what it can be compared with">
      {({ data }) => (
        <>
          <div class="tools">
            <Choice
              name="Compare with"
              value={chosen ?? ''}
              options={{
                '': 'choose …',
                ...Object.fromEntries(
                  data
                    .filter(({ subject, score }) => subject.id !== document.subject.id && score !== null)
                    .map(({ subject }) => [subject.id, capital(subject.name)]),
                ),
              }}
              pick={(compare) => setQuery({ compare })}
            />
          </div>
          {chosen === null ? null : <Compared document={document} type={type} other={chosen} />}
        </>
      )}
    </Loaded>
  );
}

interface ComparedProps {
  readonly document: Explanation;
  readonly type: SubjectType;
  readonly other: string;
}

function Compared({ document: one, type, other: id }: ComparedProps) {
  const state = useAnswer(explanation(FOLDERS[type], id, currentBuyer.value, currentQuery.value.get('as_of')));
  return (
    <Loaded state={state} of={id}>
      {(other) => {
        const rows = comparedPoints(one.drivers, other.drivers);
        const difference = (one.score ?? 0) - (other.score ?? 0);
        const [first] = rows;
        return (
          <>
            <p>
              {capital(one.subject.name)} stands at <Figure value={one.score} />, {other.subject.name} at <Figure value={other.score} />:{' '}
              {differenceText(difference)} points{first === undefined ? '' : `. The largest part of it: ${first.what}`}.{' '}
              {stagesText(one.stage, other.stage)}
            </p>
            <Rows
              name="Points side by side"
              table={{
                head: ['Cause', capital(one.subject.name), capital(other.subject.name), 'Difference'],
                rows: rows.map(({ what, one: ours, other: theirs, difference: points }) => [
                  capital(what),
                  <Figure key="one" value={ours} />,
                  <Figure key="other" value={theirs} />,
                  differenceText(points),
                ]),
              }}
            />
            <p>
              <a href={subjectAddress(type, id, currentBuyer.value)}>The page of {other.subject.name}</a>
            </p>
          </>
        );
      }}
    </Loaded>
  );
}

/** The stages that two scores are of, in a sentence; empty where scores are of no stage. */
function stagesText(one: string | null, other: string | null): string {
  if (one === null || other === null) return '';
  return one === other
    ? `Both are scores of the ${one} stage.`
    : `The first is the score of the ${one} stage, the second of the ${other} stage.`;
}
