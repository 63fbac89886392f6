/**
 * What helps the lines of a company: more stock, a second source, a contract, each scored anew ("Any of mine"
 * in docs/methodology.md).
 */
import type { ScoreFigures } from '../method/causes.ts';
import { YEAR } from '../method/nodes.ts';
import type { Parameters } from '../method/parameters.ts';
import { figuresOfLines, type LineCauses } from './joint.ts';
import type { LineSource } from './lines.ts';
import { expectedLoss } from './loss.ts';

export type Source = Omit<LineSource, 'share'>;

export type HedgedLine = Readonly<{
  before: LineCauses;
  /** Money a year for the material; null unknown. */
  spend: number | null;
  /** Stated parts of the need; what they leave of 1 is open. */
  sources: readonly LineSource[];
  candidates: readonly Source[];
}>;

export type Purchase = Readonly<{
  stock_days: number;
  sources: readonly LineSource[];
}>;

export type HedgeTerms = Readonly<{
  /** Days of stock. */
  days: number;
  /** Part of the largest source, or of what is open, that another takes over. */
  part: number;
  /** Lines with most expected loss that are looked at, and steps of the frontier without a budget. */
  lines: number;
  steps: number;
  /** Days beside the stock that a budget may buy, tried one by one; what is left of it buys whole days. */
  ladder: readonly number[];
}>;

export const HEDGE_TERMS: HedgeTerms = {
  ...{ days: 30, part: 0.25, lines: 20, steps: 24 },
  ladder: [10, 30, 60, 120, 365],
};

/**
 * `second_source`: another takes part of the largest stated source; `contract`: one takes part of what is
 * open.
 */
export type HedgeKind = 'stock' | 'second_source' | 'contract';

export type Hedge = Readonly<{
  line: string;
  kind: HedgeKind;
  source: Source | null;
  /** Capital bound in stock; null unknown, as the price of another source always is. */
  cost: number | null;
  /**
   * Points of chance, days and money that are expected less. Money is null where that of the line is unknown.
   */
  points_less: number;
  days_less: number;
  money_less: number | null;
}>;

/** A step of the frontier, with what is expected once it and all before it are taken. */
export type FrontierStep = Hedge &
  Readonly<{
    days: number;
    total_cost: number;
    expected_loss: number;
    joint: number;
  }>;

export type Hedges = Readonly<{
  /** Units that help, of each line the one that takes most days first. */
  units: readonly Hedge[];
  /** What to buy first for the next unit of money; of a budget all that it buys, a step for each line. */
  frontier: readonly FrontierStep[];
}>;

export type LineScorer = (line: string, purchase: Purchase) => LineCauses;

/** A unit as it would leave its line. */
type Option = Readonly<{
  hedge: Hedge;
  after: LineState;
}>;

type LineState = Readonly<{
  line: HedgedLine;
  purchase: Purchase;
  causes: LineCauses;
  figures: ScoreFigures;
}>;

const ROUNDING = 1e-9;

const lossOf = ({ causes, figures }: Pick<LineState, 'causes' | 'figures'>) =>
  expectedLoss(causes.money ?? 0, figures);

const nameOf = ({ supplier_id, country }: Source) => supplier_id ?? country ?? '';

/** Sources after another took over a part; null where there is nothing to take. */
function takenOver(
  sources: readonly LineSource[],
  kind: HedgeKind,
  by: Source,
  part: number,
): readonly LineSource[] | null {
  const largest = sources.reduce<LineSource | null>(
    (most, source) => (most === null || source.share > most.share ? source : most),
    null,
  );
  const from = kind === 'second_source' ? largest : null;
  const open = Math.max(0, 1 - sources.reduce((sum, { share }) => sum + share, 0));
  const moved = part * (kind === 'second_source' ? (from?.share ?? 0) : open);
  if (moved === 0 || (from !== null && nameOf(from) === nameOf(by))) return null;
  const left = sources.map((source) =>
    source === from ? { ...source, share: source.share - moved } : source,
  );
  return [...left, { ...by, share: moved }];
}

