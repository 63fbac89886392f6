import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiUnderTest } from '../api-under-test.ts';
import { clientOf, fedBy, keyOf, site, startApiWithClients, supplier } from '../clients-under-test.ts';

let api: ApiUnderTest;
let acme: ReturnType<typeof clientOf>;
let rival: ReturnType<typeof clientOf>;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'rival', 'people']);
  [acme, rival] = [clientOf(api, 'acme'), clientOf(api, 'rival')];
});
afterAll(() => api.close());
const as = (client: string) => clientOf(api, client);

describe('a custom supplier', () => {
  test('is stored, scored with the facts of the run when it is read, and read beside the shipped ones', async () => {
    const made = await acme.put('magnets', supplier({ external_ids: { sap: '0000104711' } }));
    expect([made.status, made.headers.etag]).toEqual([201, '"1"']);
    expect(made.json).toMatchObject({
      id: 'magnets',
      origin: 'custom',
      version: 1,
      external_ids: { sap: '0000104711' },
      score: null,
      run_id: 'r0000000002',
    });
    const read = await acme.get('/v1/suppliers/magnets?buyer=JPN');
    expect(read.json.score).toMatchObject({
      status: 'scored',
      run_id: 'r0000000002',
      buyer: 'JPN',
      subject: { id: 'magnets', name: 'Acme Magnets' },
    });
    expect(read.json.score.interval.p05).toBeLessThan(read.json.score.interval.p95);
    expect(read.json.score.top_drivers.length).toBeGreaterThan(0);
    const { counts_from, counts_by, counts_note, score: _none, ...stored } = made.json;
    expect([counts_from, counts_by]).toEqual([stored.updated_at, stored.updated_at]);
    expect(counts_note).toMatch(/^It counts at once/);
    expect(read.json).toMatchObject(stored);
    const alone = await acme.get(made.json.links.score);
    expect(alone.json).toMatchObject({ score: read.json.score.score, interval: read.json.score.interval });
    expect(alone.json).toMatchObject({
      basis: 'on_request',
      run_id: 'r0000000002',
      as_of: '2026-10-01',
      known_exceptions: [],
    });
    expect((await acme.get('/v1/suppliers/lynas')).json.score.score).toBe(12.5);
    expect((await acme.get('/v1/suppliers/lynas/score')).json.score).toBe(12.5);
    expect((await acme.get('/v1/suppliers?custom=only')).json.data).toMatchObject([
      { id: 'magnets', version: 1, countries: ['VNM'], elements: ['Dy'] },
    ]);
  });

  test('is linked only to what is served about it', async () => {
    const { json } = await acme.put('linked', supplier());
    const alone = await acme.get('/v1/suppliers/linked/score?buyer=JPN');
    expect(json.links).toEqual({
      self: '/v1/suppliers/linked?buyer=JPN',
      score: '/v1/suppliers/linked/score?buyer=JPN',
      explanation: '/v1/suppliers/linked/explanation?buyer=JPN',
      report: '/v1/suppliers/linked/report?buyer=JPN',
      history: '/v1/suppliers/linked/history?buyer=JPN',
    });
    for (const address of new Set([json, alone.json].flatMap(({ links }) => Object.values<string>(links))))
      expect([address, (await acme.get(address)).status]).toEqual([address, 200]);
    expect((await acme.get('/v1/suppliers/lynas?buyer=JPN')).json.links).toMatchObject({
      explanation: '/v1/suppliers/lynas/explanation?buyer=JPN',
      history: '/v1/suppliers/lynas/history?buyer=JPN',
    });
  });

  test('scores as the chain says: fed by China it is at risk, by its own works in Japan it is not', async () => {
    for (const country of ['CHN', 'JPN']) await acme.put(`fed-by-${country}`, fedBy(country));
    const [china, japan] = [
      await acme.get('/v1/suppliers/fed-by-CHN/score'),
      await acme.get('/v1/suppliers/fed-by-JPN/score'),
    ];
    expect(china.json.score).toBeGreaterThan(2 * japan.json.score);
  });

  test('is changed by who read the newest version, and by nobody else', async () => {
    await acme.put('changing', supplier());
    const silent = await acme.put('changing', supplier({ name: 'B' }));
    expect([silent.status, silent.json.detail]).toEqual([
      428,
      'Supplier changing exists, with version 1. To change it send `If-Match: "1"`, so that nobody\'s change is lost.',
    ]);
    expect((await acme.put('changing', supplier({ name: 'B' }), { 'if-match': '"1"' })).json.version).toBe(2);
    const late = await acme.put('changing', supplier({ name: 'C' }), { 'if-match': '"1"' });
    expect([late.status, late.json.detail]).toEqual([
      412,
      'Supplier changing was changed since you read it: now it has version 2. Read it again, apply your change, and send that with its `ETag`.',
    ]);
    expect((await acme.put('changing', supplier({ name: 'B' }), { 'if-match': '"2"' })).json.version).toBe(2);
    expect((await acme.put('changing', supplier({ name: 'D' }), { 'if-match': '*' })).json.version).toBe(3);
  });

  test('is made once; the same request again finds it', async () => {
    const first = await acme.put('again', supplier());
    const again = await acme.put('again', supplier());
    expect([again.status, again.headers.etag, again.json]).toEqual([200, first.headers.etag, first.json]);
    await acme.put('again', supplier({ name: 'B' }), { 'if-match': '"1"' });
    const late = await acme.put('again', supplier({ name: 'B' }), { 'if-match': '"1"' });
    expect([late.status, late.json.version]).toEqual([200, 2]);
    const named = { 'idempotency-key': 'one', 'if-none-match': '*' };
    const made = await acme.put('named', supplier(), named);
    const repeated = await acme.put('named', supplier(), named);
    expect([repeated.status, repeated.headers['idempotency-replayed'], repeated.json]).toEqual([
      201,
      'true',
      made.json,
    ]);
    expect((await acme.put('named', supplier({ name: 'B' }), named)).status).toBe(422);
  });

  test('is not changed by who asks for a new one only', async () => {
    const onlyNew = { 'if-none-match': '*' };
    expect((await acme.put('only-new', supplier(), onlyNew)).status).toBe(201);
    const again = await acme.put('only-new', supplier({ name: 'B' }), onlyNew);
    expect([again.status, again.json.detail]).toEqual([
      412,
      'Supplier only-new exists, with version 1, and `If-None-Match: *` asks for a new one only. Choose another id, or change this one with `If-Match: "1"`.',
    ]);
  });

  test('ends with a tombstone and may begin again', async () => {
    await acme.put('ending', supplier());
    expect((await acme.remove('ending')).status).toBe(428);
    expect((await acme.remove('ending', { 'if-match': '"7"' })).status).toBe(412);
    expect((await acme.remove('ending', { 'if-match': '"1"' })).json).toMatchObject({
      id: 'ending',
      version: 2,
      deleted: true,
    });
    expect((await acme.get('/v1/suppliers/ending')).status).toBe(404);
    expect((await acme.remove('ending', { 'if-match': '"2"' })).json.detail).toBe(
      'You have stored no supplier with the id "ending". GET /v1/suppliers?custom=only lists yours; case matters.',
    );
    expect((await acme.put('ending', supplier())).json.version).toBe(3);
  });
});

