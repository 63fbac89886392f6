import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriesRequest } from '#contracts/api/scores-requests.ts';
import { DRIVER_KINDS } from '#domain/vocabulary/score-document.ts';
import { getSeries, type SeriesPorts } from '#functions/api/scores/get-series.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { scorerOn } from '#test/builders/small-facts.ts';
import { customSupplier } from '#test/functions/scoring/custom/custom-scoring-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const range = 'from=2024-12-01&to=2026-10-01';

describe('the long shape', () => {
  test('has a row for each time, subject and metric, oldest first, unknown values as null', async () => {
    const { json } = await api.call(`/v1/series?subjects=element:Dy,element:Tb&metrics=score,p95&${range}`);
    expect(json.columns.map((one: { column: string }) => one.column)).toEqual([
      'element:Dy score',
      'element:Dy p95',
      'element:Tb score',
      'element:Tb p95',
    ]);
    const scores = json.data.filter((row: { metric: string }) => row.metric === 'score');
    expect(
      scores.map((row: { time: string; value: number | null }) => [row.time.slice(0, 10), row.value]),
    ).toEqual([
      ['2024-12-29', 50],
      ['2025-01-05', 51],
      ['2025-01-12', null],
      ['2025-01-13', 53],
      ['2025-01-19', 54],
      ['2026-09-30', 71], // published that day, whatever was replayed later
    ]);
    expect(scores[0]).toMatchObject({
      subject: 'element:Dy',
      label: 'Dysprosium',
      band: 'elevated',
      origin: 'replayed',
      methodology: '4.0.0',
    });
    expect([json.empty, json.run_id]).toEqual([['element:Tb'], WORLD_RUN]);
  });

  test('takes the last point of a week or month', async () => {
    const { json } = await api.call(`/v1/series?subjects=element:Dy&interval=month&${range}`);
    expect(
      json.data.map((row: { time: string; value: number }) => [row.time.slice(0, 10), row.value]),
    ).toEqual([
      ['2024-12-29', 50],
      ['2025-01-19', 54],
      ['2026-09-30', 71],
    ]);
  });
});