function optionOf(
  { line, causes, figures }: LineState,
  { kind, source, cost, purchase }: Pick<Hedge, 'kind' | 'source' | 'cost'> & Pick<LineState, 'purchase'>,
  score: LineScorer,
  parameters: Parameters,
): Option {
  const changed = score(causes.id, purchase);
  const after = {
    line,
    purchase,
    causes: changed,
    figures: figuresOfLines([changed], parameters.horizon, parameters),
  };
  const points_less = figures.score - after.figures.score;
  const days_less = figures.expected_days - after.figures.expected_days;
  const money_less = causes.money === null ? null : lossOf({ causes, figures }) - lossOf(after);
  return { hedge: { line: causes.id, kind, source, cost, points_less, days_less, money_less }, after };
}

function stockOption(
  state: LineState,
  days: number,
  score: LineScorer,
  parameters: Parameters,
): readonly Option[] {
  const { line, purchase } = state;
  const more = { ...purchase, stock_days: purchase.stock_days + days };
  const cost = line.spend === null ? null : (line.spend * days) / YEAR;
  return mostFirst([
    optionOf(state, { kind: 'stock', source: null, cost, purchase: more }, score, parameters),
  ]);
}

const sourceOptions = (
  state: LineState,
  score: LineScorer,
  { part }: HedgeTerms,
  parameters: Parameters,
): readonly Option[] =>
  (['second_source', 'contract'] as const).flatMap((kind) => {
    const tried = state.line.candidates.flatMap((source) => {
      const sources = takenOver(state.purchase.sources, kind, source, part);
      if (sources === null) return [];
      return [
        optionOf(
          state,
          { kind, source, cost: null, purchase: { ...state.purchase, sources } },
          score,
          parameters,
        ),
      ];
    });
    return mostFirst(tried).slice(0, 1);
  });

/** Those that take days and raise no chance, most days first. */
const mostFirst = (options: readonly Option[]): readonly Option[] =>
  options
    .filter(({ hedge }) => hedge.days_less > ROUNDING && hedge.points_less > -ROUNDING)
    .sort((a, b) => b.hedge.days_less - a.hedge.days_less);

/** Money saved for each unit of cost; null where either is unknown. */
const returnOf = ({ cost, money_less }: Hedge): number | null =>
  cost === null || money_less === null ? null : money_less / cost;

/**
 * Units that help and the order to buy stock in, for a budget where there is one. Nothing is extrapolated: each
 * option is a new score of its line. That is at most lines x (1 + 2 candidates) + steps scores, with a budget
 * lines x (2 + ladder), and no units. A line whose spend or money is unknown is in no step.
 */
export function hedgesOf(
  lines: readonly HedgedLine[],
  score: LineScorer,
  terms: HedgeTerms,
  parameters: Parameters,
  budget?: number,
): Hedges {
  const { horizon } = parameters;
  const states = lines
    .map((line): LineState => {
      const purchase = { stock_days: 0, sources: line.sources };
      const figures = figuresOfLines([line.before], horizon, parameters);
      return { line, purchase, causes: line.before, figures };
    })
    .sort(
      (a, b) =>
        lossOf(b) - lossOf(a) ||
        b.figures.expected_days - a.figures.expected_days ||
        (a.causes.id < b.causes.id ? -1 : 1),
    );
  const worst = states.slice(0, terms.lines);
  const { units, bought } =
    budget === undefined
      ? unitByUnit(worst, score, terms, parameters)
      : { units: [], bought: withinBudget(worst, budget, score, terms, parameters) };
  const after = new Map(states.map((state) => [state.causes.id, state]));
  let [total_cost, days] = [0, 0];
  const frontier = bought.map(({ hedge, after: state }): FrontierStep => {
    days = state.purchase.stock_days - (after.get(hedge.line)?.purchase.stock_days ?? 0);
    after.set(hedge.line, state);
    total_cost += hedge.cost as number;
    const all = [...after.values()];
    return {
      ...{ ...hedge, days, total_cost },
      expected_loss: all.reduce((sum, one) => sum + lossOf(one), 0),
      joint: figuresOfLines(
        all.map(({ causes }) => causes),
        horizon,
        parameters,
      ).score,
    };
  });
  return { units, frontier };
}

