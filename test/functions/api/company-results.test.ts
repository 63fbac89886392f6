import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORLD_RUN } from '#test/builders/published-world.ts';
import type { ApiUnderTest } from './api-under-test.ts';
import { clientOf, fedBy, site, startApiWithClients, supplier } from './clients-under-test.ts';

let api: ApiUnderTest;
let acme: ReturnType<typeof clientOf>;
let bolt: ReturnType<typeof clientOf>;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'bolt']);
  [acme, bolt] = [clientOf(api, 'acme'), clientOf(api, 'bolt')];
});
afterAll(() => api.close());

const DY = {
  id: 'dy',
  material: 'dysprosium oxide',
  quantity: 12,
  unit: 't',
  spend: 600_000,
  revenue_at_stake: 9_000_000,
};
const GA = { id: 'ga', material: 'ガリウム', quantity: 300, unit: 'kg', revenue_at_stake: 1_000_000 };

const store = async (client: typeof acme, id: string, company: object, more: Record<string, string> = {}) => {
  const { status, text } = await client.put(
    id,
    { name: 'Kyushu', country: 'JPN', ...company },
    more,
    '/v1/companies',
  );
  expect([status < 300, text]).toEqual([true, text]);
};
const results = async (client: typeof acme, id: string, query = '') => {
  const { status, json } = await client.get(`/v1/companies/${id}/results${query}`);
  expect([status, json.detail]).toEqual([200, undefined]);
  return json;
};
const withinYear = (of: { readonly within: readonly { readonly days: number }[] }) =>
  of.within.find(({ days }) => days === 365);

