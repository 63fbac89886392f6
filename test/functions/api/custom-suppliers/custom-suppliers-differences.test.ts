import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import type { ApiUnderTest } from '../api-under-test.ts';
import { clientOf, fedBy, publishLaterRun, startApiWithClients } from '../clients-under-test.ts';

let api: ApiUnderTest;
let acme: ReturnType<typeof clientOf>;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'rival']);
  acme = clientOf(api, 'acme');
  const stored = customSuppliersIn(api.store.table(SIGNALS_TABLE));
  const put = (day: string, body: unknown, id = 'magnets') =>
    stored.put(
      'acme',
      id,
      body === null ? null : customSupplierSchema.parse(body),
      'anything',
      `${day}T09:00:00.000Z`,
    );
  // Moved to Japan and back, and ended for a day.
  await put('2026-09-01', fedBy('CHN'));
  await put('2026-10-05', fedBy('JPN'));
  await put('2026-10-20', fedBy('CHN'));
  await put('2026-11-02', null);
  await put('2026-11-03', fedBy('CHN'));
  await put('2026-10-08', fedBy('CHN'), 'ended');
  await put('2026-11-20', null, 'ended');
  await publishLaterRun(api, 'r0000000003', '2026-11-11');
});
afterAll(() => api.close());

const differences = async (query: string) => (await acme.get(`/v1/differences?${query}`)).json;
const difference = async (from: string, to: string, more = '') =>
  (await differences(`subjects=supplier:magnets&from=${from}&to=${to}${more}`)).data[0];
const hundredths = (points: readonly number[]): number =>
  points.reduce((sum, one) => sum + Math.round(one * 100), 0);

describe('the difference of a supplier that a client has stored', () => {
  test('is that of the versions that stood on both days, and both splits add up to it', async () => {
    const [toJapan, back] = [
      await difference('2026-10-04', '2026-10-06'),
      await difference('2026-10-06', '2026-10-21'),
    ];
    expect([toJapan.delta, back.delta].map(Math.sign)).toEqual([-1, 1]);
    expect(toJapan.reasons).toContainEqual(
      expect.objectContaining({ cause: 'data_correction', what: 'sites' }),
    );
    for (const { delta, by_cause, by_driver, causes } of [toJapan, back]) {
      expect(hundredths(Object.values(by_cause))).toBe(hundredths([delta]));
      expect(hundredths(by_driver.map(({ points }: { points: number }) => points))).toBe(hundredths([delta]));
      expect(hundredths(causes.map(({ points }: { points: number }) => points))).toBe(hundredths([delta]));
    }
  });

  test('ends, when no day is named, in the score that is told now; what is not there is named', async () => {
    const { data, unknown, from, to } = await differences(
      'subjects=supplier:magnets,supplier:ended,element:Xx',
    );
    expect([from, to]).toEqual(['2026-10-12', '2026-11-11']);
    expect(data.map((row: { subject: { id: string } }) => row.subject.id)).toEqual(['magnets']);
    expect(data[0].score_after).toBe((await acme.get('/v1/suppliers/magnets/score')).json.score);
    expect(unknown.map(({ subject }: { subject: string }) => subject)).toEqual([
      'supplier:ended',
      'element:Xx',
    ]);
    expect(unknown[1].detail).toContain('There is no element with the id "Xx".');
  });

  test('is told in steps that add up to it', async () => {
    const whole = await difference('2026-09-20', '2026-11-11', '&steps=true');
    expect(whole.steps.length).toBeGreaterThan(1);
    expect(hundredths(whole.steps.map(({ delta }: { delta: number }) => delta))).toBe(
      hundredths([whole.delta]),
    );
  });

  test('is not known of a day on which it had been ended', async () => {
    const { status, json } = await acme.get(
      '/v1/differences?subjects=supplier:magnets&from=2026-10-21&to=2026-11-02',
    );
    expect([status, json.detail]).toEqual([
      404,
      'No score of supplier:magnets is known on one of the two days.',
    ]);
  });

  test('of another client is not there, and days in the wrong order are refused', async () => {
    const rival = clientOf(api, 'rival');
    expect((await rival.get('/v1/differences?subjects=supplier:magnets')).status).toBe(404);
    expect(
      (await acme.get('/v1/differences?subjects=supplier:magnets&from=2026-11-02&to=2026-11-01')).status,
    ).toBe(400);
    expect((await acme.get('/v1/differences')).json.errors).toMatchObject([{ parameter: 'subjects' }]);
  });
});
