import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { EU_MEMBERS } from '#domain/method/measure.ts';
import { buildReferenceData, referenceFiles } from '#functions/reference-build/build-reference-data.ts';
import { type CellProblem, ReferenceBuildError } from '#functions/reference-build/raw-tables.ts';
import {
  goodRawTables,
  type RawTables,
  rawPolicy,
  withCell,
  writeRawTables,
} from '#test/builders/raw-tables.ts';

const licence = {
  control_class: 'licence',
  applies: [{ elements: ['Dy'], stages: ['refining'], coverage: 1 }],
};

/** What was decided on the rows of the small policy table. */
const registry = {
  measure_map: { 'CN-2025-18': licence },
  relief_map: { 'CN-2025-GENLIC': { kind: 'ends' } },
  rows: [],
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function build(tables: RawTables, over: object = {}) {
  const from = writeRawTables(tables);
  folders.push(from);
  return buildReferenceData(from, { ...registry, ...over });
}

function problemsOf(tables: RawTables): readonly CellProblem[] {
  try {
    build(tables);
  } catch (error) {
    if (error instanceof ReferenceBuildError) return error.problems;
    throw error;
  }
  return [];
}

const SHARES = 'supply/scoring_shares.csv';
const POLICY = 'supply/policy_events.csv';

it('a decision with a class that the method does not know is refused with the id of its measure', () => {
  const measure_map = { 'CN-2025-18': { ...licence, control_class: 'licens' } };
  expect(() => build(goodRawTables, { measure_map })).toThrow(/CN-2025-18[\s\S]*control_class/);
});

describe('a bad cell', () => {
  const cases = `
    supply/scoring_shares.csv 1 share = most => a number from 0 to 1
    supply/scoring_shares.csv 2 stage = smelting => one of mine, separation
    supply/scoring_shares.csv 2 country_iso3 = XYZ => ISO 3166-1 alpha-3
    supply/scoring_shares.csv 1 source = => a source
    supply/policy_events.csv 1 source_url = => the address of the source
    supply/policy_events.csv 1 effective_from = 2025-13-01 => a date YYYY-MM-DD
    supply/reviewed_announcements.csv 1 rows = CN-1 => the event_id of a row of policy_events.csv
    supply/reviewed_announcements.csv 1 rows = => an announcement without rows needs a note
    supply/duration_severity.csv 1 linked_event_id = CN-1 => a row of policy_events.csv
    supply/ree_separation.csv 1 since = MCS2030 => an edition of editions.csv
    supply/ree_ore_mixes.csv 1 location = Nowhere => a location of ree_ore_composition.csv
    editions/survey_production.csv 1 stage = metal => a stage of Ga that
    editions/governance_by_edition.csv 1 iso3 = XYZ => a country of governance.csv
    editions/editions.csv 2 known_from = 2026-02-27 => not before 2026-02-28
    events/control_events.csv 1 target_iso3 = => targets, as codes or in target_words
    events/control_outcomes.csv 1 episode_id = E99 => a row of duration_severity.csv
    events/control_outcomes.csv 1 known_from = 2025-12-01 => not before 2025-12-31
    trade/reported_by_press.csv 1 code = 28469 => a customs code of 6 to 10 digits
    trade/reported_by_press.csv 1 month = 2025 => a month YYYY-MM
    trade/exports_by_destination.csv 1 kg = 5;few => a number of at least 0, not few
    supply/policy_events.csv 1 elements = all metals => group of element_groups.csv, not all metals
    supply/policy_events.csv 1 target_iso3 = JPN;Japan => ISO 3166-1 alpha-3 code, EUU or ALL, not Japan
    supply/scoring_elements.csv 1 eol_rir = 1.4 => a number from 0 to 1, or a blank cell
    supply/buyer_cover.csv 1 range_basis = => source or assumed
    supply/buyer_cover.csv 1 days_median = 31 => from 7 to 30, the range
    supply/routes.csv 1 via_share = 0.1 => 2 numbers from 0 to 1, one for each of via
    supply/routes.csv 1 sea_share = 0.7 => sum to 1
    supply/suppliers.csv 1 company_id = nobody => a company_id of companies.csv
    supply/country_places.csv 1 coord_precision = => \`country\` beside lat and lon
    supply/country_places.csv 1 lat = 91 => -90 to 90
    supply/suppliers.csv 1 listed_name = MP Materials => a row of listed_names.csv
    supply/suppliers.csv 1 listed_as = parent => beside listed_name
    supply/strait_transits.csv 2 week = 2026-07-20 => the Monday after
    supply/supplier_links.csv 1 from = NOBODY => a supplier_id of suppliers.csv or a party_id
    signals/taiwan_mnd_daily_merged.csv 1 navy_ships = 7.5 => a whole number
    signals/senkaku_daily.csv 1 territorial_sea_vessels = 9 => at most the 4 vessels
  `;

  it.each([...cases.matchAll(/(\S+) (\d) (\S+) = (.*)=> (.*)/g)].map((found) => [...found]))(
    'is refused with its place: %s',
    (_, file = '', row = '', column = '', value = '', expected = '') => {
      const refusal = { file, line: Number(row) + 1, column, expected: expect.stringMatching(expected) };
      const tables = withCell(file, Number(row), column, value.trim());
      expect(problemsOf(tables)).toContainEqual(expect.objectContaining(refusal));
    },
  );

  it('is a party that no link names, for then nothing says where it comes from', () => {
    const [problem] = problemsOf(withCell('supply/supplier_links.csv', 1, 'to', 'LYC-LAMP'));
    expect(problem).toMatchObject({
      file: 'supply/external_parties.csv',
      line: 2,
      column: 'party_id',
      value: 'X-BUYER',
    });
  });

  it('is told in one line: file, line, column, value and what was expected', () => {
    expect(() => build(withCell(SHARES, 1, 'stage', 'smelting'))).toThrow(
      'supply/scoring_shares.csv:2: stage: "smelting", expected one of mine, separation, refining, metal, magnet',
    );
  });

  it('hides no other: all are listed, once each', () => {
    const twice = withCell(
      POLICY,
      1,
      'source',
      '',
      withCell(SHARES, 1, 'country_iso3', '', withCell(SHARES, 4, 'quality', 'D')),
    );
    const places = problemsOf(twice).map(({ file, line, column }) => `${file}:${line}:${column}`);
    expect(places).toEqual([`${POLICY}:2:source`, `${SHARES}:2:country_iso3`, `${SHARES}:5:quality`]);
  });

  it('in a column that is missing is told once for the column', () => {
    const tables = {
      ...goodRawTables,
      [SHARES]: (goodRawTables[SHARES] ?? []).map(({ quality: _, ...row }) => row),
    };
    expect(problemsOf(tables).filter(({ file }) => file === SHARES)).toEqual([
      {
        file: SHARES,
        line: 1,
        column: 'quality',
        value: '',
        expected: 'a column of this name in the header',
      },
    ]);
  });
});

describe('rows that do not fit together', () => {
  it('are refused when shares of a stage do not sum to one', () => {
    expect(problemsOf(withCell(SHARES, 1, 'share', '0.9'))).toEqual([
      {
        file: SHARES,
        line: 2,
        column: 'share',
        value: '0.924',
        expected: 'shares of Dy:separation that sum to 1',
      },
    ]);
  });

  it('are refused when a key stands twice', () => {
    const [problem] = problemsOf(withCell(SHARES, 2, 'country_iso3', 'CHN'));
    expect(problem).toMatchObject({
      line: 3,
      value: 'Dy:separation:CHN',
      expected: 'a key that is not on line 2 already',
    });
  });

  it('are refused when a range of cover is open and yet has a basis', () => {
    expect(problemsOf(withCell('supply/buyer_cover.csv', 1, 'days_high', ''))[0]).toMatchObject({
      column: 'range_basis',
      value: 'assumed',
    });
  });

  it('are refused when a stage has two concentrations', () => {
    expect(problemsOf(withCell(SHARES, 2, 'dirichlet_concentration', '30'))[0]?.expected).toBe(
      '100, as in the first row of Dy:separation',
    );
  });

  it('are refused when a figure rests on a source that the registry does not know', () => {
    const [problem] = problemsOf(withCell('supply/buyer_cover.csv', 1, 'source', 'a blog'));
    expect(problem).toMatchObject({ column: expect.stringMatching(/^source of cover:/), value: 'a blog' });
  });

  it('are refused when a source names a yearly edition that nobody accepted: it would be dated by assumption', () => {
    for (const [file, source] of [
      [SHARES, 'USGS MCS 2027 (2026e) x USGS Minerals Yearbook 2022'],
      ['supply/governance.csv', 'World Bank Worldwide Governance Indicators, 2026 update (data year 2025)'],
    ] as const)
      expect(problemsOf(withCell(file, 1, 'source', source))[0]?.expected).toMatch(
        /accept it with npm run editions/,
      );
  });

  it('are refused when the method maps a measure that has no row', () => {
    expect(() => build({ ...goodRawTables, [POLICY]: [rawPolicy('CN-2025-18')] })).toThrow(
      '"CN-2025-GENLIC", expected a row for every id',
    );
  });
});

describe('a build', () => {
  it('gives the same bytes for the same facts in another order', () => {
    const reversed = Object.fromEntries(
      Object.entries(goodRawTables).map(([path, rows]) => [path, rows.toReversed()]),
    );
    expect([...referenceFiles(build(reversed))]).toEqual([...referenceFiles(build(goodRawTables))]);
  });

  it('gives a control the codes of its notice, then ours that lie outside them, and what will be read', () => {
    const licence = {
      control_class: 'licence',
      applies: [{ elements: ['Dy'], stages: ['refining', 'metal'], coverage: 1 }],
    };
    const [control, relief] = build(goodRawTables, { measure_map: { 'CN-2025-18': licence } }).policy;
    expect(control?.codes?.map(({ codes, basis }) => [codes, basis])).toEqual([
      [['2805301200'], 'notice'],
      [['28469015'], 'trade_map'],
    ]);
    expect(relief?.codes).toBeUndefined();
    expect(relief?.watch?.en).toBe('We read whether the licences are renewed.');
  });

  it('writes one row per line, in byte order of the evidence id', () => {
    const text = referenceFiles(build(goodRawTables)).get('shares.json') ?? '';
    const rows = text
      .split('\n')
      .slice(1, -2)
      .map((line) => JSON.parse(line.replace(/,$/, '')).row);
    expect(rows).toEqual([
      ...['share:Dy:separation:CHN', 'share:Dy:separation:MYS'],
      ...[
        'share:Ga:mine:CHN',
        'share:Ga:mine:CHN@MCS2024',
        'share:Ga:mine:JPN',
        'share:Ga:mine:OTH',
        'share:Ga:mine:OTH@MCS2024',
      ],
      ...['share:Ga:refining:CHN', 'share:Ga:refining:OTH'],
    ]);
  });

  it('works shares out of the tonnages of an edition, without what the survey withholds', () => {
    const mine = build(goodRawTables).shares.filter(
      ({ stage, edition }) => stage === 'mine' && edition === 'MCS2026',
    );
    expect(mine.map(({ country, share, note }) => [country, share, note])).toEqual([
      ['CHN', 0.9, '900 of 1,000 kg; US output withheld'],
      ['JPN', 0.1, '100 of 1,000 kg; US output withheld'],
      ['OTH', 0, 'other countries as listed by USGS'],
    ]);
    expect(mine[0]).toMatchObject({
      date: '2025',
      basis: 'derived',
      quality: 'A',
      concentration: 200,
      edition: 'MCS2026',
    });
  });

  it('keeps a blank number unknown and a zero zero', () => {
    const data = build(
      withCell(
        'supply/scoring_elements.csv',
        1,
        'eol_rir',
        '',
        withCell('supply/scoring_elements.csv', 2, 'eol_rir', '0'),
      ),
    );
    expect(data.elements.map(({ symbol, eol_rir }) => [symbol, eol_rir])).toEqual([
      ['Dy', null],
      ['Ga', 0],
    ]);
  });

  it('calls the refining of rare earths separation, and leaves that of others alone', () => {
    const data = build({
      ...goodRawTables,
      [POLICY]: [...(goodRawTables[POLICY] ?? []), rawPolicy('CN-MIX', { elements: 'Dy;Ga' })],
    });
    expect(data.policy.map(({ id, stages }) => [id, stages])).toEqual([
      ['CN-2025-18', ['separation', 'metal']],
      ['CN-2025-GENLIC', ['magnet']],
      ['CN-MIX', ['separation', 'refining', 'metal']],
    ]);
    expect(data.supplier_sites[0]).toMatchObject({
      stage: 'separation',
      elements: ['Dy'],
      supplier: 'lynas',
      supplier_name: 'Lynas Rare Earths',
    });
  });

  it('reads edition, written day and period as the day from which a figure was known', () => {
    const data = build(
      withCell('supply/buyer_cover.csv', 1, 'source', 'Reuters via Goldsea 19 Jan 2026 (customs)'),
    );
    const known = (row: { known_from: string; known_from_basis: string } | undefined) => [
      row?.known_from,
      row?.known_from_basis,
    ];
    expect(known(data.shares[0])).toEqual(['2026-02-28', 'edition']);
    expect(known(data.governance[0])).toEqual(['2024-11-05', 'edition']);
    expect(known(data.cover[0])).toEqual(['2026-01-19', 'source']);
    expect(known(data.supplier_links[0])).toEqual(['2025-06-30', 'source']);
    expect(known(data.routes[0])).toEqual(['2026-11-25', 'assumed']);
    expect(data.policy[1]?.known_from).toBe('2025-12');
  });

  it('says of every row of shares, governance and reliance which edition it is of, and when that came out', () => {
    const { shares, governance, import_reliance } = build(goodRawTables);
    const editions = (rows: readonly { edition?: string; published?: string }[]) => [
      ...new Set(rows.map(({ edition, published }) => `${edition} ${published}`)),
    ];
    expect(editions(shares)).toEqual(['MCS2026 2026-02-28', 'MCS2024 2024-01-31']);
    expect(editions(governance)).toEqual(['WGI2024 2024-11-05', 'WGI2022 2022-09-30']);
    expect(editions(import_reliance)).toEqual(expect.arrayContaining(['MCS2024 2024-01-31']));
    const earlier = shares.find(({ row }) => row === 'share:Ga:mine:CHN@MCS2024');
    expect(earlier).toMatchObject({
      known_from: '2024-01-31',
      known_from_basis: 'edition',
      concentration: 200,
      date: '2023',
      share: 1,
    });
    expect(import_reliance.find(({ edition }) => edition === 'MCS2024')).toMatchObject({
      import_reliance: null,
      low: 0.95,
      high: 1,
    });
  });

  it('knows an event on the last day of the period in which it was announced, and writes groups out', () => {
    const [event] =
      build(
        withCell(
          'events/control_events.csv',
          1,
          'target_iso3',
          '',
          withCell('events/control_events.csv', 1, 'target_words', 'the West'),
        ),
      ).control_events ?? [];
    expect(event).toMatchObject({
      known_from: '2019-12-31',
      targets: [],
      note: 'targets in words: the West',
      control_class: 'origin_ban',
    });
    expect(event?.elements).toEqual(['Dy', 'Ga']);
  });

  it('says of an outcome what was seen, where and up to when', () => {
    expect(build(goodRawTables).control_outcomes?.[0]).toMatchObject({
      row: 'control-outcome:OUT-DY',
      measure: 'CN-2025-18',
      elements: ['Dy'],
      stages: ['separation', 'metal'],
      buyer: 'ALL',
      seen_to: '2025-12-31',
      below: true,
      known_from: '2026-01-31',
      episode: 'E01',
    });
  });

  it('writes trade by month for buyers and in total, from the first month that a control is compared with, known a month later', () => {
    const rows = build(goodRawTables).trade.map(({ partner, month, kg, known_from }) => [
      partner,
      month,
      kg,
      known_from,
    ]);
    expect(rows).toEqual([
      ['ALL', '2022-10', 8, '2022-11-30'],
      ['ALL', '2022-11', 1, '2022-12-31'],
      ['ALL', '2025-01', 300, '2025-03-31'],
      ['JPN', '2022-10', 7, '2022-11-30'],
      ['JPN', '2022-11', 0, '2022-12-31'],
      ['JPN', '2025-02', 0, '2025-04-30'],
      ['ALL', '2024-12', 5, '2025-02-28'], // an importer's count: within the second month
      ['ALL', '2025-02', 7, '2025-04-30'],
    ]);
  });

  it('takes reports of buyers and decisions on licences with the day since which they were known', () => {
    const { shortages, licence_decisions } = build(goodRawTables);
    expect(shortages).toMatchObject([
      { row: 'shortage:S1', elements: ['Dy', 'Sn'], known_from: '2025-06-30', known_from_basis: 'assumed' },
    ]);
    expect(licence_decisions).toMatchObject([
      { row: 'licence-decision:L1', buyers: ['JPN', 'EUU'], known_from: '2025-12-31', decision: 'granted' },
    ]);
  });

  it('adds up what sites name of an element by stage and goods', () => {
    const { elements, companies } = build(goodRawTables);
    expect(elements.find(({ symbol }) => symbol === 'Dy')?.named_capacity).toEqual([
      { stage: 'separation', companies: 1, sites: 1, running: 1, tonnes_per_year: { 'Dy+Tb oxide': 62 } },
    ]);
    expect(companies.map(({ id, aliases, sells }) => [id, aliases, sells])).toEqual([
      ['lynas', ['ライナス', 'ASX:LYC'], []],
      ['sojitz', ['双日'], ['Dy']],
    ]);
  });

  it('lets a party rest on the link that names it', () => {
    expect(build(goodRawTables).external_parties[0]).toMatchObject({
      source: 'Reuters 9 Jul 2025',
      known_from: '2025-06-30',
    });
  });

  it('says when the publishers were last read: carriers by the coverage of the reading, counts by their newest row', () => {
    const sources = new Map(build(goodRawTables).sources.map((source) => [source.id, source]));
    expect(sources.get('carrier-deployments')).toMatchObject({
      read_on: '2026-08-22',
      newest_date: '2026-05-30',
    });
    expect(sources.get('japan-coast-guard-senkaku')).toMatchObject({
      read_on: '2026-10-08',
      newest_date: '2026-10-08',
    });
  });

  it('relieves what names the relief and what the relief names, one hop', () => {
    const rows = [
      rawPolicy('CN-2025-18', { linked_event_ids: 'CN-2025-61' }),
      rawPolicy('CN-2025-61', { linked_event_ids: 'CN-2025-GENLIC' }),
      rawPolicy('CN-2025-GENLIC', { direction: 'relieves', linked_event_ids: 'CN-2025-70' }),
      rawPolicy('CN-2025-70'),
    ];
    const relief = build({ ...goodRawTables, [POLICY]: rows }).policy.find(
      ({ id }) => id === 'CN-2025-GENLIC',
    )?.relief;
    expect(relief).toEqual({ kind: 'ends', measures: ['CN-2025-61', 'CN-2025-70'] });
  });
});

describe('the targets of a mapped measure', () => {
  const members = EU_MEMBERS;
  const mappingOf = (target_iso3: string) => {
    const economies = [
      ...(goodRawTables['supply/governance.csv'] ?? []),
      ...members.map((iso3) => ({ ...goodRawTables['supply/governance.csv']?.[0], iso3 })),
    ];
    const tables = {
      ...withCell(POLICY, 1, 'target_iso3', target_iso3),
      'supply/governance.csv': economies as RawTables[string],
    };
    return build(tables).policy[0]?.mapping;
  };

  it('are the Union when more than twenty members are named', () => {
    expect(mappingOf(['USA', ...members.slice(0, 21)].join(';'))?.targets).toEqual(['USA', 'EUU']);
  });

  it('stay as they are up to twenty members', () => {
    expect(mappingOf(members.slice(0, 20).join(';'))?.targets).toEqual(members.slice(0, 20));
  });

  it('are those of the method where it gives them', () => {
    const measure_map = { 'CN-2025-18': { ...licence, targets: ['EUU'], origins: ['MYS'] } };
    expect(build(goodRawTables, { measure_map }).policy[0]?.mapping).toMatchObject({
      origins: ['MYS'],
      targets: ['EUU'],
    });
  });

  it('do not matter for a class without effect', () => {
    expect(
      build(goodRawTables, { measure_map: { 'CN-2025-18': { ...licence, control_class: 'none' } } }).policy[0]
        ?.mapping,
    ).toBeNull();
  });
});
