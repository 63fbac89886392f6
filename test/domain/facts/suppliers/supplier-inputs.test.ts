import { describe, expect, test } from 'vitest';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData, SupplierLinkRow, SupplierSiteRow } from '#domain/vocabulary/reference-data.ts';
import type { SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';

const document = bundledMethodologies.get('1.0.0')?.document;
if (document === undefined) throw new Error('methodology 1.0.0 ships');
const methodology = methodologyOf(document);
const shipped = indexReferenceData(bundledReferenceData, methodology);
const calm = { senkaku: { x: 0, age_days: 0 }, taiwan_strait: { x: 0, age_days: 0 }, carriers: { x: 0, age_days: 0 } };
const DAY = '2026-10-01';

interface Question {
  readonly buyer?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly index?: typeof shipped;
}

function assemble(supplier: string, { buyer = 'JPN', asOf = DAY, knownAt = asOf, index = shipped }: Question = {}) {
  return supplierInputs(index, { supplier, buyer, as_of: asOf, known_at: knownAt, signals: calm });
}

const scoreOf = (inputs: SupplierInputs): number | null => scoreSupplier(inputs, methodology).score;
const contributions = (inputs: SupplierInputs): Readonly<Record<string, number>> => {
  const result = scoreSupplier(inputs, methodology);
  return result.score === null ? {} : result.contributions;
};
const delivering = (inputs: SupplierInputs): readonly string[] =>
  Object.keys(inputs.sites).filter((id) => (inputs.sites[id]?.weight ?? 0) > 0);
const notesOf = (supplier: string, question: Question = {}): string =>
  assemble(supplier, question)
    .notes.map(({ text }) => text)
    .join('\n');

/** The shipped data with some rows changed. */
function changed(change: Partial<Pick<ReferenceData, 'supplier_sites' | 'supplier_links' | 'external_parties'>>): typeof shipped {
  return indexReferenceData({ ...bundledReferenceData, ...change }, methodology);
}
const withSite = (id: string, change: Partial<SupplierSiteRow>) =>
  changed({ supplier_sites: bundledReferenceData.supplier_sites.map((site) => (site.id === id ? { ...site, ...change } : site)) });
const withLink = (id: string, change: Partial<SupplierLinkRow>) =>
  changed({ supplier_links: bundledReferenceData.supplier_links.map((link) => (link.id === id ? { ...link, ...change } : link)) });

describe('Lynas, Australian ore separated in Malaysia', () => {
  test('two plants in Malaysia deliver, the mine and the cracking plant in Australia only feed', () => {
    const { inputs } = assemble('lynas');
    expect(delivering(inputs)).toEqual(['LYC-HRE1', 'LYC-LAMP']);
    expect(inputs.sites['LYC-LAMP']?.feeds).toContainEqual({ site: 'LYC-MTWELD', dependency: 1, essential: true });
    expect(inputs.sites['LYC-HRE1']?.feeds).toEqual([{ site: 'LYC-MTWELD', dependency: 1, essential: true }]);
    expect(Object.values(inputs.sites).map(({ country }) => country)).not.toContain('USA');
  });

  test('the Malaysian ban on raw rare earths does not reach separated oxides, and the mine is the largest contribution', () => {
    const { inputs } = assemble('lynas');
    expect(inputs.measures?.some(({ id }) => id === 'MY-2024-RAW')).toBe(true);
    const points = contributions(inputs);
    expect(Object.keys(points).filter((id) => id.startsWith('active_control'))).toEqual([]);
    expect(Math.max(...Object.values(points))).toBe(points['facility:LYC-MTWELD']);
  });

  test('the licence to 2036 is told, from the day it was known', () => {
    expect(notesOf('lynas')).toContain('Lynas Malaysia operating licence renewed for ten years, from 2026-03-03 to 2036-03-02');
    expect(notesOf('lynas', { asOf: '2026-03-01' })).not.toContain('licence renewed');
  });

  test('Seadrift has no weight, before it was cancelled and after; its cancellation is not told before it was known', () => {
    for (const asOf of ['2026-02-01', DAY, '2028-01-01']) expect(assemble('lynas', { asOf }).inputs.sites).not.toHaveProperty('LYC-TX');
    expect(notesOf('lynas')).toContain('Seadrift, Texas is cancelled');
    expect(notesOf('lynas', { asOf: '2026-02-01' })).not.toContain('cancelled');
  });

  test('the new heavy plant is one stream with the first circuits and not added to them', () => {
    expect(delivering(assemble('lynas').inputs)).not.toContain('LYC-HRE2');
  });

  test('Kalgoorlie and the heavy circuits come in with their start', () => {
    const before = assemble('lynas', { asOf: '2024-01-15' }).inputs;
    expect(delivering(before)).toEqual(['LYC-LAMP']);
    expect(before.sites).not.toHaveProperty('LYC-KALG');
  });
});

describe('MP Materials, listed but fed at home', () => {
  test('stands on the control list from the day of the notice on, not before', () => {
    expect(assemble('mp-materials').inputs.listing).toEqual({ class: 'control_list', china_content: 0 });
    expect(assemble('mp-materials', { asOf: '2026-06-22' }).listing?.since).toBe('2026-06-22');
    expect(assemble('mp-materials', { asOf: '2026-06-21' }).inputs.listing).toBeNull();
  });

  test('a replay that does not know the notice yet does not see it', () => {
    expect(assemble('mp-materials', { asOf: DAY, knownAt: '2026-06-21' }).inputs.listing).toBeNull();
  });

  test('without Chinese content the list stops nothing, and no Chinese site is in the chain', () => {
    const { inputs } = assemble('mp-materials');
    expect(contributions(inputs).listing).toBe(0);
    expect(Object.values(inputs.sites).every(({ country }) => country === 'USA')).toBe(true);
    expect(scoreOf(inputs)).toBeLessThan(20);
  });

  test('the heavy plant that has slipped does not enter when its old date passes', () => {
    expect(assemble('mp-materials', { asOf: '2027-06-01' }).inputs.sites).not.toHaveProperty('MP-HRE');
  });

  test('an own mine is a feed and no second source', () => {
    expect(delivering(assemble('mp-materials').inputs)).toEqual(['MP-FTW', 'MP-SEP']);
  });
});

describe('Japanese magnet makers on Chinese feed', () => {
  test('plants of which no source names the feed share that of the country: Lynas for the light, China for the heavy elements', () => {
    const { inputs } = assemble('daido-steel');
    const feeds = inputs.sites['DAIDO-NKT']?.feeds ?? [];
    expect(feeds.find(({ site }) => site === 'LYC-LAMP')).toMatchObject({ essential: true });
    const chinese = feeds.filter(({ site }) => inputs.sites[site]?.country === 'CHN');
    expect(chinese.map(({ site }) => site)).toEqual(['CREG-SEP', 'CSRE', 'NEO-JAMR', 'SHENGHE']);
    expect(chinese.reduce((sum, { dependency }) => sum + (dependency ?? 0), 0)).toBeCloseTo(1, 12);
  });

  test('a plant with a feed of its own takes that one: TDK runs on Chinese material', () => {
    const feeds = assemble('tdk').inputs.sites['TDK-MAG']?.feeds ?? [];
    expect(feeds.map(({ site }) => site)).toEqual(['CNRE-SEP', 'CREG-SEP', 'CSRE', 'NEO-JAMR', 'SHENGHE']);
  });

  test('TDK stands on the watch list since February 2026', () => {
    expect(assemble('tdk').inputs.listing?.class).toBe('watch_list');
    expect(assemble('tdk', { asOf: '2026-02-23' }).inputs.listing).toBeNull();
  });

  test.each(['shin-etsu-chemical', 'tdk', 'proterial', 'daido-steel'])('%s owes its score for Japan to Chinese controls', (supplier) => {
    const { inputs } = assemble(supplier);
    const points = contributions(inputs);
    expect(Math.max(...Object.values(points))).toBe(points['active_control:CHN']);
    expect(scoreOf(inputs)).toBeGreaterThan(60);
  });

  test('the chain goes on behind the separation plants: Kachin ore feeds the heavy elements', () => {
    expect(assemble('tdk').inputs.sites['CREG-SEP']?.feeds).toEqual([{ site: 'KACHIN', dependency: 0.5, essential: true }]);
  });

  test('a feed that is not known yet is not in the chain', () => {
    const feeds = assemble('tdk', { asOf: '2026-01-31' }).inputs.sites['TDK-MAG']?.feeds ?? [];
    expect(feeds.map(({ site }) => site)).toContain('LYC-LAMP');
  });
});

describe('Chinese groups', () => {
  test('a mine of a group that separates its ore does not deliver', () => {
    expect(delivering(assemble('china-rare-earth-group').inputs)).toEqual(['CREG-SEP', 'CSRE']);
  });

  test('are decided by controls for every buyer, more so for Japan', () => {
    const japan = assemble('shenghe-resources').inputs;
    const america = assemble('shenghe-resources', { buyer: 'USA' }).inputs;
    expect(contributions(japan)['active_control:CHN']).toBeGreaterThan(contributions(america)['active_control:CHN'] ?? 0);
    expect(scoreOf(america)).toBeGreaterThan(60);
  });

  test('goods made in China are not content of goods made abroad', () => {
    expect(assemble('shenghe-resources').inputs.china_content).toBeNull();
  });

  test('the seller of the ore is the mine itself: the same tonnes are one feed', () => {
    expect(assemble('china-northern-rare-earth').inputs.sites['CNRE-SEP']?.feeds).toEqual([
      { site: 'CNRE', dependency: 1, essential: true },
    ]);
  });
});

describe('Caremag', () => {
  test('has no score while it is built, and one from the end of the quarter it is promised for', () => {
    expect(scoreOf(assemble('caremag').inputs)).toBeNull();
    expect(scoreOf(assemble('caremag', { asOf: '2026-12-30' }).inputs)).toBeNull();
    const started = assemble('caremag', { asOf: '2026-12-31' });
    expect(scoreOf(started.inputs)).toBeGreaterThan(0);
    expect(started.notes.map(({ text }) => text).join('\n')).toContain('no source has seen it produce');
  });

  test('leaves when a source says that it has slipped, is closed, or still does not produce after its date', () => {
    const later = { asOf: '2027-03-01' };
    const without = (change: Partial<SupplierSiteRow>) =>
      scoreOf(assemble('caremag', { ...later, index: withSite('CAREMAG', change) }).inputs);
    expect(without({})).not.toBeNull();
    expect(without({ status: 'start slipped to 2028' })).toBeNull();
    expect(without({ status: 'project closed' })).toBeNull();
    expect(without({ date: '2027-02' })).toBeNull();
    expect(without({ capacity_tonnes_per_year: null })).toBeNull();
  });

  test('a word like "disclosed" closes nothing', () => {
    expect(delivering(assemble('neo-performance-materials').inputs)).toContain('NEO-SILMET');
  });
});

describe('Serra Verde', () => {
  test('reaches a buyer through Chinese plants as long as they take its concentrate', () => {
    const { inputs } = assemble('serra-verde', { asOf: '2026-08-23' });
    expect(delivering(inputs).every((id) => inputs.sites[id]?.country === 'CHN')).toBe(true);
    expect(inputs.sites['CREG-SEP']?.feeds).toEqual([{ site: 'SERRAVERDE', dependency: 1, essential: true }]);
    expect(contributions(inputs)['active_control:CHN']).toBeGreaterThan(40);
  });

  test('does not pass China any more once one American taker has all of it', () => {
    const { inputs } = assemble('serra-verde', { asOf: '2026-08-24', buyer: 'USA' });
    expect(Object.keys(inputs.sites)).toEqual(['SERRAVERDE']);
    expect(scoreOf(inputs)).toBeLessThan(20);
    expect(notesOf('serra-verde')).toContain('US SIIE, LLC (USA) takes 100% of Phase I');
  });

  test('the list of its acquirer does not reach it before the purchase is in effect', () => {
    expect(assemble('serra-verde').inputs.listing).toBeNull();
    const bought = withLink('L055', { status: 'active' });
    expect(assemble('serra-verde', { index: bought }).inputs.listing?.class).toBe('control_list');
  });
});

describe('lists', () => {
  const mp = (change: Partial<SupplierSiteRow>) => assemble('mp-materials', { index: withSite('MP-SEP', change) }).listing;

  test('the strictest of several lists counts', () => {
    expect(mp({ china_listing: 'watch_list (MOFCOM 2026 No. 12, 2026-02-24)' })?.class).toBe('control_list');
    expect(
      assemble('tdk', { index: withSite('TDK-RISING', { china_listing: 'control_list (MOFCOM 2026 No. 11)' }) }).listing,
    ).toMatchObject({
      class: 'control_list',
      since: '2026-02-24',
      evidence: ['policy:CN-2026-11', 'supplier-site:TDK-RISING'],
    });
  });

  test('the list of a parent counts, and says so', () => {
    expect(assemble('mitsubishi-materials').listing).toMatchObject({ class: 'watch_list', through: 'parent', since: '2026-02-24' });
    expect(notesOf('mitsubishi-materials')).toContain("stands on China's watch list through its parent since 2026-02-24");
  });

  test('a notice that no row dates is our own bad data', () => {
    expect(() => mp({ china_listing: 'control_list (MOFCOM 2019 No. 99)' })).toThrow('no row says since when MOFCOM 2019 No. 99 holds');
  });

  test('content: all, none, mixed, and unknown with a named Chinese feed', () => {
    const { default_china_content } = methodology.parameters.supplier;
    const content = (change: Partial<SupplierSiteRow>) =>
      assemble('daido-steel', { index: withSite('DAIDO-NKT', change) }).inputs.china_content;
    expect(content({ china_origin_content: 'yes' })).toBe(1);
    expect(content({ china_origin_content: 'no' })).toBe(0);
    expect(content({ china_origin_content: 'mixed' })).toBe(default_china_content);
    expect(content({})).toBe(default_china_content);
    // VAC's feed is not named: plants of the world market stand for it, which says nothing of its content.
    expect(assemble('vacuumschmelze').inputs.china_content).toBeNull();
  });
});

describe('cover', () => {
  test('is that of the main product: magnets for a magnet maker, else the element', () => {
    // JPN, NdFeB: 52 days of stock with the pipeline, and half of the 60 days of the national target
    expect(assemble('shin-etsu-chemical').inputs.cover_days).toBe(82);
    // JPN, rare earths: 14 days on the way, 18 in stock, half of 60
    expect(assemble('lynas').inputs.cover_days).toBe(62);
  });

  test('is unknown for a buyer without rows: the scorer takes its median', () => {
    expect(assemble('lynas', { buyer: 'CAN' }).inputs.cover_days).toBeNull();
    expect(notesOf('lynas', { buyer: 'CAN' })).toContain('CAN has no rows on stocks of Nd');
  });
});

describe('links', () => {
  test('a planned link feeds nothing that runs today', () => {
    // Ucore to eVAC Sumter is a plan for 2027: the plant goes on buying on the world market.
    const feeds = assemble('vacuumschmelze', { asOf: '2027-06-30' }).inputs.sites['EVAC-SC']?.feeds ?? [];
    expect(feeds.map(({ site }) => site)).not.toContain('UCORE');
    expect(feeds.length).toBeGreaterThan(0);
  });

  test('a planned feed counts for a plant that itself entered on its plan', () => {
    expect(assemble('iluka-resources', { asOf: '2027-12-31' }).inputs.sites['ILU-ENB']?.feeds).toEqual([
      { site: 'X-ENB-STOCK', dependency: 0.7, essential: true },
    ]);
  });

  test('a feed from a site that does not run is left out and told', () => {
    const index = withSite('LYC-KALG', { operating: 'no', start_date: null });
    expect(assemble('lynas', { index }).inputs.sites['LYC-LAMP']?.feeds?.map(({ site }) => site)).toEqual(['LYC-MTWELD']);
    expect(notesOf('lynas', { index })).toContain('does not produce, so it does not feed');
  });

  test('a link that has ended, is suspended or has not begun is none', () => {
    const fedBy = (change: Partial<SupplierLinkRow>) =>
      assemble('solvay', { index: withLink('L036', change) }).inputs.sites['SOLVAY-LR']?.feeds?.map(({ site }) => site) ?? [];
    expect(fedBy({})).toEqual(['X-CYCLIC']);
    expect(fedBy({ status: 'suspended' })).toEqual([]);
    expect(fedBy({ from_date: '2027' })).toEqual([]);
    expect(fedBy({ to_date: '2026-09' })).toEqual([]);
    expect(fedBy({ status: 'ended', to_date: '2026-H2' })).toEqual(['X-CYCLIC']);
    expect(fedBy({ status: 'ended', to_date: null })).toEqual([]);
  });

  test('a trader stands for those who sell to it', () => {
    const feeds = assemble('daido-steel').inputs.sites['DAIDO-NKT']?.feeds ?? [];
    expect(feeds.find(({ site }) => site === 'MP-SEP')).toMatchObject({ essential: false });
    expect(feeds.map(({ site }) => site)).not.toContain('X-SUMITOMO');
  });

  test('a replaceable feed counts by what others could not make: MP against Lynas and Energy Fuels', () => {
    expect(assemble('daido-steel').inputs.sites['MP-SEP']?.replaceable).toBeCloseTo(2599 / (10_500 + 1000), 12);
    expect(assemble('daido-steel').inputs.sites['LYC-LAMP']).not.toHaveProperty('replaceable');
  });

  test('what no source names is bought on the world market, without China where the content is said to be free of it', () => {
    const countries = (index: typeof shipped) => {
      const { inputs } = assemble('vacuumschmelze', { index });
      return new Set(inputs.sites['VAC-DE']?.feeds?.map(({ site }) => inputs.sites[site]?.country));
    };
    expect(countries(shipped)).toContain('CHN');
    expect(countries(withSite('VAC-DE', { china_origin_content: 'no' }))).not.toContain('CHN');
  });
});

describe('every supplier of the register', () => {
  const suppliers = suppliersOf(bundledReferenceData.supplier_sites).map(({ id }) => id);
  const rows = new Set(
    Object.values(bundledReferenceData as unknown as Readonly<Record<string, readonly { readonly row?: string }[]>>).flatMap((table) =>
      table.map(({ row }) => row),
    ),
  );

  test.each(['2023-06-01', '2025-06-01', DAY, '2029-06-01'])('assembles on %s, for every buyer, from rows that exist', (asOf) => {
    for (const supplier of suppliers) {
      for (const buyer of ['JPN', 'USA', 'EUU', 'KOR', 'TWN']) {
        const { inputs, evidence, notes } = assemble(supplier, { asOf, buyer });
        for (const { feeds } of Object.values(inputs.sites)) {
          for (const { site, dependency } of feeds ?? []) {
            expect(inputs.sites).toHaveProperty([site]);
            expect(dependency).toBeGreaterThan(0);
            expect(dependency).toBeLessThanOrEqual(1);
          }
        }
        for (const row of [...evidence, ...notes.flatMap((note) => note.evidence)]) expect(rows).toContain(row);
        const score = scoreOf(inputs);
        expect(score === null).toBe(delivering(inputs).length === 0);
      }
    }
  });

  test('the order of the rows changes nothing', () => {
    const turned = changed({
      supplier_sites: bundledReferenceData.supplier_sites.toReversed(),
      supplier_links: bundledReferenceData.supplier_links.toReversed(),
      external_parties: bundledReferenceData.external_parties.toReversed(),
    });
    for (const supplier of suppliers) expect(assemble(supplier, { index: turned }).inputs).toEqual(assemble(supplier).inputs);
  });

  test('an unknown supplier is refused with what to send', () => {
    expect(() => assemble('nobody')).toThrow('"nobody" is not a supplier of the register: send the id of one that is listed');
  });

  test('a listing that is not worded as promised is our own bad data', () => {
    const index = withSite('MP-SEP', { china_listing: 'on some list' });
    expect(() => assemble('mp-materials', { index })).toThrow('supplier-site:MP-SEP');
  });
});
