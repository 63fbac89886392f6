/** Figures of skill of one forecast against several benchmarks, over the forecasts whose outcome is known. */
import { openStream } from '../../numbers/random-stream.ts';
import type { DayNumber } from '../../time/partial-date.ts';
import type { BootstrapInterval } from '../published-figures.ts';
import { blockSums, drawBlocks, intervalOf, published, reliabilityBins, sortForecasts, weightedAuc, weightedRatio } from '../skill.ts';
import { eventDayBlocks } from './event-day-blocks.ts';
import { type JudgedGrid, type OutcomeTable, UNKNOWN } from './judged-grid.ts';
import type { PartFigure, PartReliabilityBin, SkillAgainst } from './parts-report.ts';

/** Names of the benchmarks, each with a forecast for every day and pair. The one made in hindsight follows from what is judged. */
export type Benchmarks = Readonly<Record<Exclude<keyof SkillAgainst, 'hindsight'>, Float64Array>>;

/** The forecasts of a table that can be judged, side by side with what happened. */
export interface JudgedPart {
  /** Places in the grid. */
  readonly places: Uint32Array;
  readonly happened: Uint8Array;
  /** Number of the origin, and of the block of the bootstrap. */
  readonly day: Uint16Array;
  readonly block: Uint16Array;
  readonly blocks: number;
  /** Number of the block of origins, in which comparisons among pairs of one day stay together. */
  readonly dayBlock: Uint16Array;
  readonly dayBlocks: number;
  readonly unknown: number;
  readonly eventDay: Float64Array;
}

/**
 * The forecasts of a table that can be judged, from an origin on. `byEvent`: every forecast belongs to an event, and all forecasts of an event are one block. Else blocks are of
 * origins, around event days.
 */
export function judgedPart(
  { origins, pairs }: JudgedGrid,
  table: OutcomeTable,
  since: DayNumber,
  horizonDays: number,
  byEvent: boolean,
): JudgedPart {
  const originOf = (at: number) => Math.floor(at / pairs.length);
  const inTime = [...table.happened.keys()].filter((at) => (origins[originOf(at)] as number) >= since);
  const places = inTime.filter((at) => (table.happened[at] as number) >= 0);
  const days = [...new Set(places.map(originOf))];
  const eventDay = Float64Array.from(places, (at) => table.eventDay[at] as number);
  const events = distinctDays(eventDay);
  const blockOfDay = eventDayBlocks(
    days.map((number) => origins[number] as number),
    events,
    horizonDays,
  );
  const blockOf = new Map(days.map((number, i) => [number, blockOfDay[i] as number]));
  const dayBlock = Uint16Array.from(places, (at) => blockOf.get(originOf(at)) as number);
  const dayBlocks = new Set(blockOfDay).size;
  return {
    places: Uint32Array.from(places),
    happened: Uint8Array.from(places, (at) => table.happened[at] as number),
    day: Uint16Array.from(places, originOf),
    block: byEvent ? Uint16Array.from(eventDay, (day) => events.indexOf(day)) : dayBlock,
    blocks: byEvent ? events.length : dayBlocks,
    dayBlock,
    dayBlocks,
    unknown: inTime.filter((at) => table.happened[at] === UNKNOWN).length,
    eventDay,
  };
}

function distinctDays(days: Float64Array): readonly DayNumber[] {
  return [...new Set(days)].filter((day) => !Number.isNaN(day));
}

const chosen = ({ places }: JudgedPart, all: Float64Array): Float64Array => Float64Array.from(places, (at) => all[at] as number);

/** Which forecast of what is judged, and with which draws. */
export interface PartQuestion extends Pick<PartFigure, 'outcome' | 'horizon_days' | 'since' | 'forecast' | 'methodology'> {
  /** An index is ranked only. */
  readonly isProbability: boolean;
  readonly seed: number;
  readonly draws: number;
}

/** All figures of one forecast. The stream is opened anew from the seed, so that no figure moves another. */
export function partFigure(question: PartQuestion, part: JudgedPart, forecast: Float64Array, benchmarks: Benchmarks): PartFigure {
  const { isProbability, seed, draws, ...named } = question;
  const { happened, day, block, blocks, dayBlock, dayBlocks } = part;
  const values = chosen(part, forecast);
  const squares = squaresByBlock(values, part);
  const frequency = new Float64Array(values.length).fill(sumOf(happened) / values.length);
  const references = [
    ...Object.entries(benchmarks).map(([name, all]) => [name, chosen(part, all)] as const),
    ['hindsight', frequency] as const,
  ];
  const { wins, comparisons } = blockSums({ values, happened, reference: frequency, day, block: dayBlock }, dayBlocks);
  const sorted = sortForecasts({ values, happened, block });
  const drawsOf = (of: number) => {
    const stream = openStream(seed);
    return Array.from({ length: draws }, () => drawBlocks(stream, of));
  };
  const [drawn, drawnDays] = [drawsOf(blocks), drawsOf(dayBlocks)];
  const interval = (measure: (weights: Uint16Array) => number | null, of = drawn): BootstrapInterval =>
    intervalOf(measure(new Uint16Array(of === drawn ? blocks : dayBlocks).fill(1)), of.map(measure));
  const skill = references.map(([name, reference]) => {
    const ofReference = squaresByBlock(reference, part);
    return [name, interval((weights) => oneMinus(weightedRatio(squares, ofReference, weights)))] as const;
  });
  return {
    ...named,
    forecasts: values.length,
    unknown: part.unknown,
    happened: sumOf(happened),
    events: distinctDays(part.eventDay).length,
    blocks,
    mean_forecast: isProbability ? published(sumOf(values) / values.length) : null,
    brier: isProbability ? published(sumOf(squares) / values.length) : null,
    skill: isProbability ? (Object.fromEntries(skill) as unknown as SkillAgainst) : null,
    auc: interval((weights) => weightedAuc(sorted, weights)),
    auc_within_day: interval((weights) => weightedRatio(wins, comparisons, weights), drawnDays),
  };
}

/** Squares of the errors, summed by block. */
function squaresByBlock(values: Float64Array, { happened, block, blocks }: JudgedPart): Float64Array {
  const sums = new Float64Array(blocks);
  for (const [i, value] of values.entries()) {
    const at = block[i] as number;
    sums[at] = (sums[at] as number) + (value - (happened[i] as number)) ** 2;
  }
  return sums;
}

const oneMinus = (ratio: number | null): number | null => (ratio === null ? null : 1 - ratio);

function sumOf(values: Float64Array | Uint8Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Forecasts in bins, how often it happened in each, and from how many event days. */
export function partReliability(part: JudgedPart, forecast: Float64Array): readonly PartReliabilityBin[] {
  const values = chosen(part, forecast);
  return reliabilityBins({ values, happened: part.happened }).map((bin) => {
    const inBin = (value: number) => value >= bin.from && (value < bin.to || bin.to === 1);
    const days = part.eventDay.filter((_, i) => inBin(values[i] as number) && part.happened[i] === 1);
    return { ...bin, events: distinctDays(days).length };
  });
}
