import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firedAlertsIn } from '#functions/store/alerts/fired-alerts.ts';
import { firedAlert } from '#test/builders/alerts.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import type { ApiUnderTest } from './api-under-test.ts';
import { addKeys, keyOf, startApiWithClients } from './clients-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'bolt']);
});
afterAll(() => api.close());

const as =
  (client: string) =>
  (method: string, address: string, body?: unknown, headers: Record<string, string> = {}) =>
    api.call(address, {
      method,
      headers: {
        authorization: `Bearer ${keyOf(client)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
const [acme, bolt] = [as('acme'), as('bolt')];
const RULE = {
  name: 'Dysprosium',
  subjects: { type: 'element', ids: ['Dy'] },
  when: { band_crossing: true },
};
const HOOK = { url: 'https://example.com/hooks/token-of-acme' };

const COMPANY_RULE = {
  name: 'Gallium runs short',
  subjects: { type: 'company', ids: null },
  figure: 'line_365',
  materials: ['element:Ga'],
  when: { at_or_above: 50 },
};

describe('an alert rule', () => {
  it('is stored with what it leaves out, read, changed under its version, and ended', async () => {
    const made = await acme('PUT', '/v1/alert-rules/dy', RULE);
    expect([made.status, made.headers.etag, made.json.rule.buyers, made.json.rule.when.jump]).toEqual([
      201,
      '"1"',
      ['JPN'],
      null,
    ]);
    expect(made.json.rule.causes).not.toContain('data_correction');
    expect(await acme('PUT', '/v1/alert-rules/dy', RULE)).toMatchObject({ status: 200, json: made.json });
    expect((await acme('PUT', '/v1/alert-rules/dy', { ...RULE, min_points: 2 })).status).toBe(428);
    const changed = await acme(
      'PUT',
      '/v1/alert-rules/dy',
      { ...RULE, min_points: 2 },
      { 'if-match': '"1"' },
    );
    expect([changed.status, changed.json.version]).toEqual([200, 2]);
    expect((await acme('PUT', '/v1/alert-rules/dy', RULE, { 'if-match': '"1"' })).status).toBe(412);
    expect((await acme('PUT', '/v1/alert-rules/dy', RULE, { 'if-none-match': '*' })).status).toBe(412);
    expect((await acme('GET', '/v1/alert-rules')).json.data).toMatchObject([
      { id: 'dy', version: 2, rule: { min_points: 2 } },
    ]);
    expect((await bolt('GET', '/v1/alert-rules')).json).toMatchObject({ data: [], sent_to: ['webhooks'] });
    expect((await acme('DELETE', '/v1/alert-rules/dy')).status).toBe(428);
    expect((await acme('DELETE', '/v1/alert-rules/dy', undefined, { 'if-match': '"2"' })).json).toMatchObject(
      {
        version: 3,
        deleted: true,
      },
    );
    expect((await acme('GET', '/v1/alert-rules')).json.data).toEqual([]);
  });

  it.each([
    [{ ...RULE, when: {} }, '/when', 'at least one condition'],
    [{ ...RULE, when: { any_move: true } }, '/min_points', 'above 0'],
    [{ ...RULE, subjects: { type: 'element', ids: ['dy'] } }, '/subjects/ids/0', 'Did you mean `Dy`?'],
    [
      { ...RULE, subjects: { type: 'supplier' }, when: { measure_in_force: true } },
      '/subjects/type',
      'element or country',
    ],
    [{ ...RULE, buyers: ['JPN', 'JPN'] }, '/buyers', 'each buyer once'],
    [{ ...RULE, causes: [] }, '/causes', 'at least one cause'],
    [{ ...RULE, when: { expiry_within_days: 0 } }, '/when/expiry_within_days', 'from 1 to 366'],
    [{ ...RULE, when: { at_or_above: 101 } }, '/when/at_or_above', 'from 0 to 100'],
    [{ ...RULE, when: { at_or_above: 60 }, direction: 'down' }, '/direction', 'tells of a rise'],
    [{ ...RULE, figure: 'line_90' }, '/figure', 'companies alone'],
    [{ ...COMPANY_RULE, figure: null }, '/figure', 'line_30, line_90'],
    [{ ...COMPANY_RULE, figure: 'any_30' }, '/materials', 'all lines'],
    [{ ...COMPANY_RULE, buyers: ['USA'] }, '/buyers', 'where it buys'],
    [{ ...COMPANY_RULE, causes: ['signal'] }, '/causes', 'told, not judged'],
    [{ ...COMPANY_RULE, when: { jump: 'outside_interval' } }, '/when/jump', 'at_or_above or any_move'],
    [{ ...COMPANY_RULE, when: { measure_in_force: true } }, '/subjects/type', 'element or country'],
    [
      { ...COMPANY_RULE, subjects: { type: 'company', ids: ['nobody'] } },
      '/subjects/ids/0',
      '/v1/companies lists yours',
    ],
  ])('with a mistake is refused with what to send: %j', async (rule, pointer, advice) => {
    const { status, json } = await acme('PUT', '/v1/alert-rules/wrong', rule);
    expect([status, json.errors[0].pointer]).toEqual([400, pointer]);
    expect(json.errors[0].detail).toContain(advice);
  });

  it('can be rehearsed before it is stored: null where there is no history, never 0', async () => {
    const { status, json } = await acme('POST', '/v1/alert-rules:rehearse', RULE);
    expect([status, json.weeks, json.subjects]).toEqual([200, 52, 1]);
    expect([json.fired, json.observed_weeks, json.subjects_without_history]).toEqual([null, 0, 1]);
    const later = await acme('POST', '/v1/alert-rules:rehearse', {
      ...RULE,
      subjects: { type: 'country' },
      when: { measure_in_force: true },
    });
    expect(later.json).toMatchObject({ observed_weeks: 52, fired: expect.any(Number) });
  });

  it('watches companies of its client, and of nobody else, and is rehearsed with them as they are', async () => {
    const need = { id: 'ga', material: 'gallium', quantity: 12, unit: 't' };
    expect(
      (await acme('PUT', '/v1/companies/north', { name: 'North', country: 'JPN', needs: [need] })).status,
    ).toBe(201);
    const rule = { ...COMPANY_RULE, subjects: { type: 'company', ids: ['north'] } };
    expect((await acme('PUT', '/v1/alert-rules/north', rule)).status).toBe(201);
    const other = await acme('PUT', '/v1/alert-rules/other', {
      ...rule,
      materials: ['element:Ga', 'element:Dy'],
    });
    expect([
      other.status,
      other.json.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code]),
    ]).toEqual([400, [['/materials/1', 'unknown_reference']]]);
    for (const [method, address] of [
      ['PUT', '/v1/alert-rules/north'],
      ['POST', '/v1/alert-rules:rehearse'],
    ] as const) {
      const { status, json } = await bolt(method, address, rule);
      expect([status, json.errors[0].detail]).toEqual([
        400,
        'There is no company `north`. /v1/companies lists yours.',
      ]);
    }
    const past = await acme('POST', '/v1/alert-rules:rehearse', rule);
    expect(past.json).toMatchObject({
      weeks: 52,
      observed_weeks: 52,
      subjects: 1,
      fired: expect.any(Number),
    });
    expect((await bolt('POST', '/v1/alert-rules:rehearse', COMPANY_RULE)).json).toMatchObject({
      subjects: 0,
      fired: null,
    });
  });

  it('is one of at most fifty', async () => {
    for (let n = 0; n < 50; n += 1)
      expect((await bolt('PUT', `/v1/alert-rules/r${n}`, RULE)).status).toBe(201);
    const { status, json } = await bolt('PUT', '/v1/alert-rules/one-more', RULE);
    expect([status, json.errors[0].code]).toEqual([400, 'too_many']);
    expect(
      (await bolt('PUT', '/v1/alert-rules/r0', { ...RULE, name: 'Other' }, { 'if-match': '*' })).status,
    ).toBe(200);
  });
});

describe('a webhook', () => {
  it('shows its secret once, and another one where that is asked for', async () => {
    const made = await acme('PUT', '/v1/webhooks/desk', HOOK);
    expect([made.status, made.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(made.json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await acme('GET', '/v1/webhooks')).text).not.toContain('whsec_');
    const same = await acme('PUT', '/v1/webhooks/desk', { ...HOOK, rules: ['dy'] }, { 'if-match': '"1"' });
    expect([same.status, same.json.secret]).toEqual([200, null]);
    const anew = await acme('PUT', '/v1/webhooks/desk', { ...HOOK, new_secret: true }, { 'if-match': '"2"' });
    expect(anew.json.secret).toMatch(/^whsec_/);
    expect(anew.json.secret).not.toBe(made.json.secret);
    expect((await bolt('GET', '/v1/webhooks')).json.data).toEqual([]);
  });

  it('shows its whole address to who may write it alone', async () => {
    await addKeys(api, ['acmereader'], { client: 'acme', scopes: ['scores:read'] });
    const urls = async (of: typeof acme) =>
      (await of('GET', '/v1/webhooks')).json.data.map(
        ({ webhook }: { webhook: { url: string } }) => webhook.url,
      );
    expect([await urls(acme), await urls(as('acmereader'))]).toEqual([[HOOK.url], ['https://example.com']]);
  });

  it('keeps its secrets apart from itself: two while both sign, none when it has ended', async () => {
    const stored = async (pk: string): Promise<string> => {
      const items = await api.store.table(SIGNALS_TABLE).range({ pk });
      return JSON.stringify(items.filter(({ sk }) => sk.includes('#turning')));
    };
    const secrets: string[] = [];
    for (const version of ['0', '1', '2']) {
      const condition: Record<string, string> = version === '0' ? {} : { 'if-match': `"${version}"` };
      secrets.push(
        (await acme('PUT', '/v1/webhooks/turning', { ...HOOK, new_secret: true }, condition)).json.secret,
      );
    }
    expect(
      (await acme('PUT', '/v1/webhooks/turning', { ...HOOK, new_secret: true }, { 'if-match': '"1"' }))
        .status,
    ).toBe(412);
    expect(await stored('WEBHOOKS')).not.toContain('whsec_');
    const kept = JSON.parse(await stored('WEBHOOK-SECRETS')) as { readonly secret: string }[];
    expect(kept.map(({ secret }) => secret).sort()).toEqual(secrets.slice(1).sort());
    expect((await acme('DELETE', '/v1/webhooks/turning', undefined, { 'if-match': '"3"' })).status).toBe(200);
    expect(await stored('WEBHOOK-SECRETS')).toBe('[]');
  });

  it('has a test message that waits, and is listed', async () => {
    const sent = await acme('POST', '/v1/webhooks/desk/deliveries');
    expect([sent.status, sent.json.type, sent.json.status]).toEqual([201, 'webhook.test', 'waiting']);
    expect((await acme('GET', '/v1/webhooks/desk/deliveries')).json.data).toEqual([sent.json]);
    expect((await acme('POST', sent.json.links.replay)).json.status).toBe('waiting');
    expect((await bolt('POST', '/v1/webhooks/desk/deliveries')).status).toBe(404);
    expect(
      (await acme('POST', '/v1/webhooks/desk/deliveries?replay=20261102120000000-0000000000000000000000'))
        .status,
    ).toBe(404);
  });

  it.each([
    'http://example.com/hook',
    'https://10.0.0.1/hook',
    'https://localhost/hook',
    `https://user:${'pass'}@example.com/`,
  ])('to %s is refused where others reach the service', async (url) => {
    const { status, json } = await acme('PUT', '/v1/webhooks/wrong', { url });
    expect([status, json.errors[0].pointer]).toEqual([400, '/url']);
  });

  it('for people has a format and hours in place of a secret, and shows no mailbox to who may not write it', async () => {
    process.env.SMTP_URL = 'smtp://mail.example.com';
    process.env.MAIL_DOMAINS = 'example.com';
    const schedule = { from: 7, to: 22, time_zone: 'Asia/Tokyo', digest: 'week' };
    const mail = { url: 'mailto:buyer@example.com', format: 'mail', schedule };
    const { json } = await acme('PUT', '/v1/webhooks/people', mail);
    expect([json.webhook, json.secret]).toEqual([{ ...mail, rules: null, enabled: true }, null]);
    await addKeys(api, ['acmesees'], { client: 'acme', scopes: ['scores:read'] });
    expect((await as('acmesees')('GET', '/v1/webhooks')).text).not.toContain('buyer@');
    const wrong = [
      [{ ...mail, url: 'mailto:buyer@example.org' }, '/url'],
      [{ ...mail, format: 'telegram', url: 'https://api.telegram.org/bot1:A/sendMessage' }, '/url'],
      [{ ...mail, schedule: { ...schedule, time_zone: 'Tokyo' } }, '/schedule/time_zone'],
      [{ ...mail, schedule: { ...schedule, from: 22, to: 7 } }, '/schedule'],
    ] as const;
    for (const [sent, pointer] of wrong) {
      const refused = await acme('PUT', '/v1/webhooks/wrong', sent);
      expect([refused.status, refused.json.errors[0].pointer]).toEqual([400, pointer]);
    }
    process.env.SMTP_URL = '';
    expect((await acme('PUT', '/v1/webhooks/wrong', mail)).json.errors[0].detail).toContain('SMTP_URL');
  });

  it('may lead where the operator says so', async () => {
    process.env.WEBHOOK_PRIVATE_HOSTS = 'http://10.0.0.0/24';
    expect((await acme('PUT', '/v1/webhooks/plant', { url: 'http://10.0.0.1/hook' })).status).toBe(201);
    process.env.WEBHOOK_PRIVATE_HOSTS = '';
    expect(
      (await acme('PUT', '/v1/webhooks/plant', { url: 'http://10.0.0.1/hook2' }, { 'if-match': '"1"' }))
        .status,
    ).toBe(400);
  });

  it('is one of at most ten', async () => {
    for (let n = 0; n < 10; n += 1) await bolt('PUT', `/v1/webhooks/w${n}`, HOOK);
    expect((await bolt('PUT', '/v1/webhooks/one-more', HOOK)).json.errors[0].code).toBe('too_many');
  });
});

