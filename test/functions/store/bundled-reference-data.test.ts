import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceContract, startAddresses } from '#contracts/collection/source-contracts.ts';
import { nameScreen } from '#domain/exposures/listed-names.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { DUAL_USE, ELEMENT_GROUPS } from '#domain/method/measure.ts';
import { listedNamesOn } from '#domain/method/supplier-facts.ts';
import { lastDayOf } from '#domain/time/calendar.ts';
import {
  covered,
  type Provenance,
  type ReferenceData,
  referenceData,
} from '#domain/vocabulary/reference-data.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData as data } from '#functions/store/facts/bundled-reference-data.ts';

const { sources, ...factTables } = data;
const index = indexFacts(data, METHODOLOGY.document);
const facts = Object.entries(factTables as Record<string, readonly Provenance[]>);

describe('the shipped reference data', () => {
  it('are what the contracts say', () => {
    expect(referenceData.safeParse(data).error?.issues.slice(0, 3)).toBeUndefined();
  });

  it('have measures on symbols and on groups that the method knows, and on no other', () => {
    const on = (name: string) => covered.safeParse(name).success;
    expect(
      [...Object.keys(ELEMENT_GROUPS).map((name) => `@${name}`), DUAL_USE, 'Dy'].filter(on),
    ).toHaveLength(5);
    expect(['@HREEE', '@hree', '@', 'dysprosium', ''].filter(on)).toEqual([]);
    const [first, ...rest] = data.policy.filter(({ mapping }) => mapping !== null);
    const applies = [{ elements: ['@HREEE'], stages: ['separation'], coverage: 1 }];
    const policy = [{ ...first, mapping: { ...first?.mapping, applies } }, ...rest];
    const [issue] = referenceData.safeParse({ ...data, policy }).error?.issues ?? [];
    expect(issue?.path).toEqual(['policy', 0, 'mapping', 'applies', 0, 'elements', 0]);
  });

  it('give every row an evidence id of its own', () => {
    const ids = facts.flatMap(([, rows]) => rows.map((row) => row.row));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(facts)(
    'say of every row of %s where it comes from, of when it speaks, how good it is and since when it was known',
    (_, rows) => {
      const incomplete = rows.filter((row) =>
        [row.source, row.date, row.quality, row.known_from].some((value) => value.trim() === ''),
      );
      expect(incomplete).toEqual([]);
      for (const row of rows) expect(Number.isFinite(lastDayOf(row.known_from)), row.row).toBe(true);
    },
  );

  it('rest on registered sources, table by table, with licence and day of reading', () => {
    const covered = new Set(sources.flatMap((source) => source.tables));
    expect(facts.map(([table]) => table).filter((table) => !covered.has(table))).toEqual([]);
    for (const source of sources)
      expect(source.licence.length * source.redistribution.length * source.cadence.length).toBeGreaterThan(0);
  });

  it.each([
    ['customs-census', 'USA'],
    ['customs-eurostat', 'EUU'],
    ['customs-korea', 'KOR'],
    ['comtrade', 'none'],
  ])('watch codes that %s is asked for, and no others', (name, own) => {
    const watched = data.trade_codes
      .filter(({ nomenclature, code }) => [own, 'HS'].includes(nomenclature) && !code.includes('+'))
      .map(({ code }) => code);
    const asked = startAddresses(sourceContract(name)).flatMap(
      (address) =>
        /(?:I_COMMODITY=|hsSgn=|cmdCode=|EXT_EU27_2020[.])([\d,+]+)/.exec(address)?.[1]?.split(/[,+]/) ?? [],
    );
    expect([...new Set(asked)].sort()).toEqual([...watched].sort());
  });

  it('say on their page how many sites rest on one source, and how many are of unknown state', () => {
    const sites = data.supplier_sites;
    const single = sites.filter(({ source }) => !source.includes(';')).length;
    const unread = sites.filter(({ operating }) => operating === null).length;
    expect(readFileSync('docs/reference-data.md', 'utf8')).toContain(
      `Of ${sites.length} sites ${single} rest on one source, and of ${unread} nobody`,
    );
  });

  it('know when the carrier sightings were last read', () => {
    expect(
      sources
        .filter((source) => source.tables.includes('carrier_deployments'))
        .map((source) => source.read_on),
    ).toEqual(['2026-08-22']);
  });

  it('give a range with every figure of cover, and say whether a source gives it', () => {
    const open = data.cover.filter(({ days_median, days_low, days_high, range_basis }) =>
      [days_median, days_low, days_high, range_basis].includes(null as never),
    );
    expect(open.map(({ row }) => row)).toEqual(['cover:USA:Ge:national_stockpile']);
    expect(
      new Set(
        data.cover.filter(({ range_basis }) => range_basis === 'source').map(({ component }) => component),
      ),
    ).toEqual(new Set(['commercial_stock', 'national_stockpile']));
  });

  it('keep the definitions of the Taiwan counts apart at the day they changed', () => {
    const days = (definition: string) =>
      data.taiwan_strait.filter((row) => row.definition === definition).map((row) => row.report_date);
    expect(days('adiz_only').at(-1)).toBe('2022-08-05');
    expect(days('all_detected')[0]).toBe('2022-08-06');
  });
});

describe('the shipped shares', () => {
  const sums = (
    rows: ReferenceData['shares'] | ReferenceData['buyer_imports'],
    keyOf: (row: never) => string,
  ) => {
    const totals = new Map<string, number>();
    for (const row of rows)
      totals.set(keyOf(row as never), (totals.get(keyOf(row as never)) ?? 0) + row.share);
    return [...totals].filter(([, sum]) => Math.abs(sum - 1) > 1e-9);
  };

  it('sum to one at every stage of every element and for every buyer', () => {
    expect(
      sums(
        data.shares,
        (row: ReferenceData['shares'][number]) => `${row.element}:${row.stage}:${row.edition}`,
      ),
    ).toEqual([]);
    expect(
      sums(
        data.buyer_imports,
        (row: ReferenceData['buyer_imports'][number]) => `${row.buyer}:${row.element}:${row.stage}`,
      ),
    ).toEqual([]);
  });

  it('tell what was known when: China and antimony at the mine, Indonesia and nickel, tellurium', () => {
    const on = (month: string, element: string, stage: Stage, country: string) =>
      index.on(`${month}-28`).world(element, stage)[country];
    const china = (day: string) => on(day, 'Sb', 'mine', 'CHN');
    expect(
      [china('2023-06'), china('2024-06'), china('2025-06'), china('2026-06')].map((share) =>
        share?.toFixed(2),
      ),
    ).toEqual(['0.54', '0.48', '0.58', '0.36']);
    expect(
      [on('2022-06', 'Ni', 'mine', 'IDN'), on('2026-06', 'Ni', 'mine', 'IDN')].map((share) =>
        share?.toFixed(2),
      ),
    ).toEqual(['0.36', '0.67']);
    expect(on('2023-06', 'Te', 'refining', 'CHN')?.toFixed(2)).toBe('0.53');
    expect(on('2015-06', 'Ni', 'mine', 'IDN')).toBe(on('2022-06', 'Ni', 'mine', 'IDN'));
  });

  it('have one governance table at a time', () => {
    const china = (year: string) => index.on(`${year}-01-31`).governanceOf('CHN');
    expect(['2023', '2024', '2025'].map((year) => china(year)?.edition)).toEqual([
      'WGI2022',
      'WGI2023',
      'WGI2024',
    ]);
    expect(china('2023')).toMatchObject({ date: '2021' });
  });

  it('call the middle stage of rare earths separation and that of the others refining', () => {
    const rareEarths = new Set(ELEMENT_GROUPS.REE);
    const wrong = data.shares.filter(
      (row) =>
        (row.stage === 'separation') !== rareEarths.has(row.element) && /separation|refining/.test(row.stage),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the shipped policy table', () => {
  const policy = new Map(data.policy.map((row) => [row.id, row]));

  it('maps every restriction of the specification and leaves the others without effect', () => {
    const unmapped = data.policy
      .filter((row) => row.direction === 'restricts' && row.mapping === null)
      .map((row) => row.id);
    expect(unmapped).toEqual([
      ...[
        'CD-2025-CO-EXT1',
        'CD-2025-CO-EXT2',
        'CN-2025-55',
        'CN-2026-JPN-LIC',
        'ID-2014-ORE',
        'ID-2020-ORE',
        'IN-2025-IREL',
        'LYC-2026-TX',
      ],
      ...['US-2026-S301', 'US-2027-DFARS'],
    ]);
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
    expect(policy.get('CN-2024-46')).toMatchObject({
      suspended_from: '2025-11-09',
      suspended_to: '2026-11-27',
    });
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

  it('has titles that say what a notice does', () => {
    expect(data.policy.filter(({ title }) => /^Announcement No\. \d+ of \d{4}$/.test(title))).toEqual([]);
  });

  it('has bans of raw goods as bans of their origin, magnets as a line of their own, and parts split off as rows', () => {
    for (const id of ['CD-2025-CO-BAN', 'MY-2024-RAW', 'VN-2026-RAW'])
      expect(policy.get(id)?.mapping?.control_class).toBe('origin_ban');
    expect(policy.get('CN-2025-18')?.mapping?.applies[1]).toEqual({
      elements: ['Sm', 'Tb', 'Dy', 'Nd', 'Pr'],
      stages: ['magnet'],
      coverage: 1,
    });
    expect(policy.get('CN-2025-61-MIL')?.mapping?.control_class).toBe('end_use_defence');
    expect(policy.get('CN-2025-61-SEMI')?.mapping?.control_class).toBe('end_use_semiconductor');
    for (const id of ['CN-2025-61-MIL', 'CN-2025-61-SEMI'])
      expect(policy.get(id)).toMatchObject({
        suspended_to_announced: '2027-01-10',
        linked: expect.arrayContaining(['USCN-2026-EXT']),
      });
  });
});

describe('the shipped suppliers', () => {
  it('are companies, not plants: sites of one company are one subject under one name', () => {
    const sitesOf = Map.groupBy(data.supplier_sites, (site) => site.supplier);
    expect(sitesOf.get('shin-etsu-chemical')).toHaveLength(5);
    expect(sitesOf.get('tdk')?.map((site) => site.country)).toEqual(['JPN', 'CHN']);
    expect(sitesOf.size).toBeGreaterThanOrEqual(300);
    for (const sites of sitesOf.values())
      expect(new Set(sites.map((site) => site.supplier_name)).size).toBe(1);
  });

  it('bear every name of the list that is theirs, and no other', () => {
    const screen = nameScreen(listedNamesOn(index.on('2026-11-29')));
    const sitesOf = Map.groupBy(data.supplier_sites, ({ supplier }) => supplier);
    for (const [id, sites] of sitesOf) {
      const names = [
        sites[0]?.supplier_name ?? '',
        ...(data.companies.find((row) => row.id === id)?.aliases ?? []),
      ];
      const hits = names.flatMap((name) => screen(name, [])).filter(({ match }) => match === 'itself');
      const own = sites
        .filter(({ listed_as }) => listed_as === 'itself')
        .map(({ listed_name }) => listed_name);
      expect([id, new Set(own)]).toEqual([id, new Set(hits.map(({ name }) => name))]);
    }
    expect(data.supplier_sites.filter(({ listed_as }) => listed_as !== null).length).toBe(16);
  });

  it('are linked to nothing that is not there', () => {
    const ends = new Set([...data.supplier_sites, ...data.external_parties].map((row) => row.id));
    expect(data.supplier_links.filter((link) => !ends.has(link.from) || !ends.has(link.to))).toEqual([]);
  });
});
