import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jointFigures, type LineCauses } from '#domain/companies/joint.ts';
import { scoreLineElement } from '#domain/companies/line-score.ts';
import { lossFigures } from '#domain/companies/loss.ts';
import { scoreElement } from '#domain/method/element.ts';
import { indexFacts } from '#domain/method/facts.ts';
import { scoreSupplier } from '#domain/method/supplier.ts';
import { Register } from '#domain/method/supplier-facts.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';

const CASES = new URL('../golden/cases.json', import.meta.url).pathname;
const PROGRAM = new URL('methodology.py', import.meta.url).pathname;

const isThere = spawnSync('python3', ['--version']).status === 0;
if (!isThere) console.warn('python3 is not here: the second program of the method was not run');

type Answer = Readonly<Record<string, unknown>>;

function answersTo(file: string): readonly Answer[] {
  const { stdout, status } = spawnSync('python3', [PROGRAM, file], { encoding: 'utf8' });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  expect(answers.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(status).toBe(0);
  return answers;
}

/** Every figure of an answer by its path; points that are none are left out. */
const figuresOf = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, of]) => figuresOf(of, `${path}.${key}`))
    : [[path, value]];

/** What is in both answers is the same to 1e-9; those named must be in both. */
function expectSame(made: Answer, should: object, named: readonly string[]): void {
  const figures = new Map(figuresOf(made));
  const pairs = figuresOf(should).filter(([path]) => figures.has(path));
  for (const key of named)
    expect(
      pairs.some(([path]) => path.startsWith(`.${key}`)),
      `${made.id}: ${key}`,
    ).toBe(true);
  for (const [path, of] of pairs) {
    if (typeof of === 'number')
      expect(Math.abs((figures.get(path) as number) - of), `${made.id}${path}`).toBeLessThan(1e-9);
    else expect(figures.get(path), `${made.id}${path}`).toBe(of);
  }
}

test.runIf(isThere)('the second program, written from docs/methodology.md, makes the golden cases', () => {
  const cases = JSON.parse(readFileSync(CASES, 'utf8')) as readonly { id: string; expected: object }[];
  const answers = answersTo(CASES);
  expect(answers.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
  for (const [at, { expected }] of cases.entries()) {
    expect(Object.keys(answers[at] as Answer)).toEqual(expect.arrayContaining(Object.keys(expected)));
    expectSame(answers[at] as Answer, expected, ['score', 'points']);
  }
});

const index = indexFacts(shippedFacts, shippedMethodology);
const { parameters } = index;
const H = parameters.horizon;
const DAY = '2026-12-01';

const ELEMENTS = [
  ['Dy', 'USA', DAY],
  ['W', 'EUU', DAY],
  ['Nd', 'JPN', DAY],
  ['C', 'KOR', DAY],
  ['Sb', 'USA', DAY],
  ['Co', 'TWN', DAY],
  ['La', 'JPN', '2010-10-01'],
  ['Ga', 'EUU', '2023-08-31'],
] as const;
const SUPPLIERS = [
  ['jl-mag', 'USA'],
  ['tdk', 'JPN'],
  ['mp-materials', 'JPN'],
  ['wolfram-bergbau-und-hutten', 'EUU'],
] as const;
/** Days of own stock (null: those of the nation) and money a year of lines of a Japanese company. */
const LINES = [
  ['Nd', 120, 50],
  ['Tb', null, 8],
  ['W', 90, null],
] as const;

test.runIf(isThere)('the second program makes the same of the shipped facts', () => {
  const elements = ELEMENTS.map(([element, buyer, as_of]) => ({
    id: `${element} ${buyer}`,
    element,
    buyer,
    as_of,
  }));
  const suppliers = SUPPLIERS.map(([supplier, buyer]) => ({ id: supplier, supplier, buyer, as_of: DAY }));
  const lines = LINES.map(([element, cover_days, money]) => ({
    id: `element:${element}`,
    money,
    needs: [{ element, line: { stage: null, cover_days, sources: [], suppliers: {} } }],
  }));
  const folder = mkdtempSync(join(tmpdir(), 'twin-'));
  const file = join(folder, 'cases.json');
  writeFileSync(
    file,
    JSON.stringify([...elements, ...suppliers, { id: 'lines', buyer: 'JPN', as_of: DAY, lines }]),
  );
  const answers = answersTo(file);
  rmSync(folder, { recursive: true });

  for (const [at, { element, buyer, as_of }] of elements.entries()) {
    const score = scoreElement(index.on(as_of).element(element, { buyer }).inputs, parameters);
    expectSame(answers[at] as Answer, score as object, [
      'score',
      'scarce_now',
      'expected_days',
      'interval',
      'points',
    ]);
  }
  const facts = index.on(DAY);
  const { supplier_sites: sites, supplier_links: links, external_parties: parties } = shippedFacts;
  const register = new Register(facts, { sites, links, parties });
  for (const [at, { supplier, buyer }] of suppliers.entries()) {
    const score = scoreSupplier(register.supplier(supplier, { buyer }).inputs, parameters);
    expectSame(answers[elements.length + at] as Answer, score as object, [
      'score',
      'element',
      'now',
      'interval',
      'points',
    ]);
  }
  const causes = LINES.map(([element, cover_days, money]): LineCauses => {
    const of = { nation: facts.element(element, { buyer: 'JPN' }).inputs, stage: null, cover_days };
    const [year] =
      scoreLineElement({ ...of, sources: [], suppliers: {}, pv: {} }, parameters, [H])?.within ?? [];
    return {
      id: `element:${element}`,
      elements: { [element]: year?.causes ?? { stop: [], scarce: [] } },
      money,
    };
  });
  const joint = { ...jointFigures(causes, H, parameters), loss: lossFigures(causes, parameters, 1) };
  expectSame(answers.at(-1) as Answer, joint, [
    'score',
    'independent',
    'loss.mean',
    'loss.p99',
    'loss.causes',
    'points',
  ]);
});
