import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unitsOf } from '#functions/commands/checks/bench/write-meter.ts';
import { costPage, type RecordedCosts } from '#functions/commands/pages/cost/cost-page.ts';
import { dollarsOf, dollarsOfReads, figuresOf, nightAt, READ_BEFORE } from '#functions/commands/pages/cost/night-cost.ts';

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
  const night = { suppliers: 1, subjects: 0, writeUnits: 10_000_000, objectBytes: 0, cpuSeconds: 0 };

  expect(dollarsOf(night).writes).toBeCloseTo(6.25, 10);
});

test('a night between two measured ones lies on the line through them, with every result made whole', () => {
  const whole = { results: 60, cpu_ms: 10, object_bytes: 15_000 };
  const measured = {
    suppliers: 100,
    subjects: 120,
    buyers: 5,
    write_units: { SCORES: 300, RANKING: 60 },
    objects: 36,
    cpu_seconds: { begin: 1, score: 4, complete: 2, after: 3 },
    peak_rss_mb: 300,
  };
  const small = figuresOf(measured, whole);
  const large = figuresOf({ ...measured, suppliers: 200, subjects: 220, write_units: { SCORES: 700 } }, whole);

  expect(small).toMatchObject({ writeUnits: 360 + 180, cpuSeconds: 12, objectBytes: 9_000_000 });
  expect(large).toMatchObject({ cpuSeconds: 17, objectBytes: 16_500_000 });
  expect(nightAt(1000, small, large)).toMatchObject({ subjects: 1020, writeUnits: 540 + 9 * 490, cpuSeconds: 57 });
  expect(() => costPage({ day: '2026-11-27', machine: 'one', nights: [measured], whole, load: [] })).toThrow('a second size');
});

test('an item takes a write unit for each kilobyte that it begins, names of attributes with it', () => {
  expect(unitsOf({ pk: 'a'.repeat(1020), sk: '' })).toBe(1);
  expect(unitsOf({ pk: 'a'.repeat(1021), sk: '' })).toBe(2);
  expect(unitsOf({ pk: 'a', sk: 'b', body: new Uint8Array(3000) })).toBe(3);
});
