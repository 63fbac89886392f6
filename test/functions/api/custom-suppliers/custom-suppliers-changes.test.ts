import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { SIGNALS_TABLE } from '#test/functions/store/embedded-store.ts';
import type { ApiUnderTest } from '../api-under-test.ts';
import { clientOf, fedBy, publishLaterRun, startApiWithClients } from '../clients-under-test.ts';

interface Change {
  readonly seq: number;
  readonly kind: string;
  readonly score_before: number | null;
  readonly score_after: number | null;
  readonly delta: number | null;
  readonly by_cause: Readonly<Record<string, number>> | null;
  readonly by_driver: readonly { readonly points: number }[];
  readonly run_id: string;
  readonly reasons: readonly { readonly cause: string; readonly what: string }[];
}

let api: ApiUnderTest;
let acme: ReturnType<typeof clientOf>;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'rival']);
  acme = clientOf(api, 'acme');
  const stored = customSuppliersIn(api.store.table(SIGNALS_TABLE));
  const put = (day: string, body: unknown, id = 'magnets') =>
    stored.put('acme', id, body === null ? null : customSupplierSchema.parse(body), 'anything', `${day}T09:00:00.000Z`);
  // Stored before the first run, moved to Japan and back between the runs, ended and stored again after the second.
  await put('2026-09-01', fedBy('CHN'));
  await put('2026-10-05', fedBy('JPN'));
  await put('2026-10-06', { ...fedBy('JPN'), name: 'A new name moves nothing' });
  await put('2026-10-20', fedBy('CHN'));
  await put('2026-11-12', null);
  await put('2026-11-13', fedBy('CHN'));
  await put('2026-10-08', fedBy('CHN'), 'late');
  await put('2026-11-20', null, 'late');
  await publishLaterRun(api, 'r0000000003', '2026-11-11');
});
afterAll(() => api.close());

const changes = async (query = '', id = 'magnets') =>
  (await acme.get(`/v1/suppliers/${id}/changes?${query}`)).json as {
    readonly data: Change[];
    readonly next_cursor: string | null;
    readonly resume_cursor: string;
    readonly links: { readonly next: string | null };
    readonly [name: string]: unknown;
  };

