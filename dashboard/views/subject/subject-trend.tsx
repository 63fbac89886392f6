import { currentBuyer } from '../../address/current-address.ts';
import { addressOf, SUBJECT_FOLDERS, type SubjectFolder } from '../../address/page-address.ts';
import { Chart } from '../../charts/chart.tsx';
import { TimeLines } from '../../charts/time-lines.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { yearOf } from '../../service/subjects.ts';
import { dayText, plainWords } from '../../words/numbers.ts';

interface SubjectTrendProps {
  readonly folder: SubjectFolder;
  readonly id: string;
  readonly asOf: string;
  readonly isToday: boolean;
}

/** The score over the last year, with its interval. */
export function SubjectTrend({ folder, id, asOf, isToday }: SubjectTrendProps) {
  const buyer = currentBuyer.value;
  const state = useAnswer(yearOf(folder, id, buyer, isToday ? null : asOf));
  return (
    <div>
      <Loaded state={state} of="the last year" room="20rem">
        {({ data, from, to }) => {
          const scores = data.flatMap(({ score }) => (score === null ? [] : [score]));
          const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
          const says = `Score of ${id} from ${dayText(from)} to ${dayText(to)}`;
          return (
            <Chart
              title="The last year"
              finding={
                scores.length < 2 ? (
                  'Only one day is kept so far.'
                ) : (
                  <>
                    Between <Figure value={lowest} /> and <Figure value={highest} />; now <Figure value={scores.at(-1)} />.
                  </>
                )
              }
              source={
                <>
                  history of the runs, replayed where no run was.{' '}
                  <a href={addressOf('/trend', { buyer, subjects: `${SUBJECT_FOLDERS[folder]}:${id}` })}>Compare with others</a>
                </>
              }
              table={{
                head: ['Day', 'Score', 'From', 'To', 'Origin'],
                rows: data.map(({ as_of, score, p05, p95, origin }) => [
                  dayText(as_of),
                  <Figure key="score" value={score} />,
                  <Figure key="p05" value={p05} />,
                  <Figure key="p95" value={p95} />,
                  plainWords(origin),
                ]),
              }}
            >
              {(width) =>
                scores.length < 2 ? null : (
                  <TimeLines width={width} lines={[{ id, name: id, points: data }]} from={from} until={to} says={says} />
                )
              }
            </Chart>
          );
        }}
      </Loaded>
    </div>
  );
}
