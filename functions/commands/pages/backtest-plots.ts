/** The plots of docs/backtest.md, as file name and SVG text. */
import type { BootstrapInterval } from '#domain/back-test/published-figures.ts';
import type { BackTestReport, EventCurve, ForecastSkill } from '#domain/back-test/report.ts';
import { partsReliabilityPlot } from './backtest-parts/parts-plots.ts';
import { axes, dots, type Frame, intervalBar, label, line, picture, rowLabel } from './svg-chart.ts';

const BLUE = '#1f6feb';
const ORANGE = '#c2410c';
const GREY = '#6b7280';
const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  control: 'new controls',
  disruption: 'disruptions',
  outlasting_disruption: 'outlasting',
};
const OUTCOME_COLOURS: Readonly<Record<string, string>> = { control: BLUE, disruption: ORANGE, outlasting_disruption: '#15803d' };
const UNIT = [0, 1] as const;
const TENTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Smallest and largest dot, pixels; the area grows with the number of forecasts. */
const dotRadius = (forecasts: number, most: number): number => 2 + 7 * Math.sqrt(forecasts / most);

function reliabilityPanel(report: BackTestReport, outcome: string, left: number): string {
  const frame: Frame = { box: { x: left, y: 60, width: 300, height: 300 }, xDomain: UNIT, yDomain: UNIT };
  const colours: Readonly<Record<string, string>> = { score: BLUE, score_refit: ORANGE, base_rate_by_pair: GREY };
  const tables = report.reliability.filter((table) => table.outcome === outcome && colours[table.forecast] !== undefined);
  const most = Math.max(1, ...tables.flatMap(({ bins }) => bins.map(({ forecasts }) => forecasts)));
  const drawn = tables.map(({ forecast, bins }) => {
    const known = bins.flatMap(({ forecasts, mean_forecast: x, observed: y }) =>
      x === null || y === null ? [] : [[x, y, forecasts] as const],
    );
    const colour = colours[forecast] ?? GREY;
    return [
      line(
        frame,
        known.map(([x, y]) => [x, y]),
        { colour },
      ),
      dots(
        frame,
        known.map(([x, y, forecasts]) => [x, y, dotRadius(forecasts, most)]),
        colour,
      ),
    ].join('\n');
  });
  return [
    label(left, 48, OUTCOME_WORDS[outcome] ?? outcome),
    axes(frame, TENTHS, TENTHS),
    line(
      frame,
      [
        [0, 0],
        [1, 1],
      ],
      { colour: GREY, dashed: true },
    ),
    ...drawn,
  ].join('\n');
}

function reliability(report: BackTestReport): string {
  const legend = [
    label(60, 408, 'score', { colour: BLUE, bold: true }),
    label(120, 408, 'score, fitted again at each origin', { colour: ORANGE, bold: true }),
    label(340, 408, 'base rate by pair', { colour: GREY, bold: true }),
    label(480, 408, 'across: forecast; up: how often it happened; dot area: forecasts'),
  ];
  const title = 'Forecast and observed frequency within 365 days; on the dashed line is calibrated';
  return picture(1240, 424, title, [
    ...Object.keys(OUTCOME_WORDS).map((outcome, i) => reliabilityPanel(report, outcome, 60 + 400 * i)),
    ...legend,
  ]);
}

interface ForestRow {
  readonly name: string;
  readonly interval: BootstrapInterval;
  readonly colour: string;
}

/** Rows from top to bottom with a line at no skill. */
function forest(
  title: string,
  rows: readonly ForestRow[],
  xDomain: readonly [number, number],
  ticks: readonly number[],
  none: number,
): string {
  const height = 22 * rows.length;
  const frame: Frame = { box: { x: 330, y: 40, width: 480, height }, xDomain, yDomain: [rows.length, 0] };
  const clamp = (value: number) => Math.min(xDomain[1], Math.max(xDomain[0], value));
  const drawn = rows.flatMap(({ name, interval: { value, low, high }, colour }, i) =>
    value === null || low === null || high === null
      ? [rowLabel(frame, i + 0.5, `${name} (not defined)`)]
      : [rowLabel(frame, i + 0.5, name), intervalBar(frame, i + 0.5, clamp(low), clamp(value), clamp(high), colour)],
  );
  return picture(840, height + 76, title, [
    axes(frame, ticks, []),
    line(
      frame,
      [
        [none, 0],
        [none, rows.length],
      ],
      { colour: GREY, dashed: true },
    ),
    ...drawn,
  ]);
}

