import { describe, expect, test } from 'vitest';
import { type RefusedFact, refusalsBy, refusalUpstream, refusedFacts } from '#domain/facts/input-checks.ts';
import type { PolicyRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
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
  aSupplierLink,
  aSupplierSite,
  referenceDataWith,
} from '#test/builders/reference-data.ts';
import { aDeployment, aSenkakuDay, aTaiwanReport } from '#test/builders/signal-rows.ts';

const SYMBOLS = ['Dy', 'Ga', 'Nd'];
const refused = (tables: Partial<ReferenceData>, methodology = goldenMethodology): readonly RefusedFact[] =>
  refusedFacts(referenceDataWith({ elements: SYMBOLS.map((symbol) => anElement(symbol)), ...tables }), methodology);
/** Row and reason. */
const told = (tables: Partial<ReferenceData>) => refused(tables).map(({ row, reason }) => `${row}: ${reason}`);
/** Elements, suppliers and buyer of the first fact that is off. */
const reach = (tables: Partial<ReferenceData>, methodology = goldenMethodology) => {
  const { elements, suppliers, buyer } = refused(tables, methodology)[0] ?? {};
  return { elements, suppliers, buyer };
};

describe('world shares of a stage', () => {
  const shares = (...values: readonly number[]) => told({ shares: values.map((share, n) => aShare('Dy', 'mine', `C${n}`, share)) });

  test('may miss 1 by the rounding of their sources, a hundredth, and no more', () => {
    expect(shares(0.5, 0.5)).toEqual([]);
    expect(shares(0.6, 0.405)).toEqual([]);
    expect(shares(0.6, 0.395)).toEqual([]);
    expect(shares(0.6, 0.42)).toEqual(['share:Dy:mine:C0: the world shares of Dy at mine sum to 1.02, not to 1 (2 rows)']);
    expect(shares(0.6, 0.38)).toEqual(['share:Dy:mine:C0: the world shares of Dy at mine sum to 0.98, not to 1 (2 rows)']);
  });

  test('are told one by one when single ones are off; then their sum says nothing', () => {
    expect(shares(1.5, -0.5)).toEqual([
      'share:Dy:mine:C0: share is 1.5, not between 0 and 1',
      'share:Dy:mine:C1: share is -0.5, not between 0 and 1',
    ]);
    expect(shares(1, 0)).toEqual([]);
    expect(shares(Number.POSITIVE_INFINITY)).toEqual(['share:Dy:mine:C0: share is no number']);
  });

  test('are summed for each element and stage on its own', () => {
    const rows = [aShare('Dy', 'mine', 'CHN', 1), aShare('Dy', 'magnet', 'CHN', 1), aShare('Ga', 'mine', 'CHN', 0.5)];
    expect(refused({ shares: rows }).map(({ elements }) => elements)).toEqual([['Ga']]);
  });

  test('of imports are the same for a buyer, and a group stands for its elements', () => {
    const rows = [anImport('JPN', 'HREE', 'separation', 'CHN', 0.5), anImport('USA', 'HREE', 'separation', 'CHN', 1)];
    expect(refused({ buyer_imports: rows })).toEqual([
      {
        table: 'buyer_imports',
        row: 'import:JPN:HREE:separation:CHN',
        buyer: 'JPN',
        signal: null,
        suppliers: [],
        reason: 'the imports of HREE at separation by JPN sum to 0.5, not to 1 (1 rows)',
        elements: goldenMethodology.groups.HREE,
      },
    ]);
  });
});

