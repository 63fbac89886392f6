import { changeDocument } from '#domain/explanations/changes/change-document.ts';
import { listedNamesOn } from '#domain/method/supplier-facts.ts';
import { inRankingOrder, ranksOf } from '#domain/runs/ranking.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import type { HistoryPoint, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { pagesOf } from '#functions/scoring/complete-run.ts';
import { appendPublishedRuns } from '#functions/scoring/track-record.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { RunLedger } from '#functions/store/runs/run-ledger.ts';
import type { RunRows, ScoredSubject } from '#functions/store/runs/run-rows.ts';
import type { RunDocumentName } from '#functions/store/scores/published-scores.ts';
import type { ScoreChanges } from '#functions/store/scores/score-changes.ts';
import type { ScoreHistory } from '#functions/store/scores/score-history.ts';
import type { TrackRecord } from '#functions/store/scores/track-record.ts';
import controlEvents from '#reference/control-events.json' with { type: 'json' };
import productContents from '#reference/product-contents.json' with { type: 'json' };
import shortages from '#reference/shortages.json' with { type: 'json' };
import exercises from '#reference/signals/exercises.json' with { type: 'json' };
import securityEvents from '#reference/signals/security-events.json' with { type: 'json' };
import { elementInputs, measure } from './element-inputs.ts';
import { aPolicy } from './reference-data.ts';
import { FAR_OFF, putForecasts, putRunOfOneBatch } from './runs/written-run.ts';
import { historyPoint, runRecord, scoreDocument } from './score-documents.ts';

const tradeRatio = (month: string, ratio: number, over: object = {}) => ({
  element: 'Dy',
  buyer: 'ALL',
  measures: ['CN-2025-18'],
  reporter: 'CHN',
  code: '28469015',
  clean: true,
  known_from: '2025-10-31',
  months: { [month]: 1000 * ratio },
  before_kg: 1000,
  ratio,
  low: ratio / 2,
  high: ratio * 2,
  below: true,
  ...over,
});

export const WORLD_RUN = 'r0000000002';
const RUN_STAMP = { run_id: WORLD_RUN, as_of: '2026-10-01', known_at: '2026-10-01' } as const;

/** Symbol, name, score for Japan; promethium has no market and no score. */
const WORLD_ELEMENTS: readonly (readonly [id: string, name: string, score: number | null])[] = [
  ['C', 'Graphite', 41.5],
  ['Ce', 'Cerium', 8.2],
  ['Co', 'Cobalt', 22.7],
  ['Cu', 'Copper', 3.1],
  ['Dy', 'Dysprosium', 71.76],
  ['Er', 'Erbium', 55.4],
  ['Ga', 'Gallium', 68.01],
  ['Pm', 'Promethium', null],
  ['Tb', 'Terbium', 71.76],
  ['W', 'Tungsten', 60],
];

const BANDS = [
  [80, 'critical'],
  [60, 'high'],
  [40, 'elevated'],
  [20, 'guarded'],
  [0, 'low'],
] as const;
const bandOf = (score: number | null): ScoreDocument['band'] =>
  BANDS.find(([from]) => score !== null && score >= from)?.[1] ?? 'unknown';

const element = ([id, name, score]: (typeof WORLD_ELEMENTS)[number], buyer: string): ScoreDocument => ({
  ...scoreDocument({ id, score, buyer, ...RUN_STAMP, band: bandOf(score), register_read: '2026-09-20' }),
  subject: { type: 'element', id, name },
  stage: score === null ? null : id === 'Cu' ? 'mine' : 'separation',
  interval: score === null ? null : { p05: score - 2, p50: score, p95: score + 2 },
  top_drivers:
    score === null
      ? []
      : [
          {
            id: 'measure:CHN',
            kind: 'measure',
            part: 'state',
            points: score,
            label: "China's export controls",
            label_code: 'label_controls',
            label_params: { origin: 'CHN' },
            summary: 'China requires, "for now", a licence.',
          },
        ],
});

const supplier = (id: string, name: string, score: number, buyer: string): ScoreDocument => ({
  ...scoreDocument({ id, type: 'supplier', score, buyer, ...RUN_STAMP, band: bandOf(score) }),
  subject: { type: 'supplier', id, name },
  stage: null,
  elements: ['Dy', 'Tb'],
  countries: ['AUS', 'MYS'],
});

