import { describe, expect, it } from 'vitest';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import {
  aDemand,
  aGovernance,
  aMapping,
  anElement,
  anImport,
  aPolicy,
  aReliance,
  aRoute,
  aShare,
  aStock,
  referenceDataWith,
} from '#test/builders/reference-data.ts';

const published = bundledMethodologies.get('1.0.0');
if (published === undefined) throw new Error('the base methodology ships');
const methodology = methodologyOf(published.document);

/** Inputs of Dy for Japan on a day of 2026, from a few tables beside the shares of one stage. */
function assemble(tables: Partial<ReferenceData>, over: { element?: string; buyer?: string; as_of?: string; known_at?: string } = {}) {
  const shares = tables.shares ?? [aShare('Dy', 'separation', 'CHN', 0.976), aShare('Dy', 'separation', 'MYS', 0.024)];
  const index = indexReferenceData(referenceDataWith({ ...tables, shares }), methodology);
  return elementInputs(index, { element: 'Dy', buyer: 'JPN', as_of: '2026-10-01', signals: {}, ...over });
}

describe('world shares', () => {
  it('are those above zero, with the concentration of their stage', () => {
    const shares = [aShare('Dy', 'mine', 'CHN', 1), aShare('Dy', 'mine', 'OTH', 0)];
    expect(assemble({ shares }).inputs.stages.mine).toMatchObject({ world: { CHN: 1 }, concentration: 100 });
  });

  it('leave out stages for which there are none', () => {
    expect(Object.keys(assemble({}).inputs.stages)).toEqual(['separation']);
    expect(assemble({ shares: [] }).inputs.stages).toEqual({});
  });
});

describe('import shares', () => {
  const importsOf = (...rows: readonly ReturnType<typeof anImport>[]) =>
    assemble({ buyer_imports: rows }).inputs.stages.separation?.imports;
  const own = anImport('JPN', 'Dy', 'separation', 'VNM', 1);
  const heavy = anImport('JPN', 'HREE', 'separation', 'MYS', 1);
  const rareEarths = anImport('JPN', 'REE', 'separation', 'FRA', 1);
  const every = anImport('JPN', 'ALL', 'separation', 'USA', 1);

  it('are the own row of the element, then heavy or light, then all rare earths, then every element', () => {
    expect(importsOf(every, rareEarths, heavy, own)).toEqual({ VNM: 1 });
    expect(importsOf(every, rareEarths, heavy)).toEqual({ MYS: 1 });
    expect(importsOf(every, rareEarths)).toEqual({ FRA: 1 });
    expect(importsOf(every)).toEqual({ USA: 1 });
  });

  it('are never those of light rare earths for a heavy one, nor those of rare earths for another metal', () => {
    expect(importsOf(anImport('JPN', 'LREE', 'separation', 'EST', 1))).toBeNull();
    const shares = [aShare('Ga', 'refining', 'CHN', 1)];
    const gallium = assemble({ shares, buyer_imports: [anImport('JPN', 'REE', 'refining', 'FRA', 1)] }, { element: 'Ga' });
    expect(gallium.inputs.stages.refining?.imports).toBeNull();
  });

  it('are chosen for each buyer and stage on its own', () => {
    const elsewhere = [anImport('JPN', 'Dy', 'metal', 'VNM', 1), anImport('USA', 'Dy', 'separation', 'VNM', 1), rareEarths];
    expect(importsOf(...elsewhere)).toEqual({ FRA: 1 });
  });

  it('are unknown, not world shares, when the buyer has no row', () => {
    expect(assemble({}, { buyer: 'TWN' }).inputs.stages.separation?.imports).toBeNull();
  });
});

describe('import reliance', () => {
  const relianceOn = (as_of: string, ...rows: readonly ReturnType<typeof aReliance>[]) =>
    assemble({ import_reliance: rows }, { as_of }).inputs.stages.separation?.import_reliance;

  it('skips a row that gives only bounds', () => {
    expect(relianceOn('2026-10-01', aReliance('JPN', 'Dy', 'separation', null), aReliance('JPN', 'REE', 'separation', 0.8))).toBe(0.8);
  });

  it('takes zero as a value', () => {
    expect(relianceOn('2026-10-01', aReliance('JPN', 'Dy', 'separation', 0), aReliance('JPN', 'REE', 'separation', 0.8))).toBe(0);
  });

  it('is no row when the last year of its cell is more than eight years before the day', () => {
    const old = aReliance('JPN', 'Dy', 'separation', 1, '2010-2014');
    expect(relianceOn('2022-12-31', old)).toBe(1);
    expect(relianceOn('2023-01-01', old)).toBeNull();
    expect(relianceOn('2023-01-01', old, aReliance('JPN', 'REE', 'separation', 0.8, '2025e'))).toBe(0.8);
  });
});

