import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const documents = globSync(['*.md', 'docs/**/*.md', 'infra/*.md'])
  .map((page) => readFileSync(page, 'utf8'))
  .join('\n');

/** However they call it. */
function documented(file: string): readonly string[] {
  const names = Object.keys(scripts).filter((name) => scripts[name]?.endsWith(file));
  const calls = [file, ...names.map((name) => `npm (?:run )?(?:--silent )?${name}(?![\\w:-])`)].join('|');
  return [...documents.matchAll(new RegExp(`(?:${calls})([^\`\n|;)]*)`, 'g'))].flatMap(
    ([, words = '']) => words.match(/(?<= )--[a-z]+[a-z-]*/g) ?? [],
  );
}

async function run(...words: readonly string[]) {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

const files = [...globSync('functions/commands/*.command.ts'), 'test/research/test-of-2027.command.ts'];

describe.each(files)('%s', (file) => {
  test('--help prints usage and options and does nothing else, and an unknown option ends with 2', async () => {
    const { code, out, err } = await run(file, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Usage: np[mx] .*\nOptions:\n.*\nExamples:\n/s);
    expect(documented(file).filter((option) => !out.includes(`  ${option}`))).toEqual([]);
    const refused = await run(file, '--no-such-option');
    expect({ ...refused, err: refused.err.split(' Usage: ')[0] }).toEqual({
      code: 2,
      out: '',
      err: "Unknown option '--no-such-option'.",
    });
  });
});

test('a command ends quietly when its reader has seen enough', async () => {
  const child = spawn(process.execPath, ['functions/commands/score.command.ts', '--element', 'Dy'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (bytes: Buffer) => (err += bytes));
  child.stdout.destroy();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
