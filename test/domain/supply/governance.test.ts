import { describe, expect, test } from 'vitest';
import { governanceEstimate, governanceOf, originGovernance } from '#domain/supply/governance.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const { parameters } = goldenMethodology;
const imputed = parameters.pv_missing.value;
const table = { CHN: { pv: -0.5, pv_se: 0.2, wgi_mean: -0.3 }, MYS: { pv: 0.1 }, VNM: { pv: null, wgi_mean: 1 }, OTH: { pv: 2 } };

describe('governance of an origin', () => {
  test('is what the table has, a missing mean being its stability', () => {
    expect(governanceEstimate(table, 'CHN')).toEqual({ politicalStability: -0.5, wgiMean: -0.3, standardError: 0.2 });
    expect(governanceEstimate(table, 'MYS')).toEqual({ politicalStability: 0.1, wgiMean: 0.1, standardError: 0.22 });
  });

  test('is imputed without stability, and for the remainder of many origins whatever the table says', () => {
    for (const origin of ['VNM', 'OTH', 'XYZ']) {
      expect(governanceEstimate(table, origin)).toBeNull();
      expect(governanceOf(table, origin, parameters)).toEqual({ politicalStability: imputed, wgiMean: imputed });
    }
    expect(governanceOf(null, 'CHN', parameters)).toEqual({ politicalStability: imputed, wgiMean: imputed });
  });
});

test('in a draw one shock moves every estimate by its own error, and what is imputed has the values of the draw', () => {
  const origins = ['CHN', 'MYS', 'OTH', 'VNM'];
  const { politicalStability, wgiMean } = originGovernance(origins, (origin) => governanceEstimate(table, origin), ['OTH'], parameters);
  const drawn = new Float64Array([-1.5]);
  expect(origins.map((_, index) => politicalStability(index, 2, drawn))).toEqual([-0.5 + 2 * 0.2, 0.1 + 2 * 0.22, -1.5, imputed]);
  expect(origins.map((_, index) => wgiMean(index, 2, drawn))).toEqual([-0.3 + 2 * 0.2, 0.1 + 2 * 0.22, -1.5, imputed]);
});