describe('a row', () => {
  test('without a source is refused', () => {
    expect(told({ elements: [anElement('Dy', { source: '' })] })).toEqual(['element:Dy: it has no source']);
    expect(told({ elements: [anElement('Dy', { source: null as unknown as string })] })).toEqual(['element:Dy: it has no source']);
  });

  test('holds rates and fractions from 0 to 1, both ends among them; unknown ones are no errors', () => {
    const rates = (eol_rir: number | null, si_sr: number | null) => told({ elements: [anElement('Dy', { eol_rir, si_sr })] });
    expect(rates(0, 1)).toEqual([]);
    expect(rates(null, null)).toEqual([]);
    expect(rates(-0.1, 1.1)).toEqual(['element:Dy: eol_rir is -0.1, not between 0 and 1', 'element:Dy: si_sr is 1.1, not between 0 and 1']);
    expect(told({ import_reliance: [aReliance('JPN', 'Dy', 'separation', -0.2)] })).toEqual([
      'reliance:JPN:Dy:separation: import_reliance is -0.2, not between 0 and 1',
    ]);
    const route = (sea: number, lane: number) => told({ routes: [aRoute('JPN', 'CHN', 'mine', sea, { taiwan_strait: lane })] });
    expect(route(1, 1)).toEqual([]);
    expect(route(1.2, -1)).toEqual([
      'route:JPN:CHN:mine: sea_share is 1.2, not between 0 and 1',
      'route:JPN:CHN:mine: taiwan_strait is -1, not between 0 and 1',
    ]);
  });

  test('holds days and tonnes of 0 or more', () => {
    expect(told({ cover: [aStock('JPN', 'Dy', 'pipeline', 0)], demand: [aDemand('JPN', 'Dy', 'mine', 0)] })).toEqual([]);
    expect(told({ cover: [aStock('JPN', 'Dy', 'pipeline', -1)], demand: [aDemand('JPN', 'Dy', 'mine', -2)] })).toEqual([
      'cover:JPN:Dy:pipeline: days_median is -1, below 0',
      'demand:JPN:Dy:mine: tonnes_per_year is -2, below 0',
    ]);
  });

  test('holds governance within what was ever published, and standard errors of 0 or more', () => {
    const row = (over: object) => told({ governance: [aGovernance('CHN', over)] });
    expect(row({ political_stability: -4, wgi_mean: 4, political_stability_se: 0 })).toEqual([]);
    expect(row({ political_stability: -4.01, wgi_mean: 4.01, political_stability_se: -0.1 })).toEqual([
      'governance:CHN: political_stability is -4.01, not between -4 and 4',
      'governance:CHN: wgi_mean is 4.01, not between -4 and 4',
      'governance:CHN: political_stability_se is -0.1, below 0',
    ]);
  });

  test('names a stage of the chain', () => {
    const smelting = 'smelting' as 'mine';
    expect(told({ shares: [aShare('Dy', smelting, 'CHN', 1)] })).toEqual(['share:Dy:smelting:CHN: "smelting" is no stage']);
    expect(told({ supplier_sites: [aSupplierSite('S', { stage: smelting })] })).toEqual(['supplier-site:S: "smelting" is no stage']);
  });
});