describe('the results of a company', () => {
  it('of unknown stock have the figure of the country, say so, and have its chances for civil use', async () => {
    await store(acme, 'plain', { needs: [GA] });
    const json = await results(acme, 'plain');
    const [line] = json.lines;
    expect(line).toMatchObject({ line: 'element:Ga', name: 'Gallium', needs: ['ga'], stock: { days: null } });
    expect(line.elements[0].cover).toEqual({ days: 62, basis: 'nation' });
    for (const { score, nation } of line.elements[0].within) expect(score).toBe(nation);
    expect([json.register_read, json.register_warning]).toEqual([
      null,
      'Nobody knows when the register of export controls was last read.',
    ]);
    expect([json.run_id, json.methodology.version]).toEqual([WORLD_RUN, '4.0.0']);
  });

  it('of own stock count its days: 4 t of 12 t a year last 121.75 days, and twice as much is never riskier', async () => {
    for (const [id, kilograms] of [
      ['once', 4000],
      ['twice', 8000],
    ] as const)
      await store(acme, id, { needs: [DY], stock: [{ material: 'Dy2O3', kilograms }] });
    const [once, twice] = [await results(acme, 'once'), await results(acme, 'twice')];
    expect([once.lines[0].stock.days, twice.lines[0].stock.days]).toEqual([121.8, 243.5]);
    expect(once.lines[0].elements[0].cover).toMatchObject({ basis: 'own' });
    expect(withinYear(twice.lines[0])).toMatchObject({ score: expect.any(Number) });
    for (const [place, { score }] of twice.lines[0].within.entries())
      expect(score).toBeLessThanOrEqual(once.lines[0].within[place].score);
    expect(once.lines[0].elements[0].within[2].nation).toBe(twice.lines[0].elements[0].within[2].nation);
  });

  it('say of any line that it is likelier than the largest and less likely than luck by itself would have it, and what it costs', async () => {
    await store(acme, 'two', { currency: 'JPY', needs: [DY, GA] });
    const { any, lines } = await results(acme, 'two');
    const year = any.within[2];
    const [dy, ga] = lines.map(
      ({ within }: { within: { score: number }[] }) => (within[2] as { score: number }).score / 100,
    );
    expect(year.score).toBeGreaterThan(100 * Math.max(dy, ga));
    expect(year.score).toBeLessThan(100 * (1 - (1 - dy) * (1 - ga)));
    expect(any.loss.mean).toBeCloseTo(lines[0].expected_loss + lines[1].expected_loss, 1);
    expect(any.loss.causes.reduce((sum: number, { money }: { money: number }) => sum + money, 0)).toBeCloseTo(
      any.loss.mean,
      0,
    );
    expect(lines[0].expected_loss).toBeCloseTo((9_000_000 * lines[0].within[2].expected_days) / 365.25, -4);
  });

  it('are the same with materials that nobody rates beside, which are told', async () => {
    await store(acme, 'rated', { currency: 'JPY', needs: [DY] });
    await store(acme, 'iron', {
      currency: 'JPY',
      needs: [DY, { id: 'fe', material: '鉄', quantity: 900, spend: 5, revenue_at_stake: 1e9 }],
    });
    const [rated, iron] = [
      await results(acme, 'rated', '?lang=ja&expand=alternatives,helps'),
      await results(acme, 'iron', '?lang=ja&expand=alternatives,helps'),
    ];
    expect([iron.any.within, iron.any.causes, iron.helps]).toEqual([
      rated.any.within,
      rated.any.causes,
      rated.helps,
    ]);
    expect(iron.any.loss.mean).toBe(rated.any.loss.mean);
    expect(iron.lines[1]).toMatchObject({ line: 'element:Fe', within: [], expected_loss: null });
    expect(
      iron.remarks.map(({ pointer, reason }: Record<string, string>) => `${pointer} ${reason}`),
    ).toContain('/needs/1 not_rated');
  });

  it('stand in a table, a row for each element of each line', async () => {
    await store(acme, 'table', { needs: [DY], currency: 'JPY' });
    const { text, headers } = await acme.get('/v1/companies/table/results?format=csv');
    const [header = '', row = '', ...rest] = text.trimEnd().split('\r\n');
    const cells = Object.fromEntries(header.split(',').map((name, at) => [name, row.split(',')[at]]));
    const [line] = (await results(acme, 'table')).lines;
    expect([headers['content-type'], rest]).toEqual([expect.stringContaining('text/csv'), []]);
    expect(cells).toMatchObject({
      line: line.line,
      element: 'Dy',
      stock_days: '',
      cover_basis: 'nation',
      currency: 'JPY',
    });
    const [{ within }] = line.elements;
    const { p_365, nation_365, scarce_365, nation_scarce_365 } = cells;
    expect([p_365, nation_365, scarce_365, nation_scarce_365].map(Number)).toEqual([
      ...[within[2].score, within[2].nation, within[2].scarce, within[2].nation_scarce],
    ]);
  });

  it('name what was not counted, each at its place', async () => {
    const needs = [DY, { id: 'b', material: 'promethium' }, { id: 'c', material: 'gallium' }];
    const stock = [
      { material: 'terbium oxide', kilograms: 5 },
      { material: 'gallium', kilograms: 5 },
      { material: 'dysprosium metal', days: 5 },
    ];
    const sources = [
      { material: DY.material, country: 'FJI', share: 0.5 },
      { material: 'gallium', country: 'CHN', share: 0.5 },
      { material: 'gallium', supplier_id: 'lynas', share: 0.5 },
    ];
    await store(acme, 'gaps', { needs, stock, sources });
    const { remarks, any } = await results(acme, 'gaps');
    expect(any.loss.left_out).toBe(1);
    expect(remarks.find(({ pointer }: { pointer: string }) => pointer === '/stock/2').suggestions).toEqual([
      DY.material,
    ]);
    expect(remarks.find(({ reason }: { reason: string }) => reason === 'no_origin').detail).toContain(
      'Fiji as an origin of dysprosium',
    );
    expect(
      remarks.map(({ pointer, reason }: { pointer: string; reason: string }) => [pointer, reason]).sort(),
    ).toEqual([
      ['/needs/1', 'not_rated'],
      ['/sources/0/country', 'no_origin'],
      ['/sources/2/supplier_id', 'not_made'],
      ['/stock/0', 'no_need'],
      ['/stock/1', 'amount'],
      ['/stock/2', 'no_need'],
    ]);
    const { remarks: inJapanese } = await results(acme, 'gaps', '?lang=ja');
    for (const { detail } of inJapanese) expect(detail).toMatch(/\p{Script=Hiragana}/u);
  });

  it('count suppliers that the client has stored, and watch them; the same id of another client is another one', async () => {
    const of = (country: string) => supplier({ sites: [site({ country, stage: 'separation' })] });
    await acme.put('works', of('CHN'));
    await bolt.put('works', of('MYS'));
    const company = {
      needs: [DY],
      sources: [{ material: 'Dy oxide', supplier_id: 'works', share: 1 }],
      watch: ['works', 'Tb'],
    };
    for (const client of [acme, bolt]) await store(client, 'own', company);
    const [ofAcme, ofBolt] = [await results(acme, 'own'), await results(bolt, 'own')];
    const { json: score } = await acme.get('/v1/suppliers/works/score');
    expect(ofAcme.watch).toMatchObject([
      { subject: { type: 'supplier', id: 'works' }, score: score.score, band: score.band },
      { subject: { type: 'element', id: 'Tb', name: 'Terbium' }, score: 71.76 },
    ]);
    expect(ofAcme.lines[0].causes.find(({ id }: { id: string }) => id === 'closure:works').label).toMatch(
      /: Acme Magnets$/,
    );
    expect(withinYear(ofAcme.lines[0])).not.toEqual(withinYear(ofBolt.lines[0]));
    expect((await bolt.get('/v1/companies/once/results')).status).toBe(404);
  });

  it('take the country of a supplier that has no site at the stage, and say so', async () => {
    await acme.put('far', fedBy('CHN')); // delivers magnets from Viet Nam, and the line buys oxide
    const sources = [{ material: 'Dy oxide', supplier_id: 'far', share: 1 }];
    await store(acme, 'elsewhere', { needs: [DY], sources });
    const { lines, remarks } = await results(acme, 'elsewhere');
    expect(lines[0].elements[0].country_sources).toEqual(['far']);
    expect(remarks).toEqual([
      {
        pointer: '/sources/0/supplier_id',
        reason: 'country_source',
        detail:
          'Acme Magnets has no known site at the stage of dysprosium that is bought: its country stands in.',
        suggestions: [],
      },
    ]);
  });

  it('have both chances, of a day and of scarcity beside, in their order', async () => {
    await store(acme, 'both', { needs: [DY] });
    const { any, lines } = await results(acme, 'both');
    for (const { score, scarce } of [...any.within, ...lines[0].within])
      expect(scarce).toBeGreaterThanOrEqual(score);
    const [{ within, now, scarce_now }] = lines[0].elements;
    expect([now <= within[0].score, scarce_now <= within[0].scarce]).toEqual([true, true]);
  });

  it('know a supplier that ships by the name of one that is stored, and say which feed only each other', async () => {
    const works = (name: string, supplier?: string) => ({
      name,
      sites: [{ id: 'works', name, country: 'MYS', stage: 'separation', elements: ['Dy'] }],
      feeds: supplier === undefined ? [] : [{ supplier, to: 'works', share_of_input: 1 }],
    });
    const resultsBy = async (supplier_id: string) => {
      await store(
        acme,
        'namesake',
        { needs: [DY], sources: [{ material: 'Dy oxide', supplier_id, share: 0.3 }] },
        { 'if-match': '*' },
      );
      const { lines, remarks } = await results(acme, 'namesake', '?expand=alternatives');
      const alternatives = lines[0].elements[0].alternatives.map(
        ({ supplier }: { supplier: string }) => supplier,
      );
      return {
        alternatives,
        reasons: remarks.map(({ pointer, reason }: { pointer: string; reason: string }) => [pointer, reason]),
      };
    };
    await store(acme, 'namesake', { needs: [DY] });
    for (const [id, name] of [
      ['mylynas', 'Lynas Rare Earths Ltd'],
      ['one', 'One'],
      ['other', 'Other'],
    ] as const)
      await acme.put(id, works(name));
    expect((await resultsBy('one')).alternatives).toContain('lynas');
    expect((await resultsBy('mylynas')).alternatives).not.toContain('lynas');
    await acme.put('one', works('One', 'other'), { 'if-match': '*' });
    expect((await resultsBy('one')).reasons).toEqual([]);
    await acme.put('other', works('Other', 'one'), { 'if-match': '*' });
    expect((await resultsBy('one')).reasons).toEqual([['/sources/0/supplier_id', 'closed_loop']]);
    for (const id of ['mylynas', 'one', 'other']) await acme.remove(id, { 'if-match': '*' });
  });

  it('are the same bytes again with 304, and made anew after a change of the company or of a supplier in it', async () => {
    const address = '/v1/companies/own/results';
    const first = await acme.get(address);
    const again = await acme.get(address);
    expect([again.text, again.headers.etag]).toEqual([first.text, first.headers.etag]);
    expect((await acme.get(address, { 'if-none-match': first.headers.etag as string })).status).toBe(304);
    await acme.put(
      'works',
      { ...fedBy('CHN'), name: 'Works renamed', sites: fedBy('AUS').sites },
      { 'if-match': '"1"' },
    );
    const changed = await acme.get(address, { 'if-none-match': first.headers.etag as string });
    expect([changed.status, changed.json.watch[0].subject.name]).toEqual([200, 'Works renamed']);
    await acme.remove('works', { 'if-match': '*' });
    const ended = (await acme.get(address)).json;
    expect(ended.remarks.map(({ reason }: { reason: string }) => reason)).toEqual([
      'unknown_supplier',
      'unknown_watch',
    ]);
    for (const { score, nation } of ended.lines[0].elements[0].within) expect(score).toBe(nation);
  });

  it('tell on request who else could deliver and what helps; none is the supplier itself or riskier', async () => {
    const sources = [{ material: 'Dy oxide', supplier_id: 'lynas', share: 0.5 }];
    // What is bought lies there from the first day, whatever is known of the stock beside it.
    await store(acme, 'unstocked', { needs: [DY], sources });
    const unstocked = await results(acme, 'unstocked', '?expand=helps');
    const [more] = unstocked.helps.units.filter(({ kind }: { kind: string }) => kind === 'stock');
    expect(more.points_less).toBeGreaterThan(0);
    expect(more.days_less).toBeLessThan(unstocked.lines[0].within[2].expected_days);
    await store(acme, 'helped', { needs: [DY], sources, stock: [{ material: 'Dy oxide', days: 45 }] });
    const plain = await results(acme, 'helped');
    expect([plain.helps, plain.lines[0].elements[0].alternatives]).toEqual([undefined, undefined]);
    const json = await results(acme, 'helped', '?expand=alternatives,helps');
    const now = json.lines[0].within[2].score;
    for (const { supplier, score } of json.lines[0].elements[0].alternatives)
      expect([supplier === 'lynas', score < now]).toEqual([false, true]);
    const stock = json.helps.units.find(({ kind }: { kind: string }) => kind === 'stock');
    expect(stock).toMatchObject({ line: 'element:Dy:separation', cost: 49_281.31 });
    expect(stock.points_less).toBeGreaterThan(0);
    for (const [place, step] of json.helps.frontier.entries())
      if (place > 0)
        expect(step.expected_loss).toBeLessThanOrEqual(json.helps.frontier[place - 1].expected_loss);
  });
});

