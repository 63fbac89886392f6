import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { FAR_OFF } from '#test/builders/runs/written-run.ts';
import { dynaliteStore } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from './api-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest({ store: await dynaliteStore() }); // one that can be away
  await publishWorld(api.store);
});
afterAll(() => api.close());

/** What is written to the log while something is done. */
async function loggedWhile(act: () => Promise<void>): Promise<string> {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    }),
  );
  await act().finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return written.join('');
}

describe('a fault of ours', () => {
  test('is a 500 that tells nothing of the inside, and a log line that tells everything', async () => {
    await api.store.rows.putDocument(
      WORLD_RUN,
      'sources',
      { sources: [{ id: 7, secret: 'inside' }] },
      FAR_OFF,
    );
    const log = await loggedWhile(async () => {
      const { status, headers, text, json } = await api.call('/v1/sources', {
        headers: { 'x-request-id': 'fault-0001' },
      });
      expect([status, json.code, headers['cache-control']]).toEqual([500, 'internal_error', 'no-store']);
      expect(text).not.toMatch(/inside|sources has|Scores|zod|\.ts|at /);
    });
    const line = JSON.parse(log.split('\n')[0] ?? '');
    expect(line).toMatchObject({
      level: 'ERROR',
      request_id: 'fault-0001',
      route: 'GET /v1/sources',
      error: { name: 'Error' },
    });
    expect(line.error.message).toBe(`document sources of run ${WORLD_RUN} does not have its shape`);
    expect(line.error.cause.message).toContain('"id"');
    expect(line.what_to_do).toMatch(/\S/);
  });

  test('of the store that passes is a 503 with Retry-After', async () => {
    await api.store.close();
    const log = await loggedWhile(async () => {
      const { status, text, headers } = await api.call('/v1/elements/Dy/score');
      expect([status, headers['retry-after']]).toEqual([503, '2']);
      expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
    });
    expect(log).toContain('ECONNREFUSED');
  });
});
