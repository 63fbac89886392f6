import { describe, expect, it } from 'vitest';
import { referenceData } from '#contracts/facts/reference-data.ts';
import { lastDayOf } from '#domain/time/partial-date.ts';
import type { Provenance, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData as data } from '#functions/adapters/bundled-reference-data.ts';

const { sources, ...factTables } = data;
const facts = Object.entries(factTables as Record<string, readonly Provenance[]>);

describe('the shipped reference data', () => {
  it('are what the contracts say', () => {
    expect(referenceData.safeParse(data).error?.issues.slice(0, 3)).toBeUndefined();
  });

  it('hold every table in the size of its source', () => {
    const rows = Object.fromEntries(Object.entries(data).map(([table, list]) => [table, list.length]));
    expect(rows).toMatchObject({ elements: 39, shares: 600, governance: 214, ore_composition: 195, policy: 76, supplier_sites: 108 });
    expect(rows).toMatchObject({ supplier_links: 137, external_parties: 58, taiwan_strait: 1918, senkaku: 5090, eez_events: 109 });
    expect(rows).toMatchObject({
      buyer_imports: 460,
      import_reliance: 62,
      cover: 41,
      demand: 37,
      routes: 321,
      carrier_deployments: 42,
      exercises: 11,
      episodes: 36,
      geopolitical_risk: 200,
      product_contents: 44,
    });
  });

  it('give every row an evidence id of its own', () => {
    const ids = facts.flatMap(([, rows]) => rows.map((row) => row.row));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(facts)('say of every row of %s where it comes from, of when it speaks, how good it is and since when it was known', (_, rows) => {
    const incomplete = rows.filter((row) => [row.source, row.date, row.quality, row.known_from].some((value) => value.trim() === ''));
    expect(incomplete).toEqual([]);
    for (const row of rows) expect(Number.isFinite(lastDayOf(row.known_from)), row.row).toBe(true);
  });

  it('rest on registered sources, table by table, with licence and day of reading', () => {
    const covered = new Set(sources.flatMap((source) => source.tables));
    expect(facts.map(([table]) => table).filter((table) => !covered.has(table))).toEqual([]);
    for (const source of sources) expect(source.licence.length * source.redistribution.length * source.cadence.length).toBeGreaterThan(0);
  });

  it('know when the carrier sightings were last read', () => {
    expect(sources.filter((source) => source.tables.includes('carrier_deployments')).map((source) => source.read_on)).toEqual([
      '2026-08-22',
    ]);
  });

  it('cover the signals from their first day on', () => {
    const first = (rows: readonly { readonly date: string }[]) => rows.map((row) => row.date).sort()[0];
    expect(first(data.senkaku)).toBe('2012-10-01');
    expect(first(data.eez_events)).toBe('2010-09-07');
    expect(first(data.taiwan_strait)).toBe('2020-09-09');
    expect(first(data.carrier_deployments)).toBe('2016-12-25');
  });

  it('know the Geopolitical Risk index of a month at the start of the next, from December 2009 to July 2026', () => {
    const months = data.geopolitical_risk.map(({ month, known_from }) => [month, known_from]);
    expect(months[0]).toEqual(['2009-12', '2010-01-01']);
    expect(months.at(-1)).toEqual(['2026-07', '2026-08-01']);
    expect(data.geopolitical_risk.find(({ month }) => month === '2022-08')?.taiwan).toBeCloseTo(0.74, 3);
  });

  it('keep the definitions of the Taiwan counts apart at the day they changed', () => {
    const days = (definition: string) => data.taiwan_strait.filter((row) => row.definition === definition).map((row) => row.report_date);
    expect(days('adiz_only').at(-1)).toBe('2022-08-05');
    expect(days('all_detected')[0]).toBe('2022-08-06');
  });
});

describe('the shipped shares', () => {
  const sums = (rows: ReferenceData['shares'] | ReferenceData['buyer_imports'], keyOf: (row: never) => string) => {
    const totals = new Map<string, number>();
    for (const row of rows) totals.set(keyOf(row as never), (totals.get(keyOf(row as never)) ?? 0) + row.share);
    return [...totals].filter(([, sum]) => Math.abs(sum - 1) > 1e-9);
  };

  it('sum to one at every stage of every element and for every buyer', () => {
    expect(sums(data.shares, (row: ReferenceData['shares'][number]) => `${row.element}:${row.stage}`)).toEqual([]);
    expect(sums(data.buyer_imports, (row: ReferenceData['buyer_imports'][number]) => `${row.buyer}:${row.element}:${row.stage}`)).toEqual(
      [],
    );
  });

  it('call the middle stage of rare earths separation and that of the others refining', () => {
    const rareEarths = new Set(bundledMethodologies.get('1.0.0')?.document.groups.REE);
    const wrong = data.shares.filter(
      (row) => (row.stage === 'separation') !== rareEarths.has(row.element) && /separation|refining/.test(row.stage),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the shipped policy table', () => {
  const policy = new Map(data.policy.map((row) => [row.id, row]));

  it('maps every restriction of the specification and leaves the others without effect', () => {
    const unmapped = data.policy.filter((row) => row.direction === 'restricts' && row.mapping === null).map((row) => row.id);
    expect(unmapped).toEqual(['CN-2025-55', 'CN-2026-JPN-LIC', 'IN-2025-IREL', 'LYC-2026-TX', 'US-2026-S301', 'US-2027-DFARS']);
    expect(data.policy.filter((row) => row.direction !== 'restricts' && row.mapping !== null)).toEqual([]);
  });

  it('suspends the package of October 2025 to the day its own text names, and the bans of 2024 to theirs', () => {
    for (const number of [55, 56, 57, 58, 61, 62]) {
      expect(policy.get(`CN-2025-${number}`)).toMatchObject({
        suspended_from: '2025-11-07',
        suspended_to: '2026-11-10',
        suspended_to_announced: '2027-01-10',
      });
    }
    expect(policy.get('CN-2024-46')).toMatchObject({ suspended_from: '2025-11-09', suspended_to: '2026-11-27' });
    expect(policy.get('CN-2025-18')).toMatchObject({ suspended_from: null, suspended_to: null });
  });

  it('extends what names the extension and what it names, and not the ban on gallium, which is two hops away', () => {
    const measures = policy.get('USCN-2026-EXT')?.relief?.measures;
    expect(measures).toEqual(expect.arrayContaining(['CN-2025-21', 'CN-2025-57', 'CN-2025-61']));
    expect(measures).not.toContain('CN-2024-46');
  });

  it('reads long lists of member states, and lists of a few that the method says too little about, as the Union', () => {
    expect(policy.get('CN-2026-30')?.mapping?.targets).toEqual(['EUU']);
    expect(policy.get('CN-2026-20')?.mapping?.targets).toEqual(['EUU']);
    expect(policy.get('MM-2024-KIA')?.mapping?.targets).toEqual(['ALL']);
  });

  it('has what remains of the ban on gallium while it is suspended', () => {
    expect(policy.get('CN-2024-46')?.mapping?.residual_class).toBe('end_use_defence');
  });
});

describe('the shipped suppliers', () => {
  it('are companies, not plants: sites of one company are one subject under one name', () => {
    const sitesOf = Map.groupBy(data.supplier_sites, (site) => site.supplier);
    expect(sitesOf.get('shin-etsu-chemical')).toHaveLength(4);
    expect(sitesOf.get('tdk')?.map((site) => site.country)).toEqual(['JPN', 'CHN']);
    expect(sitesOf.get('neo-performance-materials')?.map((site) => site.stage)).toEqual(['refining', 'magnet', 'magnet', 'separation']);
    for (const sites of sitesOf.values()) expect(new Set(sites.map((site) => site.supplier_name)).size).toBe(1);
  });

  it('are linked to nothing that is not there', () => {
    const ends = new Set([...data.supplier_sites, ...data.external_parties].map((row) => row.id));
    expect(data.supplier_links.filter((link) => !ends.has(link.from) || !ends.has(link.to))).toEqual([]);
  });
});