describe('details of the lines of a company', () => {
  it('are those of the country where nothing of its own is known, to the hundredth', async () => {
    await store(bolt, 'nothing-told', { needs: [{ id: 'dy', material: 'Dy' }, GA] });
    const { lines } = await results(bolt, 'nothing-told', '?expand=details');
    for (const { within, nation, own_stock } of lines) {
      const { score, scarce } = within[2];
      expect([nation, own_stock]).toEqual([
        { score, scarce },
        { score, scarce },
      ]);
    }
  });

  it('tell own stock from own sources', async () => {
    const needs = [DY];
    const stock = [{ material: DY.material, days: 45 }];
    const sources = [{ material: DY.material, supplier_id: 'lynas', share: 1 }];
    await store(bolt, 'stocked', { needs, stock });
    await store(bolt, 'sourced', { needs, stock, sources });
    const [[stocked], [sourced]] = [
      (await results(bolt, 'stocked', '?expand=details')).lines,
      (await results(bolt, 'sourced', '?expand=details')).lines,
    ];
    const { score, scarce } = stocked.within[2];
    expect([stocked.own_stock, sourced.own_stock]).toEqual([
      { score, scarce },
      { score, scarce },
    ]);
    expect(sourced.nation).toEqual(stocked.nation);
    expect(sourced.within[2].score).not.toBe(score);
  });
});

