import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { euSupplyRisk, geoPolRisk, governanceWeightedHerfindahl, herfindahl, wgiScaled01, wgiScaled10 } from './reference-indices.ts';

const golden = (name: string) => JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8'));
const vectors = golden('vectors');
const shareLists = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 });

describe('the Herfindahl-Hirschman index', () => {
  it('gives the published concentrations of rare earth mining from tonnes', () => {
    for (const table of Object.values(vectors.hhi) as { prod?: Record<string, number>; hhi: number }[])
      if (table.prod) expect(herfindahl(table.prod)).toBeCloseTo(table.hhi, 6);
    expect(herfindahl(vectors.geopolrisk.reo_2022.prod)).toBeCloseTo(vectors.geopolrisk.reo_2022.hhi, 9);
  });

  it('lies between 1/n and 1, whatever the unit', () => {
    fc.assert(
      fc.property(shareLists, fc.double({ min: 0.01, max: 100, noNaN: true }), (shares, scale) => {
        const hhi = herfindahl(shares) as number;
        expect(hhi).toBeGreaterThanOrEqual(1 / shares.length - 1e-12);
        expect(hhi).toBeLessThanOrEqual(1);
        expect(herfindahl(shares.map((share) => share * scale))).toBeCloseTo(hhi, 12);
      }),
    );
  });

  it('is never lowered by the merger of two origins and does not see the order of rows', () => {
    fc.assert(
      fc.property(shareLists, (shares) => {
        const [first = 0, second = 0, ...rest] = shares;
        expect(herfindahl([first + second, ...rest])).toBeGreaterThanOrEqual((herfindahl(shares) as number) - 1e-12);
        const named = shares.map((share, i) => [`origin ${i}`, share] as const);
        expect(herfindahl(Object.fromEntries(named.toReversed()))).toBe(herfindahl(Object.fromEntries(named)));
      }),
    );
  });

  it('is unknown without a positive share and refuses a negative one', () => {
    expect(herfindahl({})).toBeNull();
    expect(herfindahl({ CHN: 0, MYS: null })).toBeNull();
    expect(() => herfindahl({ CHN: -0.1 })).toThrow('share of "CHN" must be at least 0');
    expect(() => herfindahl([Number.NaN])).toThrow('must be at least 0');
    expect(() => herfindahl([Number.POSITIVE_INFINITY])).toThrow('herfindahl: share of "0" must be at least 0');
    expect(herfindahl({ CHN: 0.6, USA: null, AUS: undefined, MYS: 0.4 })).toBeCloseTo(0.52, 12);
  });
});

describe('the governance-weighted Herfindahl index', () => {
  it('takes fractions as published and divides tonnes by their sum', () => {
    expect(governanceWeightedHerfindahl({ A: 0.6 }, { A: 0.5 })).toBeCloseTo(0.18, 12);
    expect(governanceWeightedHerfindahl({ A: 0.8 }, { A: 0.5 }, 0.8)).toBeCloseTo(0.256, 12);
    expect(governanceWeightedHerfindahl([0.5, 0.3, 0.2], [0.5, 0.5, 0.5])).toBeCloseTo(0.19, 12);
    expect(governanceWeightedHerfindahl([500, 300, 200], [0.5, 0.5, 0.5])).toBeCloseTo(0.19, 12);
  });

  it('is unknown, not lower, when an origin has no governance', () => {
    expect(governanceWeightedHerfindahl({ CHN: 0.7, MMR: 0.3 }, { CHN: 5 })).toBeNull();
    expect(governanceWeightedHerfindahl({ CHN: 0.7, MMR: 0.3 }, { CHN: 5, MMR: null })).toBeNull();
    expect(governanceWeightedHerfindahl({ CHN: 0.7, MMR: 0 }, { CHN: 5 })).toBeCloseTo(2.45, 12);
    expect(governanceWeightedHerfindahl({}, {})).toBeNull();
    expect(() => governanceWeightedHerfindahl({ CHN: 1 }, { CHN: -1 })).toThrow('governance of "CHN"');
    expect(() => governanceWeightedHerfindahl({ CHN: -1 }, { CHN: 1 })).toThrow('governanceWeightedHerfindahl: share of "CHN"');
    expect(() => governanceWeightedHerfindahl({ CHN: 1 }, { CHN: 1 }, Number.NaN)).toThrow('trade parameter of "CHN"');
  });

  it('is the plain index times the governance when all origins are governed alike', () => {
    fc.assert(
      fc.property(shareLists, fc.double({ min: 0, max: 10, noNaN: true }), (shares, governance) => {
        const total = shares.reduce((sum, share) => sum + share, 0);
        const fractions = shares.map((share) => share / total);
        const weighted = governanceWeightedHerfindahl(
          fractions,
          shares.map(() => governance),
        );
        expect(weighted).toBeCloseTo((herfindahl(shares) as number) * governance, 9);
      }),
    );
  });
});

