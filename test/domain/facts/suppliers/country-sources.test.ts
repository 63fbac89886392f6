import { describe, expect, it } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { countrySources } from '#domain/facts/suppliers/country-sources.ts';
import { scoreCountries, worstCountrySource } from '#domain/scores/country-score.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import { elementInputs } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { anElement, aShare, aStock, referenceDataWith } from '#test/builders/reference-data.ts';
import { stateAndEventMethodology as methodology } from '#test/builders/state-and-event-methodology.ts';

/** Ore of Myanmar is separated in China, that of the United States at home; nobody is known to separate zinc ore. */
const data = referenceDataWith({
  elements: [anElement('Dy'), anElement('Ge')],
  shares: [
    aShare('Dy', 'mine', 'MMR', 0.6),
    aShare('Dy', 'mine', 'USA', 0.31),
    aShare('Dy', 'mine', 'CHN', 0.09),
    aShare('Dy', 'separation', 'CHN', 1),
    aShare('Ge', 'mine', 'MMR', 1),
  ],
  cover: [aStock('JPN', 'Ge', 'commercial_stock', 40)],
});
const sourcesOf = (country: string, buyer = 'JPN', by: Methodology = methodology) =>
  countrySources(indexReferenceData(data, by), { country, buyer, as_of: '2026-10-01', signals: {} });

describe('a country as a source', () => {
  it('is the market of each element and stage of which it makes a tenth of the world; ore comes from where it is separated', () => {
    const [dysprosium, germanium, ...rest] = sourcesOf('MMR');
    expect(rest).toEqual([]);
    expect(dysprosium).toMatchObject({ element: 'Dy', stage: 'mine' });
    expect(dysprosium?.inputs.sites).toEqual({
      'market:mine:MMR': { country: 'MMR', stage: 'mine', elements: ['Dy'] },
      'market:separation:CHN': {
        country: 'CHN',
        stage: 'separation',
        elements: ['Dy'],
        weight: 1,
        feeds: [{ site: 'market:mine:MMR', element: 'Dy', share: 1 }],
      },
    });
    expect(dysprosium?.inputs.world_share).toEqual({ CHN: 1, MMR: 0.6 });
    expect(germanium?.inputs.sites).toEqual({ 'market:mine:MMR': { country: 'MMR', stage: 'mine', elements: ['Ge'], weight: 1 } });
    expect(sourcesOf('CHN').map(({ stage }) => stage)).toEqual(['separation']);
    expect(sourcesOf('ZMB')).toEqual([]);
  });

  it('has the stock of the buyer; ore that reaches it as such is on its way besides', () => {
    const [dysprosium, germanium] = sourcesOf('MMR');
    expect(dysprosium?.inputs.cover_days).toBeNull();
    // 40 days of stock, 7 at least, and 75 days of pipeline; no row of an American stock, so its median of 45 days.
    expect(germanium?.inputs).toMatchObject({ cover_days: 40 + 75, cover_sigma: expect.closeTo(Math.log(40 / 7) / 3.2897, 4) });
    const median = methodology.parameters.cover_median_days.USA ?? methodology.parameters.cover_median_days.default ?? Number.NaN;
    expect(sourcesOf('MMR', 'USA')[1]?.inputs.cover_days).toBe(median + 75);
    // It separates its own ore: what leaves it is no ore.
    expect(sourcesOf('USA').map(({ inputs }) => [Object.keys(inputs.sites), inputs.cover_days])).toEqual([[['market:mine:USA'], null]]);
  });

  it('delivers ore as such to the buyer who separates it, and nothing inside its borders', () => {
    const toChina = sourcesOf('MMR', 'CHN')[0]?.inputs;
    expect(Object.keys(toChina?.sites ?? {})).toEqual(['market:mine:MMR']);
    expect(toChina?.cover_days).toBeGreaterThan(75);
    expect(sourcesOf('USA', 'USA')).toEqual([]);
  });

  it('is not scored by methodologies that know no sources', () => {
    expect(sourcesOf('MMR', 'JPN', goldenMethodology)).toEqual([]);
  });
});

describe('the score of a country as a source', () => {
  it('is that of the worst, the first on a tie, with what it adds to the worst element beside it', () => {
    const sources = sourcesOf('MMR');
    const worst = worstCountrySource(sources, methodology);
    expect(worstCountrySource(sources.toReversed(), methodology)?.result.score).toBe(worst?.result.score);
    const [first] = sources;
    if (first === undefined) throw new Error('Myanmar is a source');
    expect(worstCountrySource([first, { ...first, stage: 'metal' }], methodology)?.stage).toBe('mine');
    expect(worstCountrySource([{ ...first, inputs: { ...first.inputs, sites: {} } }], methodology)).toBeNull();
    const inputs = { countries: ['MMR', 'ZMB'], elements: {}, sources: { MMR: sources } };
    expect(scoreCountries(inputs, methodology)).toEqual({
      MMR: {
        score: worst?.result.score,
        element: worst?.element,
        stage: worst?.stage,
        Lambda: worst?.result.Lambda,
        element_points: null,
      },
    });
    const beside = scoreCountries({ ...inputs, elements: { Dy: elementInputs() } }, methodology);
    expect(beside.MMR?.element_points).toBe(0);
  });
});
