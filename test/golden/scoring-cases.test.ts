import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { caseResult } from '#functions/commands/scoring-case.ts';
import { parseCaseFile } from '#functions/commands/scoring-case-file.ts';

const path = new URL('./scoring-cases.json', import.meta.url);
const file = parseCaseFile(readFileSync(path, 'utf8'), 'scoring-cases.json');

interface GoldenCase {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

const TOLERANCE = 1e-9;

/** Every number that is off and every field that is missing or different, by path; extra fields of the result are allowed. */
function differences(expected: unknown, actual: unknown, tolerance: number, path: string): readonly string[] {
  if (typeof expected === 'number') {
    const close = typeof actual === 'number' && Math.abs(expected - actual) <= tolerance;
    return close ? [] : [`${path}: ${String(actual)} instead of ${expected}`];
  }
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(expected, actual) ? [] : [`${path}: ${String(actual)} instead of ${String(expected)}`];
  }
  if (typeof actual !== 'object' || actual === null) return [`${path}: ${String(actual)} instead of an object`];
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) return [`${path}: another length`];
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(value, (actual as Record<string, unknown>)[key], tolerance, `${path}.${key}`),
  );
}

describe('the golden cases', () => {
  test('are 48 of six kinds', () => {
    const kinds = file.cases.map(({ kind }) => kind);
    expect(kinds).toHaveLength(48);
    expect([...new Set(kinds)].sort()).toEqual(['country', 'element', 'interval', 'primitive', 'signal', 'supplier']);
  });

  test.each(file.cases as unknown as readonly GoldenCase[])('$id, $kind: $description', (golden) => {
    const stated = golden.kind === 'interval' ? golden.expected.tolerance : TOLERANCE;
    const result = caseResult(golden, file);
    expect(differences(golden.expected, result, stated as number, golden.id)).toEqual([]);
  });

  test('name every hazard and every measure of a result: none is added', () => {
    for (const golden of file.cases as unknown as readonly GoldenCase[]) {
      if (golden.kind !== 'element' && golden.kind !== 'supplier') continue;
      const result = caseResult(golden, file) as { readonly contributions?: object };
      expect(Object.keys(result.contributions ?? {})).toEqual(Object.keys(golden.expected.contributions ?? {}));
    }
  });
});
