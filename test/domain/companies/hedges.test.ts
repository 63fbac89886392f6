import { describe, expect, it } from 'vitest';
import { HEDGE_TERMS, type HedgedLine, hedgesOf, type LineScorer } from '#domain/companies/hedges.ts';
import { figuresOfLines, jointFigures, type LineCauses } from '#domain/companies/joint.ts';
import type { LineSource } from '#domain/companies/lines.ts';
import { NODES, YEAR } from '#domain/method/nodes.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { shippedMethodology } from '#test/builders/shipped-facts.ts';

const parameters = parametersOf(shippedMethodology);
const H = parameters.horizon;

/** Stock in days of each line, and the chance that a source stops for a year. */
const STOCK: Readonly<Record<string, number>> = { A: 0, B: 0, C: 0, D: 365 };
const CHANCE: Readonly<Record<string, number>> = { CHN: 0.4, MMR: 0.2, AUS: 0.05, open: 0.3 };
const MONEY: Readonly<Record<string, number | null>> = { A: 1000, B: 10_000, C: null, D: 1000 };

/** A line stops by a source with its chance x share, for what the stock leaves of the year. */
const score: LineScorer = (id, { stock_days, sources }) => {
  const left = Math.max(0, 1 - sources.reduce((sum, { share }) => sum + share, 0));
  const parts = [
    ...sources.map(({ country, share }) => [country as string, share] as const),
    ['open', left] as const,
  ];
  const days = Math.max(0, H - (STOCK[id] as number) - stock_days);
  const causes = parts.map(([place, share]) => {
    const chance = days === 0 ? 0 : (CHANCE[place] as number) * share;
    const [filled, expected] = [
      new Float64Array(NODES).fill(chance),
      new Float64Array(NODES).fill(chance * days),
    ];
    return { id: `disruption:${place}`, part: 'may_begin', chance: filled, days: expected } as const;
  });
  return { id, elements: { X: { stop: causes, scarce: causes } }, money: MONEY[id] as number | null };
};

const from = (country: string, share: number): LineSource => ({ supplier_id: null, country, share });
const hedged = (id: string, spend: number | null, ...sources: LineSource[]): HedgedLine => ({
  before: score(id, { stock_days: 0, sources }),
  spend,
  sources,
  candidates: ['CHN', 'MMR', 'AUS'].map((country) => ({ supplier_id: null, country })),
});
const LINES = [
  hedged('A', 3652.5, from('CHN', 1)),
  hedged('B', 3652.5),
  hedged('C', null, from('AUS', 1)),
  hedged('D', 100),
];
const TERMS = { ...HEDGE_TERMS, steps: 6 };