describe('changes of a custom supplier', () => {
  test('are a step for every version and every run that a reader would see a difference of', async () => {
    const { data, ...page } = await changes();
    expect(data.map(({ seq, kind, run_id }) => [seq, kind, run_id])).toEqual([
      [2_000_002, 'changed', 'r0000000002'],
      [2_000_004, 'changed', 'r0000000002'],
      [3_000_004, 'changed', 'r0000000003'],
      [3_000_005, 'removed', 'r0000000003'],
      [3_000_006, 'appeared', 'r0000000003'],
    ]);
    expect(page).toMatchObject({ run_id: 'r0000000003', kept_from: '2026-10-01', next_cursor: null });
  });

  test('say by cause and by driver how much, and both sum to the change exactly', async () => {
    const { data } = await changes();
    const hundredths = (points: readonly number[]): number => points.reduce((sum, one) => sum + Math.round(one * 100), 0);
    for (const { kind, delta, score_before, score_after, by_cause, by_driver } of data) {
      if (kind !== 'changed') continue;
      expect(Math.round((delta ?? 0) * 100)).toBe(Math.round(((score_after ?? 0) - (score_before ?? 0)) * 100));
      expect(hundredths(Object.values(by_cause ?? {}))).toBe(hundredths([delta ?? 0]));
      expect(hundredths(by_driver.map(({ points }) => points))).toBe(hundredths([delta ?? 0]));
    }
    const [toJapan, back, run] = data;
    expect([toJapan?.delta ?? 0, back?.delta ?? 0].map(Math.sign)).toEqual([-1, 1]);
    // A version is what the client says anew, on the same day; the run brings time and what was in the calendar.
    expect([toJapan?.by_cause?.time_passing, toJapan?.by_cause?.new_event]).toEqual([0, 0]);
    expect(run?.by_cause?.time_passing).not.toBe(0);
    expect(toJapan?.reasons).toContainEqual(expect.objectContaining({ cause: 'data_correction', what: 'sites' }));
  });

  test('replayed from any cursor end in the score that is told', async () => {
    const { json: now } = await acme.get('/v1/suppliers/magnets/score');
    const walked: Change[] = [];
    let address: string | null = '/v1/suppliers/magnets/changes?limit=1';
    while (address !== null) {
      const { json }: Awaited<ReturnType<typeof acme.get>> = await acme.get(address);
      walked.push(...json.data);
      address = json.links.next;
    }
    const { data: whole } = await changes();
    expect(walked).toEqual(whole);
    let told: number | null = null;
    for (const { kind, score_before, score_after } of walked) {
      if (kind !== 'appeared' && told !== null) expect(score_before).toBe(told);
      told = kind === 'removed' ? null : score_after;
    }
    expect(told).toBe(now.score);
  });

  test('go on where a reader was, also after nothing new', async () => {
    const { resume_cursor } = await changes();
    const later = await changes(`cursor=${resume_cursor}`);
    expect([later.data, later.resume_cursor]).toEqual([[], resume_cursor]);
  });

  test('are filtered by cause, size and day', async () => {
    const seqs = async (query: string) => (await changes(query)).data.map(({ seq }) => seq);
    expect(await seqs('cause=time_passing')).toEqual([3_000_004]);
    expect(await seqs('from=2026-11-12')).toEqual([3_000_005, 3_000_006]);
    expect(await seqs('to=2026-10-06')).toEqual([2_000_002]);
    expect(await seqs('min_abs_delta=100')).toEqual([3_000_005, 3_000_006]);
    expect((await acme.get('/v1/suppliers/magnets/changes?from=2026-11-12&to=2026-10-06')).status).toBe(400);
  });

  test('tell of one that was ended that it was, to who still follows it', async () => {
    const { data } = await changes('', 'late');
    expect(data.map(({ kind }) => kind)).toEqual(['appeared', 'changed', 'removed']);
    expect((await acme.get('/v1/suppliers/late')).status).toBe(404);
  });

  test('of another client are not there', async () => {
    const rival = clientOf(api, 'rival');
    for (const id of ['magnets', 'late']) expect((await rival.get(`/v1/suppliers/${id}/changes`)).status).toBe(404);
    const { resume_cursor } = await changes();
    expect((await rival.get(`/v1/suppliers/magnets/changes?cursor=${resume_cursor}`)).status).toBe(404);
  });

  test('are looked for in the last hundred runs, thirty steps a page; a cursor from before is said to be too old', async () => {
    const { resume_cursor } = await changes('to=2026-10-06');
    const before = await api.store.ledger.get('r0000000003');
    if (before === null) throw new Error('the run was published');
    for (let n = 4; n <= 103; n += 1) {
      const minute = `2026-11-14T${String(9 + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
      const run_id = `r${String(n).padStart(10, '0')}`;
      await api.store.ledger.create({ ...before, run_id, started_at: `${minute}:00.000Z`, finished_at: `${minute}:30.000Z` });
    }
    const pages: number[] = [];
    let address: string | null = '/v1/suppliers/magnets/changes';
    while (address !== null) {
      const { json }: Awaited<ReturnType<typeof acme.get>> = await acme.get(address);
      expect(json.data).toEqual([]); // the same day with the same facts, a hundred times
      pages.push(1);
      address = json.links.next;
    }
    expect(pages).toHaveLength(4); // 99 steps
    const { status, json } = await acme.get(`/v1/suppliers/magnets/changes?to=2026-10-06&cursor=${resume_cursor}`);
    expect([status, json.code, json.detail]).toEqual([410, 'changes_pruned', expect.stringContaining('the first of the last 100 runs')]);
  });
});