describe('the alerts of a client', () => {
  it('come page by page and go on where a reader has left off', async () => {
    const alerts = firedAlertsIn(api.store.table(SIGNALS_TABLE));
    expect((await acme('GET', '/v1/alerts')).json).toMatchObject({
      data: [],
      next_cursor: null,
      resume_cursor: null,
      judged_until: null,
    });
    const of = (run: number, hash: string) =>
      firedAlert({
        id: `alert_${hash.repeat(22)}`,
        run_id: `r000000000${run}`,
        rule: { id: 'dy', name: 'Dy & <Tb>', version: 1 },
      });
    await alerts.add('acme', [of(2, 'a'), of(2, 'b'), of(3, 'c')], 2_000_000_000);
    await alerts.moveMark({
      run_id: 'r0000000002',
      position: '2026-10-02#1',
      at: '2026-10-02T19:00:00.000Z',
    });
    const first = (await acme('GET', '/v1/alerts?limit=1')).json;
    expect(first.data.map(({ id }: { id: string }) => id[6])).toEqual(['a']);
    const rest = (await acme('GET', `/v1/alerts?limit=9&cursor=${first.next_cursor}`)).json;
    expect([rest.data.map(({ id }: { id: string }) => id[6]), rest.next_cursor]).toEqual([['b'], null]); // the third is not judged to its end
    await alerts.moveMark({
      run_id: 'r0000000003',
      position: '2026-10-03#1',
      at: '2026-10-03T19:00:00.000Z',
    });
    const later = (await acme('GET', `/v1/alerts?cursor=${rest.resume_cursor}`)).json;
    expect(later.data.map(({ id }: { id: string }) => id[6])).toEqual(['c']);
    expect((await bolt('GET', '/v1/alerts')).json.data).toEqual([]);
  });
});
