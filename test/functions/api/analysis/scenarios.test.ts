import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { FAR_OFF } from '#test/builders/runs/written-run.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const headers = { 'content-type': 'application/json' };
const ask = (scenario: object) => api.call('/v1/scenario-evaluations', { method: 'POST', headers, body: JSON.stringify(scenario) });
// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about
const of = (json: any, id: string) => json.results.find((result: any) => result.subject.id === id);

describe('templates', () => {
  test('are listed with what they change and a link that evaluates them', async () => {
    const { json } = await api.call('/v1/scenario-templates');
    expect(json.data.map((one: { id: string }) => one.id)).toEqual(SCENARIO_TEMPLATES.map(({ id }) => id));
    for (const { id, links } of json.data) {
      const answer = await api.call(links.evaluate);
      expect([id, answer.status, answer.json.scenario.template]).toEqual([id, 200, id]);
    }
    expect(json.adjustable_parameters.length).toBeGreaterThan(10);
  });

  test('can be copied: what a template says it changes is a scenario that gives the same', async () => {
    const same: string[] = [];
    for (const { id, changes } of (await api.call('/v1/scenario-templates')).json.data) {
      const [copied, named] = [await ask(changes), await ask({ template: id })];
      if (copied.status === 200) expect([id, copied.json.results]).toEqual([id, named.json.results]);
      // Measures and suppliers that the world of this test does not have.
      else for (const { detail } of copied.json.errors) expect([id, detail]).toEqual([id, expect.stringContaining('there is no such')]);
      if (copied.status === 200) same.push(id);
    }
    expect(same).toEqual(expect.arrayContaining(['japan-embargo-2010', 'taiwan-strait-closed-90', 'stockpile-released']));
  });
});

