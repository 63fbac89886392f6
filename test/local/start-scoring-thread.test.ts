import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScoringThread, startScoringThread } from '#functions/local/start-scoring-thread.ts';
import { sqliteStore } from '../functions/store/embedded-store.ts';

let store: Awaited<ReturnType<typeof sqliteStore>>;
let thread: ScoringThread;
const folder = mkdtempSync(join(tmpdir(), 'chokepoint-threads-'));
beforeAll(async () => {
  store = await sqliteStore(folder);
  thread = startScoringThread({ folder, codeVersion: 'test' });
});
afterAll(async () => {
  await thread.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

test('work that fails rejects with what went wrong, and the thread goes on', async () => {
  const batch = {
    run_id: 'r0000000009',
    batch: 0,
    before: null,
    is_counted: false,
    until: null,
    subjects: [{ type: 'element', id: 'Dy' } as const],
  };
  await expect(thread.all([{ kind: 'batch', request: batch }])).rejects.toThrow(/r0000000009/);
  const done: number[] = [];
  const pieces = ['2026-09-06', '2026-09-13', '2026-09-20'].map(
    (date) => ({ kind: 'replay', types: ['element'], dates: [date] }) as const,
  );
  await thread.all(pieces, (index) => done.push(index));
  expect(done).toEqual([0, 1, 2]);
});
