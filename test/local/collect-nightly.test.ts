import { expect, test } from 'vitest';
import { collectNightly } from '#functions/local/collect-nightly.ts';

const place = { endpoint: null, table: 'Scores', folder: 'nowhere', codeVersion: 'test' };
const threadOf = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

async function lineOf(code: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const work = collectNightly(place, resolve, threadOf(code));
  const line = await promise;
  await work.stop();
  return line;
}

test('a thread that is done tells what came in', async () => {
  expect(
    await lineOf(
      "import { parentPort } from 'node:worker_threads'; parentPort.postMessage('Collected: nothing.');",
    ),
  ).toBe('Collected: nothing.');
});

test.each([
  [
    'a rejection that nobody handles',
    "Promise.reject(new Error('decoder.destroy is not a function')); setInterval(() => {}, 1000);",
    'decoder.destroy',
  ],
  [
    'an error outside of any promise',
    "setImmediate(() => { throw new Error('broken'); }); setInterval(() => {}, 1000);",
    'broken',
  ],
  [
    'more memory than it may have',
    'const all = []; for (;;) all.push(new Array(1000).fill(Math.random()));',
    'memory',
  ],
  [
    'more bytes than it may have',
    'const all = []; for (;;) { if (all.length < 40) all.push(new Uint8Array(50_000_000)); }',
    'takes more than',
  ],
  ['an end without a word', 'process.exit(0);', 'has ended'],
])('%s ends the thread, and is told', async (_, code, why) => {
  const line = await lineOf(code);
  expect(line).toContain('the service goes on');
  expect(line).toContain(why);
});

test('a thread that never ends is ended with the service, and nothing is told', async () => {
  const told: string[] = [];
  await collectNightly(place, (line) => told.push(line), threadOf('for (;;);')).stop();
  expect(told).toEqual([]);
});
