import { expect, test } from 'vitest';
import { publishedIndices } from '#domain/supply/published-indices.ts';

test('concentration is told for the stages with world shares, and what is not known is null', () => {
  // Shares of 0.6 and 0.4: 0.36 + 0.16 = 0.52. A WGI mean of 0 is 5 on the scale of 0 to 10: 5 x 0.52 = 2.6.
  const stages = { mine: { world: { AUS: 0.6, USA: 0.4 } }, separation: { world: null } };
  const governance = { AUS: { wgi_mean: 0 }, USA: { wgi_mean: 0 } };
  expect(publishedIndices({ stages, governance }, null)).toEqual({
    concentration: { mine: { hhi: expect.closeTo(0.52, 12), hhi_wgi: expect.closeTo(2.6, 12) } },
    eu_supply_risk_2017: null,
    eu_supply_risk_2023: null,
  });
});

test('an origin without governance leaves the weighted index unknown', () => {
  const found = publishedIndices({ stages: { mine: { world: { AUS: 1 } } }, governance: {} }, null);
  expect(found.concentration).toEqual({ mine: { hhi: 1, hhi_wgi: null } });
});

test('the unnamed remainder adds nothing to the weighted index, and does not leave it unknown', () => {
  // 60 of 100 tonnes from Australia, 40 from nobody named: 0.6 squared x 5 = 1.8.
  const found = publishedIndices({ stages: { mine: { world: { AUS: 60, OTH: 40 } } }, governance: { AUS: { wgi_mean: 0 } } }, null);
  expect(found.concentration.mine?.hhi_wgi).toBeCloseTo(1.8, 12);
});

test('inputs without any governance leave the weighted index unknown as well', () => {
  expect(publishedIndices({ stages: { mine: { world: { AUS: 1 } } } }, null).concentration).toEqual({ mine: { hhi: 1, hhi_wgi: null } });
  const unnamed = publishedIndices({ stages: { mine: { world: { AUS: 1 } } }, governance: { AUS: null } }, null);
  expect(unnamed.concentration).toEqual({ mine: { hhi: 1, hhi_wgi: null } });
});
