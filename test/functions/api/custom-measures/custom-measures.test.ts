import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const measure = (over: object = {}) => ({
  title: 'Licences for dysprosium to Japan',
  control_class: 'licence',
  origins: ['VNM'],
  targets: ['JPN'],
  elements: ['Dy'],
  stages: ['metal'],
  known_from: '2026-09-01',
  effective_from: '2026-09-15',
  citation: { source: 'Memorandum of counsel', source_url: 'https://example.com/memorandum' },
  ...over,
});
const send = (path: string, body: object, method = 'POST') =>
  api.call(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

describe('a measure of a client', () => {
  test('is stored once, listed as its own, and deleted', async () => {
    const first = await send('/v1/measures', measure());
    expect([first.status, first.json.status, first.json.reasons]).toEqual([201, 'accepted', []]);
    const { id } = first.json;
    const again = await send('/v1/measures', measure());
    expect([again.status, again.json.id]).toEqual([200, id]);

    const listed = await api.call('/v1/measures?custom=include&limit=1000');
    const mine = listed.json.data.filter((row: { custom: boolean }) => row.custom);
    expect(mine).toMatchObject([{ id, state: 'in_force', in_score: false, source_url: 'https://example.com/memorandum' }]);
    expect(listed.headers['cache-control']).toContain('private');
    const only = await api.call('/v1/measures?custom=only');
    expect(only.json.data.map((row: { id: string }) => row.id)).toEqual([id]);
    const without = await api.call('/v1/measures?limit=1000');
    expect(without.json.data.filter((row: { id: string }) => row.id === id)).toEqual([]);
    expect(listed.json.data.length).toBe(without.json.data.length + 1);

    const gone = await api.call(`/v1/measures/${id}`, { method: 'DELETE' });
    expect([gone.status, gone.json.status]).toEqual([200, 'deleted']);
    expect((await api.call(`/v1/measures/${id}`, { method: 'DELETE' })).json).toEqual(gone.json);
    expect((await api.call('/v1/measures?custom=only')).json.data).toEqual([]);
    expect((await api.call('/v1/measures:custom')).json.data).toEqual([]);
    const back = await send('/v1/measures', measure());
    expect([back.status, back.json.id, back.json.status]).toEqual([201, id, 'accepted']);
  });

  test('that nobody knew on the day is not listed for it', async () => {
    await send('/v1/measures', measure());
    expect((await api.call('/v1/measures?custom=only&on=2026-08-01')).json.data).toEqual([]);
  });
});

describe('quarantine', () => {
  test.each([
    ['no citation', { citation: null }, /^`\/citation` is missing/, false],
    ['a class that does not exist', { control_class: 'licens' }, /there is no class `licens`. Did you mean `licence`\?/, false],
    ['an element that does not exist', { elements: ['Dy', 'Xx'] }, /^`\/elements\/1`: there is no element `Xx`/, false],
    ['a day ahead', { known_from: '2199-01-01' }, /^`\/known_from` 2199-01-01 lies after today/, true],
  ])('takes a measure with %s', async (_, over, reason, releasable) => {
    const { status, json } = await send('/v1/measures', measure(over));
    expect([status, json.status, json.releasable]).toEqual([201, 'quarantined', releasable]);
    expect(json.reasons).toEqual([expect.stringMatching(reason)]);
    const waiting = await api.call('/v1/measures:custom?status=quarantined');
    expect(waiting.json.data.map((row: { id: string }) => row.id)).toContain(json.id);
    expect((await api.call('/v1/measures?custom=only')).json.data.map((row: { id: string }) => row.id)).not.toContain(json.id);
    const released = await send(`/v1/measures/${json.id}/release`, { note: 'It is right.' });
    expect(released.status).toBe(releasable ? 200 : 400);
    if (releasable) expect(released.json).toMatchObject({ status: 'accepted', release_note: 'It is right.', reasons: json.reasons });
    else expect(released.json.errors).toMatchObject([{ parameter: 'id', code: 'not_releasable' }]);
    await api.call(`/v1/measures/${json.id}`, { method: 'DELETE' });
    expect((await send(`/v1/measures/${json.id}/release`, { note: 'x' })).status).toBe(404);
  });
});

describe('what is no measure', () => {
  test.each([
    ['no class', { control_class: undefined }, '/control_class'],
    ['a country that is not rated', { origins: ['ZZZ'] }, '/origins/0'],
    ['a stage that does not exist', { stages: ['smelting'] }, '/stages/0'],
    ['an end before its beginning', { effective_to: '2026-09-01' }, '/effective_to'],
    ['an end of a suspension without a beginning', { suspended_to: '2026-09-20' }, '/suspended_from'],
    ['an address of another kind', { citation: { source: 'x', source_url: 'file:///etc/passwd' } }, '/citation/source_url'],
    ['a field that does not exist', { colour: 'red' }, '/colour'],
  ])('is refused with its place: %s', async (_, over, pointer) => {
    const { status, json } = await send('/v1/measures', measure(over));
    expect(status).toBe(400);
    expect(json.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });

  test('an id of nobody is not found', async () => {
    expect((await api.call('/v1/measures/custom-0123456789abcdef', { method: 'DELETE' })).status).toBe(404);
    expect((await send('/v1/measures/custom-0123456789abcdef/release', { note: 'x' })).status).toBe(404);
    expect((await api.call('/v1/measures/CN-2025-18', { method: 'DELETE' })).status).toBe(400);
  });
});

describe('the score of an element with measures of a client', () => {
  const score = async (id: string) => (await api.call(`/v1/elements/${id}/custom-measures?buyer=JPN`)).json;

  test('rises with a ban of its main origin, and falls back when the ban is deleted', async () => {
    const before = await score('Dy');
    expect(before.delta).toBe(0);
    const ban = await send('/v1/measures', measure({ control_class: 'ban', origins: ['CHN'], stages: ['separation'] }));
    expect(ban.json.status).toBe('accepted');
    const after = await score('Dy');
    expect(after).toMatchObject({
      subject: { type: 'element', id: 'Dy', name: 'Dysprosium' },
      buyer: 'JPN',
      baseline: before.baseline,
      left_out: [],
    });
    expect(after.measures).toContainEqual({ id: ban.json.id, title: 'Licences for dysprosium to Japan' });
    expect(after.delta).toBeGreaterThan(0);
    expect(after.by_driver.reduce((sum: number, driver: { delta: number }) => sum + driver.delta, 0)).toBeCloseTo(after.delta, 6);
    await api.call(`/v1/measures/${ban.json.id}`, { method: 'DELETE' });
    expect((await score('Dy')).scenario).toBe(before.scenario);
  });

  test('leaves out what is in quarantine', async () => {
    const ban = await send('/v1/measures', measure({ control_class: 'ban', origins: ['CHN'], stages: ['separation'], citation: null }));
    expect((await score('Dy')).measures.map(({ id }: { id: string }) => id)).not.toContain(ban.json.id);
  });

  test('is not found for an element that does not exist', async () => {
    const { status, json } = await api.call('/v1/elements/dy/custom-measures');
    expect([status, json.detail]).toEqual([404, expect.stringContaining('Did you mean Dy')]);
  });
});
