import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { putDraft } from '#functions/sources/measures/record-measure.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import type { ApiUnderTest } from '../api-under-test.ts';
import { addKeys, clientOf, keyOf, startApiWithClients } from '../clients-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'other']);
});
afterAll(() => api.close());
afterEach(() => {
  process.env.MEASURE_REVIEW = 'second_person';
});

const measure = (over: object = {}) => ({
  title: 'Licences for dysprosium to Japan',
  actor: 'Vietnam',
  control_class: 'licence',
  applies: [{ elements: ['Dy'], stages: ['metal'] }],
  origins: ['VNM'],
  targets: ['JPN'],
  known_from: '2026-09-01',
  effective_from: '2026-09-15',
  source: 'Memorandum of counsel',
  source_url: 'https://example.com/memorandum',
  ...over,
});
const ban = (over: object = {}) =>
  measure({
    control_class: 'ban',
    origins: ['CHN'],
    applies: [{ elements: ['Dy'], stages: ['separation'] }],
    ...over,
  });
type Answer = Awaited<ReturnType<ApiUnderTest['call']>>;
const flat = async (answer: Promise<Answer>): Promise<Answer> => {
  const { json, ...rest } = await answer;
  return { ...rest, json: { ...json, ...json.measure } };
};
const as = (client: string) => {
  const { get, post } = clientOf(api, client);
  const headers = { authorization: `Bearer ${keyOf(client)}`, 'content-type': 'application/json' };
  return {
    get,
    post: (body: object) => flat(post('/v1/measures', body)),
    put: (id: string, body: object, match?: string) =>
      flat(
        api.call(`/v1/measures/${id}`, {
          method: 'PUT',
          headers: { ...headers, ...(match === undefined ? {} : { 'if-match': match }) },
          body: JSON.stringify(body),
        }),
      ),
    evaluate: (body: object) => post('/v1/scenario-evaluations', body),
    review: (id: string, body: object) => flat(post(`/v1/measures/${id}/review`, body)),
  };
};
const idsIn = ({ json }: { json: { data: readonly { id: string }[] } }) => json.data.map(({ id }) => id);
const accept = { decision: 'accept', note: 'Read in the gazette.' };

