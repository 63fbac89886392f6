import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normal, openStream, type RandomStream, uniform } from '#domain/numbers/random-stream.ts';
import { type SobolIndices, sobolIndices } from '#domain/numbers/sobol-indices.ts';

const { sobol } = JSON.parse(readFileSync(new URL('../../golden/vectors.json', import.meta.url), 'utf8')) as {
  readonly sobol: {
    readonly ishigami: {
      readonly a: number;
      readonly b: number;
      readonly mean: number;
      readonly V: number;
      readonly S: readonly number[];
      readonly ST: readonly number[];
    };
    readonly product_cv: readonly number[];
    readonly product_S: readonly number[];
    readonly product_ST: readonly number[];
  };
};

type Model = (x: readonly number[]) => number;

/** Pick-freeze analysis of a model of three independent inputs. */
function analyse(model: Model, draw: (stream: RandomStream) => number, rows: number, seed: number): SobolIndices<string> {
  const stream = openStream(seed);
  const sample = (): number[][] => Array.from({ length: rows }, () => [draw(stream), draw(stream), draw(stream)]);
  const [a, b] = [sample(), sample()];
  const outputs = (points: readonly (readonly number[])[]): Float64Array => Float64Array.from(points, model);
  const mixed = new Map(
    [0, 1, 2].map((group) => [`x${group}`, outputs(a.map((row, n) => row.map((x, k) => (k === group ? (b[n]?.[k] ?? 0) : x))))]),
  );
  return sobolIndices({ a: outputs(a), b: outputs(b), mixed }, openStream(seed + 1), 200);
}

const ishigami: Model = ([x = 0, y = 0, z = 0]) =>
  Math.sin(x) + sobol.ishigami.a * Math.sin(y) ** 2 + sobol.ishigami.b * z ** 4 * Math.sin(x);
const product: Model = (x) => x.reduce((value, z, index) => value * (1 + (sobol.product_cv[index] as number) * z), 1);
const angle = (stream: RandomStream): number => (2 * uniform(stream) - 1) * Math.PI;

const models = [
  { name: 'Ishigami', model: ishigami, draw: angle, first: sobol.ishigami.S, total: sobol.ishigami.ST },
  { name: 'product', model: product, draw: normal, first: sobol.product_S, total: sobol.product_ST },
];

describe.each(models)('$name function', ({ model, draw, first, total }) => {
  test('first and total order come out within twice their confidence, and within 0.04', () => {
    const { indices } = analyse(model, draw, 8192, 2);
    [...(indices?.values() ?? [])].forEach((index, group) => {
      for (const [{ estimate, low, high }, truth] of [
        [index.first, first[group] as number],
        [index.total, total[group] as number],
      ] as const) {
        expect(Math.abs(estimate - truth)).toBeLessThan(Math.min(0.04, high - low));
      }
    });
    expect(indices?.size).toBe(3);
  });

  test('the 95 % intervals hold the truth in about 95 % of repetitions at N = 256', () => {
    let held = 0;
    let intervals = 0;
    for (let repetition = 0; repetition < 150; repetition++) {
      [...(analyse(model, draw, 256, 1000 + 7 * repetition).indices?.values() ?? [])].forEach((index, group) => {
        const inside = ({ low, high }: { low: number; high: number }, truth: number): number => Number(low <= truth && truth <= high);
        held += inside(index.first, first[group] as number) + inside(index.total, total[group] as number);
        intervals += 2;
      });
    }
    expect(held / intervals).toBeGreaterThan(0.9);
    expect(held / intervals).toBeLessThan(0.99);
  });
});

test('mean and variance are those of the Ishigami function', () => {
  const { mean, variance } = analyse(ishigami, angle, 20_000, 4);
  expect(Math.abs(mean - sobol.ishigami.mean)).toBeLessThan(0.1);
  expect(Math.abs(variance / sobol.ishigami.V - 1)).toBeLessThan(0.05);
});

test('an output that does not vary has no indices', () => {
  expect(analyse(() => 3, uniform, 16, 1)).toEqual({ mean: 3, variance: 0, indices: null });
});

test('resamples of a single row, which do not vary, leave finite intervals', () => {
  const ends = Float64Array.of(0, 1);
  const { indices } = sobolIndices({ a: ends, b: ends, mixed: new Map([['x', ends]]) }, openStream(1), 50);
  expect(indices?.get('x')).toEqual({ first: { estimate: 0, low: 0, high: 0 }, total: { estimate: 0, low: 0, high: 0 } });
});

test('samples of different lengths, or of one row, are refused', () => {
  const two = Float64Array.of(1, 2);
  expect(() => sobolIndices({ a: two, b: Float64Array.of(1), mixed: new Map() }, openStream(1), 10)).toThrow(RangeError);
  expect(() => sobolIndices({ a: Float64Array.of(1), b: Float64Array.of(1), mixed: new Map() }, openStream(1), 10)).toThrow(/at least 2/);
});
