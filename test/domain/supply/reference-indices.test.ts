import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  euSupplyRisk,
  geoPolRisk,
  geoPolRiskCharacterisation,
  geoPolRiskTradeAverage,
  governanceWeightedHerfindahl,
  herfindahl,
  nassarDisruptionPotential,
  wgiScaled01,
  wgiScaled10,
} from '#domain/supply/reference-indices.ts';

const golden = (name: string) => JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8'));
const vectors = golden('vectors');
const eu2017 = golden('eu2017-supply-risk');
const eu2023 = golden('eu2023-shares').data;

/** WGI 2019, mean of six, scaled 0 ... 10 (World Bank), by the country names of the EU tables. */
const WGI_2019: Record<string, number> = {
  China: 5.7258,
  Malaysia: 4.141,
  Australia: 1.8692,
  'United States': 2.7419,
  Myanmar: 6.8993,
  Russia: 6.1597,
  India: 5.2206,
  Vietnam: 5.6676,
  Brazil: 5.3605,
  Thailand: 5.3987,
  Burundi: 7.8412,
  Norway: 2.0652,
};

function publishedShares(element: string, stage: 'E' | 'P'): Record<string, number | null> {
  const rows: { country: string; share_pct: number | null }[] = eu2023.global[element][stage];
  return Object.fromEntries(rows.map((row) => [row.country, row.share_pct === null ? null : row.share_pct / 100]));
}

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
  it.each([
    ['Dysprosium', 'P', 5.7258],
    ['Neodymium', 'P', 4.1769],
    ['Neodymium', 'E', 2.7544],
    ['Dysprosium', 'E', 4.143],
  ] as const)('of %s at stage %s follows from the EU shares of 2023', (element, stage, expected) => {
    const shares = Object.fromEntries(Object.entries(publishedShares(element, stage)).filter(([country]) => country in WGI_2019));
    expect(governanceWeightedHerfindahl(shares, WGI_2019)).toBeCloseTo(expected, 3);
  });

  it('rises with the trade parameter of the origin under control', () => {
    for (const [trade, expected] of [
      [1.1, 6.2984],
      [1.3, 7.4435],
      [1.5, 8.5887],
    ] as const)
      expect(governanceWeightedHerfindahl({ China: 1 }, WGI_2019, { China: trade })).toBeCloseTo(expected, 4);
    const light = Object.fromEntries(Object.entries(publishedShares('Neodymium', 'P')).filter(([country]) => country in WGI_2019));
    expect(governanceWeightedHerfindahl(light, WGI_2019, { China: 1.5 })).toBeCloseTo(6.2405, 2);
  });

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
  interface Row {
    material: string;
    /** Which supply the study used: for some materials it printed a concentration that it did not use. */
    source: 'GS only' | 'EUS only' | 'GS + EUS';
    hhi_wgit_gs: number | null;
    hhi_wgit_eu: number | null;
    import_reliance: number | null;
    eol_rir: number;
    si_sr: number;
    sr_recomputed: number;
    interval_lo: number;
    interval_hi: number;
    table19: { gs: number | null; eu: number | null };
  }
  const riskOf = (row: Row) =>
    euSupplyRisk({
      globalHhi: row.source === 'EUS only' ? null : row.hhi_wgit_gs,
      euHhi: row.source === 'GS only' ? null : row.hhi_wgit_eu,
      importReliance: row.import_reliance,
      recyclingRate: row.eol_rir,
      substitutionIndex: row.si_sr,
    }) as number;

  it('of all 39 materials of 2017 lies inside the interval that the rounding of the published inputs leaves', () => {
    expect(eu2017.rows).toHaveLength(39);
    for (const row of eu2017.rows as Row[]) {
      const risk = riskOf(row);
      expect(risk, row.material).toBeGreaterThanOrEqual(row.interval_lo);
      expect(risk, row.material).toBeLessThanOrEqual(row.interval_hi);
      expect(Math.abs(risk - row.sr_recomputed), row.material).toBeLessThan(0.006);
    }
  });

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
    expect(geoPolRiskTradeAverage(trade)).toBeCloseTo(row.wta, 10);
    expect(geoPolRisk({ hhi: row.hhi, ...trade })).toBeCloseTo(row.score, 10);
    expect(geoPolRiskCharacterisation(row.score, row.price)).toBeCloseTo(row.cf, 9);
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

  it('have fixed bounds, best 0 and worst 1 or 10', () => {
    expect([wgiScaled01(2.5), wgiScaled01(-2.5), wgiScaled01(3), wgiScaled01(-3)]).toEqual([0, 1, 0, 1]);
    expect([wgiScaled10(2.5), wgiScaled10(0), wgiScaled10(-2.5), wgiScaled10(-9)]).toEqual([0, 5, 10, 10]);
    expect(wgiScaled01(1.5)).toBeCloseTo(0.2, 12);
  });

  it('stay missing where the estimate is missing', () => {
    expect([wgiScaled01(null), wgiScaled01(undefined), wgiScaled10(null), wgiScaled10(undefined)]).toEqual([null, null, null, null]);
    expect(() => wgiScaled10(Number.NaN)).toThrow('must be a number');
  });
});

describe('the disruption potential of Nassar et al.', () => {
  it('sums squared production shares times inability times unwillingness', () => {
    // By hand: 0.8^2 x 0.5 x 0.9 + 0.2^2 x 0.2 x 0.1 = 0.288 + 0.0008.
    expect(nassarDisruptionPotential({ CHN: 0.8, AUS: 0.2 }, { CHN: 0.5, AUS: 0.2 }, { CHN: 0.9, AUS: 0.1 })).toBeCloseTo(0.2888, 12);
    expect(nassarDisruptionPotential([80, 20], [0.5, 0.2], [0.9, 0.1])).toBeCloseTo(0.2888, 12);
    expect(nassarDisruptionPotential([1], [1], [1])).toBe(1);
  });

  it('depends on the buyer through the willingness, and is unknown where an index is', () => {
    expect(nassarDisruptionPotential({ CHN: 1 }, { CHN: 0.5 }, { CHN: 0 })).toBe(0);
    expect(nassarDisruptionPotential({ CHN: 1 }, { CHN: 0.5 }, {})).toBeNull();
    expect(nassarDisruptionPotential({ CHN: 1 }, { CHN: null }, { CHN: 0.5 })).toBeNull();
    expect(nassarDisruptionPotential({}, {}, {})).toBeNull();
    expect(() => nassarDisruptionPotential({ CHN: -1 }, { CHN: 0.5 }, { CHN: 0.5 })).toThrow('nassarDisruptionPotential: share of "CHN"');
    expect(() => nassarDisruptionPotential({ CHN: 1 }, { CHN: 50 }, { CHN: 0.5 })).toThrow('ability index of "CHN" must be a fraction');
    expect(() => nassarDisruptionPotential({ CHN: 1 }, { CHN: 0.5 }, { CHN: -1 })).toThrow('willingness index of "CHN"');
  });
});