describe('cover', () => {
  const coverOf = (rows: readonly ReturnType<typeof aStock>[], stages: readonly ('separation' | 'magnet')[] = ['separation', 'magnet']) =>
    assemble({ cover: rows, shares: stages.map((stage) => aShare('Dy', stage, 'CHN', 1)) }).inputs.cover;
  const pipeline = aStock('JPN', 'ALL', 'pipeline', 14);
  const commercial = aStock('JPN', 'ALL', 'commercial_stock', 18);
  const national = aStock('JPN', 'ALL', 'national_stockpile', 60);

  it('is pipeline, commercial stock and half of the national stock: 62 days for Japan', () => {
    expect(coverOf([pipeline, commercial, national], ['separation'])).toEqual({ default: 62 });
  });

  it('takes 25 days of commercial stock where none is published: 35 days for Taiwan, 60 for the United States', () => {
    expect(coverOf([aStock('JPN', 'ALL', 'pipeline', 10)], ['separation'])).toEqual({ default: 35 });
    const american = [aStock('JPN', 'ALL', 'pipeline', 35), aStock('JPN', 'ALL', 'national_stockpile', 0)];
    expect(coverOf(american, ['separation'])).toEqual({ default: 60 });
  });

  it('chooses each part on its own: an own stockpile does not hide the pipeline of every element', () => {
    const own = aStock('JPN', 'Dy', 'national_stockpile', 100);
    expect(coverOf([pipeline, commercial, national, own], ['separation'])).toEqual({ default: 82 });
  });

  it('reads a blank number as no row and a zero as nothing held', () => {
    expect(coverOf([pipeline, commercial, national, aStock('JPN', 'Dy', 'national_stockpile', null)], ['separation'])).toEqual({
      default: 62,
    });
    expect(coverOf([pipeline, commercial, national, aStock('JPN', 'Dy', 'national_stockpile', 0)], ['separation'])).toEqual({
      default: 32,
    });
  });

  it('of magnets goes before all others at the magnet stage only, and already holds the pipeline', () => {
    const magnets = aStock('JPN', 'NdFeB', 'commercial_stock', 52);
    expect(coverOf([pipeline, commercial, national, magnets])).toEqual({ default: 62, magnet: 82 });
  });

  it('is unknown without a row, so that the scorer imputes it and counts it as missing', () => {
    expect(assemble({ cover: [pipeline] }, { buyer: 'IND' }).inputs.cover).toBeNull();
  });
});

describe('routes', () => {
  const routesOf = (...routes: readonly ReturnType<typeof aRoute>[]) => assemble({ routes }).inputs.stages.separation?.routes;

  it('expose the sea part of a flow to the larger of the two lanes; lanes are never added', () => {
    expect(routesOf(aRoute('JPN', 'CHN', 'separation', 0.9, { taiwan_strait: 0.1, east_china_sea: 0.95, malacca: 1 }))).toEqual({
      CHN: 0.855,
    });
  });

  it('expose nothing on a route that names no lane, and are absent where there is no row', () => {
    expect(routesOf(aRoute('JPN', 'CHN', 'separation', 1, { suez: 0.2 }))).toEqual({ CHN: 0 });
    expect(routesOf(aRoute('JPN', 'CHN', 'metal', 1, { taiwan_strait: 1 }))).toEqual({});
  });

  it('of single elements are kept out: the method has one route for an origin and stage', () => {
    const byAir = aRoute('JPN', 'CHN', 'separation', 0.05, {}, { elements: ['Pt'], row: 'route:JPN:CHN:pgm' });
    expect(routesOf(aRoute('JPN', 'CHN', 'separation', 1, { taiwan_strait: 0.5 }), byAir)).toEqual({ CHN: 0.5 });
  });
});

describe('governance', () => {
  it('is given for every origin of world and imports, the buyer among them; one without a row is missing', () => {
    const shares = [aShare('Dy', 'separation', 'CHN', 0.9), aShare('Dy', 'separation', 'JPN', 0.1)];
    const governance = ['CHN', 'JPN', 'FRA', 'USA'].map((country) => aGovernance(country));
    const buyer_imports = [anImport('JPN', 'Dy', 'separation', 'FRA', 0.5), anImport('JPN', 'Dy', 'separation', 'NCL', 0.5)];
    const given = assemble({ shares, governance, buyer_imports }).inputs.governance ?? {};
    expect(Object.keys(given)).toEqual(['CHN', 'FRA', 'JPN']);
    expect(given.CHN).toEqual({ pv: 0.5, pv_se: 0.2, wgi_mean: 0.4 });
  });
});