const country = (id: string, name: string, score: number, buyer: string): ScoreDocument => ({
  ...scoreDocument({ id, type: 'country', score, buyer, ...RUN_STAMP, band: bandOf(score) }),
  subject: { type: 'country', id, name },
  element: 'Dy',
  elements: ['Dy'],
  countries: [id],
});

const evidence = {
  row: 'element:Dy',
  source: 'USGS',
  source_url: null,
  date: '2025',
  quality: 'A',
  known_from: '2026-01-31',
};

function documents(): readonly (readonly [RunDocumentName, unknown])[] {
  const signal = (theatre: string, status: string) => ({
    theatre,
    name: theatre,
    index: status === 'current' ? 30 : null,
    multiplier: status === 'current' ? 0.6 : 1,
    status,
    status_reason: status === 'current' ? null : 'no report for 40 days',
    age_days: status === 'current' ? 2 : 40,
    stale_after_days: 30,
    data_as_of: status === 'current' ? '2026-09-29' : '2026-08-22',
    series: { aircraft: 41, ships: null },
    summary: 'More aircraft than usual.',
    security_events: { from: '2026-09-02', to: '2026-10-01', count: null, days_unread: 30, newest: [] },
    sources: ['mnd'],
  });
  const day = (date: string) => ({ date, index: 12.5, raw: { aircraft: 3, ships: null } });
  const pressureOf = (index: number | null) => ({ index, day: null, age: null, multiplier: 1, series: {} });
  const dual = (elements: readonly string[]): PolicyRow['mapping'] => ({
    control_class: 'licence',
    applies: [{ elements, stages: ['separation'], coverage: 1 }],
    origins: ['CHN'],
    targets: ['ALL'],
  });
  const policy = (id: string, over: Partial<PolicyRow>): PolicyRow =>
    aPolicy(id, {
      title: id,
      actor: 'China MOFCOM',
      elements: ['Dy'],
      stages: ['separation'],
      announced: '2025-04-04',
      known_from: '2025-04-04',
      effective_from: '2025-04-04',
      mapping: dual(['Dy', 'Tb']),
      ...over,
    });
  return [
    [
      'catalogue:elements',
      {
        entries: WORLD_ELEMENTS.map(([id, name]) => ({
          id,
          name,
          group: 'other',
          stages: ['mine', 'separation'],
          world_supply_tonnes: 100,
          supply_basis: 'oxide',
          eol_rir: null,
          si_sr: 0.9,
          price_usd_per_kg: null,
          byproduct_share: null,
          main_end_uses: 'magnets',
          evidence,
        })),
      },
    ],
    [
      'catalogue:suppliers',
      {
        entries: [
          { id: 'lynas', name: 'Lynas Rare Earths', aliases: ['ライナス'], unconfirmed_names: ['莱纳斯'] },
          { id: 'odd', name: '=HYPERLINK("http://x","Säure, 上海")' },
        ].map((entry) => ({
          ...entry,
          countries: ['AUS', 'MYS'],
          elements: ['Dy', 'Tb'],
          stages: ['separation'],
          sites: [site(entry.id)],
        })),
      },
    ],
    [
      'catalogue:countries',
      {
        entries: [
          { id: 'CHN', name: 'China' },
          { id: 'MYS', name: 'Malaysia', latitude: 4.1, longitude: 102.2, coordinate_precision: 'country' },
        ].map((entry) => ({
          ...entry,
          elements: ['Dy'],
          political_stability: -0.4,
          wgi_mean: -0.3,
          evidence: null,
        })),
      },
    ],
    [
      'signals',
      {
        signals: [signal('senkaku', 'stale'), signal('taiwan', 'current')],
        pressure: { senkaku: pressureOf(null), taiwan: pressureOf(30) },
      },
    ],
    [
      'signal:taiwan',
      {
        ...signal('taiwan', 'current'),
        history: ['2025-12-31', '2026-09-28', '2026-09-29', '2026-09-30'].map(day),
      },
    ],
    ['signal:senkaku', { ...signal('senkaku', 'stale'), history: [] }],
    [
      'measures',
      {
        licences: [],
        trade: [
          tradeRatio('2025-06', 0.2, { known_from: '2025-07-31' }),
          tradeRatio('2025-09', 0.7, { known_from: '2025-10-31', below: null }),
          tradeRatio('2025-09', 0.1, { buyer: 'JPN' }),
        ],
        measures: [
          policy('CN-2025-18', {}),
          policy('CN-2025-57', {
            announced: '2025-10-09',
            known_from: '2025-10-09',
            effective_from: '2025-11-08',
            suspended_from: '2025-11-07',
            suspended_to: '2026-11-10',
            elements: ['Er'],
            mapping: dual(['@HREE']),
          }),
          policy('CN-2026-JP', {
            announced: '2026-01-06',
            known_from: '2026-01-06',
            effective_from: '2026-01-06',
            targets: ['JPN'],
            mapping: null,
          }),
        ],
      },
    ],
    ['methodology', { ...METHODOLOGY.document, sha256: METHODOLOGY.sha256 }],
    ...['JPN', 'USA'].map((buyer): readonly [RunDocumentName, unknown] => [
      `inputs:${buyer}`,
      worldInputs(buyer),
    ]),
    ...['JPN', 'USA'].map((buyer): readonly [RunDocumentName, unknown] => [
      `supplier-inputs:${buyer}`,
      worldSupplierInputs(buyer),
    ]),
    [
      'lanes',
      {
        transits: {
          suez: {
            to: '2026-07-19',
            status: 'stale',
            ships_a_day: 41.6,
            ratio: 1.02,
            same_weeks: { 2025: 40.8, 2026: 41.6 },
            source: 'IMF PortWatch',
          },
        },
        routes: [
          { buyer: 'JPN', origin: 'CHN', stage: 'separation', lanes: { east_china_sea: 0.86 } },
          {
            buyer: 'JPN',
            origin: 'MYS',
            stage: 'separation',
            lanes: { luzon_strait: 0.4, south_china_sea: 0.9 },
          },
          { buyer: 'USA', origin: 'MYS', stage: 'separation', lanes: { south_china_sea: 0.9 } },
        ],
        dependence: ['Dy', 'Tb'].flatMap((of) => [
          {
            buyer: 'JPN',
            element: of,
            stage: 'separation',
            origins: { CHN: 0.9, MYS: 0.1 },
            lanes: { east_china_sea: 0.774, luzon_strait: 0.04, south_china_sea: 0.09 },
            unknown: 0,
          },
          {
            buyer: 'USA',
            element: of,
            stage: 'separation',
            origins: { MYS: 0.1, OTH: 0.9 },
            lanes: { south_china_sea: 0.09 },
            unknown: 0.9,
          },
        ]),
      },
    ],
    ['product-contents', { contents: productContents }],
    [
      'listed-names',
      {
        names: listedNamesOn({
          data: bundledReferenceData,
          day: dayNumber(RUN_STAMP.as_of),
          known: dayNumber(RUN_STAMP.as_of),
        }),
      },
    ],
    [
      'supplier-outputs',
      {
        outputs: [
          {
            supplier: 'lynas',
            name: 'Lynas Rare Earths',
            element: 'Dy',
            stage: 'separation',
            output: { MYS: 1, AUS: null },
          },
        ],
      },
    ],
    [
      'observed-counts',
      {
        taiwan_strait: Object.fromEntries(
          ['2026-09-28', '2026-09-29', '2026-09-30'].map((at) => [at, { aircraft: 3, navy_ships: null }]),
        ),
      },
    ],
    [
      'security-events',
      { events: securityEvents, read: [{ from: '2018-01-01', to: '2026-08-22' }], exercises },
    ],
    ['control-events', { events: controlEvents }],
    ['shortages', { reports: shortages }],
    [
      'sources',
      {
        sources: [
          {
            id: 'mnd',
            title: 'Daily reports',
            publisher: 'MND',
            url: null,
            licence: 'open',
            redistribution: 'free',
            cadence: 'daily',
            tables: ['taiwan_strait'],
            newest_date: '2026-09-29',
            read_on: '2026-09-30',
          },
        ],
        coverage: [{ id: 'taiwan-mnd', spans: [{ from: '2020-09-09', to: '2026-09-29' }] }],
      },
    ],
  ];
}