describe('what one client has stored, another', () => {
  beforeAll(async () => {
    await acme.put('secret-1', supplier({ name: 'Secret Magnets', external_ids: { sap: 'S-1' } }));
  });

  test('does not read, not by its id, its score or its list', async () => {
    for (const address of [
      '/v1/suppliers/secret-1',
      '/v1/suppliers/secret-1/score',
      '/v1/suppliers/secret-1/explanation',
      '/v1/suppliers/secret-1/history',
      '/v1/suppliers?custom=only',
      '/v1/suppliers?limit=1000',
      '/v1/scores?subject_type=supplier',
    ]) {
      const { text } = await rival.get(address);
      expect([address, text.includes('Secret'), text.includes('S-1')]).toEqual([address, false, false]);
    }
    for (const part of [
      '',
      '/score',
      '/explanation',
      '/history',
      '/score?as_of=2026-09-01',
      '/history?interval=month',
    ])
      expect([part, (await rival.get(`/v1/suppliers/secret-1${part}`)).status]).toEqual([part, 404]);
    expect((await rival.get('/v1/suppliers?custom=only')).json.data).toEqual([]);
  });

  test('does not change or end', async () => {
    expect((await rival.remove('secret-1', { 'if-match': '*' })).status).toBe(404);
    expect((await rival.put('secret-1', supplier({ name: 'Of the rival' }))).json.version).toBe(1);
    expect((await acme.get('/v1/suppliers/secret-1')).json.name).toBe('Secret Magnets');
  });

  test('does not reach by naming the client, in the address, a header or the body', async () => {
    expect((await rival.get('/v1/suppliers/secret-1?client=acme')).status).toBe(400);
    expect((await rival.put('x', supplier({ client: 'acme' }))).json.errors[0]).toMatchObject({
      pointer: '/client',
      code: 'unknown_field',
    });
  });

  test('does not get by the Idempotency-Key of the other', async () => {
    const headers = { 'idempotency-key': 'the-same-key' };
    const csv = (name: string) =>
      `id,name,site_id,site_name,country,stage,elements\nk,${name},a,A,VNM,magnet,Dy\n`;
    expect((await acme.load(csv('Acme K'), 'text/csv', '/v1/suppliers:import', headers)).json.created).toBe(
      1,
    );
    const other = await rival.load(csv('Rival K'), 'text/csv', '/v1/suppliers:import', headers);
    expect([other.json.created, other.headers['idempotency-replayed']]).toEqual([1, undefined]);
  });

  test('does not change the published scores of anybody', async () => {
    const before = (await rival.get('/v1/scores?subject_type=supplier')).text;
    await acme.put('another', supplier());
    expect((await rival.get('/v1/scores?subject_type=supplier')).text).toBe(before);
  });
});

