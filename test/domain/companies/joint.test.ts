import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOfLines, jointFigures, type LineCauses } from '#domain/companies/joint.ts';
import { type LineElementScore, type LineFigures, scoreLineElement } from '#domain/companies/line-score.ts';
import { lossDraws, lossFigures } from '#domain/companies/loss.ts';
import type { Cause, Tiers } from '#domain/method/causes.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { NODES, YEAR } from '#domain/method/nodes.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

const parameters = parametersOf(shippedMethodology);
const H = parameters.horizon;
const facts = indexFacts(shippedFacts, shippedMethodology).on('2026-11-29');

/** Days of own stock (null: those of the nation) and money a year of ten elements of a Japanese company. */
const STOCK = { Nd: 120, Dy: 180, Tb: null, Ga: 60, Ge: 90, Sb: 45, Co: 60, Li: 60, Mg: 30, W: 90 };
const MONEY = { Nd: 50, Dy: 40, Tb: 8, Ga: 5, Ge: 3, Sb: 2, Co: 20, Li: 30, Mg: 10, W: null };

type Scored = LineCauses & { readonly figures: LineFigures };

function lineOf(
  element: string,
  horizon = H,
  stock: number | null = 60,
  buyer = 'JPN',
  money: number | null = 5,
): Scored {
  const of = { nation: facts.element(element, { buyer }).inputs, stage: null, cover_days: stock };
  const inputs = { ...of, sources: [], suppliers: {}, pv: {} };
  const [figures] = (scoreLineElement(inputs, parameters, [horizon]) as LineElementScore).within;
  if (figures === undefined) throw new RangeError('one horizon, one set of figures');
  return { id: `element:${element}`, elements: { [element]: figures.causes }, money, figures };
}

const ELEMENTS = Object.keys(STOCK) as readonly (keyof typeof STOCK)[];
const linesWithin = (horizon: number) =>
  ELEMENTS.map((element) => lineOf(element, horizon, STOCK[element], 'JPN', MONEY[element]));
const company = linesWithin(H);

/** A cause with the same chance and days at every node. */
const cause = (id: string, chance: number, days = 0): Cause => ({
  id,
  part: id.startsWith('security:') ? 'security' : 'state',
  chance: new Float64Array(NODES).fill(chance),
  days: new Float64Array(NODES).fill(days),
});
/** A line whose users stand by the same causes as they miss something. */
const line = (id: string, money: number | null, elements: Record<string, readonly Cause[]>): LineCauses => ({
  id,
  elements: Object.fromEntries(
    Object.entries(elements).map(([element, causes]) => [element, { stop: causes, scarce: causes }]),
  ),
  money,
});

describe('the chance that at least one line stops', () => {
  const a = [cause('measure:CHN', 0.6), cause('security:taiwan', 0.1)];
  const b = [cause('measure:CHN', 0.4), cause('security:taiwan', 0.2)];

  it('is that of a case worked by hand, and no sum, maximum or product of single chances', () => {
    const joint = jointFigures([line('A', null, { Dy: a }), line('B', null, { Tb: b })], H, parameters);
    // Control: half 0.6 in common, half 1 - 0.4 x 0.6 = 0.76. Crisis: 0.2. Together 1 - 0.32 x 0.8.
    expect(joint).toMatchObject({
      largest: { line: 'A', score: expect.closeTo(64, 9) },
      independent: expect.closeTo(82.72, 9),
    });
    expect([joint.score, ...joint.interval]).toEqual(
      [74.4, 74.4, 74.4, 74.4].map((value) => expect.closeTo(value, 9)),
    );
    expect(joint.points).toEqual({
      'measure:CHN': expect.closeTo(68, 9),
      'security:taiwan': expect.closeTo(6.4, 9),
    });
  });

  it('is the same for one line that needs both elements', () => {
    expect(figuresOfLines([line('A', null, { Dy: a, Tb: b })], H, parameters).score).toBeCloseTo(74.4, 9);
  });

  it('is a little of scarcity where nobody stands, by the part of thin chains', () => {
    const scarce: Tiers<readonly Cause[]> = { stop: [], scarce: [cause('measure:CHN', 0.5, 100)] };
    const lines = [{ id: 'A', money: YEAR, elements: { Dy: scarce } }];
    // Mean of t over the nodes, worked out in Python from section 6 of the page: 0.0304099; of 50, of 100 days.
    const [points, days] = [1.5204972177280518, 3.0409944354561036].map((of) => expect.closeTo(of, 9));
    expect(jointFigures(lines, H, parameters)).toMatchObject({
      score: points,
      expected_days: days,
      scarce: expect.closeTo(50, 9),
      points: { 'measure:CHN': points },
    });
    expect(lossFigures(lines, parameters, 1)).toMatchObject({
      mean: days,
      causes: { 'measure:CHN': days },
    });
  });

  it('takes the failure of one supplier as one event, and those of two as two', () => {
    const fails = (supplier: string, chance: number) => [cause(`closure:${supplier}`, chance)];
    const joint = (second: string) =>
      jointFigures(
        [line('A', null, { Dy: fails('X', 0.1) }), line('B', null, { Tb: fails(second, 0.2) })],
        H,
        parameters,
      ).score;
    expect([joint('X'), joint('Y')]).toEqual([expect.closeTo(20, 9), expect.closeTo(28, 9)]);
  });

  it.each([90, 180, 365])(
    'lies between the largest line and independence, and leaves each line its own score (%i days)',
    (horizon) => {
      const lines = linesWithin(horizon);
      for (const of of lines) {
        const { score, scarce, expected_days } = figuresOfLines([of], horizon, parameters);
        expect({ score, scarce, expected_days }).toEqual({
          score: of.figures.score,
          scarce: of.figures.scarce,
          expected_days: of.figures.expected_days,
        });
      }
      const joint = jointFigures(lines, horizon, parameters);
      expect(joint.score).toBeGreaterThan(joint.largest?.score ?? Number.NaN);
      expect(joint.score).toBeLessThan(joint.independent);
      expect(Object.values(joint.points).reduce((sum, points) => sum + points, 0)).toBeCloseTo(
        joint.score,
        9,
      );
    },
  );
});

