import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

describe('measures on a day', () => {
  const on = async (query: string) => {
    const { json } = await api.call(`/v1/measures?${query}`);
    return json.data.map((measure: { id: string; state: string }) => [measure.id, measure.state]);
  };

  test('are those that were public by then', async () => {
    expect(await on('as_of=2025-04-03')).toEqual([]);
    expect(await on('as_of=2025-04-04')).toEqual([['CN-2025-18', 'in_force']]);
    expect(await on('as_of=2025-10-09')).toEqual([
      ['CN-2025-57', 'announced'],
      ['CN-2025-18', 'in_force'],
    ]);
  });

  test('stand on the day of the newest run when no day is given, newest announcement first', async () => {
    expect(await on('')).toEqual([
      ['CN-2026-JP', 'in_force'],
      ['CN-2025-57', 'suspended'],
      ['CN-2025-18', 'in_force'],
    ]);
  });

  test('are undecided from the day after a suspension that ran out without a decision', async () => {
    expect(await on('as_of=2026-11-10&state=suspended')).toEqual([['CN-2025-57', 'suspended']]);
    const { json } = await api.call('/v1/measures?as_of=2026-11-11&element=Er');
    expect(json.data).toMatchObject([{ id: 'CN-2025-57', undecided_since: '2026-11-11' }]);
  });

  test('say which dated step is next, and whether they act on scores', async () => {
    const { json } = await api.call('/v1/measures?as_of=2026-10-01');
    expect(
      json.data.map((measure: { id: string; next_step: unknown; in_score: boolean }) => [
        measure.id,
        measure.next_step,
        measure.in_score,
      ]),
    ).toEqual([
      ['CN-2026-JP', null, false],
      ['CN-2025-57', { date: '2026-11-11', what: 'suspension_ends' }, true],
      ['CN-2025-18', null, true],
    ]);
  });

  test('tell whether they bind: the newest quarter that was public of each buyer', async () => {
    const trade = async (query: string) => {
      const { json } = await api.call(`/v1/measures?element=Dy&${query}`);
      const found = json.data.find(({ id }: { readonly id: string }) => id === 'CN-2025-18');
      return found.trade.map((one: { buyer: string; ratio: number; below: boolean | null }) => [
        one.buyer,
        one.ratio,
        one.below,
      ]);
    };
    expect(await trade('as_of=2026-10-01')).toEqual([
      ['ALL', 0.7, null],
      ['JPN', 0.1, true],
    ]);
    expect(await trade('as_of=2026-10-01&known_at=2025-10-30')).toEqual([['ALL', 0.2, true]]);
    expect(await trade('as_of=2026-10-01&target=JPN')).toEqual([
      ['ALL', 0.7, null],
      ['JPN', 0.1, true],
    ]);
  });

  test('are found by element, also through a group, by target, also through everybody, and by origin', async () => {
    expect(await on('element=Ho')).toEqual([['CN-2025-57', 'suspended']]);
    expect(await on('element=Tb&as_of=2025-05-01')).toEqual([['CN-2025-18', 'in_force']]);
    expect(await on('target=USA')).toHaveLength(2);
    expect(await on('target=EUU')).toHaveLength(2);
    expect(await on('target=JPN')).toHaveLength(3);
    expect(await on('origin=MMR')).toEqual([]);
    expect(await on('direction=relieves')).toEqual([]);
    expect(await on('direction=restricts')).toHaveLength(3);
  });

  test('page', async () => {
    const first = await api.call('/v1/measures?limit=2');
    expect(
      (await api.call(first.json.links.next)).json.data.map((measure: { id: string }) => measure.id),
    ).toEqual(['CN-2025-18']);
  });
});

describe('signals', () => {
  test('say what they do not know with null and a reason', async () => {
    const { json } = await api.call('/v1/signals');
    expect(json.data[0]).toMatchObject({
      theatre: 'senkaku',
      index: null,
      status: 'stale',
      status_reason: 'no report for 40 days',
    });
    expect(json.data[0].links.self).toBe('/v1/signals/senkaku');
  });

  test('have their days in a range, oldest first', async () => {
    const { json } = await api.call('/v1/signals/taiwan?from=2026-09-28&to=2026-09-29');
    expect(json.data.map((day: { date: string }) => day.date)).toEqual(['2026-09-28', '2026-09-29']);
    expect(json.data[0].raw).toEqual({ aircraft: 3, ships: null });
    const first = await api.call('/v1/signals/taiwan?limit=1');
    expect([first.json.from, first.json.data[0].date]).toEqual(['2025-10-01', '2025-12-31']);
    expect((await api.call(`${first.json.links.next}`)).json.data[0].date).toBe('2026-09-28');
  });
});

test('sources say how old they are on the day of the run, and what their licence allows', async () => {
  const { json } = await api.call('/v1/sources');
  expect(json.data[0]).toMatchObject({
    id: 'mnd',
    newest_date: '2026-09-29',
    age_days: 2,
    licence: 'open',
    redistribution: 'free',
  });
  const daysRead = (name: string) =>
    json.collected.find(({ source }: { source: string }) => source === name).days_read;
  expect([daysRead('taiwan-mnd'), daysRead('wgi')]).toEqual([[{ from: '2020-09-09', to: '2026-09-29' }], []]);
});

test('runs are newest first; failed ones are listed with their reason', async () => {
  const first = await api.call('/v1/runs?limit=1');
  expect(first.json.data).toMatchObject([{ run_id: WORLD_RUN, status: 'completed', current: true }]);
  const second = await api.call(first.json.links.next);
  expect(second.json.data).toMatchObject([
    { run_id: 'r0000000001', status: 'failed', failure: 'the guard refused the run', current: false },
  ]);
  expect(second.json.next_cursor).toBeNull();
});

test('the methodology is the one that ships, with its hash and its parameters as rows', async () => {
  const { json } = await api.call('/v1/methodology');
  expect(json).toMatchObject({ version: '4.0.0', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(json.parameters).toContainEqual(
    expect.objectContaining({ name: 'horizon', value: 365, basis: expect.any(String) }),
  );
});

test('the status names what could not be done after publication, and changes that could not be explained', async () => {
  const reasons = async () => (await api.call('/v1/status')).json.reasons as string[];
  const usual = await reasons();
  await api.store.ledger.update(WORLD_RUN, { status: 'unfinished', unexplained_changes: 2 });
  const told = await reasons().finally(() =>
    api.store.ledger.update(WORLD_RUN, { status: 'completed', unexplained_changes: 0 }),
  );
  expect(told.filter((reason) => !usual.includes(reason))).toEqual([
    `What follows the publication of run ${WORLD_RUN} could not be done: its changes come with the next run.`,
    `The reasons of 2 changes of run ${WORLD_RUN} could not be worked out: /v1/changes?cause=unexplained has them.`,
  ]);
  expect(await reasons()).toEqual(usual);
});

test('the status names what is late', async () => {
  const { json } = await api.call('/v1/status');
  expect(json).toMatchObject({
    status: 'degraded',
    current_run: { run_id: WORLD_RUN },
    last_run: { run_id: WORLD_RUN },
  });
  expect(json.reasons).toContain('The signal senkaku is stale.');
});