describe('an import', () => {
  const HEADER = 'id,name,site_id,site_name,country,stage,elements,capacity_tonnes_per_year,fed_by';

  test('takes CSV with a row per site', async () => {
    const { status, json } = await acme.load(
      `\ufeff${HEADER}\r\nc1,"Müller, Söhne",a,Werk A,DEU,magnet,Dy Tb,100,b:0.5\r\nc1,"Müller, Söhne",b,Werk B,JPN,separation,Dy;Tb,,\r\nc2,Zwei,a,Werk,VNM,magnet,Dy,,\r\n`,
    );
    expect([status, json.created, json.results.map((result: { id: string }) => result.id)]).toEqual([
      200,
      2,
      ['c1', 'c2'],
    ]);
    const { links } = (await acme.load(`${HEADER}\r\nc2,Zwei,a,Werk,VNM,magnet,Dy,,\r\n`)).json;
    const scored = (await acme.get(links.scores)).json.data.find(
      ({ subject }: { subject: { id: string } }) => subject.id === 'c2',
    );
    expect(scored).toMatchObject({ status: 'scored', run_id: 'r0000000002', basis: 'on_request' });
    expect((await acme.get(links.suppliers)).json.data.map(({ id }: { id: string }) => id)).toContain('c2');
    const read = await acme.get('/v1/suppliers/c1');
    expect(read.json).toMatchObject({
      name: 'Müller, Söhne',
      countries: ['DEU', 'JPN'],
      feeds: [{ from: 'b', to: 'a', share_of_input: 0.5 }],
    });
  });

  test('takes NDJSON, and the same again changes nothing', async () => {
    const text = ['n1', 'n2', 'n3'].map((id) => JSON.stringify({ id, ...supplier() })).join('\n');
    expect((await acme.load(text, 'application/x-ndjson')).json).toMatchObject({
      created: 3,
      updated: 0,
      unchanged: 0,
    });
    expect((await acme.load(text, 'application/x-ndjson')).json).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 3,
    });
    expect(
      (await acme.load(text.replace('Acme Magnets', 'Other'), 'application/x-ndjson')).json,
    ).toMatchObject({
      updated: 1,
      unchanged: 2,
    });
  });

  test('tells every mistake of a supplier in one round: form, names that do not exist, and feeds to nowhere', async () => {
    const file = `${HEADER}\r\nm1,Mistaken,a,Works,XXX,magnetes,Xx Dy,,nowhere\r\nm1,Mistaken,a,Works,DEU,magnet,Qq,-1,\r\n`;
    const { status, json } = await acme.load(file, 'text/csv', '/v1/suppliers:import?dry_run=true');
    const places = json.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect([status, places.toSorted()]).toEqual([
      400,
      [
        '/2/country',
        '/2/elements',
        '/2/fed_by',
        '/2/stage',
        '/3/capacity_tonnes_per_year',
        '/3/elements',
        '/3/site_id',
      ],
    ]);
    const told = json.errors.map(({ detail }: { detail: string }) => detail).join('\n');
    expect(told).toMatch(/Row 2, column elements: There is no element `Xx`/);
    expect(told).toMatch(/Did you mean `magnet`/);
    const line = {
      id: 'm2',
      name: 'Mistaken',
      sites: [{ id: 'a', name: 'Works', country: 'XXX', stage: 'magnet', elements: ['Xx', 'dy', 'Dy'] }],
    };
    const ofLine = await acme.load(
      JSON.stringify({ ...line, feeds: [{ from: 'a', to: 'b' }] }),
      'application/x-ndjson',
    );
    expect(ofLine.json.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/1/feeds.0.to',
      '/1/sites.0.country',
      '/1/sites.0.elements.0',
      '/1/sites.0.elements.1',
    ]);
  });

  test('that is tried only stores nothing', async () => {
    const text = JSON.stringify({ id: 'dry', ...supplier() });
    expect(
      (await acme.load(text, 'application/x-ndjson', '/v1/suppliers:import?dry_run=true')).json,
    ).toMatchObject({
      dry_run: true,
      created: 1,
    });
    expect((await acme.get('/v1/suppliers/dry')).status).toBe(404);
  });

  test('with a mistake anywhere stores nothing, and tells every mistake with its row and column', async () => {
    const csv = [
      HEADER,
      'good,Good,a,A,VNM,magnet,Dy,,',
      'bad,Bad,a,A,XXX,magnat,Dy,many,',
      'bad,Bad,a,B,VNM,magnet,Xq,-5,nowhere:2',
      'good,Good,c,C,VNM,magnet,Dy,,',
      'lynas,Mine,a,A,VNM,magnet,Dy,,',
      ',No id,a,A,VNM,magnet,Dy,,',
    ].join('\n');
    const { status, json } = await acme.load(csv);
    expect(status).toBe(400);
    expect(json.errors.map((error: { detail: string }) => error.detail)).toEqual([
      'Row 3, column country: "XXX" is not right; send the ISO 3166-1 alpha-3 code of a country that is rated, for example CHN.',
      'Row 3, column stage: "magnat" is not one of: mine, separation, refining, metal, magnet. Did you mean `magnet`?',
      'Row 3, column capacity_tonnes_per_year: "many" has the wrong type; send a number.',
      'Row 4, column capacity_tonnes_per_year: -5 is not right; send a number above 0.',
      'Row 4, column fed_by: 2 is not right; send a number from 0 to 1.',
      'Row 4, column site_id: "a" is not right; send an id of its own: a is taken by another site.',
      'Row 4, column elements: There is no element `Xq`. /v1/elements lists all.',
      'Row 4, column fed_by: `nowhere` is neither a site of this supplier nor one of a supplier in /v1/suppliers.',
      'Row 5, column id: supplier good stands earlier in this file as well: keep the rows of a supplier together.',
      'Row 6, column id: `lynas` is a supplier that ships with this service: choose another id, for example custom-lynas.',
      'Row 7, column id: "" is not right; send 1 to 64 letters, digits, dots, hyphens or underscores.',
    ]);
    expect((await acme.get('/v1/suppliers/good')).status).toBe(404);
  });
});

