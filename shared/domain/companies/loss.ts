/**
 * The distribution of what stops of its lines cost a company within the horizon ("Any of mine" in
 * docs/methodology.md).
 */
import { type Cause, effective, type ScoreFigures, shared, type Tiers } from '../method/causes.ts';
import { NODES, nodeFactors, nodeMean, YEAR } from '../method/nodes.ts';
import type { Parameters } from '../method/parameters.ts';
import type { StopChance } from '../method/stop-chance.ts';
import { entryOf } from '../numbers/memoized.ts';
import { quantileOf } from '../numbers/statistics.ts';
import {
  anyStop,
  figuresOfLines,
  inOrder,
  jointCauses,
  type LineCauses,
  linesInOrder,
  partApart,
} from './joint.ts';

/** Money that stops cost within the horizon, in the currency of the lines. */
export type LossFigures = Readonly<{
  mean: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  any: number;
  /** Shares of the mean by line and by cause; each adds up to it. */
  lines: Readonly<Record<string, number>>;
  causes: Readonly<Record<string, number>>;
}>;

type PricedLine = LineCauses & Readonly<{ money: number }>;

const isPriced = (line: LineCauses): line is PricedLine => line.money !== null;

/** Money that a line is expected to lose on the days without it. `money`: of a year without it. */
export const expectedLoss = (money: number, { expected_days }: ScoreFigures): number =>
  (money / YEAR) * expected_days;

/**
 * The loss of all lines whose money is known; null when it is known of none. The same seed draws the same
 * luck.
 */
export function lossFigures(
  lines: readonly LineCauses[],
  parameters: Parameters,
  seed: number,
): LossFigures | null {
  const { horizon } = parameters;
  const priced = linesInOrder(lines).filter(isPriced);
  if (priced.length === 0) return null;
  const byCause: Record<string, number> = {};
  const byLine = priced.map((line) => {
    const loss = expectedLoss(line.money, figuresOfLines([line], horizon, parameters));
    for (const [id, part] of shared(
      loss,
      mixedCauses(line, horizon, parameters),
      ({ days }) => nodeMean(days) / horizon,
    ))
      byCause[id] = (byCause[id] ?? 0) + part;
    return [line.id, loss] as const;
  });
  const draws = lossDraws(priced, parameters, seed).sort();
  const atRisk = priced.filter(({ money }) => money > 0);
  return {
    mean: byLine.reduce((sum, [, loss]) => sum + loss, 0),
    p50: quantileOf(draws, 0.5),
    p90: quantileOf(draws, 0.9),
    p95: quantileOf(draws, 0.95),
    p99: quantileOf(draws, 0.99),
    any: figuresOfLines(atRisk, horizon, parameters).score,
    lines: Object.fromEntries(byLine),
    causes: Object.fromEntries(inOrder(byCause)),
  };
}

/** Causes of a line with the days that they mean for its score: those of a stop, and a little of scarcity. */
function mixedCauses(line: LineCauses, horizon: number, parameters: Parameters): readonly Cause[] {
  const { thin } = nodeFactors(parameters);
  const of = (tier: keyof Tiers<unknown>, weightAt: (node: number) => number) =>
    jointCauses([line], tier, horizon, parameters).map((cause) => ({
      ...cause,
      days: cause.days.map((days, node) => weightAt(node) * days),
    }));
  const all = Map.groupBy(
    [...of('stop', (node) => 1 - (thin[node] as number)), ...of('scarce', (node) => thin[node] as number)],
    ({ id }) => id,
  );
  return [...all.values()].map(([first, second]) => ({
    ...(first as Cause),
    days: (first as Cause).days.map((days, node) => days + (second?.days[node] ?? 0)),
  }));
}

const DRAWS = 32;

/** Mixes 32 bits (finaliser of MurmurHash3). */
function mixed(bits: number) {
  let h = bits;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Luck by name: the numbers of a name hang on nothing but the seed, so a line more or another order leaves
 * those of the others.
 */
function luckOf(name: string, seed: number): (draw: number) => number {
  let key = mixed(seed);
  for (let at = 0; at < name.length; at++) key = mixed(key ^ name.charCodeAt(at));
  return (draw) => (mixed(key ^ mixed(draw + 1)) + 0.5) / 2 ** 32;
}

/** A stop for the whole horizon leaves no day, whatever the luck. */
const ENDLESS = 1e9;

/**
 * Adds to the log of the days left, in every draw in which it strikes, that of a stop: with luck u below its
 * chance p the part (u/p)^k is left.
 */
function strike(
  left: Float64Array,
  { chance, days }: StopChance,
  horizon: number,
  logOf: (draw: number, p: number) => number,
) {
  for (let node = 0; node < NODES; node++) {
    const p = chance[node] as number;
    if (p === 0) continue;
    const mean = (days[node] as number) / p;
    const k = Math.min(ENDLESS, mean / Math.max(0, horizon - mean));
    const log = Math.log(p);
    for (let draw = node * DRAWS; draw < (node + 1) * DRAWS; draw++) {
      const above = logOf(draw, p) - log;
      if (above < 0) left[draw] = (left[draw] as number) + k * above;
    }
  }
}

/** Luck of a cause in every draw: its log where it is common, 0 (never) where each element has its own. */
function commonLuck(cause: string, apart: number, seed: number): Float64Array {
  const [world, luck] = [luckOf(`${cause} world`, seed), luckOf(cause, seed)];
  return new Float64Array(NODES * DRAWS).map((_, draw) => (world(draw) < apart ? 0 : Math.log(luck(draw))));
}

/** The loss of each of `DRAWS` draws at each node, node by node: a little part of them is of scarcity. */
export function lossDraws(lines: readonly PricedLine[], parameters: Parameters, seed: number): Float64Array {
  const world = luckOf('thin', seed);
  const { thin } = nodeFactors(parameters);
  const [stop, scarce] = [
    drawsOfTier(lines, 'stop', parameters, seed),
    drawsOfTier(lines, 'scarce', parameters, seed),
  ];
  return stop.map((loss, draw) =>
    world(draw) < (thin[Math.floor(draw / DRAWS)] as number) ? (scarce[draw] as number) : loss,
  );
}

function drawsOfTier(
  lines: readonly PricedLine[],
  tier: keyof Tiers<unknown>,
  parameters: Parameters,
  seed: number,
): Float64Array {
  const { horizon } = parameters;
  const commons = new Map<string, Float64Array>();
  const total = new Float64Array(NODES * DRAWS);
  for (const { id: line, elements, money } of lines) {
    const left = new Float64Array(NODES * DRAWS);
    const stops = inOrder(elements).flatMap(([element, tiers]) =>
      effective(tiers[tier]).map((cause) => ({ element, ...cause })),
    );
    for (const [cause, of] of Map.groupBy(stops, ({ id }) => id)) {
      const apart = partApart(cause, parameters);
      const common = entryOf(commons, cause, () => commonLuck(cause, apart, seed));
      strike(left, anyStop(of, horizon, 0), horizon, (draw) => common[draw] as number);
      if (apart === 0) continue;
      for (const stop of of) {
        const own = luckOf(`${line} ${stop.element} ${cause}`, seed);
        strike(left, stop, horizon, (draw, p) => {
          const luck = common[draw] === 0 ? own(draw) : 1;
          return luck < p ? Math.log(luck) : 0;
        });
      }
    }
    for (let draw = 0; draw < total.length; draw++)
      total[draw] = (total[draw] as number) + (money / YEAR) * horizon * (1 - Math.exp(left[draw] as number));
  }
  return total;
}
