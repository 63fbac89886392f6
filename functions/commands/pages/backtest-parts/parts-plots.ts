/** The reliability diagram of state and new event, a panel for each outcome. */
import { OUTCOME_IN_WORDS } from '#domain/back-test/state-and-event/parts-reading.ts';
import type { PartReliability, PartsReport } from '#domain/back-test/state-and-event/parts-report.ts';
import { axes, dots, type Frame, label, line, picture } from '../svg-chart.ts';

const PART = '#1f6feb';
const BEFORE = '#c2410c';
const CONSTANT = '#6b7280';
const UNIT = [0, 1] as const;
const TENTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const PANELS_A_ROW = 3;

const colourOf = ({ forecast, methodology }: PartReliability): string =>
  methodology === null ? CONSTANT : forecast === 'score' ? BEFORE : PART;

/** Area in proportion to the number of forecasts, and never invisible. */
const radius = (forecasts: number, most: number): number => 2 + 7 * Math.sqrt(forecasts / most);

function panel(tables: readonly PartReliability[], i: number): string {
  const frame: Frame = {
    box: { x: 60 + (i % PANELS_A_ROW) * 400, y: 60 + Math.floor(i / PANELS_A_ROW) * 380, width: 300, height: 300 },
    xDomain: UNIT,
    yDomain: UNIT,
  };
  const most = Math.max(1, ...tables.flatMap(({ bins }) => bins.map(({ forecasts }) => forecasts)));
  const drawn = tables.map((table) => {
    const known = table.bins.flatMap(({ forecasts, mean_forecast: x, observed: y }) =>
      x === null || y === null ? [] : [[x, y, radius(forecasts, most)] as const],
    );
    return [
      line(
        frame,
        known.map(([x, y]) => [x, y]),
        { colour: colourOf(table) },
      ),
      dots(frame, known, colourOf(table)),
    ].join('\n');
  });
  const diagonal = line(
    frame,
    [
      [0, 0],
      [1, 1],
    ],
    { colour: CONSTANT, dashed: true },
  );
  const title = OUTCOME_IN_WORDS[tables[0]?.outcome ?? ''] ?? '';
  return [label(frame.box.x, frame.box.y - 12, title), axes(frame, TENTHS, TENTHS), diagonal, ...drawn].join('\n');
}

/** The picture as SVG text. */
export function partsReliabilityPlot({ reliability }: PartsReport): string {
  const panels = [...Map.groupBy(reliability, ({ outcome }) => outcome).values()];
  const height = 60 + 380 * Math.ceil(panels.length / PANELS_A_ROW);
  return picture(1240, height, 'Forecast and how often it happened within 365 days; on the dashed line is calibrated', [
    ...panels.map(panel),
    label(60, height - 12, 'the part that is meant for it', { colour: PART, bold: true }),
    label(270, height - 12, 'score of 1.0.0', { colour: BEFORE, bold: true }),
    label(380, height - 12, 'constant', { colour: CONSTANT, bold: true }),
    label(450, height - 12, 'across: forecast; up: how often it happened; dot area: forecasts'),
  ]);
}
