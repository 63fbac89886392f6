/** Trade by month as a reading of a control (section 3): a quarter under it against the months before. */
import { type DayNumber, dayNumber, isoDate, lastDayOf } from '../time/calendar.ts';
import type { ReferenceData, TradeRow } from '../vocabulary/reference-data.ts';
import { type CountryCode, type IsoDate, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import {
  controlKind,
  controlledSince,
  effectiveDay,
  hitsBuyer,
  type Measure,
  measureStatus,
  type TradeReading,
} from './measure.ts';
import type { Parameters } from './parameters.ts';

export type TradeRatio = Readonly<{
  element: string;
  /** A code; `ALL` of imports from everybody, which is shown and is no reading. */
  origin: CountryCode;
  buyer: CountryCode;
  stages: readonly Stage[];
  /** Measures in force that it stood under, and the day since which one is. */
  measures: readonly string[];
  since: IsoDate;
  code: string;
  reporter: CountryCode;
  flow: TradeRow['flow'];
  /** First and last known month of the quarter, kilograms of each, and the months before. */
  from: string;
  to: string;
  months: Readonly<Record<string, number>>;
  before_from: string | null;
  before_to: string | null;
  before_months: number;
  /** Kilograms a month before; null, as ratio and interval are, where too few months are known. */
  before_kg: number | null;
  ratio: number | null;
  low: number | null;
  high: number | null;
  /** Of another code the ratio is shown, and says nothing of the element alone. */
  clean: boolean;
  doubtful: boolean;
  /**
   * Below the line; null is no reading: the interval spans it or is unknown, the code is not clean, months
   * are doubtful, or imports are from everybody.
   */
  below: boolean | null;
  known_from: IsoDate;
  /** Evidence id of the last month. */
  row: string;
}>;

/** Months of one code from an origin to a buyer, as one customs counted them. */
type Flow = Readonly<{
  key: string;
  origin: CountryCode;
  buyer: CountryCode;
  stages: readonly Stage[];
  clean: boolean;
  first: TradeRow;
  months: ReadonlyMap<number, TradeRow>;
}>;

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

export function tradeFlows({ trade, trade_codes }: ReferenceData): ReadonlyMap<string, readonly Flow[]> {
  const byElement = new Map<string, Flow[]>();
  for (const [key, rows] of Map.groupBy(
    trade,
    ({ reporter, flow, code, partner }) => `${reporter} ${flow} ${code} ${partner}`,
  )) {
    const [first] = rows as [TradeRow];
    const goods = trade_codes.find(
      ({ code, nomenclature }) =>
        code === first.code && (nomenclature === 'HS' || nomenclature === first.reporter),
    );
    if (goods === undefined) continue;
    const [origin, buyer] =
      first.flow === 'export' ? [first.reporter, first.partner] : [first.partner, first.reporter];
    const months = new Map(
      rows.filter(({ kg }) => kg !== null).map((row) => [monthNumber(row.month), row] as const),
    );
    for (const element of goods.elements)
      byElement.set(element, [
        ...(byElement.get(element) ?? []),
        { key, origin, buyer, stages: goods.stages, clean: goods.form === 'clean', first, months },
      ]);
  }
  return byElement;
}

/**
 * Mean of some months over that of the months before, within `z` deviations. Months are lots of the size
 * that the scatter before gives (quasi-Poisson): with half a lot added to each, the log ratio has the
 * variance 1/lots + 1/lots before. Null where nothing went before.
 */
export function flowRatio(
  window: readonly number[],
  before: readonly number[],
  z: number,
): Readonly<{ ratio: number; low: number; high: number }> | null {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const mean = sum(before) / before.length;
  if (!(mean > 0)) return null;
  const variance = before.reduce((total, value) => total + (value - mean) ** 2, 0) / (before.length - 1);
  const lot = Math.max(variance / mean, mean * SMALLEST_LOT);
  const [lots, lotsBefore] = [sum(window) / lot + 0.5, sum(before) / lot + 0.5];
  const log = Math.log(lots / window.length) - Math.log(lotsBefore / before.length);
  const spread = z * Math.sqrt(1 / lots + 1 / lotsBefore);
  return {
    ratio: sum(window) / window.length / mean,
    low: Math.exp(log - spread),
    high: Math.exp(log + spread),
  };
}

/** Months of equal size do not prove that the next would be: least lot as a part of their mean. */
const SMALLEST_LOT = 0.01;
const LOW_CONFIDENCE = 'C';
const QUARTER = 3;

/** Under the controls in force on a day, oldest first. */
export function tradeRatios(
  element: string,
  flows: readonly Flow[],
  measures: readonly Measure[],
  { day, known, parameters }: Readonly<{ day: DayNumber; known: DayNumber; parameters: Parameters }>,
): readonly TradeRatio[] {
  const found: TradeRatio[] = [];
  for (const of of Map.groupBy(flows, ({ origin, buyer }) => `${origin} ${buyer}`).values()) {
    const [{ origin, buyer }] = of as [Flow];
    for (const stage of STAGES) {
      const atStage = of.filter(({ stages }) => stages.includes(stage));
      const controls = measures.filter(
        (measure) =>
          (measure.coverage[stage] ?? 0) > 0 &&
          (origin === 'ALL' || measure.origins.includes(origin)) &&
          hitsBuyer(measure.targets, buyer) &&
          controlKind(measure.control_class) !== null &&
          measureStatus(measure, day)?.status === 'in_force',
      );
      if (atStage.length === 0 || controls.length === 0) continue;
      const flows = controls.flatMap((measure) =>
        (origin === 'ALL' ? measure.origins : [origin]).map((from) =>
          controlledSince(measure, measures, { origin: from, stage, destination: buyer }),
        ),
      );
      const since = isoDate(Math.min(...flows));
      for (const quarter of quarters(atStage, since, known, parameters)) {
        const then = controls
          .filter((measure) => effectiveDay(measure) <= lastDayOf(quarter.to))
          .map(({ id }) => id);
        found.push({ element, origin, buyer, stages: [stage], measures: then, since, ...quarter });
      }
    }
  }
  const merged = [...Map.groupBy(found, ({ row, since }) => `${row} ${since}`).values()].map((same) => {
    const [first] = same as [TradeRatio];
    const union = <T extends string>(lists: readonly (readonly T[])[]): readonly T[] => [
      ...new Set(lists.flat()),
    ];
    return {
      ...first,
      stages: union(same.map(({ stages }) => stages)),
      measures: [...union(same.map(({ measures: ids }) => ids))].sort(),
    };
  });
  return merged.sort((a, b) => (a.to === b.to ? (a.row < b.row ? -1 : 1) : a.to < b.to ? -1 : 1));
}

/** Of each flow and code; ratios come oldest first. */
export const newestQuarters = <
  Ratio extends Pick<TradeRatio, 'element' | 'buyer' | 'code'> & Readonly<{ origin?: string | undefined }>,
>(
  ratios: readonly Ratio[],
): readonly Ratio[] => [
  ...new Map(ratios.map((one) => [`${one.element} ${one.origin} ${one.buyer} ${one.code}`, one])).values(),
];

type Quarter = Omit<TradeRatio, 'element' | 'origin' | 'buyer' | 'stages' | 'since' | 'measures'>;

/** Quarters from the first whole month under a control, each of the flow that tells most of it. */
function quarters(
  flows: readonly Flow[],
  since: IsoDate,
  known: DayNumber,
  { trade: rules }: Parameters,
): readonly Quarter[] {
  const start = monthNumber(since);
  const first = since.endsWith('-01') ? start : start + 1;
  const isKnown = (row: TradeRow | undefined): row is TradeRow =>
    row !== undefined && lastDayOf(row.known_from) <= known;
  const rowsOf = ({ months }: Flow, from: number, count: number): readonly TradeRow[] => {
    const rows = Array.from({ length: count }, (_, n) => months.get(from + n)).filter(isKnown);
    const sure = rows.filter(({ quality }) => quality !== LOW_CONFIDENCE);
    return sure.length > 0 ? sure : rows;
  };
  const candidates = flows.map((flow) => ({
    flow,
    before: rowsOf(flow, start - rules.notice - rules.before, rules.before),
  }));
  const last = Math.max(...candidates.flatMap(({ flow }) => [...flow.months.keys()]));
  const found: Quarter[] = [];
  for (let from = first; from <= last; from += QUARTER) {
    const [best] = candidates
      .map(({ flow, before }) => {
        const window = rowsOf(flow, from, QUARTER);
        const isEnough = window.length > 0 && before.length >= rules.least;
        return {
          flow,
          before,
          window,
          ratio: isEnough ? flowRatio(kilograms(window), kilograms(before), rules.z) : null,
        };
      })
      .filter(({ window }) => window.length > 0)
      .sort(
        (a, b) =>
          Number(b.flow.clean) - Number(a.flow.clean) ||
          Number(isDoubtful(a.window)) - Number(isDoubtful(b.window)) ||
          Number(a.ratio === null) - Number(b.ratio === null) ||
          b.window.length - a.window.length ||
          mean(b.before) - mean(a.before) ||
          Number(a.flow.first.flow === 'import') - Number(b.flow.first.flow === 'import') ||
          (a.flow.key < b.flow.key ? -1 : 1),
      );
    if (best === undefined) continue;
    const { window, before, ratio, flow } = best;
    const [newest, oldest] = [window.at(-1) as TradeRow, window[0] as TradeRow];
    const doubtful = isDoubtful([...window, ...before]);
    const isBelow =
      ratio === null || !flow.clean || doubtful || flow.origin === 'ALL'
        ? null
        : ratio.high < rules.line
          ? true
          : ratio.low >= rules.line
            ? false
            : null;
    found.push({
      code: flow.first.code,
      reporter: flow.first.reporter,
      flow: flow.first.flow,
      clean: flow.clean,
      doubtful,
      from: oldest.month,
      to: newest.month,
      months: Object.fromEntries(window.map(({ month, kg }) => [month, kg as number])),
      before_from: before[0]?.month ?? null,
      before_to: before.at(-1)?.month ?? null,
      before_months: before.length,
      before_kg: ratio === null ? null : mean(before),
      ratio: null,
      low: null,
      high: null,
      ...ratio,
      below: isBelow,
      known_from: [...before, ...window]
        .map(({ known_from }) => known_from)
        .toSorted()
        .at(-1) as string,
      row: newest.row,
    });
  }
  return found;
}

const isDoubtful = (rows: readonly TradeRow[]) => rows.some(({ quality }) => quality === LOW_CONFIDENCE);
const kilograms = (rows: readonly TradeRow[]): readonly number[] => rows.map(({ kg }) => kg as number);
const mean = (rows: readonly TradeRow[]) =>
  kilograms(rows).reduce((total, kg) => total + kg, 0) / Math.max(1, rows.length);

/**
 * One that spans the line is none; one of the whole flow is none for buyers with their own of the same
 * quarter.
 */
export function readingsOf(ratios: readonly TradeRatio[]): readonly TradeReading[] {
  const clear = ratios.filter(({ below }) => below !== null);
  return clear.map(({ row, origin, stages, buyer, to, below, known_from }) => {
    const own = clear.filter(
      (one) =>
        one.buyer !== 'ALL' &&
        one.to === to &&
        one.origin === origin &&
        stages.some((stage) => one.stages.includes(stage)),
    );
    const except = buyer === 'ALL' && own.length > 0 ? { except: own.map((one) => one.buyer).sort() } : {};
    return {
      id: row,
      origin,
      stages,
      buyer,
      ...except,
      seen_from: null,
      seen_to: isoDate(lastDayOf(to)),
      below: below === true,
      known_from,
    };
  });
}

/**
 * For months that ratios of the same flow speak of, they count and not the row; null where nothing is left
 * of it.
 */
export function besideRatios(row: TradeReading, ratios: readonly TradeRatio[]): TradeReading | null {
  const same = ratios.filter(
    ({ origin, buyer, stages, clean, doubtful, ratio }) =>
      clean &&
      !doubtful &&
      ratio !== null &&
      origin === row.origin &&
      buyer === row.buyer &&
      stages.some((stage) => row.stages.includes(stage)),
  );
  if (same.length === 0) return row;
  const first = Math.min(...same.map(({ from }) => dayNumber(`${from}-01`)));
  const last = Math.max(...same.map(({ to }) => lastDayOf(to)));
  if (lastDayOf(row.seen_to) < first) return row;
  if (lastDayOf(row.seen_to) <= last) return null;
  const from = row.seen_from === null ? null : isoDate(Math.max(last + 1, lastDayOf(row.seen_from)));
  return { ...row, seen_from: from };
}
