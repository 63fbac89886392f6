import { describe, expect, test } from 'vitest';
import { originsOfSupply, stagesAboveBenchmark } from '#domain/exposures/origins-of-supply.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

/** Without imports, own output and recycling the shares are those of the world. */
const inputs = (stages: ElementInputs['stages']): ElementInputs => ({
  element: 'Dy',
  buyer: 'JPN',
  as_of: '2026-10-01',
  known_at: '2026-10-01',
  eol_rir: 0,
  stages,
});

describe('origins of supply', () => {
  test('are shares of the whole, with the largest by name', () => {
    const found = originsOfSupply(inputs({ separation: { world: { CHN: 0.25, MYS: 0.75 } } }), 'separation', goldenMethodology);
    expect(found).toEqual({ top: 'MYS', top_share: expect.closeTo(0.75, 12), china_share: expect.closeTo(0.25, 12), domestic_share: 0 });
  });

  test('take the first by name of equals, and never the unnamed remainder', () => {
    const found = originsOfSupply(inputs({ mine: { world: { OTH: 0.6, VNM: 0.2, AUS: 0.2 } } }), 'mine', goldenMethodology);
    expect(found).toMatchObject({ top: 'AUS', china_share: 0 });
    expect(originsOfSupply(inputs({ mine: { world: { OTH: 1 } } }), 'mine', goldenMethodology)).toMatchObject({
      top: null,
      top_share: null,
    });
  });

  test('are unknown without world shares', () => {
    expect(originsOfSupply(inputs({ mine: { world: { AUS: 1 } } }), 'separation', goldenMethodology)).toBeNull();
    expect(originsOfSupply(inputs({ separation: { world: {} } }), 'separation', goldenMethodology)).toBeNull();
  });
});

test('65 % from one country is within the benchmark of the EU, more is not; a stage of which nothing is known is not above it', () => {
  const stages = { mine: { world: { CHN: 0.65, AUS: 0.35 } }, separation: { world: { CHN: 0.66, AUS: 0.34 } }, refining: {} };
  expect(stagesAboveBenchmark(inputs(stages), goldenMethodology)).toEqual(['separation']);
});
