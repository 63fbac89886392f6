import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { ForecastOutcome } from '#domain/track-record/judging-rules.ts';
import { outcomeScores } from '#domain/track-record/track-record.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import type { Rescorer, ScoreStored } from '#functions/api/published-run/rescorer.ts';
import { loadHandler } from '#functions/local/load-handler.ts';
import { customStepsHere, scoreCustomSuppliers } from '#functions/scoring/custom-scoring.ts';
import { customScoresIn } from '#functions/store/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { useTablesOfThisProcess } from '#functions/store/dynamodb-table.ts';
import { firedAlertsIn } from '#functions/store/fired-alerts.ts';
import { useObjectsOfThisProcess } from '#functions/store/run-objects.ts';
import type { SummaryMisses } from '#functions/store/track-record.ts';
import { firedAlert } from '#test/builders/alerts.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { historyPoint, scoreDocument } from '#test/builders/score-documents.ts';
import {
  customScoringWorld,
  customSupplier,
  LISTED_AT,
  STORED_AT,
  toyCustomScore,
} from '#test/functions/scoring/custom/custom-scoring-world.ts';
import { ACCESS_TABLE, SIGNALS_TABLE, sqliteStore, TABLE } from '#test/functions/store/embedded-store.ts';

vi.mock('#functions/scoring/load-rescorer.services.ts', () => ({ loadRescorer: async () => toyRescorer }));

/** Values of every parameter of a list that are tried with every value of every other one. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  subject_type: ['supplier', 'country'],
  buyer: ['USA'],
  buyers: [BUYERS.join(','), 'JPN,USA'],
  element: ['Dy', 'W'],
  stage: ['separation'],
  country: ['MYS'],
  band: ['high', 'unknown'],
  min_score: ['0', '30'],
  sort: ['score', 'id', 'name', '-hhi'],
  fields: ['score,band'],
  expand: ['drivers,evidence,stages,history_90d'],
  custom: ['include', 'only'],
  end_use: ['defence'],
  cover_days: ['30'],
  as_of: ['2026-09-30', '2026-10-01'],
  known_at: ['2026-09-30'],
  format: ['csv', 'ndjson'],
  profile: ['import_set'],
  first_run: ['include'],
  cause: ['new_event'],
  min_abs_delta: ['0'],
  from: ['2025-01-05', '2026-10-01'],
  to: ['2025-12-31', '2026-10-01'],
  subjects: ['element:Dy', 'element:Dy,supplier:lynas'],
  interval: ['week', 'month'],
  state: ['in_force'],
  direction: ['restricts'],
  origin: ['CHN'],
  target: ['JPN'],
  kind: ['survey_ship_eez'],
  visibility: ['public', 'own', 'all'],
  theatre: ['senkaku'],
  actor: ['China'],
  status: ['accepted'],
  outcome: ['state'],
  order: ['newest_first'],
  sheet: [],
  lang: ['ja'],
};

/**
 * Questions that the pairs are added to, beside the one without parameters: what merges several lists into
 * one.
 */
const BASES: Readonly<Record<string, readonly string[]>> = {
  listChanges: ['first_run=include'],
  listScores: [
    'subject_type=supplier&custom=include',
    'subject_type=supplier&custom=only',
    'subject_type=supplier&custom=include&buyers=JPN,USA',
  ],
};

const LISTS = API_ROUTES.filter(({ request }) => 'cursor' in request.query.shape);
const PAGE_OF_ALL = 1000;
/** Pages that a list of any length is cut into for a pair; without parameters every row is a page. */
const PAGES = 4;