describe('a row of the policy table', () => {
  const row = (over: Partial<PolicyRow>) => told({ policy: [aPolicy('A', over)] });

  test('has days, months or years as dates', () => {
    for (const known_from of ['2025', '2025-02', '2024-02-29']) expect(row({ known_from, effective_from: null })).toEqual([]);
    for (const wrong of ['2025-13', '2025-02-29', '20250404', 'soon']) {
      expect(row({ known_from: wrong })).toEqual([`policy:A: "${wrong}" is no date`]);
      expect(row({ suspended_to: wrong })).toEqual([`policy:A: "${wrong}" is no date`]);
    }
  });

  test('may end in the period in which it begins, and not before', () => {
    expect(row({ effective_from: '2025-04-04', effective_to: '2025-04' })).toEqual([]);
    expect(row({ effective_from: '2025-04-04', effective_to: '2025-04-04' })).toEqual([]);
    expect(row({ effective_from: '2025-04-04', effective_to: '2025-04-03' })).toEqual([
      'policy:A: it takes effect on 2025-04-04 and ends before, on 2025-04-03',
    ]);
    expect(row({ effective_from: null, effective_to: '2020' })).toEqual([]);
    expect(row({ suspended_from: '2025-11-10', suspended_to: '2025-11-09' })).toEqual([
      'policy:A: it is suspended on 2025-11-10 and ends before, on 2025-11-09',
    ]);
  });

  test('has classes of the methodology, for what is left of it in a suspension too; "none" is one', () => {
    const mapping = (control_class: string, residual_class: string | null) =>
      row({ mapping: { ...aMapping(control_class, 'Dy'), residual_class } });
    expect(mapping('licence', null)).toEqual([]);
    expect(mapping('licence', 'none')).toEqual([]);
    expect(mapping('none', 'licence')).toEqual([]);
    expect(mapping('blockade', null)).toEqual(['policy:A: "blockade" is no control class of the methodology']);
    expect(mapping('licence', 'blockade')).toEqual(['policy:A: "blockade" is no control class of the methodology']);
    expect(row({ mapping: null })).toEqual([]);
  });

  test('covers a part of stages that exist, all of them where it does not say', () => {
    expect(row({ mapping: { ...aMapping('licence', 'Dy'), applies: [{ elements: ['Dy'], stages: ['mine', 'magnet'] }] } })).toEqual([]);
    const part = { elements: ['Dy'], stages: ['smelting'], coverage: 1.5 };
    expect(row({ mapping: { ...aMapping('licence', 'Dy'), applies: [part] } })).toEqual([
      'policy:A: coverage is 1.5, not between 0 and 1',
      'policy:A: "smelting" is no stage',
    ]);
  });
});

describe('each fact that is off', () => {
  test('is told with its table and with what rests on it, in the order of the tables', () => {
    const found = refused({
      elements: [anElement('Dy', { eol_rir: 2 })],
      shares: [aShare('Ga', 'mine', 'CHN', 2)],
      import_reliance: [aReliance('JPN', 'Dy', 'mine', 2)],
      cover: [aStock('JPN', 'Ga', 'pipeline', -1)],
      demand: [aDemand('USA', 'Nd', 'mine', -1)],
      routes: [aRoute('KOR', 'CHN', 'mine', 2, {}, { elements: ['Dy'] })],
      governance: [aGovernance('CHN', { wgi_mean: 9 })],
      policy: [aPolicy('A', { source: '' })],
      supplier_sites: [aSupplierSite('S', { capacity_tonnes_per_year: -1 })],
      supplier_links: [aSupplierLink('S', 'T', { share_of_input: 2 })],
    });
    expect(found.map(({ table, row, elements, buyer }) => [table, row, elements, buyer])).toEqual([
      ['elements', 'element:Dy', ['Dy'], null],
      ['shares', 'share:Ga:mine:CHN', ['Ga'], null],
      ['import_reliance', 'reliance:JPN:Dy:mine', ['Dy'], 'JPN'],
      ['cover', 'cover:JPN:Ga:pipeline', ['Ga'], 'JPN'],
      ['demand', 'demand:USA:Nd:mine', ['Nd'], 'USA'],
      ['routes', 'route:KOR:CHN:mine', ['Dy'], 'KOR'],
      ['governance', 'governance:CHN', ['Ga'], null],
      ['policy', 'policy:A', ['Dy'], null],
      ['supplier_sites', 'supplier-site:S', [], null],
      ['supplier_links', 'supplier-link:S-T', [], null],
    ]);
    expect(found.at(-2)?.reason).toBe('capacity_tonnes_per_year is -1, below 0');
  });
});

