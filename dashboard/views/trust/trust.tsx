import { Rows } from '../../charts/chart.tsx';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { METHODOLOGY, RUNS, SOURCES, TRACK_RECORD } from '../../service/facts.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { STATUS } from '../../service/status.ts';
import { capital, dayText, plainWords, quantityText } from '../../words/numbers.ts';

/** Whether one may rely on it: sources, runs, what waits for a decision, the method, its limits and its record. */
export function Trust() {
  useTitle('Trust');
  return (
    <>
      <h1 tabIndex={-1}>Can these numbers be trusted?</h1>
      <State />
      <Method />
      <Record />
      <Sources />
      <Runs />
    </>
  );
}

const State = () => (
  <section>
    <h2>How things stand</h2>
    <Loaded state={useAnswer(STATUS)} of="the state of the service">
      {({ status, reasons, current_run: run, rescoring }) => (
        <>
          <p>
            <b>{capital(status)}.</b>{' '}
            {run === null ? 'No run was published yet.' : `The scores are those of ${dayText(run.as_of)}, run ${run.run_id}.`}{' '}
            {rescoring.open_requests === 0 ? '' : `${rescoring.open_requests} facts came in that the scores do not show yet.`}
          </p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  </section>
);

const Method = () => (
  <section>
    <h2>How a score is made</h2>
    <p>
      A score is the chance in percent that supply falls short within a year for longer than the stock lasts, a shortage that is there
      already included. For each stage from mine to magnet the method takes who supplies how much, which controls are in force, suspended or
      announced and whether goods still flow, how often new controls, other disruptions and a security crisis begin and how long they last,
      and how long the stock lasts. The score is that of the worst stage, and the sum of three parts: by controls in force or ahead, by what
      may begin, by a security crisis. The interval says where the chance would lie if more were known of the world today; luck is inside
      the chance. <a href="/docs/methodology">The specification</a>, <a href="/docs/reference-data">the facts</a>,{' '}
      <a href="/documents">all documents</a>.
    </p>
    <Numbers />
  </section>
);

const Numbers = () => (
  <Loaded state={useAnswer(METHODOLOGY)} of="the method">
    {({ version, limitations, parameters, links }) => (
      <>
        <p>
          Methodology {version} has <a href={links.self}>{parameters.length} numbers, each with its range and basis</a>.
        </p>
        <h3>Its limits</h3>
        <ul>
          {limitations.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </>
    )}
  </Loaded>
);

const Record = () => (
  <section>
    <h2>Track record</h2>
    <Loaded state={useAnswer(TRACK_RECORD)} of="the track record">
      {({ summary, not_judged: notJudged }) => (
        <>
          <p>{summary}</p>
          <ul>
            {notJudged.map(({ subject_type: type, reason }) => (
              <li key={type}>
                {capital(plainWords(type))}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  </section>
);

const days = (age: number): string => `${quantityText(age)} days`;

/** Two clocks for each source: when somebody looked, and how old what was found is. */
const Sources = () => (
  <section>
    <h2>Sources, with two clocks</h2>
    <p>When we looked last, and how old the newest thing is that was found. A fresh look at an old page is still old.</p>
    <Loaded state={useAnswer(SOURCES)} of="the sources" room="30rem">
      {({ data }) => (
        <Rows
          name="Sources"
          table={{
            head: ['Source', 'Publisher', 'We looked', 'Newest content', 'Published', 'Licence'],
            rows: data.map((source) => [
              source.url === null ? (
                source.title
              ) : (
                <a key="title" href={source.url} target="_blank" rel="noreferrer noopener">
                  {source.title}
                </a>
              ),
              source.publisher,
              <span key="read">
                {dayText(source.read_on)} <small>{source.reading_age_days === null ? '' : `${days(source.reading_age_days)} ago`}</small>{' '}
                {source.stale_reading === null ? '' : <b>stale</b>}
              </span>,
              source.newest_date === null ? (
                'no single day'
              ) : (
                <span key="newest">
                  {dayText(source.newest_date)} <small>{source.age_days === null ? '' : `${days(source.age_days)} old`}</small>
                </span>
              ),
              source.cadence,
              source.licence,
            ]),
          }}
        />
      )}
    </Loaded>
    <h3>Collected by this service itself</h3>
    <Loaded state={useAnswer(STATUS)} of="the collectors">
      {({ collected }) => (
        <Rows
          name="Collected sources"
          table={{
            head: ['Source', 'State', 'Days caught up', 'Reached', 'Newest content', 'Waiting'],
            rows: collected.map(
              ({ source, condition, reason, last_reached_at: reached, last_content_on: content, quarantined, coverage }) => [
                source,
                <span key="state">
                  {capital(plainWords(condition))} <small>{reason}</small>
                </span>,
                coverage === null ? 'none' : `${quantityText(coverage.read)} of ${quantityText(coverage.due)}`,
                reached === null ? 'never' : dayText(reached),
                content === null ? 'none yet' : dayText(content),
                <Figure key="waiting" value={quarantined} as={quantityText} />,
              ],
            ),
          }}
        />
      )}
    </Loaded>
  </section>
);

const Runs = () => (
  <section>
    <h2>Last runs</h2>
    <Loaded state={useAnswer(RUNS)} of="the runs">
      {({ data }) => (
        <Rows
          name="Runs"
          table={{
            head: ['Run', 'Day', 'State', 'Began', 'Documents', 'What the guard found'],
            rows: data.map((run) => [
              <a key="run" href={run.links.self}>
                {run.run_id}
              </a>,
              dayText(run.as_of),
              capital(run.status),
              `${run.started_at.slice(0, 16).replace('T', ' ')} UTC`,
              <Figure key="written" value={run.written_documents} as={quantityText} />,
              run.failure ?? (run.guard_findings.join('; ') || 'nothing'),
            ]),
          }}
        />
      )}
    </Loaded>
  </section>
);
