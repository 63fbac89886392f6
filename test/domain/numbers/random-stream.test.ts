import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beta, dirichlet, gamma, normal, openStream, type RandomStream, uniform } from '#domain/numbers/random-stream.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { goldenCases } from '#test/builders/golden-methodology.ts';

const vectors = JSON.parse(readFileSync(new URL('../../golden/vectors.json', import.meta.url), 'utf8')) as {
  readonly hhi: {
    readonly dirichlet: readonly { readonly hhi: number; readonly A: number; readonly e_hhi: number }[];
    readonly usgs_mcs2025_2024e: { readonly prod: Readonly<Record<string, number>> };
  };
};

interface StreamCase {
  readonly text: string;
  readonly gamma: readonly number[];
  readonly dirichlet: Readonly<Record<string, number>>;
  readonly concentration: number;
}

function sampleOf(size: number, draw: () => number): { readonly mean: number; readonly variance: number } {
  const values = Array.from({ length: size }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / size;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (size - 1) };
}

test('one stream gives the golden uniforms, normal, gammas and Dirichlet shares', () => {
  const golden = goldenCases('primitive').find(({ inputs }) => 'stream' in inputs);
  const asked = golden?.inputs.stream as StreamCase;
  const stream = openStream(sha256Seed(asked.text));
  const drawn = {
    uniforms: [uniform(stream), uniform(stream), uniform(stream)],
    normal: normal(stream),
    gamma: asked.gamma.map((shape) => gamma(stream, shape)),
    dirichlet: dirichlet(stream, asked.dirichlet, asked.concentration),
  };
  const expected = golden?.expected.stream as typeof drawn;
  const numbers = (of: typeof drawn): readonly number[] => [...of.uniforms, of.normal, ...of.gamma];
  numbers(expected).forEach((value, index) => {
    expect(Math.abs((numbers(drawn)[index] as number) - value)).toBeLessThan(1e-12);
  });
  expect(Object.keys(drawn.dirichlet)).toEqual(['AUS', 'CHN', 'OTH']);
  for (const [origin, share] of Object.entries(expected.dirichlet)) {
    expect(Math.abs((drawn.dirichlet[origin] as number) - share)).toBeLessThan(1e-12);
  }
});

describe('uniform', () => {
  test('is inside (0, 1) from any state, and takes seeds modulo 2^32', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const value = uniform(openStream(seed));
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
        expect(uniform(openStream(seed - 2 ** 32))).toBe(value);
      }),
    );
  });

  test('has the moments of a uniform', () => {
    const stream = openStream(7);
    const { mean, variance } = sampleOf(100_000, () => uniform(stream));
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.003);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001);
  });
});

test('normal takes one uniform a draw, so its antithetic is the mirrored uniform', () => {
  const [one, other] = [openStream(11), openStream(11)];
  for (let draw = 0; draw < 100; draw++) {
    normal(one);
    uniform(other);
    expect(one.state).toBe(other.state);
  }
  const { mean, variance } = sampleOf(100_000, () => normal(one));
  expect(Math.abs(mean)).toBeLessThan(0.01);
  expect(Math.abs(variance - 1)).toBeLessThan(0.02);
});

test.each([0.05, 0.4, 1, 2.5, 40])('gamma of shape %d has that mean and variance', (shape) => {
  const stream = openStream(sha256Seed(`gamma of ${shape}`));
  const { mean, variance } = sampleOf(200_000, () => gamma(stream, shape));
  expect(Math.abs(mean / shape - 1)).toBeLessThan(0.05 / Math.sqrt(Math.min(1, shape)) / 3);
  expect(Math.abs(variance / shape - 1)).toBeLessThan(0.15);
});

describe('beta', () => {
  test.each([0.03, 0.5, 0.95])('of mean %d and strength 10 has variance m (1 - m)/11', (wanted) => {
    const stream = openStream(sha256Seed(`beta of ${wanted}`));
    const { mean, variance } = sampleOf(100_000, () => beta(stream, wanted, 10));
    expect(Math.abs(mean - wanted)).toBeLessThan(0.003);
    expect(Math.abs(variance / ((wanted * (1 - wanted)) / 11) - 1)).toBeLessThan(0.05);
  });

  test.each([0, 1])('of mean %d is certain and draws nothing', (mean) => {
    const stream = openStream(3);
    const { state } = stream;
    expect(beta(stream, mean, 10)).toBe(mean);
    expect(stream.state).toBe(state);
  });
});