describe('the wide shape', () => {
  test('has a row for each time and a column for each series', async () => {
    const { json } = await api.call(`/v1/series?subjects=element:Dy,element:Tb&shape=wide&${range}`);
    expect(json.data[0]).toEqual({
      time: '2024-12-29T00:00:00Z',
      'element:Dy score': 50,
      'element:Tb score': null,
    });
    expect(json.data).toHaveLength(6);
  });

  test('puts signals beside scores', async () => {
    const { json } = await api.call(
      `/v1/series?subjects=element:Dy&metrics=score,signal:taiwan&shape=wide&from=2026-09-28&to=2026-10-01`,
    );
    expect(json.data).toEqual([
      { time: '2026-09-28T00:00:00Z', 'element:Dy score': null, 'signal:taiwan index': 12.5 },
      { time: '2026-09-29T00:00:00Z', 'element:Dy score': null, 'signal:taiwan index': 12.5 },
      { time: '2026-09-30T00:00:00Z', 'element:Dy score': 71, 'signal:taiwan index': 12.5 },
    ]);
  });

  test('as CSV has the same columns, and a header also without rows', async () => {
    const { text, headers } = await api.call(`/v1/series?subjects=element:Dy&shape=wide&format=csv&${range}`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(text.split('\r\n').slice(0, 2)).toEqual(['time,element:Dy score', '2024-12-29T00:00:00Z,50']);
    expect(text).toContain('2025-01-12T00:00:00Z,\r\n');
    const empty = await api.call('/v1/series?subjects=element:Tb&format=csv');
    expect(empty.text).toBe('time,subject,label,metric,value,band,methodology,origin\r\n');
  });
});

test('signals need no subject', async () => {
  const { json } = await api.call('/v1/series?metrics=signal:taiwan&from=2026-09-01&to=2026-10-01');
  expect(json.data).toHaveLength(3);
  expect(json.data[0]).toMatchObject({ subject: 'signal:taiwan', metric: 'index', value: 12.5, band: null });
});

test('drivers of a day that has none of a kind gave no points, and those of a day without a score are unknown', async () => {
  const { json } = await api.call(`/v1/series?subjects=element:Dy&metrics=driver:disruption&${range}`);
  expect(json.data.map((row: { value: number | null }) => row.value)).toEqual([0, 0, null, 0, 0, 0]);
});

test('the kinds of drivers are those that the shipped facts give', async () => {
  const scorer = scorerOn('2026-10-01');
  const kinds = scorer.subjects.flatMap((subject) =>
    ['JPN', 'USA'].flatMap((buyer) => Object.keys(scorer.findings(subject, buyer).result.drivers)),
  );
  expect([...new Set(kinds)].filter((kind) => !DRIVER_KINDS.some((known) => known === kind))).toEqual([]);
});

test('has the three parts of the score', async () => {
  const { json } = await api.call(
    `/v1/series?subjects=element:Dy&metrics=state,may_begin,security&from=2026-09-01&to=2026-10-01`,
  );
  const [point] = await api.store.scores.history({ type: 'element', id: 'Dy', buyer: 'JPN' }, 2026);
  const values = json.data.map(({ metric, value }: { metric: string; value: number }) => [metric, value]);
  expect(Object.fromEntries(values)).toEqual({
    state: point?.state,
    may_begin: point?.may_begin,
    security: point?.security,
  });
});

test('reads at most twice for a year of a subject, however many metrics are asked for', async () => {
  const reads: string[] = [];
  const counted = new Proxy({} as PublishedScores, {
    get:
      (_, method: keyof PublishedScores) =>
      (...given: readonly unknown[]) => {
        reads.push(method);
        return (api.store.scores[method] as (...rest: readonly unknown[]) => unknown)(...given);
      },
  });
  const query = seriesRequest.query.parse({
    subjects: 'element:Dy,element:Tb,supplier:lynas,country:CHN',
    metrics: 'score,p05,p95,driver:disruption',
    from: '2022-01-01',
    to: '2026-10-01',
  });
  const run = await api.store.scores.currentRun();
  const ports = { scores: counted, client: 'local' } as unknown as SeriesPorts;
  await getSeries(ports, run ?? expect.fail('published'), query);
  const subjectYears = 4 * 5;
  expect(reads.filter((method) => method === 'history')).toHaveLength(subjectYears);
  expect(reads.length).toBeLessThanOrEqual(2 * subjectYears);
});

test('a supplier of the caller has the points of its history', async () => {
  const body = JSON.stringify(customSupplier('Own'));
  const headers = { 'content-type': 'application/json' };
  expect((await api.call('/v1/suppliers/own', { method: 'PUT', headers, body })).status).toBe(201);
  const days = 'buyer=JPN&from=2026-09-28&to=2026-10-01';
  const { data } = (await api.call(`/v1/suppliers/own/history?${days}`)).json;
  const series = (await api.call(`/v1/series?subjects=supplier:own&${days}`)).json;
  expect(data).toHaveLength(4);
  expect([series.columns[0].label, series.data.map(({ value }: { value: number }) => value)]).toEqual([
    'Own',
    data.map(({ score }: { score: number }) => score),
  ]);
  const { status, json } = await api.call('/v1/series?subjects=supplier:own');
  expect([status, json.detail]).toEqual([400, expect.stringContaining('more than 120 days of supplier:own')]);
});

test('in Japanese a table begins with what Excel knows UTF-8 by', async () => {
  const of = async (lang: string) =>
    (await api.call(`/v1/series?subjects=element:Dy&format=csv&lang=${lang}`)).text;
  expect(await of('ja')).toBe(`\uFEFF${await of('en')}`);
});

test('a subject that does not exist is named, and the others are there', async () => {
  const both = (await api.call(`/v1/series?subjects=element:Dy,supplier:gone,element:dy&${range}`)).json;
  const alone = (await api.call(`/v1/series?subjects=element:Dy&${range}`)).json;
  expect(both.data).toEqual(alone.data);
  expect([alone.unknown, both.unknown]).toEqual([
    [],
    [
      { subject: 'supplier:gone', detail: 'There is no supplier:gone; case matters.' },
      { subject: 'element:dy', detail: 'There is no element:dy; case matters. Did you mean element:Dy?' },
    ],
  ]);
  const asCsv = await api.call(`/v1/series?subjects=element:Dy,supplier:gone&format=csv&${range}`);
  expect([asCsv.status, asCsv.text]).toEqual([
    200,
    (await api.call(`/v1/series?subjects=element:Dy&format=csv&${range}`)).text,
  ]);
  expect((await api.call('/v1/series?subjects=supplier:gone,element:dy')).json.errors).toHaveLength(2);
});

test.each([
  ['subjects=element:dy', 'subjects', /There is no element:dy; case matters. Did you mean element:Dy\?/],
  ['subjects=Dy', 'subjects', /a type and an id, for example element:Dy/],
  ['metrics=score', 'subjects', /`subjects` is missing/],
  ['subjects=element:Dy&metrics=scores', 'metrics', /Did you mean `score`/],
  ['subjects=element:Dy&metrics=driver:disrupton', 'metrics', /Did you mean `driver:disruption`/],
  ['subjects=element:Dy&from=2026-10-01&to=2026-01-01', 'from', /is after/],
  [
    `subjects=${Array.from({ length: 51 }, (_, index) => `element:E${index}`).join(',')}`,
    'subjects',
    /at most 50 subjects/,
  ],
  [
    `subjects=${Array.from({ length: 40 }, (_, index) => `element:E${index}`).join(',')}&from=2010-01-01`,
    'from',
    /more than fits into one answer/,
  ],
])('a mistake is told: %s', async (question, parameter, detail) => {
  const { status, json } = await api.call(`/v1/series?${question}`);
  expect(status).toBe(400);
  expect(json.errors[0]).toMatchObject({ parameter, detail: expect.stringMatching(detail) });
});
