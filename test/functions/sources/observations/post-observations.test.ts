import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../../api/api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const post = (address: string, body: unknown, headers: Record<string, string> = {}) =>
  api.call(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const send = (...observations: unknown[]) => post('/v1/observations', { observations });
const report = (date: string, aircraft: unknown, more: Record<string, unknown> = {}) => ({
  series: 'taiwan_strait',
  date,
  values: { aircraft, navy_ships: 2 },
  source: 'MND',
  known_from: date,
  ...more,
});
const statuses = ({ json }: { json: { results: readonly { status: string }[] } }) =>
  json.results.map(({ status }) => status);

describe('observations that are sent', () => {
  test('are accepted, told again as duplicates, and corrected with both versions kept', async () => {
    expect(statuses(await send(report('2026-10-05', 5), report('2026-10-06', 6)))).toEqual([
      'accepted',
      'accepted',
    ]);
    const again = await send(
      report('2026-10-05', 5),
      report('2026-10-06', 4, { known_from: '2026-10-09' }),
      report('2026-10-07', 1),
    );
    expect(again.json).toMatchObject({ accepted: 1, corrected: 1, duplicate: 1, refused: 0 });
    expect(again.json.results[1]).toEqual({
      index: 1,
      status: 'corrected',
      id: 'observation:taiwan_strait:2026-10-06:2',
      reasons: [],
    });
    const kept = await observationLogIn(api.store.table(SIGNALS_TABLE)).all();
    const ofThatDay = kept.filter(({ observation }) => observation.date === '2026-10-06');
    expect(ofThatDay.map(({ version, observation }) => [version, observation.known_from])).toEqual([
      [1, '2026-10-06'],
      [2, '2026-10-09'],
    ]);
  });

  test('of a day twice in a request keep their order', async () => {
    expect(
      statuses(await send(report('2026-10-15', 1), report('2026-10-15', 2), report('2026-10-15', 2))),
    ).toEqual(['accepted', 'corrected', 'duplicate']);
  });

  test('that a run knows already are duplicates, and corrections where they differ', async () => {
    const known = report('2026-09-30', 3, { values: { aircraft: 3, navy_ships: null } });
    expect(statuses(await send(known))).toEqual(['duplicate']);
    expect(statuses(await send({ ...known, values: { aircraft: 4, navy_ships: null } }))).toEqual([
      'corrected',
    ]);
  });

  test('are a thousand at most', async () => {
    const days = Array.from({ length: 1001 }, (_, n) =>
      report(new Date(Date.parse('2020-01-01') + n * 86_400_000).toISOString().slice(0, 10), 2),
    );
    const many = await send(...days.slice(0, 1000));
    expect(many.json).toMatchObject({ accepted: 1000, refused: 0 });
    const more = await send(...days);
    expect([more.status, more.json.detail]).toEqual([
      400,
      '`/observations` is not right; send at most 1000 observations.',
    ]);
  });

  test('with an Idempotency-Key are answered as the first time', async () => {
    const body = { observations: [report('2026-10-20', 5)] };
    const first = await post('/v1/observations', body, { 'idempotency-key': 'key-1' });
    const second = await post('/v1/observations', body, { 'idempotency-key': 'key-1' });
    expect([first.json, second.headers['idempotency-replayed']]).toEqual([second.json, 'true']);
    const other = await post(
      '/v1/observations',
      { observations: [report('2026-10-21', 5)] },
      { 'idempotency-key': 'key-1' },
    );
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });
});

describe('a deployment of a carrier', () => {
  const deployment = (values: object, id = 'LIA-1') => ({
    series: 'carriers',
    id,
    date: '2026-10-15',
    known_from: '2026-10-16',
    source: 'JSO',
    values: { carrier: 'Liaoning', scope: 'pacific', ...values },
  });

  test('that was sent again is known; one that has ended since is a correction, and both are kept', async () => {
    expect(statuses(await send(deployment({}), deployment({})))).toEqual(['accepted', 'duplicate']);
    const further = await send(deployment({ end: '2026-10-20' }), deployment({ end: '2026-10-20' }));
    expect(further.json.results).toMatchObject([
      { status: 'corrected', id: 'observation:carriers:LIA-1:2' },
      { status: 'duplicate', id: 'observation:carriers:LIA-1:2' },
    ]);
  });

  test('that ends before it begins is refused', async () => {
    const { json } = await send(deployment({ end: '2020-01-01' }, 'LIA-2'));
    const reason = '`/values/end` is not right; send a day that is not before `date`, 2026-10-15.';
    expect(json.results).toMatchObject([{ status: 'refused', id: null, reasons: [reason] }]);
  });
});

describe('what a person reads who sent something odd', () => {
  test.each([
    [
      'no series',
      { date: '2026-10-05' },
      ['`/series` is not one of: taiwan_strait, senkaku, carriers, security_events, shortages.'],
    ],
    [
      'a series that is mistyped',
      report('2026-10-05', 5, { series: 'taiwan_straits' }),
      [
        '`/series` is not one of: taiwan_strait, senkaku, carriers, security_events, shortages. Did you mean `taiwan_strait`?',
      ],
    ],
    [
      'a negative count',
      report('2026-10-05', -1),
      ['`/values/aircraft` is not right; send a whole number from 0 to 100000.'],
    ],
    [
      'a field that is none',
      report('2026-10-05', 5, { planes: 5 }),
      [expect.stringContaining('`planes` here. Allowed here: series, date, values, known_from')],
    ],
    [
      'known before it happened',
      report('2026-10-08', 5, { known_from: '2026-10-01' }),
      ['`/known_from` 2026-10-01 lies before the day it speaks of, 2026-10-08.'],
    ],
    [
      'an address that is none',
      report('2026-10-08', 5, { source_url: 'javascript:alert(1)' }),
      ['`/source_url` is not right; send an address that begins with https:// or http://.'],
    ],
  ])('%s', async (_what, observation, reasons) => {
    const { status, json } = await send(observation);
    expect([status, json.results[0].status, json.results[0].reasons]).toEqual([200, 'refused', reasons]);
    expect(
      (await observationLogIn(api.store.table(SIGNALS_TABLE)).all()).filter(
        (one) => one.observation.date === '2026-10-08',
      ),
    ).toEqual([]);
  });

  test('far more than before: it is taken, counts as far as is usual, and is told', async () => {
    expect((await send(report('2026-10-09', 500))).json.results).toEqual([
      {
        index: 0,
        status: 'accepted',
        id: 'observation:taiwan_strait:2026-10-09:1',
        reasons: ['aircraft counts as 6 of 500 until a document of its publisher states the same.'],
      },
    ]);
  });

  test('a day that lies ahead', async () => {
    const { json } = await send(report('2099-01-01', 5));
    expect(json.results[0].reasons[0]).toMatch(/^`\/date` 2099-01-01 lies after today, \d{4}-\d{2}-\d{2}\.$/);
  });

  test.each([
    [{}, '`/observations` is missing; send a list.'],
    [{ observations: [] }, '`/observations` is not right; send at least one observation.'],
  ])('%j', async (body, detail) => {
    const { status, json } = await post('/v1/observations', body);
    expect([status, json.detail]).toEqual([400, detail]);
  });
});