describe('a scenario', () => {
  test('tells of every element the score before and after, and what it stands on', async () => {
    const { status, json } = await ask({ template: 'japan-embargo-2010' });
    expect(status).toBe(200);
    expect(json.baseline).toMatchObject({ run_id: WORLD_RUN, as_of: '2026-10-01', methodology: { version: '1.0.0' } });
    expect(json.summary).toMatchObject({ elements: 10, unscored: 1, lowered: 0 });
    expect(of(json, 'Er').delta).toBeGreaterThan(0);
    expect(of(json, 'Ga').delta).toBe(0);
    expect(of(json, 'Pm')).toMatchObject({ baseline: null, scenario: null, delta: null, band_to: 'unknown' });
    const deltas = json.results.map((result: { delta: number | null }) => (result.delta === null ? -1 : Math.abs(result.delta)));
    expect(deltas).toEqual(deltas.toSorted((left: number, right: number) => right - left));
    expect(json.assumptions.join(' ')).toContain('a measure of class ban of CHN against JPN on @REE');
  });

  test('of an embargo on Japan leaves the United States alone', async () => {
    const { json } = await ask({ template: 'japan-embargo-2010', buyer: 'USA' });
    expect(json.summary).toMatchObject({ raised: 0, lowered: 0, unchanged: 9 });
  });

  test('is reproduced byte for byte by its link, also with parts of every kind', async () => {
    const scenario = {
      template: 'senkaku-incident-coercion',
      buyer: 'JPN',
      elements: ['Dy', 'Tb', 'Ga'],
      methodology: '1.0.0',
      measures_added: [{ control_class: 'licence', origins: ['CHN'], targets: ['ALL'], elements: ['Ga'], stages: ['refining'] }],
      measures_lifted: ['CN-2025-18'],
      signals: { carriers: 2.5 },
      cover: [{ add_days: 10 }],
      closures: [
        { lane: 'taiwan_strait', days: 45 },
        { origin: 'MYS', days: 90, severity: 0.5 },
      ],
      suppliers_lost: [{ supplier: 'lynas', countries: ['MYS'] }],
      shares: [{ element: 'Ga', stage: 'separation', origin: 'CHN', share: 0.5 }],
      parameters: { ramp_all: 0.2, 'transit_duration.median': 30 },
    };
    const posted = await ask(scenario);
    expect(posted.status).toBe(200);
    const opened = await api.call(posted.json.share_url);
    expect(opened.text).toBe(posted.text);
    expect(opened.headers.etag).toMatch(/^"/);
    expect(posted.json.results).toHaveLength(3);
  });

  test('without changes says that nothing moves', async () => {
    const { json } = await ask({});
    expect(json.summary).toMatchObject({ raised: 0, lowered: 0, band_changes: 0 });
    expect(json.changes).toEqual({});
  });

  test('too long for an address has no link', async () => {
    const measure = { control_class: 'licence', origins: ['CHN'], targets: Array(60).fill('JPN'), elements: ['Dy'], stages: ['refining'] };
    const { status, json } = await ask({ measures_added: Array(20).fill(measure) });
    expect([status, json.share_url]).toEqual([200, null]);
  });
});

describe('a scenario with a mistake is told what to send', () => {
  test.each([
    [{ template: 'japan-embargo-201' }, '/template', /is not one of: .*japan-embargo-2010.* Did you mean `japan-embargo-2010`/],
    [{ measures_lifted: ['CN-2025-81'] }, '/measures_lifted/0', /no such measure that acts on scores. Did you mean CN-2025-18\?/],
    [{ elements: ['dy'] }, '/elements/0', /no such element. Did you mean Dy\?/],
    [{ suppliers_lost: [{ supplier: 'lynass' }] }, '/suppliers_lost/0/supplier', /Did you mean lynas\?/],
    [{ closures: [{ days: 10 }] }, '/closures/0', /either `lane` or `origin`/],
    [{ closures: [{ origin: 'ZZZ', days: 10 }] }, '/closures/0/origin', /no such country that supplies a scored element/],
    [{ closures: [{ lane: 'taiwan_strait', days: 0 }] }, '/closures/0/days', /1 to 365 days/],
    [{ signals: { senkaku: 5 } }, '/signals/senkaku', /a number from 0 to 4/],
    [{ parameters: { ramp_all: 0.9 } }, '/parameters/ramp_all', /a number from 0 to 0.5/],
    [{ parameters: { bands: 1 } }, '/parameters/bands', /There is no field `bands` here/],
    [
      { shares: [{ element: 'Dy', stage: 'magnet', origin: 'CHN', share: 0.5 }] },
      '/shares/0/stage',
      /Dy has no shares there, only at: separation/,
    ],
    [{ methodology: '9.9.9' }, '/methodology', /The run has no methodology "9.9.9"/],
    [
      { measures_added: [{ control_class: 'prohibition', origins: ['CHN'], targets: ['ALL'], elements: ['@REEs'], stages: ['refining'] }] },
      '/measures_added/0/elements/0',
      /no such element or group. Did you mean @REE\?/,
    ],
  ])('%j', async (scenario, pointer, detail) => {
    const { status, json } = await ask(scenario);
    expect(status).toBe(400);
    const error = json.errors.find((one: { pointer: string }) => one.pointer === pointer);
    expect(error?.detail).toMatch(detail);
  });

  test('a methodology that reads the facts in its own way is refused, a variant with the same reading is not', async () => {
    for (const version of ['1.1.0', '1.0.0-precautionary']) {
      const { document, sha256 } = bundledMethodologies.get(version) ?? expect.fail(`${version} ships`);
      await api.store.rows.putDocument(WORLD_RUN, `methodology:${version}`, { ...document, sha256 }, FAR_OFF);
    }
    expect((await ask({ methodology: '1.0.0-precautionary' })).json.baseline.methodology.version).toBe('1.0.0-precautionary');
    const { status, json } = await ask({ methodology: '1.1.0' });
    expect([status, json.errors[0].pointer]).toEqual([400, '/methodology']);
    expect(json.detail).toContain('1.1.0 reads the facts in its own way');
  });

  test('a run that is not kept is not found', async () => {
    const { status, json } = await ask({ run_id: 'r0000000099' });
    expect([status, json.code]).toEqual([404, 'not_found']);
    expect(json.detail).toContain('Leave out `run_id`');
  });

  test('a run that is published already and whose record is still open is one to stand on, and so is its link', async () => {
    await api.store.ledger.update(WORLD_RUN, { status: 'running' });
    try {
      const { status, json } = await ask({});
      expect(status).toBe(200);
      expect((await api.call(json.share_url)).status).toBe(200);
    } finally {
      await api.store.ledger.update(WORLD_RUN, { status: 'completed' });
    }
  });

  test('a failed run is not one to stand on', async () => {
    expect((await ask({ run_id: 'r0000000001' })).status).toBe(404);
  });

  test.each(['e30', 'not-json', 'eyJidXllciI6'])('a link that was cut or changed: %s', async (text) => {
    const { status, json } = await api.call(`/v1/scenario-evaluations?scenario=${text}`);
    if (text === 'e30') return expect(status).toBe(200);
    expect([status, json.errors[0].parameter]).toEqual([400, 'scenario']);
    expect(json.detail).toContain('it was cut or changed');
  });

  test('a link with a wrong field names the field', async () => {
    const text = Buffer.from('{"buyer":"XXX"}').toString('base64url');
    const { status, json } = await api.call(`/v1/scenario-evaluations?scenario=${text}`);
    expect(status).toBe(400);
    expect(json.errors[0]).toMatchObject({ parameter: 'scenario', detail: expect.stringContaining('/buyer') });
  });
});
