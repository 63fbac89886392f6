import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { outcomeOf } from './bench-part.ts';
import { performancePage } from './performance-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

const running = (code: string) => {
  const file = join(folder, 'part.mjs');
  writeFileSync(file, code);
  return outcomeOf(pathToFileURL(file));
};

test('a part that fails loses no other, and the page says which it was', async () => {
  const failed = await running('process.exit(3)');
  const killed = await running('process.kill(process.pid, "SIGKILL")');
  const loads = await running('process.send([{ what: "a.handler.ts", kilobytes: 10, cpuMs: 5 }])');
  expect([failed, killed]).toEqual([{ failed: 'it ended with code 3' }, { failed: 'it was ended by SIGKILL' }]);

  const run = { day: '2026-11-29', commit: 'abc', machine: 'one', starts: failed, nights: [killed], loads };
  const page = performancePage(run as Parameters<typeof performancePage>[0]);
  expect(page).toContain('Not measured: it ended with code 3.');
  expect(page).toContain('A night was not measured: it was ended by SIGKILL.');
  expect(page).toContain('| `a.handler.ts` | 10 | 5 |');
});
