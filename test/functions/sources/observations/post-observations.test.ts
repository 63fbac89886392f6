import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observationLogIn } from '#functions/store/observation-log.ts';
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
  api.call(address, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const send = (...observations: unknown[]) => post('/v1/observations', { observations });
const report = (date: string, aircraft: unknown, more: Record<string, unknown> = {}) => ({
  series: 'taiwan_strait',
  date,
  values: { aircraft, navy_ships: 2 },
  source: 'MND',
  known_from: date,
  ...more,
});
const statuses = ({ json }: { json: { results: readonly { status: string }[] } }) => json.results.map(({ status }) => status);

describe('observations that are sent', () => {
  test('are accepted, told again as duplicates, and corrected with both versions kept', async () => {
    expect(statuses(await send(report('2026-10-05', 5), report('2026-10-06', 6)))).toEqual(['accepted', 'accepted']);
    const again = await send(report('2026-10-05', 5), report('2026-10-06', 4, { known_from: '2026-10-09' }), report('2026-10-07', 1));
    expect(again.json).toMatchObject({ accepted: 1, corrected: 1, duplicate: 1, quarantined: 0 });
    expect(again.json.results[1]).toEqual({ index: 1, status: 'corrected', id: 'observation:taiwan_strait:2026-10-06:2', reasons: [] });
    const kept = await observationLogIn(api.store.table(SIGNALS_TABLE)).all();
    const ofThatDay = kept.filter(({ observation }) => observation.date === '2026-10-06');
    expect(ofThatDay.map(({ version, observation }) => [version, observation.known_from])).toEqual([
      [1, '2026-10-06'],
      [2, '2026-10-09'],
    ]);
  });

  test('of a day twice in a request keep their order', async () => {
    expect(statuses(await send(report('2026-10-15', 1), report('2026-10-15', 2), report('2026-10-15', 2)))).toEqual([
      'accepted',
      'corrected',
      'duplicate',
    ]);
  });

  test('that a run knows already are duplicates, and corrections where they differ', async () => {
    const known = report('2026-09-30', 3, { values: { aircraft: 3, navy_ships: null } });
    expect(statuses(await send(known))).toEqual(['duplicate']);
    expect(statuses(await send({ ...known, values: { aircraft: 4, navy_ships: null } }))).toEqual(['corrected']);
  });

  test('are a thousand at most', async () => {
    const days = Array.from({ length: 1001 }, (_, n) =>
      report(new Date(Date.parse('2020-01-01') + n * 86_400_000).toISOString().slice(0, 10), 2),
    );
    const many = await send(...days.slice(0, 1000));
    expect(many.json).toMatchObject({ accepted: 1000, quarantined: 0 });
    const more = await send(...days);
    expect([more.status, more.json.detail]).toEqual([400, '`/observations` is not right; send at most 1000 observations.']);
  });

  test('with an Idempotency-Key are answered as the first time', async () => {
    const body = { observations: [report('2026-10-20', 5)] };
    const first = await post('/v1/observations', body, { 'idempotency-key': 'key-1' });
    const second = await post('/v1/observations', body, { 'idempotency-key': 'key-1' });
    expect([first.json, second.headers['idempotency-replayed']]).toEqual([second.json, 'true']);
    const other = await post('/v1/observations', { observations: [report('2026-10-21', 5)] }, { 'idempotency-key': 'key-1' });
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

  test('that ends before it begins goes into quarantine and cannot be released', async () => {
    const { json } = await send(deployment({ end: '2020-01-01' }, 'LIA-2'));
    const reason = '`/values/end` is not right; send a day that is not before `date`, 2026-10-15.';
    expect(json.results).toMatchObject([{ status: 'quarantined', reasons: [reason] }]);
    const { json: list } = await api.call('/v1/observations/quarantine?limit=1000');
    expect(list.data.find(({ id }: { id: string }) => id === json.results[0].id)).toMatchObject({ releasable: false });
  });
});

describe('what a person reads who sent something odd', () => {
  test.each([
    ['no series', { date: '2026-10-05' }, ['`/series` is not one of: taiwan_strait, senkaku, carriers, security_events.']],
    [
      'a series that is mistyped',
      report('2026-10-05', 5, { series: 'taiwan_straits' }),
      ['`/series` is not one of: taiwan_strait, senkaku, carriers, security_events. Did you mean `taiwan_strait`?'],
    ],
    ['a text for a count', report('2026-10-05', 'five'), ['`/values/aircraft` has the wrong type; send a number.']],
    ['a negative count', report('2026-10-05', -1), ['`/values/aircraft` is not right; send a whole number from 0 to 100000.']],
    ['no source', report('2026-10-05', 5, { source: undefined }), ['`/source` is missing; send a text.']],
    [
      'a day that does not exist',
      report('2026-02-30', 5),
      ['`/date` is not right; send a calendar date like 2026-10-01.', '`/known_from` is not right; send a calendar date like 2026-10-01.'],
    ],
    ['a field that is none', report('2026-10-05', 5, { planes: 5 }), ['There is no field `planes` here.']],
    [
      'far too many',
      report('2026-10-08', 500),
      ['`/values/aircraft` 500 is far above the highest on record, 3: more than 6 waits for a second look.'],
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
    expect([status, json.results[0].status, json.results[0].reasons]).toEqual([200, 'quarantined', reasons]);
    expect(json.results[0].id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a day that lies ahead', async () => {
    const { json } = await send(report('2099-01-01', 5));
    expect(json.results[0].reasons[0]).toMatch(/^`\/date` 2099-01-01 lies after today, \d{4}-\d{2}-\d{2}\.$/);
  });

  test.each([
    [{}, '`/observations` is missing; send a list.'],
    [{ observations: [] }, '`/observations` is not right; send at least one observation.'],
    [{ observations: [5] }, '`/observations/0` has the wrong type; send an object.'],
    [{ observations: {} }, '`/observations` has the wrong type; send a list.'],
  ])('%j', async (body, detail) => {
    const { status, json } = await post('/v1/observations', body);
    expect([status, json.detail]).toEqual([400, detail]);
  });
});

describe('the quarantine', () => {
  const waiting = async (observation: unknown): Promise<string> => (await send(observation)).json.results[0].id;
  const decide = (id: string, decision: string, note = 'checked') => post(`/v1/observations/quarantine/${id}`, { decision, note });

  test('is listed with reasons, and holds what was sent as it was', async () => {
    const observation = report('2026-10-10', 900);
    const id = await waiting(observation);
    const { json } = await api.call('/v1/observations/quarantine?limit=1000');
    const entry = json.data.find((one: { id: string }) => one.id === id);
    expect(entry).toMatchObject({ status: 'waiting', releasable: true, observation, sent_by: 'local' });
  });

  test('lets an observation go that was right after all; from then on it is known', async () => {
    const observation = report('2026-10-11', 901);
    const id = await waiting(observation);
    expect((await decide(id, 'release', 'an exercise')).json).toMatchObject({
      id,
      status: 'released',
      decided_by: 'local',
      note: 'an exercise',
    });
    expect((await decide(id, 'release')).status).toBe(200);
    expect(statuses(await send(observation))).toEqual(['duplicate']);
    const contrary = await decide(id, 'discard');
    expect([contrary.status, contrary.json.detail]).toEqual([412, `The observation ${id} was released by local already.`]);
  });

  test('keeps what was discarded out for good', async () => {
    const observation = report('2026-10-12', 902);
    const id = await waiting(observation);
    await decide(id, 'discard', 'a typo');
    const again = await send(observation);
    expect(again.json.results[0]).toMatchObject({ status: 'quarantined', id, reasons: ['It was discarded before: a typo'] });
    const kept = await observationLogIn(api.store.table(SIGNALS_TABLE)).all();
    expect(kept.some(({ observation: { date } }) => date === '2026-10-12')).toBe(false);
  });

  test('does not release what is no observation, and knows only what is in it', async () => {
    const { status, json } = await decide(await waiting({ series: 'weather' }), 'release');
    expect([status, json.detail]).toEqual([
      400,
      'It cannot be used as it is: `/series` is not one of: taiwan_strait, senkaku, carriers, security_events. Send it anew, and discard this one.',
    ]);
    const unknown = await decide('0'.repeat(32), 'release');
    expect([unknown.status, unknown.json.detail]).toEqual([
      404,
      `There is no observation ${'0'.repeat(32)} in quarantine. GET /v1/observations/quarantine lists them.`,
    ]);
    expect((await decide('zz', 'release')).json.detail).toBe('`id` is "zz"; send the 32 hexadecimal digits of `id` in the list.');
    expect((await decide('0'.repeat(32), 'accept')).json.detail).toBe('`/decision` is not one of: release, discard.');
  });
});
