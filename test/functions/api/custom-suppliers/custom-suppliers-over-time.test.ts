import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { recomputed } from '#functions/scoring/results/run-scorer.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import type { ApiUnderTest } from '../api-under-test.ts';
import { clientOf, fedBy, startApiWithClients, supplier } from '../clients-under-test.ts';

let api: ApiUnderTest;
let acme: ReturnType<typeof clientOf>;
let rival: ReturnType<typeof clientOf>;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'rival']);
  [acme, rival] = [clientOf(api, 'acme'), clientOf(api, 'rival')];
  await acme.put('china', fedBy('CHN'));
  // As it was stored over the year: fed by China, by Japan from May on, ended in July, back in September.
  const stored = customSuppliersIn(api.store.table(SIGNALS_TABLE));
  const put = (day: string, body: unknown) =>
    stored.put(
      'acme',
      'moving',
      body === null ? null : customSupplierSchema.parse(body),
      'anything',
      `${day}T09:00:00.000Z`,
    );
  await put('2026-03-02', fedBy('CHN'));
  await put('2026-05-04', fedBy('JPN'));
  await put('2026-07-01', null);
  await put('2026-09-01', fedBy('JPN'));
});
afterAll(() => api.close());

describe('the explanation of a custom supplier', () => {
  test('is of the score that is told: drivers sum to it', async () => {
    const { json: score } = await acme.get('/v1/suppliers/china/score');
    const { status, json, headers } = await acme.get('/v1/suppliers/china/explanation');
    expect([status, headers['cache-control']]).toEqual([200, 'private, no-cache']);
    for (const name of [
      'score',
      'interval',
      'top_drivers',
      'run_id',
      'as_of',
      'computed_at',
      'basis',
      'methodology',
      'links',
    ])
      expect([name, json[name]]).toEqual([name, score[name]]);
    const hundredths = json.drivers.reduce(
      (sum: number, { points }: { points: number }) => sum + Math.round(points * 100),
      0,
    );
    expect(hundredths).toBe(Math.round(json.score * 100));
    expect(json.limitations.length).toBeGreaterThan(0);
  });

  test('cites what the client has said beside the published facts', async () => {
    const { json } = await acme.get('/v1/suppliers/china/explanation');
    const stated = json.evidence.filter(({ source }: { source: string }) => source === 'custom_statement');
    expect(stated.map(({ row }: { row: string }) => row)).toEqual([
      'custom_feed:china:0',
      'custom_site:china:hanoi',
      'custom_site:china:works',
    ]);
    const cited = new Set(json.evidence.map(({ row }: { row: string }) => row));
    for (const { evidence } of json.drivers)
      for (const row of evidence) expect([row, cited.has(row)]).toEqual([row, true]);
    expect(cited.size).toBeGreaterThan(3);
  });

  test('can be computed again from nothing but itself', async () => {
    const { json } = await acme.get('/v1/suppliers/china/explanation?buyer=USA');
    expect(recomputed(json, METHODOLOGY)).toEqual([]);
  });

  test('is had again without being sent', async () => {
    const { headers } = await acme.get('/v1/suppliers/china/explanation');
    const again = await acme.get('/v1/suppliers/china/explanation', {
      'if-none-match': String(headers.etag),
    });
    expect([again.status, again.headers['cache-control']]).toEqual([304, 'private, no-cache']);
  });
});

describe('another day', () => {
  test('is scored with the facts known then, by the version that stood, and says so', async () => {
    const april = await acme.get('/v1/suppliers/moving/score?as_of=2026-04-15');
    expect(april.json).toMatchObject({
      basis: 'recomputed',
      run_id: null,
      computed_at: null,
      as_of: '2026-04-15',
      published_then: null,
    });
    expect(april.json.known_exceptions.at(-1)).toMatch(
      /^A custom supplier is taken as the version that stood on the day/,
    );
    const june = await acme.get('/v1/suppliers/moving/score?as_of=2026-06-15');
    expect(april.json.score).toBeGreaterThan(2 * june.json.score);
    const explained = await acme.get('/v1/suppliers/moving/explanation?as_of=2026-04-15');
    expect([explained.json.score, explained.json.basis]).toEqual([april.json.score, 'recomputed']);
  });

  test('before the controls of April 2025 is calmer than after them', async () => {
    const [before, after] = await Promise.all(
      ['2025-04-03', '2025-04-04'].map((day) => acme.get(`/v1/suppliers/china/score?as_of=${day}`)),
    );
    expect(before?.json.score).toBeLessThan(after?.json.score - 10);
  });

  test('on which it had been ended has no score', async () => {
    const { status, json } = await acme.get('/v1/suppliers/moving/score?as_of=2026-08-01');
    expect([status, json.detail]).toEqual([
      404,
      'On 2026-08-01 supplier moving had been ended; it was stored again later. Ask for another day.',
    ]);
  });

  test('that has not come, and a method that is none, are refused', async () => {
    expect((await acme.get('/v1/suppliers/china/score?as_of=2026-10-02')).json.errors[0].parameter).toBe(
      'as_of',
    );
    expect(
      (await acme.get('/v1/suppliers/china/explanation?methodology=3.0.0')).json.errors[0].parameter,
    ).toBe('methodology');
  });
});

