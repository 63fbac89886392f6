import { expect, test } from 'vitest';
import { daysBetween, dayText, differenceText, inDays, percentText, quantityText, scoreText } from '#dashboard/words/numbers.ts';

test.each([
  [88.94, '89'],
  [0, '0'],
  [0.2, '<1'],
  [0.5, '1'],
  [79.96, '79'], // 80 is critical, and this is high
  [80, '80'],
  [19.99, '19'],
  [59.4, '59'],
  [-3.2, '−3'],
])('a score of %s reads %s', (score, text) => {
  expect(scoreText(score)).toBe(text);
});

test.each([
  [-61.43, '−61.4'],
  [0.1, '+0.1'],
  [0.04, '0.0'],
  [-0.03, '0.0'],
])('a difference of %s reads %s', (points, text) => {
  expect(differenceText(points)).toBe(text);
});

test('parts, quantities and days', () => {
  expect([0.9808, 0.003, 0, 1].map(percentText)).toEqual(['98 %', '<1 %', '0 %', '100 %']);
  expect([156, 5.14, 12345.6, 3].map(quantityText)).toEqual(['156', '5.1', '12,346', '3']);
  expect(['2026-11-27', '2026-11-27T06:45:38.134Z', '2025'].map(dayText)).toEqual(['27 Nov 2026', '27 Nov 2026', '2025']);
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  expect([0, 1, 45, 4418].map(inDays)).toEqual(['today', 'tomorrow', 'in 45 days', 'in 12 years']);
});
