import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const page = readFileSync(new URL('../../docs/quick-starts.md', import.meta.url), 'utf8');
const blocks = page
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const title = section.split(':')[0] ?? '';
    return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ title, language, code }));
  });

/** How a block is run, and what it must print: something only the right answers have. */
const COMMANDS: Readonly<Record<string, readonly [command: string, ...parameters: string[]]>> = {
  sh: ['sh', '-e', '-c'],
  ts: ['node', '--input-type=module-typescript', '-e'],
  python: ['python3', '-c'],
};
const PRINTED: Readonly<Record<string, readonly RegExp[]>> = {
  'A risk system': [/lynas/, /12\.5/, /resume_cursor|go on from/],
  'A dashboard': [/71\.76/, /2026-09-30/, /ok|degraded/],
  'An analyst': [/licence/, /CN-2026-JP|CN-2025-18/],
};

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

function run(language: string, code: string): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const [command = '', ...parameters] = COMMANDS[language] ?? [];
  const child = spawn(command, [...parameters, code.replaceAll('http://127.0.0.1:8080', api.url)], {
    env: { PATH: process.env.PATH ?? '', NODE_NO_WARNINGS: '1' },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  return new Promise((resolve) => child.on('close', (status) => resolve({ code: status, out, err })));
}

test('there is one for each kind of user in each language', () => {
  expect(blocks.map(({ title, language }) => `${title} ${language}`)).toEqual(
    Object.keys(PRINTED).flatMap((title) => Object.keys(COMMANDS).map((language) => `${title} ${language}`)),
  );
});

describe.each(blocks)('$title in $language', ({ title, language, code }) => {
  test('has at most ten lines, and runs as it stands', async () => {
    expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    const { code: status, out, err } = await run(language, code);
    expect([status, err]).toEqual([0, '']);
    for (const expected of PRINTED[title] ?? []) expect(out).toMatch(expected);
    expect(out).not.toContain('"code":');
  });
});
