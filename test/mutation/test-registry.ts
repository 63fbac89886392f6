/**
 * Takes the place of `vitest` in the test files while mutants are tried: the same `expect`, but `test` and `describe` only note the tests, so
 * that one process can run each of them thousands of times.
 */
import { format } from 'node:util';
import { expect } from 'vitest';

export interface RegisteredTest {
  /** Its place in the order of the tests: short, because Stryker sends the ids of all tests of a mutant along with it. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly run: () => unknown;
}

const tests: RegisteredTest[] = [];
const path: string[] = [];
let currentFile = '';

/** The tests that the imported files have noted, in their order. */
export const registeredTests: readonly RegisteredTest[] = tests;

/** Whatever is noted from now on belongs to this file. */
export function registerTestsOf(file: string): void {
  currentFile = file;
}

type Body = (...values: unknown[]) => unknown;

function note(name: string, run: () => unknown): void {
  tests.push({ id: String(tests.length), name: [currentFile, ...path, name].join(' > '), file: currentFile, run });
}

function within(name: string, body: () => unknown): void {
  path.push(name);
  body();
  path.pop();
}

/** `test(name, body, timeout)` and `test.each(rows)(name, body, timeout)`. */
function withEach(register: (name: string, body: () => unknown) => void) {
  const each = (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row];
      register(format(name, ...values), () => body(...values));
    }
  };
  return Object.assign((name: string, body: Body) => register(name, () => body()), { each });
}

export const test = withEach(note);
export const it = withEach(note);
export const describe = withEach(within);
export { expect };

/** Types are held by the compiler: at run time every question about one is answered with nothing. */
const nothing: unknown = new Proxy(() => nothing, { get: () => nothing });
export const expectTypeOf = (): unknown => nothing;