const site = (supplier: string) => ({
  id: `${supplier}-plant`,
  name: 'Plant',
  city: null,
  country: 'MYS',
  stage: 'separation',
  elements: ['Dy', 'Tb'],
  product: null,
  operating: 'yes',
  status: 'operating',
  capacity_tonnes_per_year: 250,
  capacity_type: 'nameplate',
  evidence,
});

/**
 * Two licences on two of the elements; the others have their scores from shares alone, promethium has none.
 */
const worldInputs = (buyer: string) => ({
  names: Object.fromEntries(WORLD_ELEMENTS.map(([id, name]) => [id, name])),
  elements: WORLD_ELEMENTS.map(([element, , score]) =>
    elementInputs({
      element,
      buyer,
      stages: score === null ? {} : { separation: { world: { CHN: 0.9, MYS: 0.1 } } },
      measures: element === 'Dy' ? [measure({ id: 'CN-2025-18' })] : [],
    }),
  ),
});

/** One supplier, of which a plant in Malaysia lives on ore from Australia. */
const worldSupplierInputs = (buyer: string) => ({
  elements: Object.fromEntries(
    worldInputs(buyer).elements.flatMap(({ element, measures, readings, stages, eol, demand_share }) =>
      Object.keys(stages).length === 0
        ? []
        : [[element, { measures, readings, stages, eol, demand_share }] as const],
    ),
  ),
  sources: {},
  suppliers: [
    {
      name: 'Lynas Rare Earths',
      inputs: {
        supplier: 'lynas',
        buyer,
        as_of: RUN_STAMP.as_of,
        end_use: 'civil',
        cover_days: null,
        unscored: null,
        sites: [
          {
            id: 'lynas-plant',
            country: 'MYS',
            stage: 'separation',
            elements: ['Dy', 'Tb'],
            newness: 0,
            feeds: [{ country: 'AUS', stage: 'mine', share: 1, elements: null }],
          },
        ],
        available: 1,
        listed: false,
        by_stage: false,
        symbols: ['Dy', 'Tb'],
        pv: { AUS: 0.9, MYS: 0.17 },
        theta: 0.1,
        pressure: { senkaku: { multiplier: 1 }, taiwan: { multiplier: 1 } },
      },
    },
  ],
});

