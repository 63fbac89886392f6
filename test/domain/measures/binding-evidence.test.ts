import { describe, expect, test } from 'vitest';
import { bindingEvidence } from '#domain/measures/binding-evidence.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ControlOutcome } from '#domain/vocabulary/scoring-inputs.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const { parameters, groups } = stateAndEventMethodology;
const day = dayNumber('2026-10-01');
const daysAgo = (days: number): string => isoDate(day - days);

const seen = (id: string, over: Partial<ControlOutcome> = {}): ControlOutcome => ({
  id,
  measure: 'A',
  elements: ['Dy'],
  stages: ['separation'],
  buyer: 'ALL',
  seen_to: daysAgo(365),
  below: true,
  known_from: '2025-01-01',
  ...over,
});
const evidenceOf = (outcomes: readonly ControlOutcome[], buyer = 'JPN', knownAt = day) =>
  bindingEvidence(
    'A',
    { element: 'Dy', stage: 'separation', buyer, origin: 'CHN' },
    outcomes,
    { day, knownAt, horizonDays: 365 },
    parameters,
    groups,
  );

describe('evidence of binding', () => {
  test('is the logarithm of the likelihood ratio, 3, and half of it after a year; against binding when the flow was back', () => {
    expect(parameters.binding_evidence).toEqual({ likelihood_ratio: 3, half_life_days: 365 });
    expect(evidenceOf([seen('now', { seen_to: daysAgo(0) })])?.logOdds).toBeCloseTo(Math.log(3), 12);
    expect(evidenceOf([seen('old')])).toEqual({ row: 'old', logOdds: expect.closeTo(Math.log(3) / 2, 12) });
    expect(evidenceOf([seen('back', { below: false })])?.logOdds).toBeCloseTo(-Math.log(3) / 2, 12);
  });

  test('is that of the row that was seen last, whatever the order of the rows', () => {
    const rows = [seen('z'), seen('a', { seen_to: daysAgo(100) }), seen('y', { seen_to: daysAgo(200) })];
    expect(evidenceOf(rows)?.row).toBe('a');
    expect(evidenceOf(rows.toReversed())?.row).toBe('a');
  });

  test('is of rows seen on one day that of the larger id', () => {
    const rows = [seen('a'), seen('b', { below: false })];
    for (const found of [evidenceOf(rows), evidenceOf(rows.toReversed())]) {
      expect(found).toEqual({ row: 'b', logOdds: expect.closeTo(-Math.log(3) / 2, 12) });
    }
  });

  test('is that of the buyer before that of its Union before that of all, however old', () => {
    const all = seen('all', { seen_to: daysAgo(1) });
    const union = seen('union', { buyer: 'EUU', seen_to: daysAgo(2) });
    const own = seen('own', { buyer: 'DEU', seen_to: daysAgo(300) });
    expect(evidenceOf([all, union, own], 'DEU')?.row).toBe('own');
    expect(evidenceOf([all, union], 'DEU')?.row).toBe('union');
    expect(evidenceOf([all, union], 'JPN')?.row).toBe('all');
  });

  test('is unknown without a row that is known: silence is not evidence', () => {
    expect(evidenceOf([])).toBeNull();
    expect(evidenceOf([seen('a', { known_from: '2026-09-01' })], 'JPN', dayNumber('2026-08-01'))).toBeNull();
    expect(evidenceOf([seen('a', { measure: 'B' }), seen('b', { elements: ['Tb'] }), seen('c', { stages: ['magnet'] })])).toBeNull();
  });
});
