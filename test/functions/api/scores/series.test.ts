import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRIVER_KINDS, seriesRequest } from '#contracts/api/scores/series-request.ts';
import { HAZARDS } from '#domain/hazards/registry.ts';
import { getSeries } from '#functions/api/scores/get-series.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { historyPoint } from '#test/builders/score-documents.ts';
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
    expect(scores.map((row: { time: string; value: number | null }) => [row.time.slice(0, 10), row.value])).toEqual([
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
      methodology: '1.0.0',
    });
    expect([json.empty, json.run_id]).toEqual([['element:Tb'], WORLD_RUN]);
  });

  test('takes the last point of a week or month', async () => {
    const { json } = await api.call(`/v1/series?subjects=element:Dy&interval=month&${range}`);
    expect(json.data.map((row: { time: string; value: number }) => [row.time.slice(0, 10), row.value])).toEqual([
      ['2024-12-29', 50],
      ['2025-01-19', 54],
      ['2026-09-30', 71],
    ]);
  });
});

describe('the wide shape', () => {
  test('has a row for each time and a column for each series', async () => {
    const { json } = await api.call(`/v1/series?subjects=element:Dy,element:Tb&shape=wide&${range}`);
    expect(json.data[0]).toEqual({ time: '2024-12-29T00:00:00Z', 'element:Dy score': 50, 'element:Tb score': null });
    expect(json.data).toHaveLength(6);
  });

  test('puts signals beside scores', async () => {
    const { json } = await api.call(
      `/v1/series?subjects=element:Dy&metrics=score,signal:taiwan_strait&shape=wide&from=2026-09-28&to=2026-10-01`,
    );
    expect(json.data).toEqual([
      { time: '2026-09-28T00:00:00Z', 'element:Dy score': null, 'signal:taiwan_strait index': 12.5 },
      { time: '2026-09-29T00:00:00Z', 'element:Dy score': null, 'signal:taiwan_strait index': 12.5 },
      { time: '2026-09-30T00:00:00Z', 'element:Dy score': 71, 'signal:taiwan_strait index': 12.5 },
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
  const { json } = await api.call('/v1/series?metrics=signal:taiwan_strait&from=2026-09-01&to=2026-10-01');
  expect(json.data).toHaveLength(3);
  expect(json.data[0]).toMatchObject({ subject: 'signal:taiwan_strait', metric: 'index', value: 12.5, band: null });
});

test('drivers of a day that has none of a kind gave no points, and those of a day without a score are unknown', async () => {
  const { json } = await api.call(`/v1/series?subjects=element:Dy&metrics=driver:transit&${range}`);
  expect(json.data.map((row: { value: number | null }) => row.value)).toEqual([0, 0, null, 0, 0, 0]);
});

test('the kinds of drivers are those of the methods: 2.0.0 also names controls that may take effect', () => {
  const golden = readFileSync(new URL('../../../golden/scoring-cases-2.0.0.json', import.meta.url), 'utf8');
  const { cases } = JSON.parse(golden) as { readonly cases: readonly { readonly kind: string; readonly expected: Expected }[] };
  const elements = cases.filter(({ kind }) => kind === 'element');
  const ofLater = elements.flatMap(({ expected }) => Object.keys(expected.contributions ?? {}).map((id) => id.split(':')[0]));
  expect([...DRIVER_KINDS]).toEqual([...new Set([...HAZARDS.map(({ kind }) => kind), ...ofLater])].sort());
});

interface Expected {
  readonly contributions?: Readonly<Record<string, number>>;
}

test('has the two parts of the score, unknown on days whose methodology has none', async () => {
  const inParts = historyPoint({ as_of: '2026-09-30', score: 90.67, state: 88.56, new_event: 17.32 });
  const points = [historyPoint({ as_of: '2026-09-29' }), inParts];
  const scores: PublishedScores = { ...api.store.scores, history: async () => points };
  const run = await api.store.scores.currentRun();
  const query = seriesRequest.query.parse({ subjects: 'element:Dy', metrics: 'state,new_event', from: '2026-09-01', format: 'csv' });
  expect(await getSeries(scores, run ?? expect.fail('published'), query)).toMatch(
    /T00:00:00Z,element:Dy,Dysprosium,state,88\.56,high,1\.0\.0,published\r\n2026-09-30T00:00:00Z,element:Dy,Dysprosium,new_event,17\.32,/,
  );
  const unknown = await getSeries(scores, run ?? expect.fail('published'), query);
  expect(unknown).toContain('2026-09-29T00:00:00Z,element:Dy,Dysprosium,state,,high');
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
    metrics: 'score,p05,p95,driver:transit',
    from: '2022-01-01',
    to: '2026-10-01',
  });
  const run = await api.store.scores.currentRun();
  await getSeries(counted, run ?? expect.fail('published'), query);
  const subjectYears = 4 * 5;
  expect(reads.filter((method) => method === 'history')).toHaveLength(subjectYears);
  expect(reads.length).toBeLessThanOrEqual(2 * subjectYears);
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
  expect([asCsv.status, asCsv.text]).toEqual([200, (await api.call(`/v1/series?subjects=element:Dy&format=csv&${range}`)).text]);
  expect((await api.call('/v1/series?subjects=supplier:gone,element:dy')).json.errors).toHaveLength(2);
});

test.each([
  ['subjects=element:dy', 'subjects', /There is no element:dy; case matters. Did you mean element:Dy\?/],
  ['subjects=Dy', 'subjects', /a type and an id, for example element:Dy/],
  ['metrics=score', 'subjects', /`subjects` is missing/],
  ['subjects=element:Dy&metrics=scores', 'metrics', /Did you mean `score`/],
  ['subjects=element:Dy&metrics=driver:transt', 'metrics', /Did you mean `driver:transit`/],
  ['subjects=element:Dy&from=2026-10-01&to=2026-01-01', 'from', /is after/],
  [`subjects=${Array.from({ length: 51 }, (_, index) => `element:E${index}`).join(',')}`, 'subjects', /at most 50 subjects/],
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