describe('what rests on a fact that is off', () => {
  const sites = [aSupplierSite('S', { supplier: 'lynas' }), aSupplierSite('T', { supplier: 'tungsten-co', elements: ['W'] })];
  const unsourced = { source: ' ' };

  test('is told with the table that holds it', () => {
    const found = refused({
      elements: [anElement('Dy', { eol_rir: 2 }), anElement('Ga')],
      shares: [aShare('Dy', 'mine', 'CHN', 0.5)],
      buyer_imports: [anImport('JPN', 'Dy', 'mine', 'CHN', 0.5)],
      import_reliance: [aReliance('JPN', 'Dy', 'mine', 2)],
      cover: [aStock('JPN', 'Dy', 'pipeline', -1)],
      demand: [aDemand('JPN', 'Dy', 'mine', -1)],
      routes: [aRoute('JPN', 'CHN', 'mine', 2, {}, { elements: ['Dy'] })],
      governance: [aGovernance('CHN', { wgi_mean: 9 })],
      policy: [aPolicy('A', { ...unsourced, mapping: aMapping('licence', 'Dy') })],
      supplier_sites: [aSupplierSite('S', { supplier: 'lynas', capacity_tonnes_per_year: -1 })],
      supplier_links: [aSupplierLink('X', 'S', unsourced)],
    });
    expect(found.map(({ table, reason }) => [table, reason])).toEqual([
      ['elements', 'eol_rir is 2, not between 0 and 1'],
      ['shares', 'the world shares of Dy at mine sum to 0.5, not to 1 (1 rows)'],
      ['buyer_imports', 'the imports of Dy at mine by JPN sum to 0.5, not to 1 (1 rows)'],
      ['import_reliance', 'import_reliance is 2, not between 0 and 1'],
      ['cover', 'days_median is -1, below 0'],
      ['demand', 'tonnes_per_year is -1, below 0'],
      ['routes', 'sea_share is 2, not between 0 and 1'],
      ['governance', 'wgi_mean is 9, not between -4 and 4'],
      ['policy', 'it has no source'],
      ['supplier_sites', 'capacity_tonnes_per_year is -1, below 0'],
      ['supplier_links', 'it has no source'],
    ]);
    // All of them concern dysprosium, or a supplier of it.
    expect(found.filter(({ elements, suppliers }) => !elements.includes('Dy') && suppliers.length === 0)).toEqual([]);
    expect(found.filter(({ elements }) => elements.includes('Ga'))).toEqual([]);
  });

  test('is every element where the row is of all, or of dual-use goods; the words of a group are its elements', () => {
    const cover = (element: string) => reach({ cover: [aStock('JPN', element, 'pipeline', -1)], supplier_sites: sites });
    expect(cover('ALL')).toEqual({ elements: SYMBOLS, suppliers: 'all', buyer: 'JPN' });
    expect(cover('Dy')).toEqual({ elements: ['Dy'], suppliers: 'all', buyer: 'JPN' });
    expect(cover('HREE').elements).toEqual(goldenMethodology.groups.HREE);
    expect(cover('NdFeB').elements).toEqual(goldenMethodology.groups.REE);
    const policy = (...elements: readonly string[]) =>
      reach({ policy: [aPolicy('A', { ...unsourced, mapping: aMapping('licence', ...elements) })], supplier_sites: sites });
    expect(policy('@dual_use', 'Dy')).toEqual({ elements: SYMBOLS, suppliers: 'all', buyer: null });
    expect(policy('@HREE').elements).toEqual(goldenMethodology.groups.HREE);
  });

  test('is nothing for magnets under a methodology that does not say which elements are rare earths', () => {
    expect(reach({ cover: [aStock('JPN', 'NdFeB', 'pipeline', -1)] }, { ...goldenMethodology, groups: {} }).elements).toEqual([]);
  });

  test('are the suppliers with a plant for one of the elements of a measure', () => {
    const policy = [aPolicy('A', { ...unsourced, mapping: aMapping('licence', 'W') })];
    expect(reach({ policy, supplier_sites: sites })).toEqual({ elements: ['W'], suppliers: ['tungsten-co'], buyer: null });
    const mixed = [aSupplierSite('M', { supplier: 'mixed', elements: ['Nd', 'W'] })];
    expect(reach({ policy, supplier_sites: mixed }).suppliers).toEqual(['mixed']);
  });

  test('is of a relief what the measures that it names reach, and of a row without either nothing', () => {
    const easing = aPolicy('R', { ...unsourced, mapping: null, relief: { kind: 'eases', measures: ['A'] } });
    const policy = [aPolicy('A', { mapping: aMapping('licence', 'W') }), aPolicy('B', { mapping: aMapping('licence', 'Ga') }), easing];
    expect(reach({ policy, supplier_sites: sites })).toEqual({ elements: ['W'], suppliers: ['tungsten-co'], buyer: null });
    const event = aPolicy('E', { ...unsourced, mapping: null });
    expect(reach({ policy: [event], supplier_sites: sites })).toEqual({ elements: [], suppliers: [], buyer: null });
  });

  test('are for a route its elements, or all', () => {
    const route = (elements: readonly string[] | null) => reach({ routes: [aRoute('JPN', 'CHN', 'mine', 2, {}, { elements })] }).elements;
    expect(route(null)).toEqual(SYMBOLS);
    expect(route(['Ga'])).toEqual(['Ga']);
  });

  test('are for a country’s governance the elements it makes or sells and the suppliers with a plant there', () => {
    const tables = {
      governance: [aGovernance('MYS', { wgi_mean: 9 })],
      shares: [aShare('Dy', 'mine', 'MYS', 0.4), aShare('Dy', 'mine', 'CHN', 0.6), aShare('Nd', 'mine', 'CHN', 1)],
      buyer_imports: [anImport('JPN', 'Ga', 'refining', 'MYS', 1), anImport('JPN', 'W', 'refining', 'CHN', 1)],
      supplier_sites: [...sites, aSupplierSite('V', { supplier: 'elsewhere', country: 'VNM' })],
    };
    expect(reach(tables)).toEqual({ elements: ['Dy', 'Ga'], suppliers: ['lynas', 'tungsten-co'], buyer: null });
  });

  test('are for a site all that it feeds, over any number of tiers, in a ring too', () => {
    const chain = ['A', 'B', 'C', 'D'].map((id) => aSupplierSite(id, { supplier: id.toLowerCase(), ...(id === 'B' ? unsourced : {}) }));
    const supplier_links = [
      aSupplierLink('A', 'B'),
      aSupplierLink('B', 'C'),
      aSupplierLink('C', 'B'),
      aSupplierLink('C', 'gone'),
      aSupplierLink('D', 'A'),
    ];
    expect(reach({ supplier_sites: chain, supplier_links }).suppliers).toEqual(['b', 'c']);
  });

  test('is for a link the site it leads to and what that feeds', () => {
    const chain = ['A', 'B', 'C'].map((id) => aSupplierSite(id, { supplier: id.toLowerCase() }));
    const link = (over: object) => ({ supplier_sites: chain, supplier_links: [aSupplierLink('A', 'B', over), aSupplierLink('B', 'C')] });
    expect(reach(link({ share_of_input: 1.5 })).suppliers).toEqual(['b', 'c']);
    expect(told(link({ share_of_input: 1.5 }))).toEqual(['supplier-link:A-B: share_of_input is 1.5, not between 0 and 1']);
    expect(told(link(unsourced))).toEqual(['supplier-link:A-B: it has no source']);
    expect(told(link({ from_date: '2026-02', to_date: '2026-01' }))).toEqual([
      'supplier-link:A-B: it begins on 2026-02 and ends before, on 2026-01',
    ]);
  });

  test('is for an observation its signal alone', () => {
    const found = refused({
      taiwan_strait: [aTaiwanReport('2026-09-01', { aircraft: -1 }), aTaiwanReport('2026-09-02', { navy_ships: null, official_ships: -2 })],
      senkaku: [aSenkakuDay('2026-09-01', { territorial_sea_vessels: -3 })],
      carrier_deployments: [aDeployment('2026-09-02', '2026-09-01')],
    });
    expect(found.map(({ table, signal, reason, elements }) => [table, signal, reason, elements])).toEqual([
      ['carrier_deployments', 'carriers', 'it begins on 2026-09-02 and ends before, on 2026-09-01', []],
      ['senkaku', 'senkaku', 'territorial_sea_vessels is -3, below 0', []],
      ['taiwan_strait', 'taiwan_strait', 'aircraft is -1, below 0', []],
      ['taiwan_strait', 'taiwan_strait', 'official_ships is -2, below 0', []],
    ]);
  });
});

