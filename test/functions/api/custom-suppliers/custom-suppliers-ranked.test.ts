import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { scoresRequest } from '#contracts/api/scores-requests.ts';
import { rankingWithCustom } from '#functions/api/custom-suppliers/custom-ranking.ts';
import { scoresOfClient } from '#functions/api/custom-suppliers/scores-of-client.ts';
import { customScoresIn } from '#functions/store/clients/custom-scores.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { WORLD_RUN } from '#test/builders/published-world.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';
import type { ApiUnderTest } from '../api-under-test.ts';
import {
  clientOf,
  fedBy,
  publishLaterRun,
  site,
  startApiWithClients,
  supplier,
} from '../clients-under-test.ts';

type Client = ReturnType<typeof clientOf>;
interface Row {
  readonly subject: { readonly id: string };
  readonly score: number | null;
  readonly basis: string;
  readonly custom?: true;
}

let api: ApiUnderTest;
let acme: Client;
let rival: Client;
let crowd: Client;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'rival', 'crowd']);
  [acme, rival, crowd] = [clientOf(api, 'acme'), clientOf(api, 'rival'), clientOf(api, 'crowd')];
  await acme.put('from-china', { ...fedBy('CHN'), name: 'Secret of Acme' });
  await acme.put('from-japan', fedBy('JPN'));
  await acme.put('idle', supplier({ sites: [site({ operating: 'no' })] }));
  await rival.put('of-the-rival', supplier({ name: 'Secret of the rival' }));
});
afterAll(() => api.close());

const idsOf = (data: readonly Row[]) => data.map(({ subject }) => subject.id);
const ranking = async (client: Client, query: string) =>
  (await client.get(`/v1/scores?subject_type=supplier&${query}`)).json as {
    readonly data: Row[];
    readonly next_cursor: string | null;
    readonly links: { readonly next: string | null };
    readonly errors: { readonly parameter: string; readonly code: string }[];
    readonly detail: string;
    readonly [name: string]: unknown;
  };

describe('the ranking', () => {
  test('has the suppliers of a client where it asks for them, by score among those that ship', async () => {
    const page = await ranking(acme, 'custom=include');
    expect(page).toMatchObject({
      run_id: WORLD_RUN,
      as_of: '2026-10-01',
      known_at: '2026-10-01',
      basis: 'on_request',
    });
    const scores = page.data.map(({ score }) => score ?? -1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(idsOf(page.data).sort()).toEqual(['from-china', 'from-japan', 'idle', 'lynas', 'odd']);
    expect(idsOf(page.data).at(-1)).toBe('idle'); // has no score
    for (const { subject, basis, custom } of page.data)
      expect([subject.id, basis, custom]).toEqual([
        subject.id,
        ...(['lynas', 'odd'].includes(subject.id) ? ['published', undefined] : ['on_request', true]),
      ]);
  });

  test('says of each what is said when it is asked about alone', async () => {
    for (const row of (await ranking(acme, 'custom=only&buyer=USA')).data) {
      const { json } = await acme.get(`/v1/suppliers/${row.subject.id}/score?buyer=USA`);
      const { published_then: _then, known_exceptions: _exceptions, ...alone } = json;
      expect(row).toEqual({ ...alone, custom: true });
    }
  });

  test('is what the run published where they are not asked for', async () => {
    expect(idsOf((await ranking(acme, '')).data)).toEqual(['odd', 'lynas']);
    expect(await ranking(acme, 'custom=exclude&limit=1')).toMatchObject({ basis: 'published' });
  });

  test('takes the filters and orders of the others', async () => {
    expect(idsOf((await ranking(acme, 'custom=only&min_score=30')).data)).toEqual(['from-china']);
    expect(idsOf((await ranking(acme, 'custom=only&country=JPN')).data)).toEqual(['from-japan']);
    expect(idsOf((await ranking(acme, 'custom=include&sort=id')).data)).toEqual([
      'from-china',
      'from-japan',
      'idle',
      'lynas',
      'odd',
    ]);
    expect(idsOf((await ranking(acme, 'custom=only&sort=-id')).data)).toEqual([
      'idle',
      'from-japan',
      'from-china',
    ]);
    expect(idsOf((await ranking(acme, 'custom=only&band=unknown')).data)).toEqual(['idle']);
    expect(idsOf((await ranking(acme, 'custom=only&sort=id&band=unknown')).data)).toEqual(['idle']);
    for (const sort of ['id', '-score'])
      expect((await ranking(acme, `custom=only&element=Dyy&sort=${sort}`)).errors).toMatchObject([
        { parameter: 'element' },
      ]);
  });

  test('comes as CSV and NDJSON with the next page in a header', async () => {
    const csv = await acme.get('/v1/scores?subject_type=supplier&custom=only&format=csv&limit=2');
    expect(csv.text.split('\r\n')[1]).toContain('Secret of Acme');
    expect([csv.headers.link, csv.headers['cache-control']]).toEqual([
      expect.stringContaining('rel="next"'),
      'private, no-cache',
    ]);
    const lines = (
      await acme.get('/v1/scores?subject_type=supplier&custom=only&format=ndjson&fields=score')
    ).text
      .trim()
      .split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line)).sort())).toEqual(
      Array(3).fill(['score', 'subject']),
    );
  });

  test.each([
    [
      'subject_type=element&custom=only',
      'custom',
      '`custom` goes with subject_type=supplier: only suppliers can be your own.',
    ],
    [
      'subject_type=supplier&custom=include&as_of=2026-09-01',
      'as_of',
      /^Custom suppliers are ranked as the current run of 2026-10-01 scored them: leave `as_of` out/,
    ],
    ['subject_type=supplier&custom=only&expand=drivers', 'expand', /^`expand` does not go with `custom`/],
    [
      'subject_type=supplier&custom=mine',
      'custom',
      '`custom` is "mine", which is not one of: exclude, include, only.',
    ],
  ])('refuses %s', async (query, parameter, detail) => {
    const { status, json } = await acme.get(`/v1/scores?${query}`);
    expect([status, json.errors[0].parameter]).toEqual([400, parameter]);
    if (typeof detail === 'string') expect(json.detail).toBe(detail);
    else expect(json.detail).toMatch(detail);
  });
});

