import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auc,
  brier,
  brierSkill,
  gammaPoissonProbability,
  logLoss,
  lognormalExcess,
  lognormalTail,
  negativeBinomialTail,
  normalCdf,
  normalQuantile,
  quantile,
  rankCorrelation,
  sidak,
  tailState,
} from '#domain/numbers/statistics.ts';

const golden = (name: string) => JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8'));
const vectors = golden('vectors');
const { primitive } = vectors;

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);

describe('normal distribution', () => {
  // erfc in 40-digit arithmetic (mpmath).
  it.each([
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [-0.66, 0.25462691467133614],
    [-1, 0.15865525393145705],
    [1.959963984540054, 0.975],
    [-3, 0.0013498980316300946],
    [-5.5, 1.8989562465887718e-8],
    [-6, 9.86587645037698e-10],
    [-10, 7.619853024160525e-24],
    [-20, 2.7536241186062337e-89],
    [-37, 5.725571222524577e-300],
  ])('gives the tabulated value at %d', (z, expected) => {
    expect(relative(normalCdf(z), expected)).toBeLessThan(3e-15);
  });

  it('is symmetric and undone by its quantile', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (z) => {
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14);
        expect(normalQuantile(normalCdf(-Math.abs(z)))).toBeCloseTo(-Math.abs(z), 12);
      }),
    );
  });

  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [0.01, -2.3263478740408408],
    [0.4, -0.2533471031357997],
    [0.975, 1.959963984540054],
  ])('has its quantile at %d', (p, expected) => {
    // Root of erfc in 50-digit arithmetic (mpmath).
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThan(1e-14 * Math.abs(expected));
  });

  it('reaches the infinities at 0 and 1, and refuses what is no probability', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalCdf(-40)).toBe(0);
    expect(normalCdf(40)).toBe(1);
    expect(() => normalQuantile(1.1)).toThrow('p must be in [0, 1]');
    expect(() => normalCdf(Number.NaN)).toThrow('not a number');
  });
});

describe('lognormal durations', () => {
  it('give the golden exceedance probabilities and excesses', () => {
    const { inputs, expected } = primitive;
    inputs.p_exceed.forEach(([k, median, sigma]: [number, number, number], i: number) => {
      expect(relative(lognormalTail(median, sigma, k), expected.p_exceed[i])).toBeLessThan(1e-12);
    });
    inputs.e_excess.forEach(([k, median, sigma]: [number, number, number], i: number) => {
      expect(relative(lognormalExcess(median, sigma, k), expected.e_excess[i])).toBeLessThan(1e-9);
    });
    for (const v of vectors.shortfall_lognormal) {
      expect(lognormalTail(v.median, v.sigma, v.k)).toBeCloseTo(v.p, 6);
      expect(lognormalExcess(v.median, v.sigma, v.k)).toBeCloseTo(v.e, 6);
    }
  });

  it('never end for a cover of nothing and never outlast an infinite one', () => {
    expect(lognormalTail(90, 0.8, 0)).toBe(1);
    expect(lognormalTail(90, 0.8, -1)).toBe(1);
    expect(lognormalTail(90, 0.8, Number.POSITIVE_INFINITY)).toBe(0);
    expect(lognormalExcess(90, 0.8, Number.POSITIVE_INFINITY)).toBe(0);
    expect(lognormalExcess(90, 0.8, 0)).toBeCloseTo(90 * Math.exp(0.32), 10);
    expect(() => lognormalTail(0, 0.8, 1)).toThrow('median must be a positive number');
    expect(() => lognormalExcess(90, -1, 1)).toThrow('sigma must be a positive number');
    expect(() => lognormalExcess(90, 1, Number.NaN)).toThrow('k is not a number');
  });

  it('have an excess that is the integral of the tail', () => {
    const step = 0.5;
    let integral = 0;
    for (let k = 60 + step / 2; k < 20_000; k += step) integral += lognormalTail(30, 1, k) * step;
    expect(lognormalExcess(30, 1, 60)).toBeCloseTo(integral, 3);
  });
});

