import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { differences } from '#functions/golden/golden-differences.ts';
import { caseResult } from '#functions/golden/scoring-case.ts';
import { parseCaseFile } from '#functions/golden/scoring-case-file.ts';

const path = new URL('./scoring-cases-2.0.0.json', import.meta.url);
const file = parseCaseFile(readFileSync(path, 'utf8'), 'scoring-cases-2.0.0.json');

interface GoldenCase {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

const TOLERANCE = 1e-9;
const CASES = file.cases as unknown as readonly GoldenCase[];

describe('the golden cases of 2.0.0', () => {
  test('are 32 of four kinds', () => {
    expect(CASES).toHaveLength(32);
    expect([...new Set(CASES.map(({ kind }) => kind))].sort()).toEqual(['element', 'interval', 'primitive', 'supplier']);
  });

  test.each(CASES)('$id, $kind: $description', (golden) => {
    const stated = golden.kind === 'interval' ? golden.expected.tolerance : TOLERANCE;
    const result = caseResult(golden, file);
    expect(differences(golden.expected, result, stated as number, golden.id)).toEqual([]);
  });

  test('name every hazard and every measure of a result: none is added', () => {
    for (const golden of CASES) {
      if (golden.kind !== 'element' && golden.kind !== 'supplier') continue;
      const result = caseResult(golden, file) as { readonly contributions?: object };
      expect(Object.keys(result.contributions ?? {}).sort()).toEqual(Object.keys(golden.expected.contributions ?? {}).sort());
    }
  });
});