describe('the list of suppliers', () => {
  test('has those of a client among those that ship, in the order of ids, each with its score', async () => {
    const { json } = await acme.get('/v1/suppliers?custom=include');
    expect(json.data.map(({ id }: { id: string }) => id)).toEqual([
      'from-china',
      'from-japan',
      'idle',
      'lynas',
      'odd',
    ]);
    const { json: entry } = await acme.get('/v1/suppliers/from-china');
    const { buyer: _buyer, run_id: _run, as_of: _day, ...alone } = entry;
    expect(json.data[0]).toEqual(alone);
    expect((await acme.get('/v1/suppliers')).json.data.map(({ id }: { id: string }) => id)).toEqual([
      'lynas',
      'odd',
    ]);
  });

  test('goes on where a page ended', async () => {
    const ids: string[] = [];
    let address: string | null = '/v1/suppliers?custom=include&limit=2';
    while (address !== null) {
      const { json }: Awaited<ReturnType<Client['get']>> = await acme.get(address);
      expect([json.run_id, json.data.length <= 2]).toEqual([WORLD_RUN, true]);
      ids.push(...json.data.map(({ id }: { id: string }) => id));
      address = json.links.next;
    }
    expect(ids).toEqual(['from-china', 'from-japan', 'idle', 'lynas', 'odd']);
    expect((await acme.get('/v1/suppliers?custom=only&limit=1')).json.data[0].id).toBe('from-china');
  });
});

