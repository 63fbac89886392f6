import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const CASES = new URL('../golden/cases.json', import.meta.url).pathname;
const PROGRAM = new URL('methodology.py', import.meta.url).pathname;

const isThere = spawnSync('python3', ['-c', 'import numpy']).status === 0;
if (!isThere) console.warn('python3 with numpy is not here: the second program of the method was not run');

const numbersOf = (value: unknown): readonly number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersOf)
      : [];

test.runIf(isThere)('the second program, written from docs/methodology.md, makes the golden cases', () => {
  const { stdout, status } = spawnSync('python3', [PROGRAM, CASES], { encoding: 'utf8' });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const cases = JSON.parse(readFileSync(CASES, 'utf8')) as readonly {
    readonly id: string;
    readonly expected: object;
  }[];
  expect(lines.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
  for (const [at, { expected }] of cases.entries()) {
    const [made, should] = [numbersOf(lines[at]), numbersOf(expected)];
    expect(made.length).toBe(should.length);
    const furthest = Math.max(...should.map((value, index) => Math.abs(value - (made[index] as number))));
    expect(furthest).toBeLessThanOrEqual(1e-9);
  }
  expect(status).toBe(0);
});