let close = async (): Promise<void> => undefined;
beforeAll(async () => {
  const store = await sqliteStore();
  close = store.close;
  Object.assign(process.env, {
    SCORES_TABLE_NAME: TABLE,
    ACCESS_TABLE_NAME: ACCESS_TABLE,
    SIGNALS_TABLE_NAME: SIGNALS_TABLE,
    SNAPSHOTS_BUCKET_NAME: 'local',
    LOG_LEVEL: 'error',
    CORS_ALLOWED_ORIGINS: '',
    CODE_VERSION: 'test',
    ACCESS: 'open',
    RATE_LIMIT_PER_MINUTE: '1000000',
  });
  useTablesOfThisProcess(store.table);
  useObjectsOfThisProcess(store.objects);
  await publishWorld(store);
  await store.history.put(
    [['supplier', 'lynas'] as const, ['country', 'CHN'] as const].map(([type, id]) => ({
      subject: { type, id, buyer: 'JPN' },
      points: ['2026-09-01', '2026-09-15', '2026-09-30'].map((as_of) => historyPoint({ as_of })),
    })),
  );
  await judgeForecasts(store);
  await storeCustomSuppliers(store);
});
afterAll(() => close());

/** Scores of suppliers stand in their names; every other subject has the same score on all days. */
const toyScorer: ScoreStored = {
  score: async (stored, buyer) => inWorld(toyCustomScore(stored, buyer)),
  explain: () => Promise.reject(new Error('no list explains')),
  inputs: () => Promise.reject(new Error('no list needs them')),
  history: async (days) =>
    days.map(({ day }) => ({ as_of: day, score: 1, band: 'low', origin: 'replayed' }) as never),
};
const inWorld = (document: ReturnType<typeof toyCustomScore>) => ({ ...document, run_id: WORLD_RUN });
const toyRescorer = {
  find: async () => null,
  ranking: async (type, buyer) =>
    ['a', 'b', 'c', 'd', 'e'].map((id, n) =>
      scoreDocument({ type, id, score: n === 4 ? null : 40 - 10 * (n % 3), buyer }),
    ),
  signals: async () => [],
  customSuppliers: () => toyScorer,
  customSuppliersOn: () => toyScorer,
  companyWorldOn: () => {
    throw new Error('no list is of a company');
  },
  explainChange: () => {
    throw new Error('no list explains a change');
  },
} satisfies Rescorer;

/** The summary of a run that was judged, with misses of every outcome. */
async function judgeForecasts({ trackRecord }: Awaited<ReturnType<typeof sqliteStore>>): Promise<void> {
  const miss = {
    run_id: WORLD_RUN,
    as_of: '2026-10-01',
    buyer: 'JPN',
    forecast: 60,
    happened: false,
    squared_error: 0.36,
    events: [],
  };
  const of = (outcome: ForecastOutcome): SummaryMisses => ({
    made_by: WORLD_RUN,
    misses: ['Cu', 'Dy', 'Ga'].map((id) => ({ ...miss, id, outcome })),
  });
  const lists = { score: of('score'), state: of('state'), new_event: of('new_event') };
  await trackRecord.putSummary(
    { judged_to: '', made_by: WORLD_RUN, outcomes: outcomeScores([]), judged: [] },
    lists,
  );
}

/**
 * Custom suppliers, some ranked by the run and some stored after it, measures, observations, alerts and
 * deliveries.
 */