test('with another stock or end use is computed for it, also when it was stored after the day of the run', async () => {
  const stored = customSuppliersIn(api.store.table(SIGNALS_TABLE));
  const bodies = [supplier(), null, fedBy('CHN')];
  for (const [n, body] of bodies.entries())
    await stored.put(
      'acme',
      'new',
      body && customSupplierSchema.parse(body),
      'anything',
      `2026-10-02T0${n}:00:00.000Z`,
    );
  const china = await acme.get('/v1/suppliers/china/score?cover_days=1&end_use=defence');
  const { status, json } = await acme.get('/v1/suppliers/new/score?cover_days=1&end_use=defence');
  expect([status, json.score, json.basis, json.cover_days, json.end_use]).toEqual([
    200,
    china.json.score,
    'recomputed',
    1,
    'defence',
  ]);
  expect(json.score).toBeGreaterThan((await acme.get('/v1/suppliers/new/score?cover_days=400')).json.score);
  expect((await acme.get('/v1/suppliers/new/score?cover_days=no')).json.errors[0].parameter).toBe(
    'cover_days',
  );
});

describe('the history of a custom supplier', () => {
  const points = async (address: string) =>
    (await acme.get(address)).json.data as { as_of: string; score: number; origin: string }[];

  test('has a point for each day, the last of which is the score that is told', async () => {
    const { json } = await acme.get('/v1/suppliers/china/history?from=2026-09-22');
    expect(json).toMatchObject({
      from: '2026-09-22',
      to: '2026-10-01',
      run_id: 'r0000000002',
      subject: { id: 'china' },
      next_cursor: null,
    });
    expect(json.data.map(({ as_of }: { as_of: string }) => as_of.slice(8))).toEqual([
      '22',
      '23',
      '24',
      '25',
      '26',
      '27',
      '28',
      '29',
      '30',
      '01',
    ]);
    const { json: score } = await acme.get('/v1/suppliers/china/score');
    expect(json.data.at(-1)).toMatchObject({
      score: score.score,
      band: score.band,
      origin: 'replayed',
      run_id: null,
    });
  });

  test('follows the versions as they stood, and has no point for the days on which it was ended', async () => {
    const months = await points('/v1/suppliers/moving/history?from=2026-01-01&interval=month');
    expect(months.map(({ as_of }) => as_of.slice(0, 7))).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-09',
      '2026-10',
    ]);
    const of = (month: string) => months.find(({ as_of }) => as_of.startsWith(month))?.score ?? 0;
    for (const month of ['2026-01', '2026-03', '2026-04'])
      expect(of(month)).toBeGreaterThan(2 * of('2026-05'));
    expect(of('2026-09')).toBeCloseTo(of('2026-06'), -1);
  });

  test('says of a day what is said when the day is asked about', async () => {
    const [point] = await points('/v1/suppliers/moving/history?from=2026-04-15&to=2026-04-15');
    expect(point?.score).toBe((await acme.get('/v1/suppliers/moving/score?as_of=2026-04-15')).json.score);
  });

  test('is bounded: a year of days comes in pages of 120, weeks of a year in one', async () => {
    const sizes: number[] = [];
    const days: string[] = [];
    let address: string | null = '/v1/suppliers/china/history?limit=1000';
    while (address !== null) {
      const { json }: Awaited<ReturnType<typeof acme.get>> = await acme.get(address);
      sizes.push(json.data.length);
      days.push(...json.data.map(({ as_of }: { as_of: string }) => as_of));
      address = json.links.next;
    }
    expect(sizes).toEqual([120, 120, 120, 6]);
    expect([days[0], days.at(-1), new Set(days).size]).toEqual(['2025-10-01', '2026-10-01', 366]);
    expect((await points('/v1/suppliers/china/history?interval=week')).length).toBe(53);
  });

  test('begins where the facts do, and ends with the run', async () => {
    const { json } = await acme.get(
      '/v1/suppliers/china/history?from=2009-12-01&to=2010-02-01&interval=month',
    );
    expect([json.from, json.data.length]).toEqual(['2010-01-01', 2]);
    expect((await acme.get('/v1/suppliers/china/history?from=2026-10-02&to=2026-12-01')).json.data).toEqual(
      [],
    );
  });

  test('of another client is not there, nor anything else of it', async () => {
    for (const part of [
      'explanation',
      'history',
      'explanation?as_of=2026-04-15',
      'score?as_of=2026-04-15',
      'history?interval=month',
    ]) {
      const { status, text } = await rival.get(`/v1/suppliers/moving/${part}`);
      expect([part, status, text.includes('Acme')]).toEqual([part, 404, false]);
    }
    await rival.put('moving', supplier({ name: 'Of the rival' }));
    const { json } = await rival.get(
      '/v1/suppliers/moving/history?from=2026-04-01&to=2026-08-01&interval=month',
    );
    expect(json.data).toHaveLength(5); // of its own only version, not ended in July
  });
});