describe('tonnes a year', () => {
  it('are the own row of the element at that stage, never a row of a group', () => {
    const shares = [aShare('Dy', 'mine', 'CHN', 1), aShare('Dy', 'separation', 'CHN', 1)];
    const demand = [aDemand('JPN', 'Dy', 'separation', 500), aDemand('JPN', 'REE', 'mine', 9000)];
    const { stages } = assemble({ shares, demand }).inputs;
    expect([stages.mine?.annual_tonnes, stages.separation?.annual_tonnes]).toEqual([null, 500]);
  });
});

describe('measures', () => {
  const policy = [
    aPolicy('CN-3', { mapping: aMapping('entity_list', '@dual_use') }),
    aPolicy('CN-1', { mapping: aMapping('export_quota', '@HREE') }),
    aPolicy('CN-2', { mapping: aMapping('licence', 'Ga') }),
    aPolicy('CN-4', { mapping: null }),
    aPolicy('R-1', { mapping: null, direction: 'relieves', relief: { kind: 'ends', measures: ['CN-1'] }, known_from: '2025-12' }),
    aPolicy('R-2', { mapping: null, direction: 'relieves', relief: { kind: 'ends', measures: ['CN-2'] } }),
  ];

  it('are those that can concern the element, by id, with the reliefs that name one of them', () => {
    const { measures, reliefs } = assemble({ policy }).inputs;
    expect(measures?.map(({ id }) => id)).toEqual(['CN-1', 'CN-3']);
    expect(reliefs?.map(({ id }) => id)).toEqual(['R-1']);
  });

  it('keep the dates of the source, so that a replay sees what was known', () => {
    const dates = {
      known_from: '2025-10',
      effective_from: '2025-11-08',
      effective_to: '2027',
      suspended_from: '2025-11-07',
      suspended_to: '2026-11-10',
    };
    const [measure] = assemble({ policy: [aPolicy('CN-1', dates)] }).inputs.measures ?? [];
    expect(measure).toMatchObject({ ...dates, control_class: 'licence', origins: ['CHN'], targets: ['ALL'] });
  });

  it('of a relief take the stages of its row', () => {
    expect(assemble({ policy }).inputs.reliefs?.[0]).toMatchObject({ kind: 'ends', stages: ['separation'], known_from: '2025-12' });
  });
});

describe('the inputs of an element', () => {
  it('carry the question, with the day itself as known_at and the horizon of the method where they are not given', () => {
    const { inputs } = assemble({ elements: [anElement('Dy', { eol_rir: 0, si_sr: 0.9 })] });
    expect(inputs).toMatchObject({
      element: 'Dy',
      buyer: 'JPN',
      as_of: '2026-10-01',
      known_at: '2026-10-01',
      horizon_days: 365,
      eol_rir: 0,
      si_sr: 0.9,
    });
    expect(assemble({}, { known_at: '2026-01-01' }).inputs.known_at).toBe('2026-01-01');
  });

  it('leave unknown what is unknown', () => {
    expect(assemble({}).inputs).toMatchObject({
      eol_rir: null,
      si_sr: null,
      cover: null,
      stages: { separation: { facility_share: null } },
    });
  });

  it('refuse a day that does not exist', () => {
    expect(() => assemble({}, { as_of: '2026-02-30' })).toThrow(RangeError);
  });

  it('do not depend on the order of rows, for any element and buyer of the shipped data', () => {
    const reversed = Object.fromEntries(Object.entries(bundledReferenceData).map(([table, rows]) => [table, rows.toReversed()]));
    const indexes = [bundledReferenceData, reversed as unknown as ReferenceData].map((data) => indexReferenceData(data, methodology));
    for (const element of elementIds(bundledReferenceData)) {
      for (const buyer of ['JPN', 'EUU', 'TWN']) {
        const question = { element, buyer, as_of: '2026-10-01', signals: {} };
        const [one, other] = indexes.map((index) => canonicalJson(elementInputs(index, question).inputs));
        expect(one === other, `${element} for ${buyer}`).toBe(true);
      }
    }
  });
});
