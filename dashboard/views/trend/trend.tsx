import { useState } from 'preact/hooks';
import { currentBuyer, currentQuery, setQuery } from '../../address/current-address.ts';
import { addressOf, BUYER_NAMES } from '../../address/page-address.ts';
import { Chart } from '../../charts/chart.tsx';
import { TimeLines } from '../../charts/time-lines.tsx';
import { BandMark } from '../../parts/band.tsx';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { series } from '../../service/analysis.ts';
import { measuresOn } from '../../service/facts.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { ranking } from '../../service/scores.ts';
import { bandOf } from '../../words/band-of.ts';
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

/** Which subjects are compared: elements by name, and others by their own page. */
function Picker({ subjects }: { readonly subjects: readonly string[] }) {
  const buyer = currentBuyer.value;
  const all = useAnswer(ranking({ type: 'element', buyer, sort: 'name', band: null, asOf: null }));
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
        <label>
          <span>Add an element</span>
          <select value="" onChange={(event) => set([...subjects, `element:${event.currentTarget.value}`])}>
            <option value="">choose …</option>
            {names
              .filter(({ subject }) => !subjects.includes(`element:${subject.id}`))
              .map(({ subject }) => (
                <option key={subject.id} value={subject.id}>
                  {capital(subject.name)}
                </option>
              ))}
          </select>
        </label>
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
            .{lines.length === 1 ? ' The shaded range holds nine of ten draws of the unsure inputs.' : ''}
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
            from={from}
            until={to}
            says={`Scores of ${lines.map(({ name }) => name).join(', ')} over a year; the table below has the numbers`}
          />
        )}
      </Chart>
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
