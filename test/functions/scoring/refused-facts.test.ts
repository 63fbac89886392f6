import { describe, expect, it } from 'vitest';
import { refusedFacts } from '#domain/facts/input-checks.ts';
import type { CustomSupplierVersion } from '#domain/facts/suppliers/custom-supplier.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { PolicyRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { customSupplierScorer } from '#functions/scoring/results/custom-supplier-score.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import type { RunScorer } from '#functions/scoring/results/run-scorer.ts';
import { factsOf, methodologiesWithDraws } from '#test/builders/small-facts.ts';

const base = bundledMethodologies.get('1.0.0');
if (base === undefined) throw new Error('the base methodology ships');
const methodology = methodologyOf(base.document);
const methodologies = methodologiesWithDraws(50);
const facts = factsOf(['Dy', 'Ga', 'Li', 'W'], ['lynas', 'mp-materials']);

const withRow = <Table extends keyof ReferenceData>(
  table: Table,
  change: (row: ReferenceData[Table] extends readonly (infer Row)[] | undefined ? Row : never) => object,
): ReferenceData => {
  let done = false;
  const rows = (facts[table] as readonly object[]).map((row) => {
    const changed = done ? {} : change(row as never);
    if (Object.keys(changed).length > 0) done = true;
    return { ...row, ...changed };
  });
  if (!done) throw new Error(`no row of ${table} was changed`);
  return { ...facts, [table]: rows };
};
const policyOf = (element: string) => (row: PolicyRow) => row.mapping?.applies.some(({ elements }) => elements.includes(element)) === true;
const gaPolicy = policyOf('Ga');

const RUN = {
  run_id: 'r0000000001',
  as_of: '2026-10-01',
  known_at: '2026-10-01',
  started_at: '2026-10-01T00:00:00.000Z',
  code_version: 'test',
  methodology: { version: '1.0.0', sha256: methodologies.get('1.0.0')?.sha256 ?? '' },
};
const scorerOf = (data: ReferenceData): RunScorer => referenceRunScorer(RUN, { data, methodologies, seedOf: sha256Seed, brief: true });
const documentOf = (scorer: RunScorer, type: string, id: string, buyer = 'JPN') => scorer.findings({ type, id }, buyer).result.document;

describe('the shipped facts', () => {
  it('hold against every check', () => {
    expect(refusedFacts(bundledReferenceData, methodology)).toEqual([]);
  });
});

/** What is planted -> the row, the reason, and whose score it takes. */
const CASES: readonly (readonly [what: string, data: ReferenceData, row: RegExp, reason: RegExp, elements: readonly string[]])[] = [
  [
    'a share sum that is off',
    withRow('shares', (row) => (row.element === 'Li' ? { share: Math.min(1, row.share + 0.02) } : {})),
    /^share:Li:/,
    /^the world shares of Li at \w+ sum to 1\.\d+, not to 1 \(\d+ rows\)$/,
    ['Li'],
  ],
  [
    'a negative share',
    withRow('shares', (row) => (row.element === 'Ga' ? { share: -0.1 } : {})),
    /^share:Ga:/,
    /^share is -0.1, not between 0 and 1$/,
    ['Ga'],
  ],
  [
    'a share that is no number',
    withRow('shares', (row) => (row.element === 'Ga' ? { share: Number.NaN } : {})),
    /^share:Ga:/,
    /^share is no number$/,
    ['Ga'],
  ],
  [
    'a stage that does not exist',
    withRow('shares', (row) => (row.element === 'W' ? { stage: 'smelting' } : {})),
    /^share:W:/,
    /^"smelting" is no stage$/,
    ['W'],
  ],
  [
    'a measure without a source',
    withRow('policy', (row) => (gaPolicy(row) ? { source: ' ' } : {})),
    /^policy:/,
    /^it has no source$/,
    ['Ga'],
  ],
  [
    'an end before its start',
    withRow('policy', (row) => (gaPolicy(row) ? { effective_from: '2025-03-01', effective_to: '2024-03-01' } : {})),
    /^policy:/,
    /^it takes effect on 2025-03-01 and ends before, on 2024-03-01$/,
    ['Ga'],
  ],
  [
    'an unknown control class',
    withRow('policy', (row) => (gaPolicy(row) ? { mapping: { ...row.mapping, control_class: 'blockade' } } : {})),
    /^policy:/,
    /^"blockade" is no control class of the methodology$/,
    ['Ga'],
  ],
  [
    'a day that does not exist',
    withRow('policy', (row) => (gaPolicy(row) ? { known_from: '2025-02-30' } : {})),
    /^policy:/,
    /^"2025-02-30" is no date$/,
    ['Ga'],
  ],
  [
    'a recycling rate above 1',
    withRow('elements', (row) => (row.symbol === 'W' ? { eol_rir: 42 } : {})),
    /^element:W$/,
    /^eol_rir is 42, not between 0 and 1$/,
    ['W'],
  ],
];