const forestRow =
  (colour: string, interval: (skill: ForecastSkill) => BootstrapInterval | null) =>
  (skill: ForecastSkill): readonly ForestRow[] => {
    const found = interval(skill);
    return found === null ? [] : [{ name: `${skill.forecast}, ${skill.horizon_days} d`, interval: found, colour }];
  };

function aucOfScore({ skill }: BackTestReport): string {
  const rows = Object.keys(OUTCOME_WORDS).flatMap((outcome) =>
    skill
      .filter((one) => one.outcome === outcome && one.horizon_days === 365)
      .flatMap(forestRow(OUTCOME_COLOURS[outcome] ?? GREY, ({ auc_within_day }) => auc_within_day))
      .map((row) => ({ ...row, name: `${OUTCOME_WORDS[outcome]}: ${row.name}` })),
  );
  return forest('Who is hit: AUC among elements and buyers of one day, 95 % bootstrap', rows, UNIT, TENTHS, 0.5);
}

function aucOfSignals({ signals }: BackTestReport): string {
  const rows = signals
    .filter(({ outcome, auc, brier }) => outcome === 'announcement_since_method_clock' && auc.value !== null && brier === null)
    .flatMap(forestRow(BLUE, ({ auc }) => auc));
  return forest('Whether any Chinese control is announced, since 2023: AUC, 95 % bootstrap', rows, UNIT, TENTHS, 0.5);
}

function brierSkillOfScore({ skill }: BackTestReport): string {
  const rows = Object.keys(OUTCOME_WORDS).flatMap((outcome) =>
    skill
      .filter((one) => one.outcome === outcome && /^score|^new/.test(one.forecast))
      .flatMap(forestRow(OUTCOME_COLOURS[outcome] ?? GREY, ({ brier_skill }) => brier_skill))
      .map((row) => ({ ...row, name: `${OUTCOME_WORDS[outcome]}: ${row.name}` })),
  );
  return forest('Brier skill against the base rate by pair, 95 % bootstrap, cut at -1.5', rows, [-1.5, 0.5], [-1.5, -1, -0.5, 0, 0.5], 0);
}

function eventPanel({ event, pairs, days, score, score_without_signals }: EventCurve, i: number): string {
  const frame: Frame = {
    box: { x: 50 + (i % 2) * 420, y: 60 + Math.floor(i / 2) * 210, width: 360, height: 140 },
    xDomain: [-365, 365],
    yDomain: [0, 100],
  };
  const points = (values: readonly (number | null)[]) => values.map((value, at) => [days[at] ?? 0, value] as const);
  return [
    label(frame.box.x, frame.box.y - 8, `${event}: ${pairs} pairs hit`),
    axes(frame, [-365, -180, 0, 180, 365], [0, 20, 40, 60, 80, 100]),
    line(
      frame,
      [
        [0, 0],
        [0, 100],
      ],
      { colour: GREY, dashed: true },
    ),
    line(frame, points(score_without_signals), { colour: GREY }),
    line(frame, points(score), { colour: BLUE }),
  ].join('\n');
}

function aroundEvents({ event_curves }: BackTestReport): string {
  const title = 'Mean score of the pairs hit, by days from the announcement (blue; grey: without signals)';
  return picture(860, 70 + 210 * Math.ceil(event_curves.length / 2), title, event_curves.map(eventPanel));
}

/** File name -> SVG. */
export function backTestPlots(report: BackTestReport): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ['backtest-reliability.svg', reliability(report)],
    ['backtest-brier-skill.svg', brierSkillOfScore(report)],
    ['backtest-auc-who.svg', aucOfScore(report)],
    ['backtest-auc-signals.svg', aucOfSignals(report)],
    ['backtest-around-events.svg', aroundEvents(report)],
    ...(report.state_and_event === null ? [] : [['backtest-state-and-event.svg', partsReliabilityPlot(report.state_and_event)] as const]),
  ]);
}