describe('the sheet of a company', () => {
  const rows = async (query: string) => {
    const { status, text, headers } = await acme.get(`/v1/companies/sheet/report${query}`);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    return { text, values: [...text.matchAll(/<data value="([^"]*)">/g)].map(([, value]) => Number(value)) };
  };

  it('has the figures of the results, what a budget buys, and what is not known', async () => {
    await store(acme, 'sheet', {
      currency: 'JPY',
      needs: [DY, GA],
      stock: [{ material: DY.material, days: 45, as_of: '2026-09-01' }],
      sources: [{ material: DY.material, supplier_id: 'lynas', share: 1 }],
    });
    const { any, lines, helps } = await results(acme, 'sheet', '?budget=50000');
    const { text, values } = await rows('?budget=50000');
    for (const { within, expected_loss } of lines)
      expect(values).toEqual(expect.arrayContaining([within[2].score, within[2].scarce, expected_loss]));
    expect(values).toEqual(expect.arrayContaining([any.within[2].score, any.loss.mean, any.loss.p95]));
    expect(helps.frontier.length).toBeGreaterThan(0);
    for (const { cost, money_less } of helps.frontier)
      expect(values).toEqual(expect.arrayContaining([cost, money_less]));
    expect(text).toContain('Own stock of Gallium: that of the country is assumed.');
    expect(text).toContain('Dysprosium 1 Sep 2026');
  });

  it('is in Japanese where that is asked for, and only of a company that there is', async () => {
    const { text } = await rows('?lang=ja');
    expect(text).toContain('<html lang="ja">');
    expect(text).toContain('自社在庫が不明のため国の想定を使う品目: ガリウム。');
    expect((await acme.get('/v1/companies/nobody/report')).status).toBe(404);
    expect((await bolt.get('/v1/companies/sheet/report')).status).toBe(404);
    expect((await acme.get('/v1/companies/sheet/report?budget=0')).json.errors[0].detail).toContain(
      'above 0',
    );
  });
});

it('follow from the files that the documentation sends', async () => {
  const page = readFileSync('docs/integrating.md', 'utf8');
  const [, address = '', body = ''] =
    /curl -s 'http:[/]{2}127[.]0[.]0[.]1:8080([^']*companies:import[^']*)' -H '[^']*' -d '([^']*)'/.exec(
      page,
    ) ?? [];
  const made = await acme.load(body, 'application/json', address.replace('country=EUU', 'country=JPN')); // the world has no inputs of Europe
  expect([made.status, made.json.detail, made.json.status, made.json.doubts]).toEqual([
    200,
    undefined,
    'created',
    [],
  ]);
  const [, results = ''] = /curl -s 'http:[/]{2}127[.]0[.]0[.]1:8080([^']*[/]results[^']*)'/.exec(page) ?? [];
  const { json } = await acme.get(results);
  expect(json.lines.map(({ line }: { line: string }) => line)).toEqual([
    'element:Dy:separation',
    'element:Ga',
  ]);
  expect(json.lines[0]).toMatchObject({
    stock: { days: 45 },
    revenue_at_stake: { value: 9_000_000 },
    sources: [{ supplier_id: 'lynas', share: 0.3 }],
  });
  expect([json.remarks, json.company.currency]).toEqual([[], 'EUR']);
});

describe('a scenario of a company', () => {
  const stops = [{ origin: 'CHN', elements: ['@HREE'], days: 180 }];
  const evaluate = (client: typeof acme, body: object) => client.post('/v1/scenario-evaluations', body);

  it('begins at its results, and its link gives the same bytes to its client alone, and says when the company has changed', async () => {
    const company = { currency: 'JPY', needs: [DY, GA], stock: [{ material: 'Dy2O3', kilograms: 4000 }] };
    await store(acme, 'asking', company);
    const { lines, any } = await results(acme, 'asking');
    const { status, text, json } = await evaluate(acme, { company: 'asking', stops });
    expect([status, json.company, json.buyers]).toEqual([
      200,
      { id: 'asking', name: 'Kyushu', version: 1, currency: 'JPY' },
      ['JPN'],
    ]);
    const row = (id: string) =>
      json.results.find(({ subject }: { subject: { id: string } }) => subject.id === id);
    expect(json.results[0]).toMatchObject({
      subject: { type: 'company', id: 'asking' },
      baseline: any.within[2].score,
    });
    expect(json.results[0].loss.baseline).toBeCloseTo(any.loss.mean, 1);
    for (const { line, name, within } of lines) {
      expect(row(line).subject).toEqual({ type: 'line', id: line, name });
      expect(row(line).within.map(({ baseline }: { baseline: number }) => baseline)).toEqual(
        within.map(({ score }: { score: number }) => score),
      );
    }
    expect([row('element:Dy:separation').scarce_scenario, row('element:Ga').delta]).toEqual([100, 0]);
    const link = await acme.get(json.share_url);
    expect([link.text, link.headers['cache-control']]).toEqual([text, 'private, no-cache']);
    expect((await bolt.get(json.share_url)).status).toBe(404);
    await store(acme, 'asking', { ...company, stock: [] }, { 'if-match': '"1"' });
    const later = (await acme.get(json.share_url)).json;
    expect([later.company.version, later.assumptions[0]]).toEqual([
      2,
      expect.stringMatching(/^The company has changed .* version 1 then, version 2 now/),
    ]);
    expect(later.results[0].baseline).not.toBe(json.results[0].baseline);
  });

  it('may stop a supplier of its own, and is told what does not go with a company', async () => {
    await acme.put('plant', fedBy('AUS'));
    await store(acme, 'fed', {
      needs: [DY],
      stock: [{ material: 'Dy oxide', days: 20 }],
      sources: [{ material: 'Dy oxide', supplier_id: 'plant', share: 1 }],
    });
    const { json } = await evaluate(acme, { company: 'fed', stops: [{ supplier: 'plant' }] });
    const [any, line] = json.results;
    expect([any.scarce_scenario, line.by_driver[0].id]).toEqual([100, 'stop:plant']);
    expect(json.assumptions).toContain('Acme Magnets delivers 100 % less of every element without an end.');
    const wrong = await evaluate(acme, {
      company: 'fed',
      buyers: ['USA'],
      elements: ['Dy'],
      stops: [{ supplier: 'plan' }],
    });
    expect(wrong.json.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/buyers',
      '/elements',
      '/stops/0/supplier',
    ]);
    expect((await evaluate(acme, { company: 'nobody' })).status).toBe(404);
  });
});