describe('counts', () => {
  it('have the golden tail probabilities, the far tail included', () => {
    primitive.inputs.nb_sf.forEach(([x, m, v]: [number, number, number], i: number) => {
      expect(relative(negativeBinomialTail(x, m, v), primitive.expected.nb_sf[i])).toBeLessThan(1e-12);
    });
    for (const [x, sf] of Object.entries(vectors.nb.sf))
      expect(negativeBinomialTail(Number(x), vectors.nb.m, vectors.nb.v)).toBeCloseTo(sf as number, 6);
  });

  it('follow the geometric distribution where r is 1', () => {
    // mean m, variance m + m^2: P(N >= x) = (m / (1 + m))^x.
    for (const x of [1, 5, 40, 300]) expect(relative(negativeBinomialTail(x, 4, 20), 0.8 ** x)).toBeLessThan(1e-13);
  });

  it('have tails in closed form where r is 1 or 2, also of means in the thousands', () => {
    const spread = (r: number, q: number): [number, number] => [(r * q) / (1 - q), (r * q) / (1 - q) ** 2];
    for (const [q, x] of [
      [0.998, 3000],
      [0.9995, 20_000],
      [0.9998, 30_000],
    ] as const) {
      expect(relative(negativeBinomialTail(x, ...spread(1, q)), q ** x)).toBeLessThan(1e-10);
      expect(relative(negativeBinomialTail(x, ...spread(2, q)), q ** x * (1 + x * (1 - q)))).toBeLessThan(1e-10);
    }
  });

  it('have the tail of the logarithmic series where r is next to 0, though it would take tens of millions of terms', () => {
    // P(N >= x) = r * (ln(1 / p) - sum of q^k / k below x), with p = 1e-6, r = 1e-12 and q^k = 1 to five digits; H(9) = 2.82896825397.
    expect(relative(negativeBinomialTail(10, 1e-6, 1), 1e-12 * (6 * Math.LN10 - 2.82896825397))).toBeLessThan(1e-5);
  });

  it('keep their precision when P(N = 0) is below the smallest double', () => {
    const tail = negativeBinomialTail(2000, 2000, 2000);
    expect(tail).toBeGreaterThan(0.5);
    expect(tail).toBeLessThan(0.51);
    expect(negativeBinomialTail(2000, 2000, 2000 * (1 + 2e-9))).toBeCloseTo(tail, 8);
  });

  it('are certain at 0, fall with x, and are never negative', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 0.01, max: 80, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (x, m, ratio) => {
          const here = negativeBinomialTail(x, m, m * ratio);
          const next = negativeBinomialTail(x + 1, m, m * ratio);
          expect(next).toBeLessThanOrEqual(here + 1e-15);
          expect(next).toBeGreaterThanOrEqual(0);
        },
      ),
    );
    expect(negativeBinomialTail(-3, 2, 5)).toBe(1);
    expect(negativeBinomialTail(1.2, 2, 5)).toBe(negativeBinomialTail(2, 2, 5));
    expect(negativeBinomialTail(1, 0, 0)).toBe(0);
    expect(() => negativeBinomialTail(1, -1, 1)).toThrow('mean must be at least 0');
    expect(() => negativeBinomialTail(1, 1, Number.NaN)).toThrow('variance must be at least 0');
    expect(() => negativeBinomialTail(Number.NaN, 1, 1)).toThrow('x is not a number');
  });
});

describe('base rate', () => {
  it('gives the Gamma-Poisson vectors', () => {
    for (const v of vectors.gamma_poisson) expect(gammaPoissonProbability(v.a, v.b, v.days)).toBeCloseTo(v.p, 5);
    const { base_rate: rate } = vectors;
    const shape = rate.events.length + 0.5;
    expect(shape / rate.years).toBeCloseTo(rate.jeffreys_mean, 10);
    expect(gammaPoissonProbability(shape, rate.years, 30)).toBeCloseTo(rate.p30, 12);
    expect(gammaPoissonProbability(shape, rate.years, 90)).toBeCloseTo(rate.p90, 12);
    expect(gammaPoissonProbability(1, 1, 0)).toBe(0);
    expect(() => gammaPoissonProbability(-1, 1, 1)).toThrow('shape');
    expect(() => gammaPoissonProbability(1, 0, 1)).toThrow('rateYears');
    expect(() => gammaPoissonProbability(1, 1, -1)).toThrow('days');
  });
});

