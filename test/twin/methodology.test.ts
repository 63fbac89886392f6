import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const CASES = new URL('../golden/cases.json', import.meta.url).pathname;
const PROGRAM = new URL('methodology.py', import.meta.url).pathname;

const isThere = spawnSync('python3', ['--version']).status === 0;
if (!isThere) console.warn('python3 is not here: the second program of the method was not run');

/** Every figure of an answer by its path. */
const figuresOf = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, of]) => figuresOf(of, `${path}.${key}`))
    : [[path, value]];

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
  for (const [at, { id, expected }] of cases.entries()) {
    const made = new Map(figuresOf(lines[at]));
    for (const [path, should] of figuresOf(expected)) {
      const figure = made.get(path);
      if (typeof should === 'number') expect(Math.abs((figure as number) - should), id + path).toBeLessThanOrEqual(1e-9);
      else expect(figure, id + path).toBe(should);
    }
  }
  expect(status).toBe(0);
});
