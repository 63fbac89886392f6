import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { computeWith } from '#functions/http/api-handler.ts';
import { logger } from '#functions/http/logger.ts';
import { type Computing, startComputing } from '#functions/local/computing.ts';
import { requestMemoryIn } from '#functions/store/access/request-memory.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import type { ApiUnderTest } from '#test/functions/api/api-under-test.ts';
import { clientOf, startApiWithClients, supplier } from '#test/functions/api/clients-under-test.ts';
import { ACCESS_TABLE, SIGNALS_TABLE, sqliteStore } from '#test/functions/store/embedded-store.ts';

let api: ApiUnderTest;
let acme: ReturnType<typeof clientOf>;
let threads: Computing;
const folder = mkdtempSync(join(tmpdir(), 'chokepoint-computing-'));
beforeAll(async () => {
  const store = await sqliteStore(folder);
  api = await startApiWithClients(['acme'], store);
  acme = clientOf(api, 'acme');
  threads = startComputing({ folder, codeVersion: 'test' }, ['--conditions=frozen']);
});
afterAll(async () => {
  await threads.close();
  await api.close();
  rmSync(folder, { recursive: true });
});

const DAY = '?as_of=2025-10-09&buyer=JPN';

test('threads answer what this thread would, problems as well', async () => {
  await acme.put('magnets', supplier());
  const asked = [
    () => acme.post('/v1/scenario-evaluations', { template: 'japan-embargo-2010' }),
    () => acme.post('/v1/scenario-evaluations', { elements: ['Xx'] }),
    () => acme.get(`/v1/elements/Dy/score${DAY}`),
    () => acme.get(`/v1/elements/Xx/score${DAY}`),
    () => acme.get(`/v1/suppliers/magnets/score${DAY}`),
    () => acme.get(`/v1/suppliers/magnets/explanation?buyer=JPN`),
    () => acme.get(`/v1/scores${DAY}&methodology=0.0.1`),
    () => acme.post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'signals' } }),
  ];
  const answered = async () => {
    const found = [];
    for (const ask of asked) {
      const { status, headers, json } = await ask();
      found.push([status, headers.etag, { ...json, request_id: '' }]);
    }
    return found;
  };
  const here = await answered();
  computeWith(threads.compute);
  expect(await answered()).toEqual(here);
  expect(here.map(([status]) => status)).toEqual([200, 400, 200, 404, 200, 200, 400, 200]);
});

test('what was spent of a limit in a thread is told as well, and rows are counted once', async () => {
  const text = 'id,name,site_id,site_name,country,stage,elements\ns1,N,a,A,JPN,separation,Dy';
  const load = (dry: boolean) => acme.load(text, 'text/csv', `/v1/suppliers:import?dry_run=${dry}`);
  const count = () =>
    requestMemoryIn(api.store.table(ACCESS_TABLE)).countRows('acme', Math.floor(Date.now() / 86_400_000), 0);
  const before = await count();
  const { status, headers, json } = await load(false);
  expect([status, json.created, (await count()) - before]).toEqual([200, 1, 2]);
  expect(headers['ratelimit-policy']).toMatch(/^"default".*, "writes"/);
});

test('a thread that cannot open the store answers that, and nothing ends', async () => {
  const elsewhere = startComputing({ folder: join(folder, 'gone'), codeVersion: 'test' }, [
    '--conditions=frozen',
  ]);
  computeWith(elsewhere.compute);
  for (let n = 0; n < 2; n += 1)
    expect((await acme.get('/v1/elements')).json).toMatchObject({ code: 'internal_error' });
  await elsewhere.close();
  computeWith(threads.compute);
  expect((await acme.get('/v1/elements')).status).toBe(200);
});

test('a thread that fails before it has work is told of, and ends nothing', async () => {
  const told = vi.spyOn(logger(), 'error').mockReturnValue();
  const broken = startComputing({ folder, codeVersion: 'test' }, [
    '--import=data:text/javascript,throw new Error("broken")',
  ]);
  await vi.waitFor(() => expect(told).toHaveBeenCalled(), { timeout: 60_000 });
  await broken.close();
  expect(told.mock.calls[0]?.[1]).toMatchObject({ message: 'broken' });
  told.mockRestore();
});

test('an import that nobody waits for leaves the store whole', async () => {
  const many = ['id,name,site_id,site_name,country,stage,elements'].concat(
    Array.from({ length: 3000 }, (_, n) => `t${n},N,a,A,JPN,separation,Dy`),
  );
  const waits = new AbortController();
  computeWith((request) => threads.compute({ ...request, timeIsOver: waits.signal }));
  const answer = acme.load(many.join('\n'));
  const stored = customSuppliersIn(api.store.table(SIGNALS_TABLE));
  while ((await stored.list('acme', 50, null)).length < 50) await setTimeout(5);
  waits.abort();
  expect((await answer).json.code).toBe('took_too_long');
  computeWith(threads.compute);
  expect((await acme.load(many.join('\n'))).json).toMatchObject({ suppliers: 3000, updated: 0 });
});

test('what nobody waits for is ended in its thread, and the threads go on', async () => {
  const waits = new AbortController();
  computeWith((request) => {
    const answer = threads.compute({ ...request, timeIsOver: waits.signal });
    waits.abort();
    return answer;
  });
  const { status, json, headers } = await acme.get(`/v1/scores${DAY}`);
  expect([status, json.code, headers['retry-after']]).toEqual([503, 'took_too_long', '30']);
  computeWith(threads.compute);
  expect((await acme.get(`/v1/elements/Dy/score${DAY}`)).status).toBe(200);
});