describe('scores of forecasts', () => {
  const { p, y } = vectors.scoring;

  it('give the reference values', () => {
    expect(brier(p, y)).toBeCloseTo(vectors.scoring.brier, 14);
    expect(brierSkill(p, y)).toBeCloseTo(vectors.scoring.bss, 14);
    expect(brierSkill(p, y, vectors.scoring.climatology * 2)).toBeCloseTo(vectors.scoring.bss, 14);
    expect(auc(p, y)).toBeCloseTo(vectors.scoring.auc, 14);
    expect(logLoss(p, y)).toBeCloseTo(vectors.scoring.logloss, 14);
  });

  it('take a forecast series as reference, count ties half and let certainty be wrong', () => {
    expect(brierSkill(p, y, p)).toBe(0);
    expect(auc([0.3, 0.3, 0.3, 0.1], [1, 0, 1, 0])).toBe(0.75);
    expect(auc([5, 1], [true, false])).toBe(1);
    expect(logLoss([0, 1], [1, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(logLoss([0, 1], [0, 1])).toBe(0);
  });

  it('have no value where none is defined', () => {
    expect(brierSkill([0.5, 0.5], [1, 1])).toBeNull();
    expect(auc([0.5, 0.5], [1, 1])).toBeNull();
  });

  it('refuse empty, mismatched and impossible input', () => {
    for (const score of [brier, brierSkill, logLoss, auc]) {
      expect(() => score([], [])).toThrow('no forecasts');
      expect(() => score([0.5], [1, 0])).toThrow('but 2 outcomes');
      expect(() => score([0.5], [2])).toThrow('outcome 0 must be 0 or 1');
    }
    for (const score of [brier, brierSkill, logLoss]) expect(() => score([1.5], [1])).toThrow('probability 0 must be in [0, 1]');
    expect(() => auc([Number.NaN], [1])).toThrow('not a number');
  });

  it('rank like the count of ordered pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { minLength: 2, maxLength: 30 }), (rows) => {
        const wins = rows.flatMap(([a, hit]) =>
          hit ? rows.filter(([, other]) => !other).map(([b]) => (a > b ? 1 : a === b ? 0.5 : 0)) : [],
        );
        const expected = wins.length === 0 ? null : wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
        const actual = auc(
          rows.map(([value]) => value),
          rows.map(([, hit]) => hit),
        );
        if (expected === null) expect(actual).toBeNull();
        else expect(actual).toBeCloseTo(expected, 12);
      }),
    );
  });
});

describe('rank correlation', () => {
  it('is that of the textbook: 10 pupils, IQ and hours of television', () => {
    const iq = [86, 97, 99, 100, 101, 103, 106, 110, 112, 113];
    const hours = [2, 20, 28, 27, 50, 29, 7, 17, 6, 12];
    expect(rankCorrelation(iq, hours)).toBeCloseTo(-29 / 165, 12);
  });

  it('shares the middle rank among ties, and sees order only', () => {
    expect(rankCorrelation([1, 2, 2, 3], [10, 20, 20, 1000])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBe(-1);
    // Pearson correlation of the ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4.
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  });

  it('is not defined without variation or partners', () => {
    expect(rankCorrelation([1, 1], [1, 2])).toBeNull();
    expect(rankCorrelation([], [])).toBeNull();
    expect(() => rankCorrelation([1], [])).toThrow('1 values but 0 partners');
  });
});

describe('quantiles and signal states', () => {
  it('interpolate at (n - 1) p', () => {
    primitive.inputs.quantile.forEach(([values, p]: [number[], number], i: number) => {
      expect(quantile(values, p)).toBeCloseTo(primitive.expected.quantile[i], 14);
    });
    expect(quantile([8, 1, 4, 2], 0.5)).toBe(3);
    expect(quantile([3], 0.95)).toBe(3);
    expect(quantile([1, 2], 1)).toBe(2);
    expect(() => quantile([], 0.5)).toThrow('no values');
    expect(() => quantile([1], -0.1)).toThrow('p must be in [0, 1]');
  });

  it('read a state from a tail probability', () => {
    primitive.inputs.x_of_p.forEach(([p]: [number], i: number) => {
      expect(tailState(p)).toBeCloseTo(primitive.expected.x_of_p[i], 14);
    });
    expect(tailState(0)).toBe(4);
    expect(() => tailState(1.2)).toThrow('p must be in [0, 1]');
  });

  it('combine series by the Sidak rule', () => {
    expect(sidak([0.00325739, 0.4, 0.5])).toBeCloseTo(0.00974037, 8);
    expect(sidak([0.03])).toBeCloseTo(0.03, 15);
    expect(() => sidak([])).toThrow('no p values');
    expect(() => sidak([0.1, 2])).toThrow('every p must be in [0, 1]');
  });
});