describe('a measure of a client alone', () => {
  test('is stored once, in versions, listed as its own, and seen by nobody else', async () => {
    const acme = as('acme');
    const first = await acme.post(measure({ id: 'vn-dy' }));
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({
      id: 'vn-dy',
      visibility: 'own',
      version: 1,
      state: 'in_force',
      in_score: false,
      counts_from: null,
    });
    const again = await acme.post(measure({ id: 'vn-dy' }));
    expect([again.status, again.json.version]).toEqual([201, 1]);

    expect((await acme.put('vn-dy', measure({ title: 'x' }))).status).toBe(428);
    expect((await acme.put('vn-dy', measure({ title: 'x' }), '"7"')).json.detail).toContain(
      'it has version 1',
    );
    const second = await acme.put(
      'vn-dy',
      measure({ known_from: '2026-09-20', effective_to: '2026-09-30' }),
      '"1"',
    );
    expect([second.status, second.json.version, second.headers.etag]).toEqual([200, 2, '"2"']);

    const asKnown = async (day: string) =>
      (await acme.get(`/v1/measures?visibility=own&as_of=2026-10-01&known_at=${day}`)).json.data;
    expect(await asKnown('2026-09-19')).toMatchObject([
      { id: 'vn-dy', state: 'in_force', effective_to: null, version: 1 },
    ]);
    expect(await asKnown('2026-09-20')).toMatchObject([
      { id: 'vn-dy', state: 'ended', known_from: '2026-09-01', version: 2 },
    ]);
    expect(await asKnown('2026-08-31')).toEqual([]);

    expect(idsIn(await acme.get('/v1/measures?visibility=all'))).toContain('vn-dy');
    expect(idsIn(await acme.get('/v1/measures'))).not.toContain('vn-dy');
    expect(idsIn(await as('other').get('/v1/measures?visibility=all'))).not.toContain('vn-dy');
    expect((await as('other').put('vn-dy', measure(), '"2"')).status).toBe(412);

    const gone = await acme.put('vn-dy', measure({ known_from: '2026-09-25', withdrawn: true }), '"2"');
    expect(gone.json).toMatchObject({ state: 'withdrawn', version: 3 });
    expect(await asKnown('2026-09-25')).toEqual([]);
    expect(await asKnown('2026-09-24')).toMatchObject([{ version: 2 }]);
  });

  test('moves the score that is computed for its client: beside the register, and in place of its rows', async () => {
    const [acme, other] = [as('acme'), as('other')];
    const score = async (of: typeof acme) => {
      const { json } = await of.evaluate({ custom_measures: true, elements: ['Dy'] });
      return { ...json.results[0], measures: json.custom_measures, share_url: json.share_url };
    };
    const before = await score(other);
    expect([before.delta, before.measures]).toEqual([0, []]);
    await other.post(ban({ id: 'cn-dy' }));
    const after = await score(other);
    expect(after).toMatchObject({
      baseline: before.baseline,
      measures: [{ id: 'cn-dy', title: 'Licences for dysprosium to Japan' }],
    });
    expect(after.delta).toBeGreaterThan(0);
    expect(
      after.by_driver.reduce((sum: number, driver: { delta: number }) => sum + driver.delta, 0),
    ).toBeCloseTo(after.delta, 6);
    expect((await score(acme)).scenario).toBe(before.scenario);
    await other.post(ban({ id: 'cn-dy', withdrawn: true }));
    expect((await score(other)).measures).toEqual([]);
    expect(before.share_url).toBeNull(); // another client would read another answer
  });

  test('waits where something is missing, or a person should look at it first', async () => {
    const acme = as('acme');
    const draft = await acme.post({ id: 'later', title: 'Heard of', actor: 'Malaysia' });
    expect(draft.json.state).toBe('draft');
    expect(draft.json.reasons.map((reason: string) => reason.split(':')[0])).toEqual([
      '`/source` is missing',
      '`/source_url` is missing',
      '`/control_class` is missing',
    ]);
    expect((await acme.review('later', accept)).json.errors).toMatchObject([{ code: 'not_acceptable' }]);
    expect(idsIn(await acme.get('/v1/measures?visibility=own&state=draft'))).toEqual(['later']);
    expect(idsIn(await acme.get('/v1/measures?visibility=own'))).not.toContain('later');

    const ahead = await acme.put('later', measure({ known_from: '2199-01-01', effective_from: null }), '"1"');
    expect(ahead.json).toMatchObject({
      state: 'in_review',
      reasons: [expect.stringMatching(/2199-01-01 lies after today/)],
    });
    expect((await acme.review('later', accept)).json).toMatchObject({
      version: 3,
      reasons: ahead.json.reasons,
    });
    expect((await acme.review('later', accept)).json.version).toBe(3);
    expect((await acme.review('later', { ...accept, decision: 'reject' })).status).toBe(400);
    expect((await acme.review('nobody', accept)).status).toBe(404);
  });
});

