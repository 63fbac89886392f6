import { useEffect, useState } from 'preact/hooks';
import { currentBuyer, currentQuery, setQuery } from '../../address/current-address.ts';
import { addressOf, BUYER_NAMES } from '../../address/page-address.ts';
import { Chart } from '../../charts/chart.tsx';
import { TimeLines } from '../../charts/time-lines.tsx';
import { BandMark } from '../../parts/band.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { series } from '../../service/analysis.ts';
import { measuresOn } from '../../service/facts.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { ranking, type SubjectType } from '../../service/scores.ts';
import { stepsOf } from '../../service/subjects.ts';
import { bandOf } from '../../words/band-of.ts';
import { jumpsOf } from '../../words/jumps.ts';
import { capital, dayText } from '../../words/numbers.ts';
import { methodologyChanges, type SeriesLine, seriesLines } from '../../words/series-lines.ts';

const MOST = 5;
const FIRST = ['element:Dy', 'element:Tb', 'element:Ga'];
const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** Up to five subjects over the last year, with what was announced meanwhile, and any day of it as it was known then. */
export function Trend() {
  const query = currentQuery.value;
  const buyer = currentBuyer.value;
  const asked = (query.get('subjects') ?? '').split(',').filter((subject) => /^(element|supplier|country):[\w.-]+$/.test(subject));
  const subjects = asked.length === 0 ? FIRST : asked.slice(0, MOST);
  const state = useAnswer(series(subjects, buyer));
  useTitle(`Trend for ${BUYER_NAMES[buyer]}`);
  return (
    <>
      <h1 tabIndex={-1}>Trend for {BUYER_NAMES[buyer]}</h1>
      <Picker subjects={subjects} />
      <Loaded state={state} of="the lines" room="40rem">
        {({ data, from, to }) => <Lines lines={seriesLines(data, subjects)} from={from} to={to} />}
      </Loaded>
    </>
  );
}

const KINDS = { element: 'an element', supplier: 'a supplier', country: 'a country' } as const;