async function storeCustomSuppliers(store: Awaited<ReturnType<typeof sqliteStore>>): Promise<void> {
  const suppliers = customSuppliersIn(store.table(SIGNALS_TABLE));
  const customScores = customScoresIn(store.table(TABLE));
  const put = (id: string, score: string, at: string): Promise<StoredSupplier> =>
    suppliers.put('local', id, customSupplier(score), 'anything', at);
  for (const [n, score] of ['61', '12.5', 'none', '33', '61'].entries())
    await put(`night-${n}`, score, STORED_AT);
  const { ports } = customScoringWorld();
  const ledger = {
    get: async () => ({ ...(await store.ledger.get(WORLD_RUN)), status: 'running' }) as never,
  };
  const rank = customStepsHere({ ...ports, ledger, suppliers, scores: customScores, buyers: BUYERS });
  await scoreCustomSuppliers(WORLD_RUN, LISTED_AT, rank);
  for (const [n, score] of ['61', 'none', '12.5'].entries())
    await put(`now-${n}`, score, '2026-10-02T09:00:00.000Z');
  await put('night-3', '34', '2026-10-02T09:00:00.000Z');
  const observation = {
    series: 'taiwan_strait',
    date: '2026-10-01',
    source: 'x',
    source_url: 'https://example.com/',
    known_from: '2026-10-01',
  };
  const values = { aircraft: 9000, navy_ships: 7, official_ships: 1 };
  const observations = ['2026-09-29', '2026-09-30', '2026-10-01'].map((date) => ({
    ...observation,
    date,
    known_from: date,
    values,
  }));
  await sent('POST', '/v1/observations', { observations });
  const applies = [{ elements: ['Dy'], stages: ['separation'], coverage: 1 }];
  for (const id of ['one', 'two', 'three'])
    await sent('POST', '/v1/measures', { ...exampleOf('POST /v1/measures'), id, title: id, applies });
  await sent('PUT', '/v1/webhooks/risk-desk', exampleOf('PUT /v1/webhooks/{id}'));
  for (let n = 0; n < 3; n += 1) await sent('POST', '/v1/webhooks/risk-desk/deliveries', undefined);
  const alerts = firedAlertsIn(store.table(SIGNALS_TABLE));
  await alerts.add(
    'local',
    ['x', 'y', 'z'].map((id) => firedAlert({ id: `alert_${id}`, run_id: WORLD_RUN })),
    4_000_000_000,
  );
  await alerts.moveMark({ run_id: WORLD_RUN, position: '2026-10-01#1', at: '2026-10-01T19:00:00.000Z' });
}

const exampleOf = (key: string): object =>
  API_ROUTES.find(({ methods, path }) => `${methods[0]} ${path}` === key)?.exampleBody as object;

async function sent(method: string, path: string, body: unknown): Promise<void> {
  const { statusCode, text } = await call(method, path, body);
  if (statusCode >= 400) throw new Error(`${method} ${path}: ${text}`);
}

/** The operation of a path, as API Gateway chooses it. */
function chosen(
  method: string,
  path: string,
): { readonly route: ApiRoute; readonly pathParameters: Record<string, string> } {
  const fits = API_ROUTES.flatMap((route) => {
    const pattern = new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(path);
    return pattern === null || !route.methods.includes(method as 'GET')
      ? []
      : [{ route, pathParameters: { ...pattern.groups } }];
  });
  const found = fits.sort(
    (a, b) => Object.keys(a.pathParameters).length - Object.keys(b.pathParameters).length,
  )[0];
  if (found === undefined) throw new Error(`no operation has ${method} ${path}`);
  return found;
}

