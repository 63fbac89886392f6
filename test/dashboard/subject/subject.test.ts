// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { render } from '@testing-library/preact';
import fc from 'fast-check';
import { h } from 'preact';
import { expect, test } from 'vitest';
import { stacked } from '#dashboard/parts/dots.tsx';
import { Sums } from '#dashboard/parts/sums.tsx';
import { laidOut } from '#dashboard/rooms/subject/chain.tsx';
import { causesOf } from '#dashboard/rooms/subject/comparison.tsx';
import { chainOf } from '#dashboard/rooms/subject/flows.ts';
import { SUBJECT } from '#dashboard/words/subject.ts';
import report from '#domain/words/report.json' with { type: 'json' };

const COUNTRIES = ['CHN', 'MMR', 'AUS', 'MYS', 'BRA', 'OTH'];
const STEPS = ['mine', 'separation', 'metal', 'magnet'];

const stage = (name: string, shares: Readonly<Record<string, number>>, domestic = 0, recycled = 0) => ({
  stage: name,
  score: 50,
  shares,
  domestic,
  recycled,
});

/** Shares of need at a step, which add up to 1 with what is made at home and what is recycled. */
const stageOf = (name: string) =>
  fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }).map((drawn) => {
    const sum = drawn.reduce((all, one) => all + one, 0);
    const [home = 0, again = 0, ...abroad] = drawn.map((one) => one / sum);
    return stage(
      name,
      Object.fromEntries(COUNTRIES.map((country, n) => [country, abroad[n] ?? 0])),
      home,
      again,
    );
  });

const feed = fc.record({
  from_stage: fc.constantFrom(...STEPS),
  from: fc.constantFrom(...COUNTRIES),
  stage: fc.constantFrom(...STEPS),
  to: fc.constantFrom(...COUNTRIES),
});

test('as much goes into every origin of a chain as comes out of it, and no flow leaves its bar', () => {
  fc.assert(
    fc.property(fc.tuple(...STEPS.map(stageOf)), fc.array(feed, { maxLength: 8 }), (stages, feeds) => {
      const { origins, flows } = chainOf(stages, feeds, 'JPN');
      const { nodes, links } = laidOut(origins, flows, 1200);
      for (const { sourceLinks = [], targetLinks = [], layer, y0 = 0, y1 = 0 } of nodes) {
        const [into, out] = [targetLinks, sourceLinks].map((of) =>
          of.reduce((sum, { width = 0 }) => sum + width, 0),
        );
        if (layer > 0) expect(into).toBeCloseTo(y1 - y0, 6);
        if (layer < STEPS.length) expect(out).toBeCloseTo(y1 - y0, 6);
      }
      for (const { source, target, width = 0, y0 = 0, y1 = 0 } of links)
        for (const [bar, middle] of [[source, y0] as const, [target, y1] as const]) {
          const { y0: top = 0, y1: bottom = 0 } = bar as unknown as {
            readonly y0?: number;
            readonly y1?: number;
          };
          expect(middle - width / 2).toBeGreaterThan(top - 1e-6);
          expect(middle + width / 2).toBeLessThan(bottom + 1e-6);
        }
    }),
  );
});

test('a flow is known where a link names it, takes as much as both ends have, and the rest is split in proportion', () => {
  const { flows } = chainOf(
    [stage('mine', { CHN: 0.5, MMR: 0.4, AUS: 0.1 }), stage('separation', { CHN: 0.95, MYS: 0.05 })],
    [
      { from_stage: 'mine', from: 'AUS', stage: 'separation', to: 'MYS' },
      { from_stage: 'mine', from: 'MMR', stage: 'separation', to: 'CHN' },
      { from_stage: 'separation', from: 'CHN', stage: 'magnet', to: 'JPN' },
    ],
    'JPN',
  );
  const between = flows
    .filter(({ target }) => target !== 'buyer')
    .map((flow) => ({ ...flow, value: Math.round(flow.value * 1000) / 1000 }));
  // Malaysia takes all it needs (0.05) from Australia; China takes Myanmar's 0.4, and what is left of
  // Australia and its own mines.
  expect(between).toEqual([
    { source: 'mine MMR', target: 'separation CHN', value: 0.4, isKnown: true },
    { source: 'mine AUS', target: 'separation MYS', value: 0.05, isKnown: true },
    { source: 'mine CHN', target: 'separation CHN', value: 0.5, isKnown: false },
    { source: 'mine AUS', target: 'separation CHN', value: 0.05, isKnown: false },
  ]);
});