describe('what a person reads who made a mistake in a body', () => {
  const put = (body: unknown) => as('people').put('mine', body);
  test.each([
    [{}, '2 mistakes; each one is in `errors`.'],
    [supplier({ sites: [] }), '`/sites` is not right; send at least one site.'],
    [supplier({ name: '' }), '`/name` is not right; send 1 to 200 characters.'],
    [supplier({ name: 5 }), '`/name` has the wrong type; send a text.'],
    [
      supplier({ nmae: 'x' }),
      'There is no field `nmae` here. Did you mean `name`? Allowed here: name, external_ids, lei, duns, sites, feeds.',
    ],
    [
      supplier({ sites: [site({ country: 'VN' })] }),
      '`/sites/0/country` is not right; send an ISO 3166-1 alpha-3 code in capitals, for example CHN.',
    ],
    [
      supplier({ sites: [site({ stage: 'smelting' })] }),
      '`/sites/0/stage` is not one of: mine, separation, refining, metal, magnet.',
    ],
    [
      supplier({ sites: [site({ elements: ['Dz'] })] }),
      /^There is no element `Dz`\. Did you mean `Dy`\? \/v1\/elements lists all\.$/,
    ],
    [
      supplier({ sites: [site(), site()] }),
      '`/sites/1/id` is not right; send an id of its own: hanoi is taken by another site.',
    ],
    [supplier({ lei: 'short' }), '`/lei` is not right; send a Legal Entity Identifier of 20 characters.'],
    [
      supplier({ feeds: [{ from: 'lynas-plnt', to: 'hanoi' }] }),
      '`lynas-plnt` is neither a site of this supplier nor one of a supplier in /v1/suppliers. Did you mean `lynas-plant`?',
    ],
    [
      supplier({ feeds: [{ from: 'hanoi', to: 'elsewhere' }] }),
      '`/feeds/0/to` is not right; send the id of one of its sites: hanoi.',
    ],
    [
      supplier({
        feeds: [
          { supplier: 'lynas', to: 'hanoi', share_of_input: 0.8 },
          { supplier: 'jl-mag', to: 'hanoi', share_of_input: 0.4, since: '2027-01-01' },
        ],
      }),
      /^`\/feeds\/1\/share_of_input` is not right; send shares that make 1 at most together: those of .* to hanoi make 1\.2000\.$/,
    ],
    [
      supplier({ feeds: [{ from: 'hanoi', to: 'hanoi' }] }),
      '`/feeds/0/from` is not right; send another site: a site does not feed itself.',
    ],
  ])('%j', async (body, detail) => {
    const answer = await put(body);
    expect(answer.status).toBe(400);
    if (typeof detail === 'string') expect(answer.json.detail).toBe(detail);
    else expect(answer.json.detail).toMatch(detail);
  });

  test('has more elements at sites and in feeds than one score may have', async () => {
    const elements = [
      'Dy',
      'Tb',
      'Er',
      'Ga',
      'W',
      'Pr',
      'Ho',
      'Nd',
      'Tm',
      'Yb',
      'Lu',
      'Y',
      'Sm',
      'Eu',
      'Gd',
      'La',
      'Ce',
      'Sc',
      'Ge',
      'Co',
    ];
    const ladder = (sites: number, of: number) =>
      supplier({
        sites: Array.from({ length: sites }, (_, n) =>
          site({ id: `s${n}`, elements: elements.slice(0, of) }),
        ),
        feeds: Array.from({ length: 2 * sites - 3 }, (_, n) => ({
          from: `s${n >> 1}`,
          to: `s${(n >> 1) + 1 + (n % 2)}`,
        })),
      });
    const { status, json } = await put(ladder(20, 20));
    expect([status, json.code]).toEqual([422, 'too_large_to_compute']);
    expect(json.detail).toBe(
      '`/sites` is not right; send at most 300 elements in all, each counted at each site and at each feed that carries it; this has 400 at 20 sites and 740 in 37 feeds.',
    );
    expect((await put({ ...ladder(20, 20), name: '' })).status).toBe(400);
    expect((await put(ladder(20, 5))).status).toBe(201);
  });

  const raw = (body: string, media: string) =>
    api.call('/v1/suppliers/mine', {
      method: 'PUT',
      body,
      headers: { authorization: `Bearer ${keyOf('people')}`, 'content-type': media },
    });
  test.each([
    [
      '{"name": "A",, }',
      'application/json',
      400,
      'malformed_body',
      'The body is no valid JSON: look at line 1, column 14.',
    ],
    ['{"name": ', 'application/json', 400, 'malformed_body', 'The body is no valid JSON: it ends too early.'],
    ['', 'application/json', 400, 'malformed_body', 'There is no body; send a JSON document.'],
    [
      'name=A',
      'application/x-www-form-urlencoded',
      415,
      'unsupported_media_type',
      '`Content-Type: application/x-www-form-urlencoded` is not read here; send application/json.',
    ],
    ['[]', 'application/json', 400, 'invalid_request', 'The body has the wrong type; send an object.'],
    ['null', 'application/json', 400, 'invalid_request', 'The body has the wrong type; send an object.'],
    [
      '{"__proto__": {"name": "A"}}',
      'application/json',
      400,
      'invalid_request',
      '3 mistakes; each one is in `errors`.',
    ],
  ])('%s as %s', async (body, media, status, code, detail) => {
    const answer = await raw(body, media);
    expect([answer.status, answer.json.code, answer.json.detail]).toEqual([status, code, detail]);
  });

  test.each([
    ['', 'text/csv', 'There is no supplier in the body; send at least one.'],
    ['id,nmae\n', 'text/csv', /^7 mistakes/],
    ['hello', 'application/x-ndjson', 'Row 1: the line is no valid JSON.'],
    ['[1]', 'application/x-ndjson', 'Row 1: the line is no JSON object.'],
    [
      'id,name,site_id,site_name,country,stage,elements\na,"b,c\n',
      'text/csv',
      /^Row \d: the quotes do not match; double a quote inside a quoted cell\.$/,
    ],
    [
      'id,name,site_id,site_name,country,stage,elements\na,b\n',
      'text/csv',
      'Row 2: it has more or fewer cells than the header; put cells with commas in quotes.',
    ],
    [
      'id,name,site_id,site_name,country,stage,elements,external_ids\na,A,s,S,VNM,magnet,Dy,sap=1\n',
      'text/csv',
      'Row 2, column external_ids: "sap=1" has a name that is not right; send 1 to 64 letters, digits, dots, hyphens or underscores.',
    ],
  ])('import of %j as %s', async (text, media, detail) => {
    const answer = await as('people').load(text, media);
    expect(answer.status).toBe(400);
    if (typeof detail === 'string') expect(answer.json.detail).toBe(detail);
    else expect(answer.json.detail).toMatch(detail);
  });

  test('a row with a cell too many does not hide what is wrong in the others', async () => {
    const rows = [
      'a,A,s1,S,VN,magnet,Dy',
      'a,A,s2,S,VNM,magnet,Dy,more',
      'a,A,s3,S,VNM,smelter,Dy',
      'b,,s1,S,VNM,magnet,Dz',
    ];
    const { json } = await as('people').load(
      `id,name,site_id,site_name,country,stage,elements\n${rows.join('\n')}\n`,
      'text/csv',
    );
    expect(json.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/2/country',
      '/3',
      '/4/stage',
      '/5/elements',
      '/5/name',
    ]);
  });

  test('a body that is too large, or a key that is none', async () => {
    const large = await as('people').load(`id\n${'x'.repeat(1_000_000)}`);
    expect([large.status, large.json.detail]).toEqual([
      413,
      'The body is larger than 1000000 bytes. Send less at a time.',
    ]);
    const odd = await as('people').load('id\n', 'text/csv', '/v1/suppliers:import', {
      'idempotency-key': 'with space',
    });
    expect(odd.json.detail).toBe(
      '`Idempotency-Key` has 1 to 128 printable characters without spaces, for example a UUID.',
    );
  });
});
