import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-maps-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (words: readonly string[], input = '') =>
  spawnSync(process.execPath, ['functions/commands/symbolicate.command.ts', ...words], { encoding: 'utf8', input });

test('the trace of a minified bundle names the line that threw', () => {
  writeFileSync(
    join(folder, 'one.ts'),
    "export function divide(many: number): number {\n  if (many === 0)\n    throw new Error('by zero');\n  return 1 / many;\n}\n",
  );
  writeFileSync(
    join(folder, 'entry.ts'),
    "import { divide } from './one.ts';\ntry {\n  divide(0);\n} catch (error) {\n  console.log((error as Error).stack);\n}\n",
  );
  mkdirSync(join(folder, 'maps', 'toy'), { recursive: true });
  buildSync({
    entryPoints: { index: join(folder, 'entry.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    sourcemap: 'external',
  });
  const map = JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8'));
  writeFileSync(join(folder, 'maps', 'toy', 'index.mjs.map'), JSON.stringify(map));
  const trace = execFileSync(process.execPath, [join(folder, 'index.mjs')], { encoding: 'utf8' });
  expect(trace).toContain('index.mjs:1:');
  const { stdout, status } = run(['--function', 'toy', '--maps', join(folder, 'maps')], trace);
  expect(status).toBe(0);
  expect(stdout).toMatch(/one[.]ts:3:/); // where it was thrown
  expect(stdout).toMatch(/entry[.]ts:3:/); // who called
  expect(stdout).not.toMatch(/index[.]mjs:/);
});

test('what is no place of a bundle stays, and a function without maps is refused with those that have some', () => {
  const others = '    at async file:///var/runtime/index.mjs.txt\n    at other.mjs:9:9\n';
  expect(run(['--function', 'toy', '--maps', join(folder, 'maps')], others).stdout).toBe(others);
  const refused = run(['--function', 'none', '--maps', join(folder, 'maps')]);
  expect([refused.status, refused.stderr]).toEqual([1, `There are no maps of none in ${join(folder, 'maps')}. There are: toy.\n`]);
});
