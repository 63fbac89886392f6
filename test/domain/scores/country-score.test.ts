import { describe, expect, test } from 'vitest';
import { scoreCountries } from '#domain/scores/country-score.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const nd = elementInputs({ element: 'Nd', stages: { metal: { world: { CHN: 0.9, MYS: 0.1 } } } });
const dy = elementInputs({ measures: [measure()] });

describe('a country', () => {
  test('has the hazard sum of its worst element and stage', () => {
    const result = scoreCountries({ countries: ['CHN'], elements: { Nd: nd, Dy: dy } }, goldenMethodology);
    const element = scoreElement(dy, goldenMethodology);
    const stage = element.stages[0];
    if (stage?.score == null) throw new Error('not scored');
    const ofChina = stage.hazards.filter(({ id }) => id.endsWith(':CHN'));
    expect(ofChina.map(({ kind }) => kind)).toEqual(['active_control', 'new_control', 'origin_instability']);
    const sum = ofChina.reduce((total, { Lambda }) => total + Lambda, 0);
    expect(result.CHN).toEqual({
      score: expect.closeTo(100 * (1 - Math.exp(-sum)), 12),
      element: 'Dy',
      stage: 'separation',
      Lambda: expect.closeTo(sum, 14),
    });
  });

  test('without any hazard is named with the first element and stage', () => {
    const stages = { magnet: { world: { CHN: 1 } }, mine: { world: { CHN: 1 } } };
    const elements = { Nd: nd, Dy: elementInputs({ stages }) };
    expect(scoreCountries({ countries: ['ZAF'], elements }, goldenMethodology).ZAF).toEqual({
      score: 0,
      element: 'Dy',
      stage: 'mine',
      Lambda: 0,
    });
  });

  test('is left out when no element has a stage with shares: unknown is not 0', () => {
    const elements = { Dy: elementInputs({ stages: { mine: { world: {} } } }) };
    expect(scoreCountries({ countries: ['CHN'], elements }, goldenMethodology)).toEqual({});
    expect(scoreCountries({ countries: ['CHN'], elements: {} }, goldenMethodology)).toEqual({});
  });

  test('is not the sum over elements', () => {
    const one = scoreCountries({ countries: ['CHN'], elements: { Dy: dy } }, goldenMethodology);
    const two = scoreCountries({ countries: ['CHN'], elements: { Dy: dy, Tb: { ...dy, element: 'Tb' }, Nd: nd } }, goldenMethodology);
    expect(two.CHN).toEqual(one.CHN);
  });
});
