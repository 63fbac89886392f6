import { expect, test } from 'vitest';
import { herfindahl, publishedIndices } from '#domain/explanations/published-indices.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { aGovernance, anElement, referenceDataWith } from '#test/builders/reference-data.ts';

/** Australia and the United States with a WGI mean of 0, which is 5 on the scale of 0 to 10. */
const governance = [
  aGovernance('AUS', { wgi_mean: 0 }),
  aGovernance('USA', { wgi_mean: 0 }),
  aGovernance('MMR', { wgi_mean: null }),
];
const facts = indexFacts(
  referenceDataWith({ governance, elements: [anElement('Dy', { eu_supply_risk_2023: 5.6 })] }),
  METHODOLOGY.document,
);
const indices = (stages: ElementInputs['stages']) =>
  publishedIndices({ element: 'Dy', stages }, facts.on('2026-10-01'));

test('concentration is told for the stages with world shares, beside the published risk of the element', () => {
  // Shares of 0.6 and 0.4: 0.36 + 0.16 = 0.52; 5 x 0.52 = 2.6.
  expect(indices({ mine: { world: { AUS: 0.6, USA: 0.4 } } })).toEqual({
    concentration: { mine: { hhi: expect.closeTo(0.52, 12), hhi_wgi: expect.closeTo(2.6, 12) } },
    eu_supply_risk_2017: null,
    eu_supply_risk_2023: 5.6,
  });
});

test('concentration is unknown without any share', () => {
  expect([herfindahl({}), herfindahl({ CHN: 0 })]).toEqual([null, null]);
});

test('an origin whose governance nobody rated leaves the weighted index unknown', () => {
  for (const origin of ['XYZ', 'MMR'])
    expect(indices({ mine: { world: { [origin]: 1 } } }).concentration).toEqual({
      mine: { hhi: 1, hhi_wgi: null },
    });
});

test('the unnamed remainder adds nothing to the weighted index, and does not leave it unknown', () => {
  // 60 of 100 tonnes from Australia, 40 from nobody named: 0.6 squared x 5 = 1.8.
  expect(indices({ mine: { world: { AUS: 60, OTH: 40 } } }).concentration.mine?.hhi_wgi).toBeCloseTo(1.8, 12);
});