/** Day, score and origin of the history of dysprosium for Japan. */
const HISTORY: readonly (readonly [as_of: string, score: number | null, origin: HistoryPoint['origin']])[] = [
  ['2024-12-29', 50, 'replayed'],
  ['2025-01-05', 51, 'replayed'],
  ['2025-01-12', null, 'replayed'],
  ['2025-01-13', 53, 'replayed'],
  ['2025-01-19', 54, 'replayed'],
  ['2026-09-30', 70, 'replayed'],
  ['2026-09-30', 71, 'published'],
];

const RANKING_ROWS_PER_PAGE = 4;

/**
 * A published run over the write ports: ten elements for Japan and the United States, two suppliers, two
 * countries, and every document.
 */
export async function publishWorld({
  ledger,
  rows,
  history,
  changes,
  trackRecord,
}: {
  ledger: RunLedger;
  rows: RunRows;
  history: ScoreHistory;
  changes: ScoreChanges;
  trackRecord: TrackRecord;
}): Promise<void> {
  await ledger.create(
    runRecord({
      run_id: 'r0000000001',
      status: 'failed',
      failure: 'the guard refused the run',
      finished_at: '2026-09-30T18:02:00.000Z',
    }),
  );
  const methodology = { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 }; // custom suppliers are scored with it
  const run = runRecord({
    ...RUN_STAMP,
    methodology,
    status: 'completed',
    finished_at: '2026-10-01T18:02:00.000Z',
  });
  await ledger.create(run);
  const ranked: ScoreDocument[] = [];
  for (const buyer of ['JPN', 'USA']) {
    const elements = WORLD_ELEMENTS.map((entry) => element(entry, buyer));
    const suppliers = [
      supplier('lynas', 'Lynas Rare Earths', 12.5, buyer),
      supplier('odd', '=HYPERLINK("http://x","Säure, 上海")', 61, buyer),
    ];
    const countries = [country('CHN', 'China', 71.7, buyer), country('MYS', 'Malaysia', 4, buyer)];
    ranked.push(...(await publishRanking(rows, buyer, 'element', elements)));
    ranked.push(...(await publishRanking(rows, buyer, 'supplier', suppliers)));
    ranked.push(...(await publishRanking(rows, buyer, 'country', countries)));
  }
  await putRunOfOneBatch(rows, WORLD_RUN, ranked.map(findingsOf));
  for (const [name, content] of documents()) await rows.putDocument(WORLD_RUN, name, content, FAR_OFF);
  const subject = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;
  const points = HISTORY.map(([as_of, score, origin]) =>
    historyPoint({
      as_of,
      score,
      band: bandOf(score),
      origin,
      run_id: origin === 'published' ? WORLD_RUN : null,
    }),
  );
  await history.put([
    { subject, points: points.filter(({ origin }) => origin === 'replayed') },
    { subject, points: points.filter(({ origin }) => origin === 'published') },
  ]);
  const pointer = {
    run_id: WORLD_RUN,
    previous_run_id: null,
    version: 1,
    published_at: '2026-10-01T18:01:00.000Z',
    as_of: RUN_STAMP.as_of,
  };
  await publishWorldChanges(changes);
  await ledger.movePointer(null, pointer);
  const forecast = ['JPN', 'USA'].map((buyer) => ({
    type: 'element' as const,
    buyer,
    documents: WORLD_ELEMENTS.map((entry) => element(entry, buyer)),
  }));
  await putForecasts(run, forecast, trackRecord);
  await appendPublishedRuns(pointer, { ledger, trackRecord });
}

