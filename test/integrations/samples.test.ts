import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { runThere, strangersMachine } from '#test/builders/strangers-machine.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const machine = strangersMachine(['package.json', '.npmrc', 'shared', 'docs']);
let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(async () => {
  await api.close();
  machine.remove();
});

/** What a program prints; the service is in its environment. */
const run = (...command: [string, ...string[]]) => runThere(machine, command, { CHOKEPOINT_URL: api.url });

test('Python: the ranking and why the first is first', async () => {
  const { code, out, err } = await run('python3', 'docs/integrations/python/watch_scores.py', 'JPN');
  expect([code, err]).toEqual([0, '']);
  expect(out.split('\n')[0]).toBe('   Dy     71.8  high');
  expect(out).toContain('   Pm  unknown  unknown');
  expect(out).toContain('71.76  China requires, "for now", a licence.');
});

test('Python: a refusal is told in the words of the service', async () => {
  const { code, err } = await run('python3', 'docs/integrations/python/watch_scores.py', 'Japan');
  expect([code, err.trim()]).toEqual([1, expect.stringMatching(/^400 invalid_request: /)]);
});

test('TypeScript: an element for every buyer', async () => {
  const { code, out, err } = await run('npx', 'node', 'docs/integrations/typescript/compare-buyers.ts', 'Ga');
  expect([code, out, err]).toEqual([1, expect.stringContaining('JPN  68.01  (66.01 to 70.01)\n'), expect.stringContaining('not_found')]);
});