/** Which subjects are compared: up to five of any kind, by name. */
function Picker({ subjects }: { readonly subjects: readonly string[] }) {
  const buyer = currentBuyer.value;
  const [kind, choose] = useState<SubjectType>('element');
  const all = useAnswer(ranking({ type: kind, buyer, sort: 'name', band: null, asOf: null }));
  const names = all.kind === 'ready' || all.kind === 'stale' ? all.value.data : [];
  const set = (next: readonly string[]): void => setQuery({ subjects: next.join(',') });
  return (
    <div class="tools">
      <ul class="picked" aria-label="Compared">
        {subjects.map((subject) => (
          <li key={subject}>
            {subject.split(':')[1]}
            <button type="button" aria-label={`Take ${subject} away`} onClick={() => set(subjects.filter((each) => each !== subject))}>
              ×
            </button>
          </li>
        ))}
      </ul>
      {subjects.length >= MOST ? (
        <p class="dim">Five lines at most.</p>
      ) : (
        <>
          <Choice name="Add" value={kind} options={KINDS} pick={(picked) => choose(picked as SubjectType)} />
          <label>
            <span>By name</span>
            <select value="" onChange={(event) => set([...subjects, `${kind}:${event.currentTarget.value}`])}>
              <option value="">choose …</option>
              {names
                .filter(({ subject }) => !subjects.includes(`${kind}:${subject.id}`))
                .map(({ subject }) => (
                  <option key={subject.id} value={subject.id}>
                    {capital(subject.name)}
                  </option>
                ))}
            </select>
          </label>
        </>
      )}
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly SeriesLine[];
  readonly from: string;
  readonly to: string;
}

function Lines({ lines, from, to }: LinesProps) {
  const symbols = lines.flatMap(({ id }) => (id.startsWith('element:') ? [id.slice('element:'.length)] : []));
  const register = useAnswer(measuresOn(symbols));
  const measures = register.kind === 'ready' || register.kind === 'stale' ? register.value : [];
  const marks = [
    ...measures
      .filter(({ announced, in_score: counts }) => counts && announced > from && announced <= to)
      .map(({ announced, title }) => ({ day: announced, says: title })),
    ...lines
      .slice(0, 1)
      .flatMap((line) => methodologyChanges(line).map(({ day, to: version }) => ({ day, says: `methodology ${version}` }))),
  ];
  const [why, tell] = useState<ReadonlyMap<string, readonly PastMove[]>>(new Map());
  const jumps = jumpsOf(
    lines.flatMap(({ id }) => why.get(id) ?? []),
    from,
    to,
  );
  const ends = lines.flatMap(({ name, points }) => {
    const last = points.findLast(({ score }) => score !== null);
    return last === undefined ? [] : [{ name, score: last.score }];
  });
  return (
    <>
      <Chart
        title="Score, 0 to 100"
        finding={
          <>
            Now{' '}
            {ends.map(({ name, score }, at) => (
              <span key={name}>
                {at === 0 ? '' : ', '}
                {name} <Figure value={score} />
              </span>
            ))}
            .{lines.length === 1 ? ' The shaded range is where nine tenths of what is not known would put it.' : ''}
          </>
        }
        source={`history of the runs from ${dayText(from)} to ${dayText(to)}, replayed with what was known then where no run was; dotted lines: see below`}
        table={{
          head: ['Day', ...lines.map(({ name }) => name)],
          rows: [...(lines[0]?.points ?? [])]
            .reverse()
            .map(({ as_of: day }) => [
              dayText(day),
              ...lines.map(({ id, points }) => <Figure key={id} value={points.find((point) => point.as_of === day)?.score} />),
            ]),
        }}
      >
        {(width) => (
          <TimeLines
            width={width}
            height={320}
            lines={lines}
            marks={marks}
            jumps={jumps}
            onJump={(number) => document.getElementById(`jump-${number}`)?.focus()}
            from={from}
            until={to}
            says={`Scores of ${lines.map(({ name }) => name).join(', ')} over a year; the table below has the numbers`}
          />
        )}
      </Chart>
      {lines.map(({ id }) => (
        <Causes key={id} subject={id} from={from} tell={(moves) => tell((known) => new Map(known).set(id, moves))} />
      ))}
      {jumps.length === 0 ? null : (
        <section>
          <h2>Why the lines jump</h2>
          <ol class="jumps">
            {jumps.map(({ number, day, says }) => (
              <li key={number} id={`jump-${number}`} tabIndex={-1}>
                <time dateTime={day}>{dayText(day)}</time> {says}
              </li>
            ))}
          </ol>
          <p class="dim">Between the days of the lines, with what was known on each.</p>
        </section>
      )}
      <Replay lines={lines} from={from} to={to} />
      <section>
        <h2>What was announced meanwhile</h2>
        {marks.length === 0 ? (
          <p class="dim">No measure on these elements was announced in this time, as far as the register knows.</p>
        ) : null}
        <ul class="dates">
          {[...marks]
            .sort((one, other) => (one.day > other.day ? -1 : 1))
            .map(({ day, says }) => (
              <li key={`${day}${says}`}>
                <time dateTime={day}>{dayText(day)}</time>
                <div>{says}</div>
              </li>
            ))}
        </ul>
      </section>
    </>
  );
}

type PastMove = Parameters<typeof jumpsOf>[0][number];

/** Asks why one line moved; it draws nothing itself, and a service that does not answer takes no line away. */
function Causes({
  subject,
  from,
  tell,
}: {
  readonly subject: string;
  readonly from: string;
  readonly tell: (moves: readonly PastMove[]) => void;
}) {
  const state = useAnswer(stepsOf(subject, currentBuyer.value, from));
  const answer = state.kind === 'ready' || state.kind === 'stale' ? state.value : null;
  useEffect(() => {
    if (answer !== null) tell(answer.data[0]?.steps ?? []);
  }, [answer]);
  return null;
}

/** Goes back to any day: the scores as they were, with what was public then. */
function Replay({ lines, from, to }: LinesProps) {
  const days = Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS / WEEK_DAYS) * WEEK_DAYS;
  const [back, go] = useState(0);
  const day = new Date(Date.parse(to) - back * DAY_MS).toISOString().slice(0, 10);
  return (
    <section>
      <h2>
        <label for="replay">On {dayText(day)}, with what was known then</label>
      </h2>
      <div class="slider">
        <button type="button" onClick={() => go(Math.min(days, back + WEEK_DAYS))} aria-label="A week earlier">
          −
        </button>
        <input
          id="replay"
          type="range"
          min={-days}
          max={0}
          step={WEEK_DAYS}
          value={-back}
          aria-valuetext={dayText(day)}
          onInput={(event) => go(-Number(event.currentTarget.value))}
        />
        <button type="button" onClick={() => go(Math.max(0, back - WEEK_DAYS))} aria-label="A week later">
          +
        </button>
      </div>
      <table class="replay">
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col" class="number">
              Score
            </th>
            <th scope="col">Band</th>
            <th scope="col">Methodology</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, name, points }) => {
            const then = points.findLast(({ as_of }) => as_of <= day);
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td class="number">
                  <Figure value={then?.score} />
                </td>
                <td>
                  <BandMark band={bandOf(then?.score)} />
                </td>
                <td>{then?.methodology ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>
        <a href={addressOf('/', { buyer: currentBuyer.value, as_of: day })}>The whole ranking as it was known on {dayText(day)}</a>
      </p>
    </section>
  );
}
