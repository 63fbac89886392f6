import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Points } from '../../parts/points.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { EVIDENCE } from '../../words/evidence.ts';
import { day, quantity, share } from '../../words/language.ts';
import { BACK_TEST, BACK_TEST_OF, type Judged, type Ranged } from './back-test.ts';
import { TRACK_RECORD } from './questions.ts';

const asked: Column<Judged> = [
  '',
  ({ ask, since, events }) => [
    EVIDENCE[ask],
    <span class="sub">{EVIDENCE.since(since, EVIDENCE.eventsCount(events))}</span>,
  ],
];
const skill: readonly Column<Judged>[] = [
  asked,
  ['', (row) => <Range of={row.skill} scale={[-0.1, 0.8]} line={0} />],
  [
    '',
    ({ skill: [value, low, high] }) => [
      low > 0 ? EVIDENCE.better : high < 0 ? EVIDENCE.worse : EVIDENCE.notCertain,
      <span class="sub nowrap">{value.toFixed(2)}</span>,
    ],
  ],
];
const hits: readonly Column<Judged>[] = [
  asked,
  ['', ({ auc, china }) => <Range of={auc} scale={[0.2, 1]} line={0.5} ring={china} />],
  [
    '',
    ({ auc, china }) => [share(auc[0]), <span class="sub nowrap">{EVIDENCE.chinaAlone(share(china))}</span>],
  ],
];

/** How forecasts came out: of days to come, and on the past. */
export const Record = () => (
  <>
    <Pinned />
    <Card title={EVIDENCE.backTest}>
      <p>{EVIDENCE.backTestLead(BACK_TEST_OF)}</p>
      <div class="halves">
        {(
          [
            [EVIDENCE.skillTitle, EVIDENCE.skillText, skill],
            [EVIDENCE.hitTitle, EVIDENCE.hitText, hits],
          ] as const
        ).map(([title, text, columns]) => (
          <section key={title}>
            <h3>{title}</h3>
            <p class="small muted">{text}</p>
            <Table class="plain small" rows={BACK_TEST} columns={columns} />
          </section>
        ))}
      </div>
      <p>
        <a href="/docs/benchmark">{EVIDENCE.wholeBenchmark}</a>
      </p>
    </Card>
  </>
);

const [WIDTH, HEIGHT] = [140, 24];

interface RangeProps {
  readonly of: Ranged;
  /** Values at the left and right edge. */
  readonly scale: readonly [from: number, to: number];
  /** Where a constant or a coin stands. */
  readonly line: number;
  readonly ring?: number;
}

/** A value with its range on a line. Decoration for a screen reader: the numbers stand beside it. */
function Range({ of: [value, low, high], scale: [from, to], line, ring }: RangeProps) {
  const x = (at: number): number =>
    6 + ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * (WIDTH - 12);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path stroke="var(--control)" d={`M${x(line)} 0V${HEIGHT}`} />
      <path stroke="var(--security)" stroke-width={3} opacity={0.45} d={`M${x(low)} 12H${x(high)}`} />
      <circle fill="var(--security)" cx={x(value)} cy={12} r={4} />
      {ring === undefined ? null : (
        <circle fill="none" stroke="var(--ink)" stroke-width={1.5} cx={x(ring)} cy={12} r={5} />
      )}
    </svg>
  );
}

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
              : EVIDENCE.pinned(quantity(pinned.forecasts), pinned.runs, day(pinned.first.as_of))}{' '}
            {window === null || judged.length > 0
              ? null
              : EVIDENCE.firstJudged(day(window.closes), day(window.judged_from))}
          </p>
          {judged.map(({ outcome, forecasts, happened, reliability }) => (
            <section key={outcome}>
              <h3>{EVIDENCE[`outcome_${outcome}`]}</h3>
              <p class="small muted">{EVIDENCE.judgedAs(quantity(forecasts), quantity(happened))}</p>
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