test('origins below 2 % stand together, and only the largest foreign one carries the chance of its step', () => {
  const { origins } = chainOf(
    [stage('magnet', { CHN: 0.3, VNM: 0.01, THA: 0.015, OTH: 0.025 }, 0.6, 0.05)],
    [],
    'JPN',
  );
  expect(
    origins.map(({ origin, part, carries }) => [origin, Math.round(part * 1000) / 1000, carries]),
  ).toEqual([
    ['JPN', 0.6, null],
    ['CHN', 0.3, 50],
    ['OTH', 0.05, null],
    ['recycled', 0.05, null],
    ['JPN', 1, null],
  ]);
});

test('twenty values are twenty dots, none of which covers another or leaves the drawing', () => {
  const value = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 20, maxLength: 20 }),
      fc.integer({ min: 288, max: 700 }),
      (values, width) => {
        const { dots, size } = stacked(values, { width, height: 156, base: 112, side: 12, dot: 15 });
        expect(dots).toHaveLength(20);
        for (const [n, dot] of dots.entries()) {
          expect(dot.y).toBeGreaterThan(0);
          expect(dots.slice(0, n).every(({ x, y }) => Math.hypot(x - dot.x, y - dot.y) > size - 1e-6)).toBe(
            true,
          );
        }
      },
    ),
  );
});

test('the causes of a table add up to its total in whole numbers, whatever was rounded', () => {
  const points = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(points, (drawn) => {
      const causes = drawn.map((one, n) => ({ label: `cause ${n}`, points: one }));
      const { container, unmount } = render(h(Sums, { causes, total: 'total', scale: 100 }));
      const numbers = [...container.querySelectorAll('td.num')].map(({ textContent }) =>
        textContent === '<1' ? 0 : Number(textContent),
      );
      unmount();
      expect(numbers.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(numbers.at(-1));
    }),
  );
});

test('two subjects are compared by every cause that either has, those that differ most first', () => {
  const driver = (id: string, points: number) => ({
    id,
    kind: 'measure',
    part: 'state',
    points,
    exact_points: points,
    label: id,
    summary: '',
    evidence: [],
  });
  expect(
    causesOf({ drivers: [driver('a', 80), driver('b', 2)] }, { drivers: [driver('c', 5), driver('a', 78)] }),
  ).toEqual([
    { id: 'c', label: 'c', first: 0, second: 5 },
    { id: 'a', label: 'a', first: 80, second: 78 },
    { id: 'b', label: 'b', first: 2, second: 0 },
  ]);
});

test('every grade of a fact has one word, on the page as in the report', () => {
  const facts = readdirSync('shared/reference').filter((name) => name.endsWith('.json'));
  const text = facts.map((name) => readFileSync(`shared/reference/${name}`, 'utf8')).join('');
  const grades = new Set([...text.matchAll(/"quality": ?"(\w+)"/g)].map(([, grade = '']) => grade));
  expect(grades.size).toBeGreaterThan(5);
  for (const grade of grades)
    if (grade !== 'ungraded')
      expect([grade, SUBJECT[grade as 'A']]).toEqual([grade, report[`quality_${grade as 'A'}`][0]]);
  expect(SUBJECT.ungraded).toBe('not graded');
});