const bestOf = <O extends Option>(options: readonly O[]): O | null =>
  options.reduce<O | null>((most, option) => {
    const value = returnOf(option.hedge);
    return value === null || value <= (most === null ? 0 : (returnOf(most.hedge) as number)) ? most : option;
  }, null);

/** Units that help, and the unit of stock that saves most for its cost, again and again. */
function unitByUnit(
  lines: readonly LineState[],
  score: LineScorer,
  terms: HedgeTerms,
  parameters: Parameters,
): Readonly<{ units: readonly Hedge[]; bought: readonly Option[] }> {
  const next = new Map(
    lines.map((state) => [state.causes.id, stockOption(state, terms.days, score, parameters)]),
  );
  const units = lines.flatMap((state) =>
    mostFirst([...(next.get(state.causes.id) ?? []), ...sourceOptions(state, score, terms, parameters)]).map(
      ({ hedge }) => hedge,
    ),
  );
  const bought: Option[] = [];
  for (let best = bestOf([...next.values()].flat()); best !== null && bought.length < terms.steps; ) {
    bought.push(best);
    next.set(best.hedge.line, stockOption(best.after, terms.days, score, parameters));
    best = bestOf([...next.values()].flat());
  }
  return { units, bought };
}

/**
 * All that a budget buys, of each line once, most saved for its cost first. Again and again the rung that saves
 * most for what it costs beside what is taken; one that is too dear gives way to the whole days that are left.
 */
function withinBudget(
  lines: readonly LineState[],
  budget: number,
  score: LineScorer,
  { ladder }: HedgeTerms,
  parameters: Parameters,
): readonly Option[] {
  const priced = lines.filter(({ line, causes }) => (line.spend ?? 0) > 0 && causes.money !== null);
  const of = new Map(priced.map((state) => [state.causes.id, state]));
  const rungs = new Map(
    priced.map((state) => {
      const most = Math.min(ladder.at(-1) ?? 0, Math.floor((budget * YEAR) / (state.line.spend as number)));
      const days = [...ladder.filter((rung) => rung < most), ...(most > 0 ? [most] : [])];
      return [state.causes.id, days.flatMap((rung) => stockOption(state, rung, score, parameters))];
    }),
  );
  const taken = new Map<string, Option>();
  let left = budget;
  for (;;) {
    const steps = [...rungs.values()].flat().flatMap((option) => {
      const { cost, money_less } = beside(option, taken.get(option.hedge.line));
      return cost > 0 ? [{ ...option, hedge: { ...option.hedge, cost, money_less }, whole: option }] : [];
    });
    const best = bestOf(steps);
    if (best === null) break;
    const { line, cost } = best.hedge;
    const state = of.get(line) as LineState;
    if ((cost as number) <= left) {
      left -= cost as number;
      taken.set(line, best.whole);
      continue;
    }
    const fitting = steps.filter(({ hedge }) => hedge.line === line && hedge.cost <= left);
    const has = taken.get(line)?.after.purchase.stock_days ?? 0;
    const days = has + Math.floor((left * YEAR) / (state.line.spend as number));
    const rest = days > has ? stockOption(state, days, score, parameters) : [];
    rungs.set(line, [...fitting.map(({ whole }) => whole), ...rest]);
  }
  return [...taken.values()].sort(
    (a, b) =>
      (returnOf(b.hedge) as number) - (returnOf(a.hedge) as number) || (a.hedge.line < b.hedge.line ? -1 : 1),
  );
}

/** What an option costs and saves more than one that is taken already. */
const beside = ({ hedge }: Option, taken: Option | undefined) => ({
  cost: (hedge.cost as number) - (taken?.hedge.cost ?? 0),
  money_less: (hedge.money_less as number) - (taken?.hedge.money_less ?? 0),
});