describe('what helps', () => {
  const { units, frontier } = hedgesOf(LINES, score, TERMS, parameters);

  it('names a unit of each hedge that helps, with its cost and what it takes off', () => {
    // Stock: 30 of 365 days, 3652.5 x 30/365.25. A quarter from China's 0.4 to Australia's 0.05; of the open
    // 0.3 likewise.
    const a = units.filter(({ line }) => line === 'A');
    expect(a.map(({ kind, source, cost }) => [kind, source?.country ?? null, cost])).toEqual([
      ['second_source', 'AUS', null],
      ['stock', null, expect.closeTo(300, 9)],
    ]);
    const days = (chances: readonly number[]): number =>
      H * (1 - chances.reduce((none, chance) => none * (1 - chance), 1));
    const less = days([0.4]) - days([0.3, 0.0125]);
    expect(a[0]).toMatchObject({
      days_less: expect.closeTo(less, 9),
      money_less: expect.closeTo((1000 / YEAR) * less, 9),
    });
    expect(a[1]).toMatchObject({ points_less: expect.closeTo(0, 9), days_less: expect.closeTo(0.4 * 30, 9) });
    expect(
      units.filter(({ line }) => line === 'B').map(({ kind, source }) => [kind, source?.country ?? null]),
    ).toEqual([
      ['contract', 'AUS'],
      ['stock', null],
    ]);
  });

  it('states no money or cost that is unknown, and leaves out what does not help', () => {
    // C has the safest source, whose share nobody could take over and help; D has stock for a year.
    expect(units.filter(({ line }) => line === 'C')).toMatchObject([
      { kind: 'stock', cost: null, money_less: null },
    ]);
    expect(units.filter(({ line }) => line === 'D')).toEqual([]);
    expect(frontier.every(({ line }) => line === 'A' || line === 'B')).toBe(true);
    expect(frontier.every(({ kind }) => kind === 'stock')).toBe(true);
  });

  it('buys first what saves most for its cost, again and again, each step scored anew', () => {
    expect(frontier.map(({ line, kind }) => `${line} ${kind}`)).toEqual(
      Array.from({ length: 6 }, () => 'B stock'),
    );
    expect(frontier.reduce((sum, { cost }) => sum + (cost as number), 0)).toBeCloseTo(
      frontier.at(-1)?.total_cost ?? 0,
      9,
    );
    const others = LINES.map(({ before }) => before).filter(({ id }) => id !== 'B');
    const third = [...others, score('B', { stock_days: 90, sources: [] })];
    const loss = third.reduce(
      (sum, line) => sum + ((line.money ?? 0) / YEAR) * figuresOfLines([line], H, parameters).expected_days,
      0,
    );
    expect(frontier[2]).toMatchObject({
      joint: expect.closeTo(jointFigures(third, H, parameters).score, 9),
      expected_loss: expect.closeTo(loss, 9),
    });
  });

  it('asks for no more scores than it says, and does not see the order of lines', () => {
    let asked = 0;
    const counting: LineScorer = (...of) => {
      asked++;
      return score(...of);
    };
    expect(hedgesOf(LINES.toReversed(), counting, TERMS, parameters)).toEqual({ units, frontier });
    expect(asked).toBeLessThanOrEqual(LINES.length * (1 + 2 * 3) + frontier.length);
  });

  describe.each([100, 300, 1234.5, 5000, 100_000])('with a budget of %d', (budget) => {
    const bought = hedgesOf(LINES, score, HEDGE_TERMS, parameters, budget).frontier;
    const lossOf = (line: LineCauses): number =>
      ((line.money ?? 0) / YEAR) * figuresOfLines([line], H, parameters).expected_days;

    it('is spent on whole days, each line once, and says what they cost and save', () => {
      expect(bought.at(-1)?.total_cost ?? 0).toBeLessThanOrEqual(budget);
      expect(new Set(bought.map(({ line }) => line)).size).toBe(bought.length);
      for (const { line, days, cost, money_less } of bought) {
        const hedge = LINES.find(({ before }) => before.id === line) as HedgedLine;
        const after = score(line, { stock_days: days, sources: hedge.sources });
        expect(Number.isInteger(days)).toBe(true);
        expect(cost).toBeCloseTo(((hedge.spend as number) * days) / YEAR, 9);
        expect(money_less).toBeCloseTo(lossOf(hedge.before) - lossOf(after), 9);
      }
    });

    it('saves as much as the best of all ways to spend it, but for a day of one line', () => {
      // A and B cost 10 a day, and B saves ten times as much: all for B, a year of it at most, the rest for A.
      const b = Math.min(365, Math.floor(budget / 10));
      const a = Math.min(365, Math.floor((budget - 10 * b) / 10));
      const best = [b, a].reduce((sum, days, at) => {
        const { before, sources } = LINES[1 - at] as HedgedLine;
        return sum + lossOf(before) - lossOf(score(before.id, { stock_days: days, sources }));
      }, 0);
      const saved = bought
        .filter(({ line }) => line !== 'D')
        .reduce((sum, step) => sum + (step.money_less as number), 0);
      expect(saved).toBeGreaterThanOrEqual(best * (1 - 1 / Math.max(2, b)));
    });
  });
});