describe('the refusal of a score', () => {
  const fact: RefusedFact = {
    table: 't',
    row: 'r',
    reason: 'it is off',
    elements: ['Dy'],
    suppliers: ['lynas'],
    buyer: 'JPN',
    signal: null,
  };
  const refusal = (over: Partial<RefusedFact>, type: 'element' | 'supplier', id: string, buyer: string) =>
    refusalsBy([{ ...fact, ...over }])({ type, id, buyer });

  test('names the row and the reason', () => {
    expect(refusal({}, 'element', 'Dy', 'JPN')).toBe('A fact it rests on is refused: r: it is off.');
  });

  test('is for the subjects and the buyer that the fact reaches', () => {
    expect(refusal({}, 'supplier', 'lynas', 'JPN')).not.toBeNull();
    expect(refusal({}, 'element', 'lynas', 'JPN')).toBeNull();
    expect(refusal({}, 'supplier', 'Dy', 'JPN')).toBeNull();
    expect(refusal({}, 'element', 'Dy', 'USA')).toBeNull();
    expect(refusal({ buyer: null }, 'element', 'Dy', 'USA')).not.toBeNull();
    expect(refusal({ elements: 'all' }, 'element', 'Ga', 'JPN')).not.toBeNull();
    expect(refusal({ suppliers: 'all' }, 'supplier', 'anyone', 'JPN')).not.toBeNull();
  });
});