describe('another client', () => {
  test('never sees a row, by any way', async () => {
    for (const address of [
      ...['include', 'only'].flatMap((custom) => [
        `/v1/suppliers?custom=${custom}`,
        `/v1/scores?subject_type=supplier&custom=${custom}`,
      ]),
      '/v1/scores?subject_type=supplier&custom=only&sort=id',
      '/v1/scores?subject_type=supplier&custom=only&format=csv',
      '/v1/scores?subject_type=supplier&custom=include&format=ndjson',
    ]) {
      const { status, text } = await rival.get(address);
      expect([
        address,
        status,
        text.includes('Acme'),
        text.includes('from-china'),
        text.includes('of-the-rival'),
      ]).toEqual([address, 200, false, false, true]);
    }
  });

  test('gets its own rows with the cursor or the ETag of the other, never theirs', async () => {
    for (const address of [
      '/v1/suppliers?custom=only',
      '/v1/scores?subject_type=supplier&custom=only&sort=id',
    ]) {
      const first = await acme.get(`${address}&limit=1`);
      const taken = await rival.get(`${address}&limit=1&cursor=${first.json.next_cursor}`);
      expect([taken.status, taken.text.includes('Acme')]).toEqual([200, false]);
      const { headers } = await acme.get(address);
      expect((await rival.get(address, { 'if-none-match': String(headers.etag) })).status).toBe(200);
      expect((await acme.get(address, { 'if-none-match': String(headers.etag) })).status).toBe(304);
    }
    const ranked = await acme.get('/v1/scores?subject_type=supplier&custom=only&limit=1');
    const { status, json } = await rival.get(
      `/v1/scores?subject_type=supplier&custom=only&limit=1&cursor=${ranked.json.next_cursor}`,
    );
    expect([status, json.code]).toEqual([410, 'cursor_superseded']);
  });
});

describe('pages', () => {
  const walk = async (query: string) => {
    const rows: string[] = [];
    const sizes: number[] = [];
    let address: string | null = `/v1/scores?subject_type=supplier&${query}`;
    while (address !== null) {
      const { json }: Awaited<ReturnType<Client['get']>> = await crowd.get(address);
      rows.push(...idsOf(json.data));
      sizes.push(json.data.length);
      address = json.links.next;
    }
    return { rows, sizes };
  };
  const many = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => {
      const country = ['VNM', 'JPN', 'CHN'][n % 3];
      return JSON.stringify({
        id: `s${String(from + n).padStart(5, '0')}`,
        ...supplier({ sites: [site({ country })] }),
      });
    }).join('\n');

  test('of a ranking fit together: who stores in between begins again', async () => {
    await crowd.load(many(0, 5), 'application/x-ndjson');
    const { rows } = await walk('custom=only&limit=2');
    expect([rows.length, new Set(rows).size]).toEqual([5, 5]);
    const first = await crowd.get('/v1/scores?subject_type=supplier&custom=only&limit=2');
    await crowd.load(many(5, 6), 'application/x-ndjson');
    const { status, json } = await crowd.get(first.json.links.next);
    expect([status, json.detail]).toEqual([
      410,
      expect.stringMatching(/^You have stored or ended suppliers since this cursor was made/),
    ]);
  });

  test('in the order of ids hold at most 100 rows, and are read to the end', async () => {
    await crowd.load(many(6, 130), 'application/x-ndjson');
    expect((await walk('custom=only&sort=id&limit=1000')).sizes).toEqual([100, 30]);
    const rare = await walk('custom=only&sort=id&country=CHN&limit=30');
    expect([rare.sizes, rare.rows]).toEqual([[30, rare.rows.length - 30], [...rare.rows].sort()]);
  });

  test('in the order of scores have as many rows as are asked for, all shipped ones among them', async () => {
    const none = await crowd.get('/v1/scores?subject_type=supplier&limit=1000');
    const whole = await crowd.get('/v1/scores?subject_type=supplier&custom=include&limit=1000&fields=score');
    expect(whole.json.data).toHaveLength(none.json.data.length + 130);
  });

  test('of more than a thousand that no run has ranked are not put in order of score, which says what to ask instead', async () => {
    const suppliers = customSuppliersIn(tableInMemory());
    const customScores = customScoresIn(tableInMemory());
    const stored = customSupplierSchema.parse(supplier());
    for (let n = 0; n <= 1000; n += 1)
      await suppliers.put('large', `s${n}`, stored, 'nothing', '2026-09-01T09:00:00.000Z');
    const run = await api.store.scores.currentRun();
    if (run === null) throw new Error('the world has a run');
    const { scores } = api.store;
    const { rescorer } = await import('#functions/scoring/rescorer.services.ts');
    const record = await scores.run(run.run_id);
    if (record === null) throw new Error('the run has a record');
    const scorer = rescorer.customSuppliers(record, null);
    const ports = {
      suppliers,
      scores,
      customScores,
      scorerOf: async ({ run_id }: RunPointer, of: string) =>
        scoresOfClient(
          of,
          run_id,
          { customScores, suppliers },
          { isCodeOfRun: true, load: async () => scorer },
        ),
      scorerIn: async () => scorer,
      loadRescorer: async () => rescorer,
    };
    const ask = (query: object) =>
      rankingWithCustom(
        'large',
        run,
        scoresRequest.query.parse({ subject_type: 'supplier', custom: 'only', ...query }),
        null,
        ports,
      );
    await expect(ask({})).rejects.toThrow(
      'No run has ranked your suppliers yet, and those you have stored are more than 1000, or have more than 5000 sites (each counts once for every buyer): too many to be put in order for one answer. The next run ranks them. Until then read them in the order of their ids with `custom=only&sort=id`, page by page.',
    );
    const { page, stamp } = await ask({ sort: 'id', limit: '2' });
    expect([page.rows.length, page.at, stamp.run_id]).toEqual([2, ['s1'], run.run_id]);
    // Nothing matches: 500 are looked at, and the page says where to go on.
    const { page: none } = await ask({ sort: 'id', country: 'USA' });
    expect([none.rows.length, typeof none.at?.[0]]).toEqual([0, 'string']);
  });
});

