import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { computeWith } from '#functions/http/api-handler.ts';
import { type Computing, startComputing } from '#functions/local/computing.ts';
import type { ApiUnderTest } from '#test/functions/api/api-under-test.ts';
import { clientOf, startApiWithClients, supplier } from '#test/functions/api/clients-under-test.ts';
import { sqliteStore } from '#test/functions/store/embedded-store.ts';

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
  expect(here.map(([status]) => status)).toEqual([200, 400, 200, 404, 200, 200, 400]);
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
