import { expect, test } from 'vitest';
import { coverDays, type FindCover } from '#domain/facts/cover-days.ts';
import { aStock } from '#test/builders/reference-data.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const { parameters } = stateAndEventMethodology;
type Stock = Parameters<typeof aStock>[2];
const spreadOf = (stocks: Readonly<Partial<Record<Stock, readonly [low: number | null, median: number | null, high: number | null]>>>) => {
  const find: FindCover = (_, component) => {
    const days = stocks[component];
    if (days === undefined) return null;
    const [days_low, days_median, days_high] = days;
    return { ...aStock('JPN', 'Dy', component, days_median), days_low, days_high };
  };
  return coverDays(['Dy'], find, parameters)?.sigma ?? null;
};
/** 90 % of a normal distribution are 3.29 standard deviations wide. */
const WIDTH = 3.2897;

test('the spread of a cover is that of the sums of its rows: their logarithm over the width of 90 %, at least the floor', () => {
  expect(spreadOf({ commercial_stock: [20, 40, 120] })).toBeCloseTo(Math.log(120 / 20) / WIDTH, 4);
  const usable = parameters.cover_parts.national_usable;
  const three = { commercial_stock: [20, 40, 120], pipeline: [10, 20, 30], national_stockpile: [0, 60, 100] } as const;
  expect(spreadOf(three)).toBeCloseTo(Math.log((150 + 100 * usable) / 30) / WIDTH, 4);
  expect(spreadOf({ commercial_stock: [38, 40, 42] })).toBe(0.4);
});

test('without a low there is the least that anybody has, without a high the middle, and a range that is none has the floor', () => {
  expect(spreadOf({ commercial_stock: [null, 40, null] })).toBeCloseTo(Math.log(40 / parameters.cover_floor_days) / WIDTH, 4);
  expect(spreadOf({ commercial_stock: [null, null, null] })).toBe(0.4);
});

test('goods on their way alone leave the stock unknown', () => {
  expect(spreadOf({ pipeline: [10, 20, 30] })).toBe(1.1);
  expect(spreadOf({})).toBeNull();
});
