import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiUnderTest } from './api-under-test.ts';
import { clientOf, startApiWithClients } from './clients-under-test.ts';

let api: ApiUnderTest;
let acme: ReturnType<typeof clientOf>;
let bolt: ReturnType<typeof clientOf>;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'bolt']);
  [acme, bolt] = [clientOf(api, 'acme'), clientOf(api, 'bolt')];
});
afterAll(() => api.close());

const KYUSHU = {
  name: 'Kyushu Magnets',
  country: 'JPN',
  needs: [{ id: 'dy', material: 'dysprosium oxide', quantity: 12, unit: 't' }],
};

describe('a company', () => {
  it('is stored with what it leaves out as unknown, read, changed under its version, and ended', async () => {
    const made = await acme.put('kyushu', KYUSHU, {}, '/v1/companies');
    expect([made.status, made.headers.etag, made.json.company.end_use]).toEqual([201, '"1"', 'civil']);
    expect(made.json.company.needs[0]).toMatchObject({ spend: null, supplier_id: null, site: null });
    expect(await acme.put('kyushu', KYUSHU, {}, '/v1/companies')).toMatchObject({
      status: 200,
      json: made.json,
    });
    const renamed = { ...KYUSHU, name: 'Kyushu Magnets KK' };
    expect((await acme.put('kyushu', renamed, {}, '/v1/companies')).status).toBe(428);
    const changed = await acme.put('kyushu', renamed, { 'if-match': '"1"' }, '/v1/companies');
    expect([changed.status, changed.json.version]).toEqual([200, 2]);
    expect((await acme.put('kyushu', KYUSHU, { 'if-match': '"1"' }, '/v1/companies')).status).toBe(412);
    expect((await acme.get('/v1/companies/kyushu', { 'if-none-match': '"2"' })).status).toBe(304);
    expect((await acme.get('/v1/companies')).json.data).toMatchObject([
      { id: 'kyushu', version: 2, name: renamed.name },
    ]);
    expect((await acme.remove('kyushu', {}, '/v1/companies')).status).toBe(428);
    expect((await acme.remove('kyushu', { 'if-match': '"2"' }, '/v1/companies')).json).toMatchObject({
      version: 3,
      deleted: true,
    });
    expect((await acme.get('/v1/companies/kyushu')).status).toBe(404);
  });

  it('is seen by nobody else, who may have one of the same name', async () => {
    await acme.put('mine', KYUSHU, {}, '/v1/companies');
    expect((await bolt.get('/v1/companies/mine')).status).toBe(404);
    expect((await bolt.get('/v1/companies')).json.data).toEqual([]);
    expect((await bolt.put('mine', { ...KYUSHU, name: 'Bolt' }, {}, '/v1/companies')).status).toBe(201);
    expect((await acme.get('/v1/companies/mine')).json.company.name).toBe('Kyushu Magnets');
  });

  it('tells all its mistakes in one round, each at its place with what to send', async () => {
    const { status, json } = await acme.put(
      'wrong',
      {
        name: 'Wrong',
        country: 'JPM',
        sites: [{ id: 'a', name: 'A' }],
        needs: [
          { id: 'x', material: 'Dy', quantity: 0 },
          { id: 'x', material: 'Dy', site: 'b', quantty: 3 },
        ],
        stock: [
          { material: 'Dy', kilograms: 1, days: 2 },
          { material: 'Dy', days: 10, as_of: '2026-02-30' },
        ],
        sources: [
          { material: 'Dy', share: 1.2, country: 'CHN' },
          { material: 'Dy', share: 0.2 },
          { material: 'Dy', share: 0.2, country: 'CHN', since: '2026-02-01', contract_until: '2026-01-01' },
        ],
      },
      {},
      '/v1/companies',
    );
    expect(status).toBe(400);
    const told = new Map(
      json.errors.map(({ pointer, detail }: { pointer: string; detail: string }) => [pointer, detail]),
    );
    expect(told.get('/country')).toContain('Did you mean `JPN`?');
    expect(told.get('/needs/1/site')).toContain('one of its sites: a');
    expect(told.get('/sources/1')).toContain('either `supplier_id` or `country`');
    expect([...told.keys()].sort()).toEqual([
      '/country',
      '/needs/0/quantity',
      '/needs/1/id',
      '/needs/1/quantty',
      '/needs/1/site',
      '/sources/0/share',
      '/sources/1',
      '/sources/2/contract_until',
      '/stock/0',
      '/stock/1/as_of',
    ]);
  });

  it('names suppliers that ship or that its client has stored, and no others', async () => {
    const sources = [{ material: 'Dy', supplier_id: 'acme-works', share: 0.5 }];
    const company = {
      ...KYUSHU,
      needs: [{ id: 'dy', material: 'Dy', supplier_id: 'lynass' }],
      sources,
      watch: ['Dy', 'dY', 'lynas'],
    };
    const refused = await acme.put('names', company, {}, '/v1/companies');
    expect(refused.status).toBe(400);
    expect(refused.json.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/needs/0/supplier_id',
      '/sources/0/supplier_id',
      '/watch/1',
    ]);
    expect(refused.json.errors[0].detail).toContain('Did you mean `lynas`?');
    await acme.put('acme-works', {
      name: 'Works',
      sites: [{ id: 'w', name: 'W', country: 'VNM', stage: 'separation', elements: ['Dy'] }],
    });
    const sound = { ...company, needs: KYUSHU.needs, watch: ['Dy', 'lynas', 'acme-works'] };
    expect((await acme.put('names', sound, {}, '/v1/companies')).status).toBe(201);
    expect((await bolt.put('names', sound, {}, '/v1/companies')).status).toBe(400);
  });

  it('has units of its materials, and tells what is wrong with its shape and with its names in one round', async () => {
    const needs = [
      { id: 'a', material: 'Dy', unit: 'furlong' },
      { id: 'b', material: 'Dy', unit: 'pcs' },
      { id: 'c', material: 'unobtainium', quantity: -1, supplier_id: 'lynass' },
      { id: 'd', material: 7, unit: 'kt' },
    ];
    const wrong = { ...KYUSHU, country: 'JPM', needs: [...needs, 'x'], stock: {}, watch: ['Dy', 'dY', null] };
    const { status, json } = await acme.put('units', wrong, {}, '/v1/companies');
    expect([status, json.errors.map(({ pointer }: { pointer: string }) => pointer).sort()]).toEqual([
      400,
      [
        ...[
          '/country',
          '/needs/0/unit',
          '/needs/1/unit',
          '/needs/2/material',
          '/needs/2/quantity',
          '/needs/2/supplier_id',
        ],
        ...['/needs/3/material', '/needs/4', '/stock', '/watch/1', '/watch/2'],
      ],
    ]);
    expect((await acme.put('units', null as never, {}, '/v1/companies')).status).toBe(400);
  });

  it('has as many rows as the contract says, and not more bytes than an item of the store', async () => {
    const needs = Array.from({ length: 501 }, (_, n) => ({ id: `n${n}`, material: 'Dy' }));
    const many = await acme.put('large', { ...KYUSHU, needs }, {}, '/v1/companies');
    expect(many.json.errors).toMatchObject([
      { pointer: '/needs', detail: expect.stringContaining('at most 500 rows') },
    ]);
    const long = Array.from({ length: 500 }, (_, n) => ({
      id: `n${n}`,
      name: '東'.repeat(200),
      material: '京'.repeat(100),
    }));
    const heavy = await acme.put('large', { ...KYUSHU, needs: long }, {}, '/v1/companies');
    expect(heavy.json.errors[0].detail).toContain('at most 390000 bytes');
  });
});