describe('the loss of all lines', () => {
  it('has the days of a stop spread as stated', () => {
    // Certain, a tenth of the horizon in the mean: 365 (1 - U^(1/9)) days of 365.25 a year.
    const loss = lossFigures([line('A', YEAR, { Dy: [cause('measure:CHN', 1, H / 10)] })], parameters, 1);
    const days = (below: number): number => H * (1 - (1 - below) ** (1 / 9));
    expect(loss?.mean).toBeCloseTo(36.5, 9);
    expect(
      [(loss?.p50 ?? 0) / days(0.5) - 1, (loss?.p99 ?? 0) / days(0.99) - 1].every(
        (off) => Math.abs(off) < 0.03,
      ),
    ).toBe(true);
    expect(loss?.any).toBe(100);
  });

  it('adds up, by line and by cause, to money x expected days, and leaves out what has no money', () => {
    const loss = lossFigures(company, parameters, 1);
    const sum = (of: object | undefined): number =>
      Object.values(of ?? {}).reduce((all, part) => all + part, 0);
    const expected = company.reduce(
      (all, { money, figures }) => all + ((money ?? 0) / YEAR) * figures.expected_days,
      0,
    );
    expect([loss?.mean, sum(loss?.lines), sum(loss?.causes)]).toEqual(
      [expected, expected, expected].map((of) => expect.closeTo(of, 9)),
    );
    expect(lossFigures([line('A', null, {})], parameters, 1)).toBeNull();
  });

  it('is drawn with the mean and the chance of any loss that the closed forms give', () => {
    const [dy, ga] = [lineOf('Dy', H, 180), lineOf('Ga', H, 200)];
    const product = { id: 'product:X', money: 7, elements: { ...dy.elements, ...ga.elements } };
    const lines = [...company, product].filter(
      (of): of is LineCauses & { money: number } => of.money !== null,
    );
    const closed = lossFigures(lines, parameters, 1);
    const draws = lossDraws(lines, parameters, 1);
    const mean = draws.reduce((sum, loss) => sum + loss, 0) / draws.length;
    const any = (100 * draws.filter((loss) => loss > 0).length) / draws.length;
    expect(Math.abs(mean / (closed?.mean ?? Number.NaN) - 1)).toBeLessThan(0.01);
    expect(Math.abs(any - (closed?.any ?? Number.NaN))).toBeLessThan(0.5);
  });
});

describe('joint chance and loss', () => {
  const figuresOf = (lines: readonly LineCauses[]) => ({
    joint: jointFigures(lines, H, parameters),
    loss: lossFigures(lines, parameters, 1),
  });
  const all = figuresOf(company);

  it('do not see the order of lines, elements and causes', () => {
    const backwards = company.toReversed().map((of) => ({
      ...of,
      elements: Object.fromEntries(
        Object.entries(of.elements).map(([element, { stop, scarce }]) => [
          element,
          { stop: stop.toReversed(), scarce: scarce.toReversed() },
        ]),
      ),
    }));
    expect(figuresOf(backwards)).toEqual(all);
  });

  it('do not change when a line is added that nothing can stop', () => {
    const { joint, loss } = figuresOf([
      ...company,
      line('element:A', 1, { A: [cause('measure:CHN', 0), cause('security:taiwan', 0)] }),
    ]);
    expect({ joint, loss: { ...loss, lines: all.loss?.lines } }).toEqual(all);
  });

  it('never rise with more stock; quantiles of the loss as far as two moments draw them', () => {
    const stocked = (element: string, days: number) => lineOf(element, H, days, 'EUU');
    const others = ['Nd', 'Ga', 'Li'].map((element) => stocked(element, 90));
    fc.assert(
      fc.property(
        fc.constantFrom('C', 'Dy', 'W', 'Ho', 'Co'),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 200 }),
        fc.boolean(),
        (element, stock, more, alone) => {
          const [less, safe] = [stock, stock + more].map((days) =>
            figuresOf([stocked(element, days), ...(alone ? [] : others)]),
          );
          const falls = (of: (figures: typeof less) => number | undefined, within: number) =>
            expect(of(safe)).toBeLessThanOrEqual((of(less) ?? Number.NaN) * within + 1e-9);
          for (const of of ['score', 'scarce', 'expected_days'] as const)
            falls((figures) => figures?.joint[of], 1);
          for (const of of ['mean', 'any'] as const) falls((figures) => figures?.loss?.[of], 1);
          for (const of of ['p50', 'p90', 'p95', 'p99'] as const)
            falls((figures) => figures?.loss?.[of], 1.15);
        },
      ),
      { numRuns: 15 },
    );
  });
});
