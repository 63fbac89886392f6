/**
 * Follows the documents: every `sh` block of every page is run as it stands, in a copy of the repository, on a machine whose Node runs no
 * TypeScript, beside a service that was started as the first page says.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runThere, strangersMachine } from '#test/builders/strangers-machine.ts';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('{docs,infra}/**/*.md').sort()];
/** A block with its own test, on data that it knows. */
const TESTED_ELSEWHERE = ['docs/quick-starts.md'];
/** Lines that are not run here, and what does. */
const NOT_RUN: readonly (readonly [line: RegExp, instead: string])[] = [
  [/^npm ci\b/, '.ci/run begins with it; test/integrations/install.test.ts'],
  [/^npm start\b/, 'the service that the others ask was started like that'],
  [/^npm (test|run (check|synth|test:all))\b/, '.ci/run is these'],
  [/^[.]ci[/]nightly\b/, 'an hour; its parts with small numbers: .ci/run'],
  [/^npx (vitest|cdk)\b|^aws |(SCORES|SIGNALS)_TABLE_NAME|API_URL/, '.ci/run and .ci/deployed-stack'],
  [/^export STAGE|^[a-z]+\(\) \{|=\$\(output |^KEY=|\$\(resource |^ask /, 'a deployment: test/integrations/runbook-commands.test.ts'],
  [
    /ingest -- |measures -- |MINE\.csv/,
    'the network, or files that the reader has: test/functions/commands/{ingest,measures}.test.ts, test/research/benchmark',
  ],
  [/restore-drill -- --on aws/, '.ci/deployed-stack'],
  [/restore -- /, 'replaces what the other commands ask: test/local/store/backup.test.ts'],
  [/examples:record/, 'minutes; test/functions/api/service/openapi-document.test.ts holds the responses against the contract'],
  [/--element Hf\b/, 'an element that the reader has just added'],
  [/reference:build/, 'the raw tables do not ship: test/functions/commands/reference-build.test.ts'],
];

interface Block {
  readonly page: string;
  readonly lines: readonly string[];
}
const blocksOf = (page: string): readonly Block[] =>
  [...readFileSync(page, 'utf8').matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, code = '']) => ({
    page,
    lines: code.trim().split('\n'),
  }));
const blocks = PAGES.filter((page) => !TESTED_ELSEWHERE.includes(page)).flatMap(blocksOf);

const machine = strangersMachine();
const lake = join(machine.folder, '..', 'lake');
let service: ChildProcess;
let port = '';
beforeAll(async () => {
  // A group of its own: npm, its shell and the service end together.
  service = spawn('npm', ['start'], { cwd: machine.folder, env: { ...machine.environment, PORT: '0', HISTORY: 'off' }, detached: true });
  let output = '';
  service.stderr?.on('data', (bytes: Buffer) => (output += bytes));
  service.stdout?.on('data', (bytes: Buffer) => (output += bytes));
  const gone = once(service, 'exit');
  while (port === '') {
    await Promise.race([once(service.stdout ?? service, 'data'), gone]);
    port = /Serving on http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1] ?? '';
    if (service.exitCode !== null || service.signalCode !== null) throw new Error(`npm start ended before it served: ${output}`);
  }
  mkdirSync(lake);
});
afterAll(async () => {
  const gone = once(service, 'exit');
  process.kill(-(service.pid ?? 0), 'SIGTERM');
  await gone;
  machine.remove();
});

/** As a reader would: the port of the own service, a folder that is there, the id that the command before has shown. */
const adapted = (line: string): string =>
  line
    .replace(/^(?:AWS_REGION=\S+ )?ACCESS_TABLE_NAME=\S+ /, '') // keys of a deployment, on this machine
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replaceAll('/data/chokepoint', lake)
    .replace('/backups/', `${lake}/`)
    .replace('--head SHA256', '--head $(npm run --silent verify-record -- --from record | grep -oE "[0-9a-f]{64}" | tail -n 1)')
    .replace('nFja9hNoF4', "$(npm run --silent keys -- list | grep live | head -n 1 | cut -d ' ' -f 1)");

test('there are blocks on many pages, and no command in a block that is not marked as one for the shell', () => {
  expect(new Set(blocks.map(({ page }) => page)).size).toBeGreaterThan(8);
  const unmarked = PAGES.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(/^(?:```| {4})\n?((?:npm|npx|node|curl) .*)$/gm)]);
  expect(unmarked.map(([, line]) => line)).toEqual([]);
});

const run = blocks
  .map(({ page, lines }) => ({ page, lines: lines.filter((line) => !NOT_RUN.some(([pattern]) => pattern.test(line))) }))
  .filter(({ lines }) => lines.length > 0);

describe.each(run)('$page', ({ lines }) => {
  test(`${lines[0]} ...`, async () => {
    const script = ['sh', '-e', '-c', lines.map(adapted).join('\n')] as const;
    const { code, out, err } = await runThere(machine, script, { PORT: port, CHOKEPOINT_URL: `http://127.0.0.1:${port}` });
    expect({ code, err: code === 0 ? '' : `${out}\n${err}` }).toEqual({ code: 0, err: '' });
    expect(out).not.toBe('');
    expect(out).not.toMatch(/"status": ?[45]\d\d/);
  });
});

describe('commands in the text', () => {
  const inText = PAGES.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/npm (?:run (?:--silent )?([\w:.-]+)|(start))(?: -- ([^`\n|;)]*))?/g)].map(
      ([line, script, start, words = '']) => ({
        page,
        line,
        script: script ?? start ?? '',
        options: words.match(/(?<=^| )--[a-z-]+/g) ?? [],
      }),
    ),
  ).filter(({ options }) => options.length > 0);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const named = [...new Set(inText.map(({ script }) => script))].filter((script) => scripts[script]?.includes('.command.ts'));

  test.each(named)('npm run %s has the options that the documents give it', async (script) => {
    const { out } = await runThere(machine, ['npm', 'run', '--silent', script, '--', '--help']);
    const unknown = inText.filter((one) => one.script === script && one.options.some((option) => !out.includes(`  ${option}`)));
    expect(unknown).toEqual([]);
  });
});