describe('the next run', () => {
  test('gives other scores with its own stamp, the same in every answer of it, and ends the cursors of the one before', async () => {
    const of = async (address: string) => (await acme.get(address)).json;
    const before = await of('/v1/suppliers/from-china/score');
    expect(await of('/v1/suppliers/from-china/score')).toEqual(before);
    const { next_cursor } = await of('/v1/scores?subject_type=supplier&custom=only&limit=1');
    const { next_cursor: byId } = await of('/v1/suppliers?custom=only&limit=1');

    const next = { run_id: 'r0000000003', started_at: '2026-11-11T18:00:00.000Z' };
    await publishLaterRun(api, next.run_id, '2026-11-11');
    await expect
      .poll(async () => (await of('/v1/suppliers/from-china/score')).run_id, { timeout: 240_000 })
      .toBe(next.run_id);

    const after = await of('/v1/suppliers/from-china/score');
    expect(after).toMatchObject({
      as_of: '2026-11-11',
      computed_at: next.started_at,
      basis: 'on_request',
      links: { run: '/v1/runs/r0000000003' },
    });
    expect(after.score).not.toBe(before.score); // the suspension of October 2025 has run out on 10 November
    expect(
      (await of('/v1/scores?subject_type=supplier&custom=only')).data.find(
        ({ subject }: Row) => subject.id === 'from-china',
      ),
    ).toMatchObject({
      score: after.score,
      interval: after.interval,
      run_id: next.run_id,
    });
    expect(await of('/v1/suppliers/from-china/score')).toEqual(after);
    expect((await of('/v1/suppliers/from-china/history?from=2026-11-11')).data[0].score).toBe(after.score);
    expect(
      (await of(`/v1/scores?subject_type=supplier&custom=only&limit=1&cursor=${next_cursor}`)).code,
    ).toBe('cursor_superseded');
    expect((await of(`/v1/suppliers?custom=only&limit=1&cursor=${byId}`)).code).toBe('cursor_superseded');
  });

  test('by other code than that which answers is said to be so', async () => {
    await publishLaterRun(api, 'r0000000004', '2026-11-12', 'the code before');
    const of = async (address: string) => (await acme.get(address)).json;
    await expect
      .poll(async () => (await of('/v1/suppliers/from-china/score')).run_id, { timeout: 240_000 })
      .toBe('r0000000004');
    const updated = [expect.stringMatching(/^This service has been updated since the run/)];
    for (const address of [
      '/v1/suppliers/from-china/score',
      '/v1/suppliers/from-china/explanation',
      '/v1/scores?subject_type=supplier&custom=only',
    ])
      expect([address, (await of(address)).known_exceptions]).toEqual([address, updated]);
  });
});