describe('a measure of everybody', () => {
  test('is accepted by another client than entered it, and asks for a run only then', async () => {
    const [acme, other] = [as('acme'), as('other')];
    const entered = await acme.post(measure({ id: 'VN-2026-DY', visibility: 'public' }));
    expect(entered.json).toMatchObject({
      state: 'in_review',
      visibility: 'public',
      in_score: false,
      counts_from: null,
    });
    expect((await acme.review('VN-2026-DY', accept)).status).toBe(403);
    await addKeys(api, ['acme2nd'], { client: 'acme' });
    expect((await as('acme2nd').review('VN-2026-DY', accept)).status).toBe(403);
    expect(idsIn(await other.get('/v1/measures?state=in_review'))).toEqual(['VN-2026-DY']);
    const accepted = await other.review('VN-2026-DY', accept);
    expect(accepted.json).toMatchObject({
      state: 'in_force',
      version: 2,
      in_score: true,
      counts_from: expect.stringMatching(/Z$/),
    });
    expect((await acme.get('/v1/status')).json.rescoring.reasons).toEqual([
      '1 observation came in as a measure.',
    ]);
  });

  test('may correct a row that ships, whose version is 0', async () => {
    process.env.MEASURE_REVIEW = 'one_person';
    const shipped = (await as('acme').get('/v1/measures?limit=1')).json.data[0];
    expect(shipped).toMatchObject({ visibility: 'public', version: 0 });
    const end = ban({ visibility: 'public', effective_to: '2026-09-30' });
    expect((await as('acme').put(shipped.id, end)).status).toBe(428);
    expect((await as('acme').put(shipped.id, end, '"0"')).json).toMatchObject({ state: 'ended', version: 1 });
  });

  test('begins as a draft of a notice, which people complete', async () => {
    const log = observationLogIn(api.store.table(SIGNALS_TABLE));
    const draft = {
      ...{
        id: 'MOFCOM-2026-91',
        date: '2026-09-28',
        known_from: '2026-09-28',
        source: 'MOFCOM',
        source_url: 'https://example.com/91',
      },
      values: {
        title: '第91号',
        actor: 'China MOFCOM',
        instrument_no: 'MOFCOM 2026 No. 91',
        scope: '镝相关物项',
      },
    };
    const from = { log, client: 'collector:announcements', now: '2026-09-29T01:00:00.000Z' };
    expect([await putDraft(draft, from), await putDraft(draft, from)]).toEqual([true, false]);
    const listed = await as('other').get('/v1/measures?state=draft');
    expect(listed.json.data).toMatchObject([
      { id: 'MOFCOM-2026-91', announced: '2026-09-28', scope: '镝相关物项', mapping: null, version: 1 },
    ]);
    const { json } = await as('acme').put('MOFCOM-2026-91', measure({ visibility: 'public' }), '"1"');
    expect(json).toMatchObject({ state: 'in_review', announced: '2026-09-28', version: 2 });
    expect(
      (await as('acme').review('MOFCOM-2026-91', { decision: 'reject', note: 'No control.' })).json.state,
    ).toBe('rejected');
  });
});

describe('what is no measure', () => {
  test.each([
    ['no title', { title: undefined }, '/title'],
    ['a country that does not exist', { origins: ['ZZZ'] }, '/origins/0'],
    [
      'a stage that does not exist',
      { applies: [{ elements: ['Dy'], stages: ['smelting'] }] },
      '/applies/0/stages/0',
    ],
    [
      'a part of more than all',
      { applies: [{ elements: ['Dy'], stages: ['metal'], coverage: 2 }] },
      '/applies/0/coverage',
    ],
    [
      'a group that does not exist',
      { applies: [{ elements: ['@REEE'], stages: ['metal'] }] },
      '/applies/0/elements/0',
    ],
    [
      'an element that does not exist',
      { applies: [{ elements: ['Dy', 'Xx'], stages: ['metal'] }] },
      '/applies/0/elements/1',
    ],
    ['a class that does not exist', { control_class: 'licens' }, '/control_class'],
    [
      'a relief of what is not there',
      { relief: { kind: 'ends', measures: ['CN-1900-1'] } },
      '/relief/measures/0',
    ],
    ['an end before its beginning', { effective_to: '2026-09-01' }, '/effective_to'],
    ['an end of a suspension without a beginning', { suspended_to: '2026-09-20' }, '/suspended_from'],
    ['an address of another kind', { source_url: 'file:///etc/passwd' }, '/source_url'],
    ['a field that does not exist', { colour: 'red' }, '/colour'],
  ])('is refused with its place: %s', async (_, over, pointer) => {
    const { status, json } = await as('acme').post(measure(over));
    expect([status, json.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([
      400,
      [pointer],
    ]);
  });
});
