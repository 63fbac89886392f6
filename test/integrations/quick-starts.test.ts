import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type Ended, runThere, strangersMachine } from '#test/builders/strangers-machine.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const page = readFileSync(new URL('../../docs/integrating.md', import.meta.url), 'utf8');
const blocks = (/^## Quick starts$((?:.|\n)*?)^## /m.exec(page)?.[1] ?? '')
  .split(/^### /m)
  .slice(1)
  .flatMap((section) => {
    const title = section.split(':')[0] ?? '';
    return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ title, language, code }));
  });

/** How a block is run once it is saved, as the page says, and what it must print: something only the right answers have. */
const COMMANDS: Readonly<Record<string, readonly [command: string, ...words: string[]]>> = {
  sh: ['sh', '-e', 'quick.sh'],
  ts: ['npx', 'node', 'quick.ts'],
  python: ['python3', 'quick.py'],
};
const PRINTED: Readonly<Record<string, readonly RegExp[]>> = {
  'A risk system': [/lynas/, /12\.5/, /resume_cursor|go on from/],
  'A dashboard': [/71\.76/, /2026-09-30/, /ok|degraded/],
  'An analyst': [/licence/, /CN-2026-JP|CN-2025-18/],
  'A receiver of alerts': [/^genuine$/m],
};

const machine = strangersMachine(['package.json', '.npmrc', 'shared']);
let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(async () => {
  await api.close();
  machine.remove();
});

async function run(language: string, code: string): Promise<Ended> {
  const command = COMMANDS[language] ?? ['false'];
  writeFileSync(join(machine.folder, command.at(-1) ?? ''), code.replaceAll('http://127.0.0.1:8080', api.url));
  return runThere(machine, command);
}

test('the page says how each is run', () => {
  for (const language of ['ts', 'python']) expect(page).toContain(`\`${COMMANDS[language]?.join(' ')}\``);
});

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
    expect(out).not.toMatch(/"status": ?[45]\d\d|undefined|NaN/);
  });
});
