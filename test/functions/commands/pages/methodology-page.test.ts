import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it, test } from 'vitest';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies, PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { methodologyPage } from '#functions/commands/pages/methodology-page.ts';
import { sheetAsCsv } from '#functions/commands/pages/spreadsheet.ts';
import { workedExample } from '#functions/commands/pages/worked-example.ts';
import { evaluate } from '../spreadsheet-evaluator.ts';

const documents = [...bundledMethodologies.values()].map(({ document }) => document);
const [base] = documents;
if (base === undefined) throw new Error('no methodology ships');
const example = workedExample(bundledReferenceData, methodologyOf(base));
const shipped = (name: string): string => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');

interface SheetRow {
  readonly label: string;
  readonly formula: string;
  readonly value: string;
}

/** The shipped sheet as a spreadsheet opens it: row 1 is the title, column B the formulas. */
const sheet: readonly SheetRow[] = parse(shipped('methodology-worked-example.csv'), { columns: true });
const calculated = new Map<string, number>();
const cell = (name: string): number => {
  const known = calculated.get(name);
  if (known !== undefined) return known;
  const value = evaluate(sheet[Number(name.slice(1)) - 2]?.formula ?? '', cell);
  calculated.set(name, value);
  return value;
};
const calculatedOf = (label: string): number => cell(`B${sheet.findIndex((row) => row.label === label) + 2}`);

describe('docs/methodology.md', () => {
  const page = methodologyPage(documents, PUBLISHED_METHODOLOGY, example);

  it('is what `npm run docs:methodology` makes of the shipped documents', () => {
    expect(shipped('methodology.md')).toBe(page);
  });

  it('begins with what a score does not mean', () => {
    expect(page.match(/^## .*$/gm)?.slice(0, 3)).toEqual([
      '## What a score does not mean',
      '## What a score is',
      '## The formulas, in their order',
    ]);
  });

  it('has every limitation, parameter, control class and mapped row of the document, and every version', () => {
    const published = documents.find(({ version }) => version === PUBLISHED_METHODOLOGY);
    const parts = [
      ...(published?.limitations ?? ['no document']).map((limitation) => `- ${limitation}`),
      ...base.limitations.map((limitation) => `- ${limitation}`),
      ...Object.keys(base.parameters).map((name) => `\n| \`${name}\` | `),
      ...Object.keys(base.parameters.control_class.value).map((name) => `\n| ${name} | `),
      ...Object.keys(base.measure_map).map((event) => `\n| ${event} | `),
      ...documents.slice(1).map(({ version }) => `\n### ${version}`),
    ];
    expect(parts.filter((part) => !page.includes(part))).toEqual([]);
  });
});

describe('the worked example', () => {
  it('is what `npm run docs:methodology` makes of the shipped data', () => {
    expect(shipped('methodology-worked-example.csv')).toBe(sheetAsCsv(example.rows));
  });

  it('gives the value beside every formula in a spreadsheet that knows nothing of the scorer', () => {
    const formulas = sheet.flatMap((row, index) => (row.formula === '' ? [] : [{ ...row, calculated: cell(`B${index + 2}`) }]));
    const wrong = formulas.filter(({ value, calculated: own }) => Math.abs(own - Number(value)) > 1e-12 + 1e-9 * Math.abs(Number(value)));
    expect(formulas.length).toBeGreaterThan(250);
    expect(wrong.map(({ label }) => label)).toEqual([]);
  });

  it('comes to the score and the points of the scorer', () => {
    expect(calculatedOf('score')).toBeCloseTo(example.result.score, 9);
    for (const [id, points] of Object.entries(example.result.contributions)) {
      if (points > 0) expect(calculatedOf(`points of ${id}`), id).toBeCloseTo(points, 9);
    }
  });

  it('comes to 74.325269 without any code of the scorer: Dy for Japan on 2026-10-01', () => {
    expect(Math.abs(calculatedOf('score') - 74.32526862131672)).toBeLessThan(1e-6);
  });

  it('follows what is typed into its inputs: twice the cover, a lower score', () => {
    calculated.clear();
    calculated.set('B7', 2 * 62);
    expect(sheet[5]?.label).toBe('cover: pipeline and stocks');
    expect(calculatedOf('score')).toBeGreaterThan(40);
    expect(calculatedOf('score')).toBeLessThan(70);
    calculated.clear();
  });

  it('is not made when the score needs a step for which it has no rows', () => {
    const germanium = { element: 'Ge', buyer: 'USA', asOf: '2026-10-01' };
    expect(() => workedExample(bundledReferenceData, methodologyOf(base), germanium)).toThrow('the sheet has no rows for');
  });
});

describe('the small spreadsheet of these tests', () => {
  const nothing = (name: string): number => {
    throw new Error(`no cell ${name}`);
  };
  test.each([
    ['=2+3*4^2/8-(1-5)', 12],
    ['=2^3^2', 64],
    ['=MAX(1,MIN(5,3),-2)', 3],
    ['=NORM.S.DIST(0,TRUE)', 0.5],
    ['=NORM.S.DIST(1.959963984540054,TRUE)', 0.975],
    ['=NORM.S.DIST(0-6,TRUE)', 9.865876450376946e-10],
    ['=NORM.S.DIST(6,TRUE)', 1 - 9.865876450376946e-10],
    ['=DATE(2026,10,1)-DATE(2025,4,4)', 545],
    ['=EXP(LN(7))', 7],
    ['1e-300', 1e-300],
  ])('%s is %d', (formula, value) => {
    expect(evaluate(formula, nothing)).toBeCloseTo(value, 12);
  });

  test.each(['=1+', '=2 + 3', '=SIN(1)', '=(1', '=1)'])('refuses %s', (formula) => {
    expect(() => evaluate(formula, nothing)).toThrow(SyntaxError);
  });
});
