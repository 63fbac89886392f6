import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Points } from '../../parts/later.tsx';
import { Table } from '../../parts/table.tsx';
import { EVIDENCE } from '../../words/evidence.ts';
import { day, filled, quantity, share } from '../../words/language.ts';
import { TRACK_RECORD } from './questions.ts';

export const Record = () => (
  <>
    <Pinned />
    <Card title={EVIDENCE.backTest}>
      <p>{EVIDENCE.backTestLead}</p>
      <p>
        <a href="/docs/benchmark">{EVIDENCE.wholeBenchmark}</a>
      </p>
    </Card>
  </>
);

/** What is pinned and when it can be judged; how often came true what was said, once it is. */
const Pinned = () => (
  <Answered to={TRACK_RECORD} room="180px">
    {({ pinned, first_window: window, outcomes, not_judged: notJudged }) => {
      const judged = outcomes.filter(({ forecasts }) => forecasts > 0);
      return (
        <Card title={EVIDENCE.forecasts}>
          <p>
            {pinned?.first == null
              ? EVIDENCE.nonePinned
              : filled(EVIDENCE.pinned, {
                  forecasts: quantity(pinned.forecasts),
                  runs: pinned.runs,
                  first: day(pinned.first.as_of),
                })}{' '}
            {window === null || judged.length > 0
              ? null
              : filled(EVIDENCE.firstJudged, { closes: day(window.closes), judged: day(window.judged_from) })}
          </p>
          {judged.map(({ outcome, forecasts, happened, reliability }) => (
            <section key={outcome}>
              <h3>{EVIDENCE[`outcome_${outcome}`]}</h3>
              <p class="small muted">
                {filled(EVIDENCE.judgedAs, { count: quantity(forecasts), happened: quantity(happened) })}
              </p>
              <Table
                rows={reliability.filter((one) => one.forecasts > 0)}
                columns={[
                  [EVIDENCE.said, ({ mean_forecast: said }) => share(said ?? 0)],
                  [EVIDENCE.happened, ({ observed }) => share(observed ?? 0)],
                  [EVIDENCE.count, (one) => quantity(one.forecasts)],
                ]}
              />
            </section>
          ))}
          <details>
            <summary>{EVIDENCE.notJudged}</summary>
            <Points class="steps" of={notJudged.map(({ reason }) => reason)} />
          </details>
        </Card>
      );
    }}
  </Answered>
);
