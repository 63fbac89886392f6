import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { differences } from '#functions/golden/golden-differences.ts';
import { caseResult } from '#functions/golden/scoring-case.ts';
import { parseCaseFile } from '#functions/golden/scoring-case-file.ts';

const path = new URL('./scoring-cases.json', import.meta.url);
const file = parseCaseFile(readFileSync(path, 'utf8'), 'scoring-cases.json');

interface GoldenCase {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

const TOLERANCE = 1e-9;

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