describe('dirichlet', () => {
  test.each(vectors.hhi.dirichlet)('a concentration of $A spreads an HHI of $hhi to the published mean', ({ hhi, A, e_hhi }) => {
    const shares = sharesWithHhi(hhi);
    const stream = openStream(sha256Seed(`hhi ${A}`));
    const { mean } = sampleOf(60_000, () => Object.values(dirichlet(stream, shares, A)).reduce((sum, share) => sum + share ** 2, 0));
    expect(Math.abs(mean - e_hhi)).toBeLessThan(0.0012);
  });

  test('keeps the mean of each share, sums to 1 and leaves zeros out', () => {
    const { prod } = vectors.hhi.usgs_mcs2025_2024e;
    const total = Object.values(prod).reduce((sum, tonnes) => sum + tonnes, 0);
    const stream = openStream(5);
    const sums: Record<string, number> = {};
    for (let draw = 0; draw < 20_000; draw++) {
      const drawn = dirichlet(stream, { ...prod, NONE: 0 }, 100);
      expect(Math.abs(Object.values(drawn).reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-12);
      for (const [origin, share] of Object.entries(drawn)) sums[origin] = (sums[origin] ?? 0) + share / 20_000;
    }
    expect(Object.keys(sums)).not.toContain('NONE');
    for (const [origin, tonnes] of Object.entries(prod)) expect(Math.abs((sums[origin] as number) - tonnes / total)).toBeLessThan(0.002);
  });

  test('does not depend on the order or the scale of the table', () => {
    const shares = { CHN: 0.9, AUS: 0.06, OTH: 0.04 };
    const shuffled = { OTH: 4, CHN: 90, AUS: 6 };
    const one = dirichlet(openStream(1), shares, 50);
    const other = dirichlet(openStream(1), shuffled, 50);
    for (const [origin, share] of Object.entries(one)) expect(Math.abs((other[origin] as number) - share)).toBeLessThan(1e-12);
  });

  test.each([0, -1, Number.NaN])('a concentration of %d is refused', (concentration) => {
    expect(() => dirichlet(openStream(1), { CHN: 1 }, concentration)).toThrow(/concentration of shares must be a positive number/);
  });

  test('with gammas too small for a double leaves the shares as they are', () => {
    expect(dirichlet(openStream(1), { CHN: 3, AUS: 1 }, 1e-5)).toEqual({ AUS: 0.25, CHN: 0.75 });
  });
});

/** Three origins, two of them equal, with the given HHI. */
function sharesWithHhi(hhi: number): Record<string, number> {
  // w^2 + 2 ((1 - w)/2)^2 = hhi.
  const w = (1 + Math.sqrt(6 * hhi - 2)) / 3;
  return { AAA: w, BBB: (1 - w) / 2, CCC: (1 - w) / 2 };
}

/** Marsaglia and Tsang (2000) in the words of the paper without its squeeze: every candidate goes through the logarithms. */
function gammaWithoutSqueeze(stream: RandomStream, shape: number): number {
  if (shape < 1) return gammaWithoutSqueeze(stream, shape + 1) * uniform(stream) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = normal(stream);
    const v = (1 + (1 / Math.sqrt(9 * d)) * z) ** 3;
    if (v <= 0) continue;
    if (Math.log(uniform(stream)) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

test('the squeeze of a gamma saves logarithms and moves no draw', () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0.01, max: 2000, noNaN: true }), (seed, shape) => {
      const [quick, slow] = [openStream(seed), openStream(seed)];
      for (let draw = 0; draw < 20; draw++) {
        const expected = gammaWithoutSqueeze(slow, shape);
        expect(Math.abs(gamma(quick, shape) - expected)).toBeLessThanOrEqual(1e-12 * expected);
        expect(quick.state).toBe(slow.state);
      }
    }),
    { numRuns: 500 },
  );
});
