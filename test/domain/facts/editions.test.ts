import { describe, expect, it } from 'vitest';
import { editionDays, editionsKnownBy, newestEditions, stagesOfOneVintage } from '#domain/facts/editions.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { refusedFacts } from '#domain/facts/input-checks.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { withCustomSupplier } from '#domain/facts/suppliers/custom-supplier.ts';
import { supplierInputs } from '#domain/facts/suppliers/supplier-inputs.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { aGovernance, anElement, aReliance, aShare, aSupplierSite, referenceDataWith } from '#test/builders/reference-data.ts';

const asKnown: Methodology = { ...goldenMethodology, parameters: { ...goldenMethodology.parameters, facts_as_known: true } };

const MCS2022 = { edition: 'MCS2022', published: '2022-01-31' };
const MCS2024 = { edition: 'MCS2024', published: '2024-01-31' };
const TODAY = { edition: 'MCS2026', published: '2026-02-28' };
const share = (country: string, part: number, over: object, stage: 'mine' | 'separation' = 'mine') => ({
  ...aShare('Dy', stage, country, part),
  ...over,
  row: `share:Dy:${stage}:${country}@${JSON.stringify(over)}`,
});

const world = referenceDataWith({
  elements: [anElement('Dy')],
  shares: [
    ...[share('CHN', 0.51, TODAY), share('MMR', 0.49, TODAY)],
    ...[share('CHN', 0.33, MCS2022), share('MMR', 0.67, MCS2022)],
    ...[share('CHN', 0.36, MCS2024), share('MMR', 0.64, MCS2024)],
    share('CHN', 1, { edition: '2025-10-23', published: '2025-10-23' }, 'separation'),
  ],
  governance: [
    { ...aGovernance('CHN', { political_stability: -0.4 }), edition: 'WGI2024', published: '2024-11-05' },
    { ...aGovernance('CHN', { political_stability: -0.6 }), edition: 'WGI2022', published: '2022-09-30' },
    { ...aGovernance('MMR', { political_stability: -2 }), edition: 'WGI2022', published: '2022-09-30' },
  ],
  import_reliance: [
    { ...aReliance('JPN', 'Dy', 'mine', 0.5), ...MCS2024, date: '2023e' },
    { ...aReliance('JPN', 'Dy', 'mine', 0.7), ...TODAY, date: '2025e' },
  ],
  supplier_sites: [aSupplierSite('P', { supplier: 'acme', country: 'MYS', stage: 'separation', elements: ['Dy'] })],
});

const inputsOn = (known_at: string, methodology = asKnown, data: ReferenceData = world) =>
  elementInputs(indexReferenceData(data, methodology), { element: 'Dy', buyer: 'JPN', as_of: '2026-10-01', known_at, signals: {} }).inputs;