/** Everything is new in the first run. */
async function publishWorldChanges(changes: ScoreChanges): Promise<void> {
  const stamp = { ...RUN_STAMP, computed_at: '2026-10-01T18:00:00.000Z', previous: null };
  const both = (ofBuyer: (buyer: string) => ScoreDocument) => ['JPN', 'USA'].map(ofBuyer);
  const documents = [
    ...WORLD_ELEMENTS.flatMap((entry) => both((buyer) => element(entry, buyer))),
    ...both((buyer) => supplier('lynas', 'Lynas Rare Earths', 12.5, buyer)),
    ...both((buyer) => country('CHN', 'China', 81, buyer)),
  ];
  const positionOf = (n: number): string => `2026-10-01#${String(2_000_000 + n).padStart(16, '0')}`;
  const all = documents.map((after, n) => ({
    ...changeDocument({ before: null, after, explained: null }, stamp, (id) => id),
    seq: 2_000_000 + n,
    position: positionOf(n),
  }));
  await changes.append(all, 2_000_000_000);
  await changes.moveHead(await changes.head(), {
    position: positionOf(all.length),
    run_id: WORLD_RUN,
    months: ['2026-10'],
    never_told: [],
    shards: 1,
  });
}

/** Writes the pages of a ranking, and returns the documents with their ranks. */
async function publishRanking(
  rows: RunRows,
  buyer: string,
  type: ScoreDocument['subject']['type'],
  unranked: readonly ScoreDocument[],
): Promise<readonly ScoreDocument[]> {
  const ranks = ranksOf(
    unranked.map((document) => ({ id: document.subject.id, score: document.score })),
    new Map(),
  );
  const ranked = unranked.map((document) => ({ ...document, rank: ranks.get(document.subject.id) ?? null }));
  const ids = ranked.toSorted(inRankingOrder).map(({ subject }) => subject.id);
  await rows.putRankingPages(pagesOf(WORLD_RUN, { type, buyer }, ids, RANKING_ROWS_PER_PAGE), FAR_OFF);
  return ranked;
}

function findingsOf(document: ScoreDocument): ScoredSubject {
  const drivers = document.top_drivers.map((driver) => ({
    ...driver,
    exact_points: driver.points,
    evidence: ['share:Dy:separation:CHN'],
  }));
  const explanation = {
    ...document,
    identity: 'points sum to score',
    drivers,
    stages: [],
    counterfactuals: [],
    scheduled_steps: [],
    exact: null,
    inputs: null,
    reference_indices: {},
    security_events: {},
    evidence: [],
    limitations: [],
    inputs_sha256: 'c'.repeat(64),
    content_sha256: 'b'.repeat(64),
  };
  const exact = {
    score: document.score,
    contributions_sum: document.score,
    published_hundredths: document.score === null ? null : Math.round(document.score * 100),
    facts: { inputs: 'i', measures: 'm', signals: 's', methodology: 'x', code: 'c' },
  };
  const points: Readonly<Record<string, number>> = document.score === null ? {} : { measure: document.score };
  return {
    result: { document, exact, drivers: points, content_sha256: 'b'.repeat(64) },
    explanation,
    draws: null,
  };
}
