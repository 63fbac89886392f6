import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { type MethodologyDocument, parametersOf } from '#domain/method/parameters.ts';
import { figuresOfCase, type ScoringCase } from '#test/golden/scoring-case.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const methodology = JSON.parse(read('shared/reference/methodology.json')) as MethodologyDocument;
/** Elements, lines of companies and suppliers, one or more for each rule; `why` says what a user asked. */
const cases = JSON.parse(read('test/golden/cases.json')) as readonly (ScoringCase & {
  readonly expected: object;
})[];

/** Numbers of a document by path. */
function numbersOf(value: unknown, path = ''): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[path, value]];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => numbersOf(part, `${path}.${key}`))
    : [];
}

describe('the golden cases, whose expected values come from the second program (test/twin/methodology.py)', () => {
  const parameters = parametersOf(methodology);
  it.each(cases)('$id', (golden) => {
    const figures = figuresOfCase(golden, parameters);
    const numbers = new Map(numbersOf(figures));
    const wrong = numbersOf(golden.expected).filter(
      ([path, value]) => !(Math.abs((numbers.get(path) ?? Number.NaN) - value) <= 1e-9),
    );
    expect(wrong).toEqual([]);
    expect(figures).toMatchObject(
      Object.fromEntries(Object.entries(golden.expected).filter(([, value]) => typeof value === 'string')),
    );
    expect(Object.keys(figures.points)).toEqual(Object.keys((golden.expected as typeof figures).points));
  });
});

test('section 8 of docs/methodology.md lists every number of the method as it is; -u writes it', async () => {
  const rows = methodology.parameters.map(
    ({ name, value, unit, range, basis, source }) =>
      `|\`${name}\`|${value}|${unit}|${range ?? '-'}|${basis}|${source}|\n`,
  );
  const page = read('docs/methodology.md').split(/(?:^\|`[\w.]+`\|[\d.]+\|.*\n)+/m);
  expect(page).toHaveLength(2);
  await expect(page.join(rows.join(''))).toMatchFileSnapshot('../../../docs/methodology.md');
});