describe('files of a company', () => {
  const BEDARF =
    'Material;Menge;Einheit;Kosten;Umsatz\nDysprosiumoxid;1.200,5;kg;60.000 EUR;9.000.000 EUR\nネオジム磁石;2;t;180.000 EUR;\n';
  const load = (address: string, body: string | object, more: Record<string, string> = {}) =>
    typeof body === 'string'
      ? acme.load(body, 'text/csv', `/v1/companies:import?${address}`, more)
      : acme.load(JSON.stringify(body), 'application/json', `/v1/companies:import?${address}`, more);

  it('are shown as they are understood, stored, and change nothing when sent again', async () => {
    const dry = await load('id=werk&dry_run=true', BEDARF);
    expect([dry.status, dry.json.status, dry.json.version, dry.json.mistakes]).toEqual([200, null, null, []]);
    expect(dry.json.files[0]).toMatchObject({ kind: 'needs', read: 2, understood: 2 });
    expect(dry.json.files[0].columns.map(({ field }: { field: string }) => field)).toEqual([
      ...['material', 'quantity', 'unit', 'spend', 'revenue_at_stake'],
    ]);
    expect((await acme.get('/v1/companies/werk')).status).toBe(404);
    const made = await load('id=werk&country=EUU&name=Werk%20Hanau', BEDARF, { 'idempotency-key': 'werk-1' });
    expect([made.status, made.json.status, made.json.version]).toEqual([200, 'created', 1]);
    expect(made.json.company).toMatchObject({ name: 'Werk Hanau', country: 'EUU', currency: 'EUR' });
    expect(made.json.company.needs[0]).toMatchObject({
      quantity: 1200.5,
      unit: 'kg',
      spend: 60_000,
      revenue_at_stake: 9_000_000,
    });
    const replayed = await load('id=werk&country=EUU&name=Werk%20Hanau', BEDARF, {
      'idempotency-key': 'werk-1',
    });
    expect([replayed.headers['idempotency-replayed'], replayed.text]).toEqual(['true', made.text]);
    expect((await load('id=werk', BEDARF)).json).toMatchObject({ status: 'unchanged', version: 1 });
  });

  it('may be a workbook, whose units stand in columns of their own', async () => {
    const base64 = readFileSync(new URL('../../fixtures/parts.xlsx', import.meta.url), 'base64');
    const { json } = await load('id=excel&dry_run=true', { files: [{ name: 'parts.xlsx', base64 }] });
    expect([json.mistakes, json.company.currency]).toEqual([[], 'JPY']);
    expect(json.company.needs[1]).toMatchObject({
      quantity: 1200,
      unit: 'kg',
      revenue_at_stake: 480_000_000,
    });
    expect(json.company.stock[0]).toMatchObject({ kilograms: 1850, as_of: '2026-11-30' });
    const both = await load('id=excel', { files: [{ name: 'a', base64, text: 'Material\nDy\n' }] });
    expect([both.status, both.json.errors[0]?.pointer]).toEqual([400, '/files/0']);
  });

  it('replace the kinds of rows that they hold and no others', async () => {
    const files = [{ name: '在庫.csv', text: '材料,在庫日数\nジスプロシウム酸化物,45\n' }];
    const { status, json } = await load('id=werk', { files }, { 'if-match': '"1"' });
    expect([status, json.detail, json.status]).toEqual([200, undefined, 'updated']);
    expect([json.company.needs.length, json.company.stock[0].days]).toEqual([2, 45]);
    expect(
      (
        await load(
          'id=werk',
          { files: [{ name: 'a.csv', text: 'material,days\nGa,3\n', kind: 'stock' }] },
          { 'if-match': '"1"' },
        )
      ).status,
    ).toBe(412);
  });

  it('of stock leave the needs as they are, and the preview tells what is replaced and what stays', async () => {
    const needs = [
      { id: 'dy', material: 'Dy', quantity: 12, unit: 't' },
      { id: 'ga', material: 'Ga', quantity: 30, unit: 'kg' },
    ];
    const stock = [{ material: 'Dy', days: 10 }];
    const made = (await acme.put('kept', { ...KYUSHU, needs, stock }, {}, '/v1/companies')).json.company;
    const csv = 'Material,Months of stock\nGallium,3\n';
    const { json } = await load('id=kept&dry_run=true', csv);
    expect([json.mistakes, json.doubts[0]]).toEqual([
      [],
      {
        file: 'the file',
        row: null,
        column: null,
        suggestions: [],
        detail: 'Replaced in the company: stock 1 → 1. Kept as before: needs 2.',
      },
    ]);
    const updated = (await load('id=kept', csv)).json.company;
    expect([updated.needs, updated.stock]).toMatchObject([
      made.needs,
      [{ material: 'Gallium', kilograms: null, days: 91.3125 }],
    ]);
    expect((await load('id=kept', 'Material,Remark\nGallium,3\n')).status).toBe(400);
    const boxes = (await load('id=kept', 'Material,Inventory (boxes)\nGallium,3\n')).json.errors;
    expect(boxes.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/the file/Inventory (boxes)']);
    const far = (await load('id=kept', 'Material;Reichweite (Tage)\nGallium;40000\n')).json.errors;
    expect(far[0].detail).toMatch(
      /^the file, row 2, column Reichweite \(Tage\): “Reichweite \(Tage\)” is not right; send .* 36500/,
    );
  });

  it('has stock of more than five years of its needs only where it says so in days, in files and in PUT', async () => {
    const csv = (stock: string) => `Material,Annual quantity,Unit,${stock}\nNdFeB magnets,16.5,t,1850\n`;
    const far = await load('id=long', csv('Stock (t)'));
    expect([far.status, far.json.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      400,
      ['/the file/2/Stock (t)'],
    ]);
    expect((await load('id=long&dry_run=true&lang=ja', csv('Stock (t)'))).json.mistakes).toMatchObject([
      { row: 2, column: 'Stock (t)', detail: expect.stringContaining('5年分を超えます') },
    ]);
    const needs = [{ id: 'm', material: 'NdFeB magnets', quantity: 16_500, unit: 'kg' }];
    const put = (stock: object, id = 'long') =>
      acme.put(
        id,
        { ...KYUSHU, needs, stock: [{ material: 'NdFeB magnets', ...stock }] },
        {},
        '/v1/companies',
      );
    expect((await put({ kilograms: 82_700 })).json.errors).toMatchObject([
      { pointer: '/stock/0/kilograms', code: 'over_five_years' },
    ]);
    expect((await put({ kilograms: 82_500 })).status).toBe(201);
    expect((await put({ days: 1900 }, 'longer')).status).toBe(201);
    expect((await load('id=long', csv('Stock (kg)'))).json.company.stock).toMatchObject([
      { kilograms: 1850 },
    ]);
  });

  it('with all needs in another currency change that of the company', async () => {
    await acme.put('paid', { ...KYUSHU, currency: 'JPY' }, {}, '/v1/companies');
    const { json } = await load('id=paid', 'Material,Cost\nDy,$5\n');
    expect([json.detail, json.company?.currency]).toEqual([undefined, 'USD']);
    expect((await load('id=paid', 'Material,Cost\nDy,6\n')).json.company.currency).toBe('USD');
  });

  it('in JSON say of the whole company what a PUT says', async () => {
    const whole = { ...KYUSHU, country: 'KOR', end_use: 'defence', currency: 'KRW', watch: ['Dy', 'lynas'] };
    const file = (content: object) => ({ files: [{ name: 'whole.json', text: JSON.stringify(content) }] });
    const { json } = await load('id=whole', file(whole));
    expect([json.doubts, json.company]).toMatchObject([[], whole]);
    const again = (await load('id=whole&country=USA', file({ needs: KYUSHU.needs, colour: 'red' }))).json;
    expect(again.company).toMatchObject({ ...whole, country: 'USA' });
    expect(again.doubts.map(({ column }: { column: string }) => column)).toEqual([null, 'colour']);
    const wrong = (
      await load(
        'id=whole',
        file({ ...whole, end_use: 'defense', watch: ['dY'], needs: [{ material: 'Dy', spend: '€5' }] }),
      )
    ).json;
    expect(wrong.errors.map(({ detail }: { detail: string }) => detail)).toEqual([
      expect.stringContaining('Money in EUR stands beside money in KRW'),
      expect.stringContaining('Did you mean `defence`?'),
      expect.stringContaining('There is no element or supplier `dY`.'),
    ]);
  });

  it('of needs may have columns of stock', async () => {
    const { json } = await load(
      'id=stocked&dry_run=true',
      '品名;数量;単位;在庫(kg)\nネオジム磁石;12.000,5;kg;3000\nガリウム;50;kg;\n',
    );
    expect([json.mistakes, json.company.needs.length]).toEqual([[], 2]);
    expect(json.company.stock).toMatchObject([{ material: 'ネオジム磁石', kilograms: 3000 }]);
  });

  it('are told their first hundred mistakes and how many there are, and are no larger than a company', async () => {
    const file = (text: string) => ({ files: [{ name: 'needs.csv', text }] });
    const rows = (most: number) => Array.from({ length: most }, (_, n) => `unobtainium ${n},1`);
    const many = file(['Material,Quantity', ...rows(300)].join('\n'));
    const { json } = await load('id=many&dry_run=true', many);
    expect([json.mistakes.length, json.found.mistakes]).toEqual([100, 300]);
    const refused = (await load('id=many', many)).json;
    expect([refused.errors.length, refused.detail]).toEqual([
      100,
      '300 mistakes; the first 100 are in `errors`.',
    ]);
    const wide = Array.from({ length: 201 }, (_, n) => `column ${n}`);
    for (const text of [
      ['Material,Quantity', ...rows(2701)].join('\n'),
      `${wide.join(',')}\n1`,
      `${wide.join('\t')}\n1`,
      JSON.stringify(wide.map((name) => ({ [name]: 1 }))),
    ]) {
      const { status, json } = await load('id=many&dry_run=true', file(text));
      expect([status, json.detail]).toEqual([422, expect.stringMatching(/(2701 rows|201 columns)/)]);
    }
  });

  it('with a mistake store nothing and tell all of them, between rows too', async () => {
    const text = 'material,quantity,unit\nunobtainium,3,kg\nDy,many,kg\nGa,1,kg\n';
    const sources = 'material,country,share\nDy,CHN,0.8\nDy,MYS,0.4\n';
    const files = [
      { name: 'needs.csv', text },
      { name: 'sources.csv', text: sources },
    ];
    const { status, json } = await load('id=faults', { files });
    expect([status, json.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      400,
      ['/needs.csv/3/quantity', '/sources.csv/3/share'],
    ]);
    const many = `材料,数量(kg)\n${'Dy,1\n'.repeat(501)}`;
    const over = (
      await load('id=faults&lang=ja', { files: [{ name: '部品.csv', text: many, kind: 'needs' }] })
    ).json;
    expect(
      over.errors.map(({ pointer, detail }: { pointer: string; detail: string }) => [pointer, detail]),
    ).toEqual([['/部品.csv', '部品.csv: 行の数（needs）が500を超えています。この数以下にしてください。']]);
    expect((await acme.get('/v1/companies/faults')).status).toBe(404);
    const dry = (await load('id=faults&dry_run=true', { files })).json;
    expect([
      dry.mistakes.length,
      dry.files[0].rows.map(({ understood }: { understood: boolean }) => understood),
    ]).toEqual([2, [false, false, true]]);
  });
});