/** Asks the handler itself, without HTTP. */
async function call(method: string, address: string, body?: unknown) {
  const [path = '', query = ''] = address.split('?');
  const { route, pathParameters } = chosen(method, path);
  const handler = await loadHandler(route.handler);
  const requestId = randomUUID();
  const event = {
    routeKey: `${method} ${route.path}`,
    rawPath: path,
    rawQueryString: query,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    pathParameters,
    requestContext: { requestId, domainName: 'localhost', http: { method, path, sourceIp: '127.0.0.1' } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  } as unknown as APIGatewayProxyEventV2;
  const context = { awsRequestId: requestId, getRemainingTimeInMillis: () => 30_000 } as Context;
  const { statusCode = 0, headers = {}, body: text = '' } = await handler(event, context);
  return { statusCode, headers, text };
}

interface Walk {
  readonly rows: readonly string[];
  readonly pages: number;
}

/** All pages of a list. `null`: the question is refused, as one that contradicts itself is. */
async function walk(path: string, query: string, limit: number): Promise<Walk | null> {
  const rows: string[] = [];
  const asked = new URLSearchParams(query);
  asked.set('limit', String(limit));
  let address: string | null = `${path}?${asked}`;
  for (let pages = 0; address !== null; pages += 1) {
    const { statusCode, headers, text } = await call('GET', address);
    if (statusCode === 400 && pages === 0) return null;
    expect([address, statusCode, statusCode === 200 ? '' : text]).toEqual([address, 200, '']);
    rows.push(...rowsOf(String(headers['content-type']), text));
    address = nextOf(String(headers['content-type']), text, headers.link);
    if (pages > 3000) throw new Error(`${path}?${query} does not end`);
    if (address === null) return { rows, pages: pages + 1 };
  }
  throw new Error('unreachable');
}

function rowsOf(type: string, text: string): readonly string[] {
  if (type.startsWith('text/csv')) return text.split('\r\n').slice(1, -1);
  if (type.startsWith('application/x-ndjson')) return text.split('\n').slice(0, -1);
  const { data, history } = JSON.parse(text) as {
    readonly data?: readonly unknown[];
    readonly history?: readonly unknown[];
  };
  return (data ?? history ?? []).map((row) => JSON.stringify(row));
}

function nextOf(type: string, text: string, link: unknown): string | null {
  if (!type.startsWith('application/json'))
    return typeof link === 'string' ? (/^<([^>]+)>/.exec(link)?.[1] ?? null) : null;
  return (JSON.parse(text) as { readonly links: { readonly next: string | null } }).links.next;
}

/** Every question that adds a pair of values of different parameters to the base. */
function pairsOf({ request, operationId }: ApiRoute): readonly string[] {
  const names = Object.keys(request.query.shape).filter((name) => name !== 'cursor' && name !== 'limit');
  const one = names.flatMap((name) => (VALUES[name] ?? []).map((value): [string, string] => [name, value]));
  return ['', ...(BASES[operationId] ?? [])].flatMap((base) => {
    const given = new URLSearchParams(base);
    const free = one.filter(([name]) => !given.has(name) && !(name === 'buyer' && given.has('buyers')));
    return free.flatMap((left, n) => [
      new URLSearchParams([...given, left]).toString(),
      ...free
        .slice(n + 1)
        .flatMap((right) =>
          right[0] === left[0] ? [] : [new URLSearchParams([...given, left, right]).toString()],
        ),
    ]);
  });
}

const pathOf = ({ example }: ApiRoute): string => example.split('?')[0] as string;

test('every parameter of every list has values here', () => {
  const names = new Set(LISTS.flatMap(({ request }) => Object.keys(request.query.shape)));
  expect(
    [...names].filter((name) => !['cursor', 'limit'].includes(name) && VALUES[name] === undefined),
  ).toEqual([]);
});

describe.each(LISTS)('$operationId', (route) => {
  test('has rows, and page by page the same ones, each once', async () => {
    let rows = 0;
    for (const base of ['', ...(BASES[route.operationId] ?? [])]) {
      const all = await walk(pathOf(route), base, PAGE_OF_ALL);
      const single = await walk(pathOf(route), base, 1);
      expect(single?.rows).toEqual(all?.rows);
      expect(new Set(all?.rows).size).toBe(all?.rows.length);
      rows += all?.rows.length ?? 0;
    }
    expect(rows).toBeGreaterThan(0);
  });

  test('is read to its end with every pair of its parameters', async () => {
    for (const query of pairsOf(route)) {
      const all = await walk(pathOf(route), query, PAGE_OF_ALL);
      if (all === null) continue;
      expect([query, new Set(all.rows).size]).toEqual([query, all.rows.length]);
      if (all.rows.length < 2) continue;
      const some = await walk(pathOf(route), query, Math.ceil(all.rows.length / PAGES));
      expect([query, some?.rows]).toEqual([query, all.rows]);
    }
  });
});