describe.each(CASES)('%s', (_what, data, row, reason, elements) => {
  it('is refused with its row and the reason, and takes the score of what rests on it alone', () => {
    const refused = refusedFacts(data, methodology);
    expect(refused[0]?.row).toMatch(row);
    expect(refused[0]?.reason).toMatch(reason);
    const scorer = scorerOf(data);
    expect(scorer.refused[0]?.what).toMatch(new RegExp(row.source.replace('^', ' ')));
    for (const element of elements) {
      expect(documentOf(scorer, 'element', element)).toMatchObject({ status: 'insufficient_data', score: null, band: 'unknown' });
      expect(documentOf(scorer, 'element', element).status_reason).toMatch(/^A fact it rests on is refused: /);
    }
    const sound = scorerOf(facts);
    for (const element of ['Dy', 'Ga', 'Li', 'W'].filter((id) => !elements.includes(id))) {
      if (refused[0]?.elements.includes(element)) continue; // the row reaches further than the element it was chosen by
      expect(documentOf(scorer, 'element', element).score).toBe(documentOf(sound, 'element', element).score);
    }
  });
});

describe('what else rests on a fact that is off', () => {
  it('a country has no score when one of what it supplies has none: the worst is not known', () => {
    const scorer = scorerOf(withRow('shares', (row) => (row.element === 'Li' && row.country === 'CHL' ? { share: 2 } : {})));
    expect(documentOf(scorer, 'country', 'CHL')).toMatchObject({ score: null });
    expect(documentOf(scorer, 'country', 'CHL').status_reason).toContain('share is 2');
  });

  it('a supplier has none when a site it is fed by is off', () => {
    const mine = facts.supplier_sites.find(({ id }) => id === 'LYC-MTWELD');
    expect(mine).toBeDefined();
    const scorer = scorerOf(withRow('supplier_sites', (row) => (row.id === 'LYC-MTWELD' ? { capacity_tonnes_per_year: -1 } : {})));
    expect(documentOf(scorer, 'supplier', 'lynas').status_reason).toContain('capacity_tonnes_per_year is -1, below 0');
    expect(documentOf(scorer, 'supplier', 'mp-materials').score).not.toBeNull();
  });

  it('a supplier of a client has none when a site it is fed by is off, however far up', () => {
    const said = { city: null, operating: 'yes', start_date: null, capacity_tonnes_per_year: null, china_origin_content: null } as const;
    const plant = {
      ...said,
      id: 'plant',
      name: 'Plant',
      country: 'DEU',
      stage: 'magnet',
      elements: ['Dy'],
      latitude: null,
      longitude: null,
    } as const;
    const fedBy = (from: string): CustomSupplierVersion => ({
      id: from,
      version: 1,
      stored_on: '2026-09-01',
      facts: {
        name: from,
        sites: [plant],
        feeds: [{ from, to: 'plant', elements: null, share_of_input: null, essential: 'unknown' }],
      },
    });
    const data = withRow('supplier_sites', (row) => (row.id === 'LYC-MTWELD' ? { capacity_tonnes_per_year: -1 } : {}));
    const score = customSupplierScorer({ data, methodologies, seedOf: sha256Seed })(RUN, null).sketch;
    expect(facts.supplier_links.some(({ from, to }) => from === 'LYC-MTWELD' && to === 'LYC-LAMP')).toBe(true);
    for (const site of ['LYC-MTWELD', 'LYC-LAMP'])
      expect(score(fedBy(site), 'JPN')).toMatchObject({
        score: null,
        status_reason: expect.stringContaining('capacity_tonnes_per_year is -1'),
      });
    expect(score(fedBy('MP-SEP'), 'JPN').status).toBe('scored');
  });

  it('a figure of one buyer takes the scores for that buyer only', () => {
    const element =
      facts.import_reliance.find(({ buyer, element: id }) => buyer === 'EUU' && ['Dy', 'Ga', 'Li', 'W'].includes(id))?.element ?? '';
    const scorer = scorerOf(
      withRow('import_reliance', (row) => (row.buyer === 'EUU' && row.element === element ? { import_reliance: 1.4 } : {})),
    );
    expect(documentOf(scorer, 'element', element, 'EUU').score).toBeNull();
    expect(documentOf(scorer, 'element', element, 'JPN').score).not.toBeNull();
  });

  it('a signal with an impossible count is unknown, and no score is lost', () => {
    const scorer = scorerOf(withRow('senkaku', () => ({ territorial_sea_vessels: -3 })));
    expect(documentOf(scorer, 'element', 'Dy')).toMatchObject({ status: 'scored', stale_sources: expect.arrayContaining(['senkaku']) });
  });
});
