import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { costPage, type RecordedCosts } from '#functions/commands/pages/cost/cost-page.ts';
import { dollarsOf, dollarsOfReads, figuresOf, nightAt, READ_BEFORE } from '#functions/commands/pages/cost/night-cost.ts';
import { unitsOf } from '#test/research/bench/write-meter.ts';

test('docs/cost.md is what the recorded figures give', () => {
  const recorded = JSON.parse(readFileSync('functions/commands/pages/cost/recorded-costs.json', 'utf8')) as RecordedCosts;

  expect(readFileSync('docs/cost.md', 'utf8')).toBe(costPage(recorded));
});

test('a hundred thousand reads a second cost what the review of 2026-11-26 found, part by part', () => {
  const { gateway, compute, table, logs, traces, total } = dollarsOfReads(100_000 * 86_400 * 30, READ_BEFORE);

  expect([gateway, compute, table, logs, traces].map(Math.round)).toEqual([233_310, 79_488, 16_200, 142_560, 64_800]);
  expect(Math.round(total / 1000)).toBe(536);
});

test('ten million write units a night are six dollars and a quarter', () => {
  const night = { suppliers: 1, subjects: 0, writeUnits: 10_000_000, rowBytes: 0, objectBytes: 0, drawBytes: 0, cpuSeconds: 0 };

  expect(dollarsOf(night).writes).toBeCloseTo(6.25, 10);
});

test('a night between two measured ones lies on the line through them, with every result made whole', () => {
  const whole = { results: 60, cpu_ms: 10, draw_bytes: 4000 };
  const measured = {
    suppliers: 100,
    subjects: 120,
    buyers: 5,
    write_units: { SCORES: 300, RANKING: 60 },
    row_bytes: 300_000,
    objects: 36,
    object_bytes: 9_000_000,
    cpu_seconds: { begin: 1, score: 4, complete: 2, after: 3 },
    peak_rss_mb: 300,
  };
  const small = figuresOf(measured, whole);
  const large = figuresOf({ ...measured, suppliers: 200, subjects: 220, write_units: { SCORES: 700 } }, whole);

  expect(small).toMatchObject({ writeUnits: 360 + 60, cpuSeconds: 12, drawBytes: 2_400_000 });
  expect(large).toMatchObject({ cpuSeconds: 17, drawBytes: 4_400_000 });
  expect(nightAt(1000, small, large)).toMatchObject({ subjects: 1020, writeUnits: 420 + 9 * 390, cpuSeconds: 57 });
  expect(() => costPage({ day: '2026-11-27', commit: '0', machine: 'one', nights: [measured], whole })).toThrow('a second size');
});

test('a gigabyte of explanations costs a month in the dear class and five and a half in the cheap one, and one of rows three in both', () => {
  const empty = { suppliers: 1, subjects: 0, writeUnits: 0, rowBytes: 0, objectBytes: 0, drawBytes: 0, cpuSeconds: 0 };
  const month = 365.25 / 12;

  expect(dollarsOf({ ...empty, objectBytes: 1e9 }).storage).toBeCloseTo((30 / month) * 0.023 + (167 / month) * 0.004, 10);
  expect(dollarsOf({ ...empty, rowBytes: 1e9 }).storage).toBeCloseTo((95 / month) * (0.25 + 0.2), 10);
  expect(dollarsOf({ ...empty, drawBytes: 1e9 }).storage).toBeCloseTo((14 / month) * 0.023, 10);
});

test('an item takes a write unit for each kilobyte that it begins, names of attributes with it', () => {
  expect(unitsOf({ pk: 'a'.repeat(1020), sk: '' })).toBe(1);
  expect(unitsOf({ pk: 'a'.repeat(1021), sk: '' })).toBe(2);
  expect(unitsOf({ pk: 'a', sk: 'b', body: new Uint8Array(3000) })).toBe(3);
});
