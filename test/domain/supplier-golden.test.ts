import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Methodology, Parameters } from '#domain/methodology.ts';
import type { ElementGroups, SupplierInputs } from '#domain/scoring-inputs.ts';
import { scoreSupplier } from '#domain/supplier-score.ts';

interface SupplierCase {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly inputs: SupplierInputs & { readonly parameters?: Partial<Parameters> };
  readonly expected: unknown;
}

const file = JSON.parse(readFileSync(new URL('../golden/scoring-cases.json', import.meta.url), 'utf8')) as {
  readonly parameters: Parameters;
  readonly groups: ElementGroups;
  readonly cases: readonly SupplierCase[];
};
const cases = file.cases.filter((one) => one.kind === 'supplier');

/** Numbers that differ by more than 1e-9, and everything else that is not equal, with its path. */
function differences(expected: unknown, actual: unknown, path = ''): readonly string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return Math.abs(expected - actual) <= 1e-9 ? [] : [`${path}: ${actual} instead of ${expected}`];
  }
  if (expected === null || typeof expected !== 'object') return expected === actual ? [] : [`${path}: ${actual} instead of ${expected}`];
  if (Array.isArray(expected) && expected.length !== (actual as unknown[]).length) return [`${path}: another length`];
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(value, (actual as Record<string, unknown> | undefined)?.[key], `${path}/${key}`),
  );
}

test('the file has the four supplier cases', () => {
  expect(cases.map((one) => one.id)).toEqual(['S38', 'S39', 'S40', 'S41']);
});

test.each(cases)('$id: $description', ({ inputs, expected }) => {
  const methodology: Methodology = { version: 'golden', parameters: { ...file.parameters, ...inputs.parameters }, groups: file.groups };
  const result = scoreSupplier(inputs, methodology);
  expect(differences(expected, result)).toEqual([]);
  const { contributions } = expected as { readonly contributions?: object };
  if (result.score !== null) expect(Object.keys(result.contributions).sort()).toEqual(Object.keys(contributions ?? {}).sort());
});