test('a supplier beside the register rests on its own rows and on all that feeds them', () => {
  const feed = (from: string, to: string) => aSupplierLink(from, to);
  const register = {
    supplier_sites: [
      aSupplierSite('mine', { supplier: 'digger' }),
      aSupplierSite('works', { supplier: 'refiner' }),
      aSupplierSite('plant', { supplier: 'own!acme' }),
      aSupplierSite('far', { supplier: 'else' }),
    ],
    supplier_links: [feed('mine', 'works'), feed('works', 'plant'), feed('works', 'far')],
  };
  const off = (row: string | undefined): readonly RefusedFact[] => [
    { table: 'supplier_sites', row: row ?? '', reason: 'it is off', elements: [], suppliers: ['digger'], buyer: null, signal: null },
  ];
  const refusal = (row: string | undefined) => refusalUpstream(off(row), register, 'own!acme');
  const [mine, , plant, far] = register.supplier_sites;
  const [first, , toFar] = register.supplier_links;
  for (const row of [mine?.row, plant?.row, first?.row]) expect(refusal(row)).toBe(`A fact it rests on is refused: ${row}: it is off.`);
  for (const row of [far?.row, toFar?.row]) expect(refusal(row)).toBeNull();
  expect(refusalUpstream([], register, 'own!acme')).toBeNull();
});

describe('supplementary rows of the policy table', () => {
  const unsourced = aPolicy('CN-2024-46', { row: 'policy-supplement:CN-2024-46', source: '' });
  const tables = { policy: [aPolicy('CN-2024-46')], policy_supplement: [unsourced] };
  const { parameters } = goldenMethodology;
  const reading = { ...goldenMethodology, parameters: { ...parameters, supplementary_policy_rows: ['CN-2024-46'] } };

  test('are held to the same as the others by a methodology that reads them, and by no other', () => {
    expect(refused(tables, reading)).toMatchObject([{ row: 'policy-supplement:CN-2024-46', elements: ['Dy'] }]);
    expect(refused(tables)).toEqual([]);
  });
});