describe('the EU supply risk', () => {
  it.each([
    ['Nd', 8.8, 1.8, 1, 0.01, 0.9, 4.7223],
    ['Dy', 9.2, 1.8, 1, 0, 0.9, 4.95],
    ['Ga', 3.5, 1.1, 0.34, 0, 1, 1.508],
    ['W', 7.5, 1.9, 0.44, 0.42, 1, 1.8166],
    ['Co', 3.6, 1.3, 0.32, 0, 1, 1.668],
  ])('of %s follows from its published inputs', (_symbol, globalHhi, euHhi, importReliance, recyclingRate, substitutionIndex, expected) => {
    expect(euSupplyRisk({ globalHhi, euHhi, importReliance, recyclingRate, substitutionIndex })).toBeCloseTo(expected, 4);
  });

  it('uses the one concentration that is known, and knows nothing without', () => {
    const factors = { recyclingRate: 0.1, substitutionIndex: 0.9 };
    expect(euSupplyRisk({ globalHhi: 2, euHhi: null, importReliance: null, ...factors })).toBeCloseTo(1.62, 12);
    expect(euSupplyRisk({ globalHhi: null, euHhi: 2, importReliance: 0.3, ...factors })).toBeCloseTo(1.62, 12);
    expect(euSupplyRisk({ globalHhi: null, euHhi: null, importReliance: 1, ...factors })).toBeNull();
    expect(euSupplyRisk({ globalHhi: 2, euHhi: 1, importReliance: null, ...factors })).toBeNull();
    expect(euSupplyRisk({ globalHhi: 2, substitutionIndex: 1 })).toBeNull();
    expect(euSupplyRisk({ globalHhi: 2, recyclingRate: 0 })).toBeNull();
  });

  it('refuses percentages where fractions are asked for', () => {
    const row = { globalHhi: 2, euHhi: 1, importReliance: 1, recyclingRate: 0, substitutionIndex: 1 };
    expect(() => euSupplyRisk({ ...row, importReliance: 64 })).toThrow('importReliance must be a fraction');
    expect(() => euSupplyRisk({ ...row, recyclingRate: 31 })).toThrow('recyclingRate must be a fraction');
    expect(() => euSupplyRisk({ ...row, substitutionIndex: -0.9 })).toThrow('substitutionIndex must be a fraction');
    expect(() => euSupplyRisk({ ...row, globalHhi: -5 })).toThrow('HHI');
  });
});

describe('GeoPolRisk', () => {
  const { unit, nickel_usa_2022: nickel, manganese_usa_2022: manganese } = vectors.geopolrisk;

  it.each([
    ['unit', unit],
    ['nickel for the USA', nickel],
    ['manganese for the USA', manganese],
  ])('gives the library values: %s', (_name, row) => {
    const trade = { weightedImports: row.num, totalImports: row.trade, domesticProduction: row.prod };
    expect(geoPolRisk({ hhi: row.hhi, ...trade })).toBeCloseTo(row.score, 10);
  });

  it('is unknown without any supply and refuses what cannot be', () => {
    expect(geoPolRisk({ hhi: 0.5, weightedImports: 0, totalImports: 0, domesticProduction: 0 })).toBeNull();
    expect(() => geoPolRisk({ hhi: 5000, weightedImports: 1, totalImports: 2, domesticProduction: 0 })).toThrow('hhi must be a fraction');
    expect(() => geoPolRisk({ hhi: 0.5, weightedImports: -1, totalImports: 2, domesticProduction: 0 })).toThrow('weightedImports');
    expect(() => geoPolRisk({ hhi: 0.5, weightedImports: 1, totalImports: Number.NaN, domesticProduction: 0 })).toThrow('totalImports');
    expect(() => geoPolRisk({ hhi: 0.5, weightedImports: 1, totalImports: 1, domesticProduction: -2 })).toThrow('domesticProduction');
  });
});

describe('governance weights', () => {
  it('are those that GeoPolRisk publishes', () => {
    for (const { est, norm } of vectors.wgi_pv_norm) expect(wgiScaled01(est)).toBeCloseTo(norm, 6);
  });

  it('stay missing where the estimate is missing', () => {
    expect([wgiScaled01(null), wgiScaled01(undefined), wgiScaled10(null), wgiScaled10(undefined)]).toEqual([null, null, null, null]);
    expect(() => wgiScaled10(Number.NaN)).toThrow('must be a number');
  });
});