describe('shares, governance and reliance as they were known', () => {
  it.each([
    ['2010-01-01', 0.33, -0.6, 0.5],
    ['2022-01-31', 0.33, -0.6, 0.5],
    ['2024-01-30', 0.33, -0.6, 0.5],
    ['2024-01-31', 0.36, -0.6, 0.5],
    ['2024-11-04', 0.36, -0.6, 0.5],
    ['2024-11-05', 0.36, -0.4, 0.5],
    ['2026-02-27', 0.36, -0.4, 0.5],
    ['2026-02-28', 0.51, -0.4, 0.7],
    ['2030-01-01', 0.51, -0.4, 0.7],
  ])('are on %s those of the newest edition by then, before the first those of the oldest', (day, china, stability, reliance) => {
    const { stages, governance } = inputsOn(day);
    expect(stages.mine?.world?.CHN).toBe(china);
    expect(governance?.CHN?.pv).toBe(stability);
    expect(stages.mine?.import_reliance).toBe(reliance);
  });

  it('take the governance table whole: what an edition leaves out is not filled from another', () => {
    expect(Object.keys(inputsOn('2023-01-01').governance ?? {})).toEqual(['CHN', 'MMR']);
    expect(Object.keys(inputsOn('2025-01-01').governance ?? {})).toEqual(['CHN']);
  });

  it('are of the day of knowledge, not of the day that the score speaks of', () => {
    const index = indexReferenceData(world, asKnown);
    const of = (as_of: string, known_at: string) =>
      elementInputs(index, { element: 'Dy', buyer: 'JPN', as_of, known_at, signals: {} }).inputs.stages.mine?.world?.CHN;
    expect(of('2022-06-01', '2026-10-01')).toBe(0.51);
    expect(of('2026-10-01', '2022-06-01')).toBe(0.33);
  });

  it('say of which stages there is one vintage only', () => {
    const { stages } = inputsOn('2026-10-01');
    expect(stages.separation?.one_vintage).toBe(true);
    expect(Object.keys(stages.mine ?? {})).not.toContain('one_vintage');
    const isOne = stagesOfOneVintage(world);
    expect([isOne('Dy', 'mine'), isOne('Dy', 'separation'), isOne('Dy', 'metal')]).toEqual([false, true, true]);
  });

  it('are cited by the rows of the edition', () => {
    const index = indexReferenceData(world, asKnown);
    const { evidence } = elementInputs(index, { element: 'Dy', buyer: 'JPN', as_of: '2022-06-01', signals: {} });
    expect(evidence.shares.mine?.CHN).toContain('MCS2022');
  });

  it('are the newest, whatever was known, for methodologies that know one vintage', () => {
    const { stages, governance } = inputsOn('2022-06-01', goldenMethodology);
    expect(stages.mine).toMatchObject({ world: { CHN: 0.51, MMR: 0.49 }, import_reliance: 0.7 });
    expect(Object.keys(stages.separation ?? {})).not.toContain('one_vintage');
    expect(governance).toEqual({ CHN: expect.objectContaining({ pv: -0.4 }) });
    const only = newestEditions(world);
    expect(inputsOn('2022-06-01', goldenMethodology, only)).toEqual(inputsOn('2022-06-01', goldenMethodology));
  });

  it('do not depend on the order of rows', () => {
    const reversed = { ...world, shares: world.shares.toReversed(), governance: world.governance.toReversed() };
    for (const day of ['2010-01-01', '2024-06-01', '2026-10-01']) {
      const [one, other] = [inputsOn(day), inputsOn(day, asKnown, reversed)];
      expect(other).toEqual(one);
    }
  });

  it('are, of two editions of one day, the later in byte order', () => {
    const shares = [share('CHN', 1, { edition: 'A', published: '2022-01-31' }), share('MMR', 1, { edition: 'B', published: '2022-01-31' })];
    for (const rows of [shares, shares.toReversed()]) {
      expect(inputsOn('2023-01-01', asKnown, { ...world, shares: rows }).stages.mine?.world).toEqual({ MMR: 1 });
      expect(newestEditions({ ...world, shares: rows }).shares).toEqual([shares[1]]);
    }
  });

  it('hold for suppliers, those of clients too', () => {
    const rows = {
      sites: [aSupplierSite('own', { supplier: 'own!s', country: 'CHN', stage: 'mine', elements: ['Dy'] })],
      links: [],
    };
    const index = withCustomSupplier(indexReferenceData(world, asKnown), rows);
    const chinaShare = (known_at: string) =>
      supplierInputs(index, { supplier: 'own!s', buyer: 'JPN', as_of: '2026-10-01', known_at, signals: {} }).inputs.world_share?.CHN;
    expect([chinaShare('2022-06-01'), chinaShare('2024-06-01'), chinaShare('2026-10-01')]).toEqual([0.33, 0.36, 0.51]);
    expect(index.asKnown(dayNumber('2024-06-01'))).toBe(index.asKnown(dayNumber('2024-07-01')));
    const plain = withCustomSupplier(indexReferenceData(world, goldenMethodology), rows);
    expect(plain.asKnown(dayNumber('2024-06-01'))).toBe(plain);
  });
});

describe('the editions of facts', () => {
  it('are the same object where there is one of everything', () => {
    const one = newestEditions(world);
    expect(newestEditions(one)).toBe(one);
    expect(editionsKnownBy(one, dayNumber('2010-01-01'))).toBe(one);
    const plain = referenceDataWith({ shares: [aShare('Dy', 'mine', 'CHN', 1)] });
    expect(newestEditions(plain)).toBe(plain);
  });

  it('came out on days, each told once', () => {
    const days = ['2022-01-31', '2022-09-30', '2024-01-31', '2024-11-05', '2025-10-23', '2026-02-28'];
    expect(editionDays(world)).toEqual(days.map(dayNumber));
    expect(editionDays(referenceDataWith({ shares: [aShare('Dy', 'mine', 'CHN', 1)] }))).toEqual([]);
  });

  it('are summed one by one, and only those that the methodology reads', () => {
    expect(refusedFacts(world, asKnown)).toEqual([]);
    expect(refusedFacts(world, goldenMethodology)).toEqual([]);
    const off = { ...world, shares: [...world.shares, share('THA', 0.2, MCS2022)] };
    expect(refusedFacts(off, goldenMethodology)).toEqual([]);
    expect(refusedFacts(off, asKnown)).toMatchObject([{ table: 'shares', elements: ['Dy'] }]);
  });
});
