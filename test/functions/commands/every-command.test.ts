/** Every npm script that runs a command of ours knows `--help`, and refuses an option that it does not know. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
const COMMAND_FILE = /^node (?:--conditions=frozen )?(functions\/\S+[.]command[.]ts)$/;
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const file = COMMAND_FILE.exec(script)?.[1];
  return file === undefined ? [] : [{ name, file }];
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(file: string, option: string): Promise<Ended> {
  const child = spawn(process.execPath, [file, option], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

test('no script calls a command in another way, which the tests below would not see', () => {
  const others = Object.values(scripts).filter((script) => script.includes('functions/') && !COMMAND_FILE.test(script));
  expect(others).toEqual([]);
  expect(commands.length).toBeGreaterThan(20);
});

describe.each(commands)('npm run $name', ({ name, file }) => {
  test('--help prints usage, options and an example that call it by its name, and does nothing else', async () => {
    const { code, out, err } = await run(file, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const called = new RegExp(`npm (run (--silent )?)?${name}`);
    expect(out).toMatch(new RegExp(`^Usage: ${called.source}`));
    expect(out).toContain('\nOptions:\n');
    expect(out.split(/\nExamples?:\n/)[1]).toMatch(called);
  });

  test('an unknown option ends with 2 and a sentence that names it', async () => {
    const { code, out, err } = await run(file, '--no-such-option');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Unknown option '--no-such-option'. Usage: npm .*\n$/);
  });
});
