import type { ComponentChildren } from 'preact';
import type { Answer } from '#client/chokepoint-client.ts';
import { Answered } from '../../parts/answered.tsx';
import { EVIDENCE } from '../../words/evidence.ts';
import { day, quantity, share } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { BACK_TEST, BACK_TEST_OF, type Judged } from './back-test.ts';
import { TRACK_RECORD } from './questions.ts';
import { Tab } from './tab.tsx';

/** How forecasts came out: of days to come, and on the past. */
export const Record = () => (
  <Tab title={EVIDENCE.recordTitle} lead={EVIDENCE.forecastsLead}>
    <Answered to={TRACK_RECORD} room="180px">
      {(record) => <Pinned record={record} />}
    </Answered>
    <section class="card">
      <header>
        <h2>{EVIDENCE.backTest}</h2>
      </header>
      <p>{EVIDENCE.backTestLead(BACK_TEST_OF)}</p>
      <div class="halves">
        <Pictures title={EVIDENCE.skillTitle} text={EVIDENCE.skillText} picture={(row) => <Skill row={row} />} />
        <Pictures title={EVIDENCE.hitTitle} text={EVIDENCE.hitText} picture={(row) => <Hits row={row} />} />
      </div>
      <p>
        <a href="/docs/benchmark">{EVIDENCE.wholeBenchmark}</a>
      </p>
    </section>
  </Tab>
);

interface PicturesProps {
  readonly title: string;
  readonly text: string;
  readonly picture: (row: Judged) => ComponentChildren;
}

const Pictures = ({ title, text, picture }: PicturesProps) => (
  <section>
    <h3>{title}</h3>
    <p class="small muted">{text}</p>
    <table class="plain small">
      <tbody>
        {BACK_TEST.map((row) => (
          <tr key={`${row.ask} ${row.since}`}>
            <th scope="row">
              {EVIDENCE[row.ask]}
              <span class="sub">{EVIDENCE.since(row.since, EVIDENCE.eventsCount(row.events))}</span>
            </th>
            {picture(row)}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const WIDTH = 140;
const HEIGHT = 24;

interface RangeProps {
  readonly of: readonly [value: number, low: number, high: number];
  /** Values at the left and right edge. */
  readonly scale: readonly [from: number, to: number];
  /** Where a constant or a coin stands. */
  readonly line: number;
  readonly ring?: number;
}

/** A value with its range on a line. Decoration for a screen reader: the numbers stand beside it. */
function Range({ of: [value, low, high], scale: [from, to], line, ring }: RangeProps) {
  const x = (at: number): number => 6 + ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * (WIDTH - 12);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path stroke="var(--control)" d={`M${x(line)} 0V${HEIGHT}`} />
      <path stroke="var(--security)" stroke-width={3} opacity={0.45} d={`M${x(low)} 12H${x(high)}`} />
      <circle fill="var(--security)" cx={x(value)} cy={12} r={4} />
      {ring === undefined ? null : <circle fill="none" stroke="var(--ink)" stroke-width={1.5} cx={x(ring)} cy={12} r={5} />}
    </svg>
  );
}

function Skill({ row: { skill } }: { readonly row: Judged }) {
  const [, low, high] = skill;
  return (
    <>
      <td>
        <Range of={skill} scale={[-0.1, 0.8]} line={0} />
      </td>
      <td>
        {low > 0 ? EVIDENCE.better : high < 0 ? EVIDENCE.worse : EVIDENCE.notCertain}
        <span class="sub nowrap">{skill[0].toFixed(2)}</span>
      </td>
    </>
  );
}

const Hits = ({ row: { auc, china } }: { readonly row: Judged }) => (
  <>
    <td>
      <Range of={auc} scale={[0.2, 1]} line={0.5} ring={china} />
    </td>
    <td>
      {share(auc[0])}
      <span class="sub nowrap">{EVIDENCE.chinaAlone(share(china))}</span>
    </td>
  </>
);

type TrackRecord = Answer<'/v1/track-record'>;

/** What is pinned and when it can be judged; how often came true what was said, once it is. */
function Pinned({ record }: { readonly record: TrackRecord }) {
  const { pinned, first_window: window, outcomes, not_judged: notJudged } = record;
  const judged = outcomes.filter(({ forecasts }) => forecasts > 0);
  return (
    <section class="card">
      <header>
        <h2>{EVIDENCE.forecasts}</h2>
      </header>
      <p>
        {pinned?.first == null ? EVIDENCE.nonePinned : EVIDENCE.pinned(quantity(pinned.forecasts), pinned.runs, day(pinned.first.as_of))}{' '}
        {window === null || judged.length > 0 ? null : EVIDENCE.firstJudged(day(window.closes), day(window.judged_from))}
      </p>
      <div class="halves">
        {judged.map((outcome) => (
          <Reliability key={outcome.outcome} outcome={outcome} />
        ))}
      </div>
      <details>
        <summary>{EVIDENCE.notJudged}</summary>
        <ul class="steps">
          {notJudged.map(({ reason }) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

const SIDE = 220;
const at = (part: number): number => 10 + part * (SIDE - 20);

/** Dots for the classes of what was said, larger where more was judged. */
function Reliability({ outcome }: { readonly outcome: TrackRecord['outcomes'][number] }) {
  const name = EVIDENCE[`outcome_${outcome.outcome}`];
  const dots = outcome.reliability.flatMap(({ mean_forecast: said, observed, forecasts }) =>
    said === null || observed === null ? [] : [{ said, observed, forecasts }],
  );
  const most = Math.max(...dots.map(({ forecasts }) => forecasts));
  return (
    <figure>
      <h3>{name}</h3>
      <p class="small muted">{EVIDENCE.judgedAs(quantity(outcome.forecasts), quantity(outcome.happened))}</p>
      <svg width={SIDE} height={SIDE} viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={EVIDENCE.reliabilityOf(name)}>
        <path stroke="var(--control)" d={`M${at(0)} ${at(1)}L${at(1)} ${at(0)}`} />
        {dots.map(({ said, observed, forecasts }) => (
          <circle key={said} fill="var(--security)" cx={at(said)} cy={at(1 - observed)} r={3 + 7 * Math.sqrt(forecasts / most)} />
        ))}
      </svg>
      <details class="small">
        <summary>{WORDS.asTable}</summary>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{EVIDENCE.said}</th>
              <th scope="col">{EVIDENCE.happened}</th>
              <th scope="col">{EVIDENCE.count}</th>
            </tr>
          </thead>
          <tbody>
            {dots.map(({ said, observed, forecasts }) => (
              <tr key={said}>
                <th scope="row">{share(said)}</th>
                <td>{share(observed)}</td>
                <td>{quantity(forecasts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
