import { expect, test } from 'vitest';
import type { CompanyFigure } from '#domain/alerts/alert-rule.ts';
import { figureSummary, figuresAsked } from '#domain/alerts/company-figures.ts';

const KYUSHU = { name: 'Kyushu', currency: 'JPY' };
const DY = { key: 'element:Dy', name: 'dysprosium' };
const CHINA = [{ id: 'measure:CHN', before: 1, after: 2 }];

test.each([
  [
    'any_30',
    null,
    null,
    41,
    [],
    KYUSHU,
    'Kyushu: the chance that a line stops within 30 days is 41.0 in 100.',
  ],
  [
    'line_90',
    DY,
    12,
    50,
    CHINA,
    KYUSHU,
    "Kyushu, dysprosium: the chance of a standstill within 90 days went from 12.0 to 50.0 in 100; most of it by China's export controls.",
  ],
  [
    'expected_loss',
    null,
    null,
    1234567.4,
    [],
    KYUSHU,
    'Kyushu: the loss that is expected within a year is 1,234,567 JPY.',
  ],
  [
    'expected_loss',
    DY,
    1000,
    2000,
    [],
    { name: 'Kyushu', currency: null },
    'Kyushu, dysprosium: the loss that is expected within a year went from 1,000 to 2,000.',
  ],
] as const)('%s of %j, from %s to %s', (figure, line, before, after, causes, company, said) => {
  expect(figureSummary(figure, 'score', { line, before, after, causes: [...causes] }, company)).toBe(said);
});

const chances = {
  within: [{ days: 90, score: 12, scarce: 40 }],
  causes: [{ id: 'measure:CHN', points: 12 }],
};
const results = {
  any: { ...chances, loss: { mean: 7, causes: [{ id: 'measure:CHN', money: 7 }] } },
  lines: [
    { line: 'element:Dy', name: 'dysprosium', expected_loss: 5, ...chances },
    { line: 'element:Ga', name: 'gallium', expected_loss: null, ...chances },
  ],
};
const values = (
  figure: CompanyFigure | null,
  materials: readonly string[] | null,
  of: Parameters<typeof figuresAsked>[1] = results,
) =>
  figuresAsked({ chance: 'score', figure, materials }, of).map(({ line, value }) => [
    line?.key ?? 'all',
    value,
  ]);

test('figures are those that are known: a loss nobody knows, and any line of none, are none', () => {
  expect(values(null, null)).toEqual([]);
  expect(values('any_90', null)).toEqual([['all', 12]]);
  expect(values('any_30', null)).toEqual([]);
  expect(values('any_90', null, { any: null, lines: [] })).toEqual([]);
  expect(values('expected_loss', null)).toEqual([['all', 7]]);
  expect(values('expected_loss', null, { ...results, any: { ...chances, loss: null } })).toEqual([]);
  expect(values('expected_loss', null, { any: null, lines: [] })).toEqual([]);
  expect(values('expected_loss', ['element:Dy', 'element:Ga'])).toEqual([['element:Dy', 5]]);
  expect(values('line_90', ['element:Ga'])).toEqual([['element:Ga', 12]]);
});
