import { describe, expect, it } from 'vitest';
import { explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { scorerOn } from '#test/builders/small-facts.ts';

const parameters = parametersOf(METHODOLOGY.document);

function between(
  type: 'element' | 'supplier' | 'country',
  id: string,
  before: string,
  after: string,
  buyer = 'JPN',
) {
  const on = (day: string) => scorerOn(day).findings({ type, id }, buyer).explanation as Explanation;
  const [was, is] = [on(before), on(after)];
  return { ...explainChange(was, is, parameters), was, is };
}

describe('why a score of the past moved from one day to another', () => {
  // MOFCOM Announcement 1 of 2026, 6 January: dual-use items to Japan.
  it.each([
    ['element', 'Dy'],
    ['supplier', 'china-rare-earth-group'],
    ['country', 'CHN'],
  ] as const)('is the ban on Japan in the week to 2026-01-11: %s %s', (type, id) => {
    const { delta, by_cause, reasons } = between(type, id, '2026-01-04', '2026-01-11');
    expect(delta).toBeGreaterThan(4);
    expect(by_cause.new_event).toBeGreaterThan(0.95 * delta);
    expect(by_cause.data_correction + by_cause.data_update).toBeCloseTo(0, 9);
    expect(reasons[0]).toEqual({ cause: 'new_event', what: 'CN-2026-01' });
  });

  // MOFCOM Announcement 18 of 2025, 4 April: seven rare earths, for all buyers; Announcement 57 suspended on
  // 7 November 2025.
  it.each([
    ['Dy', '2025-03-30', '2025-04-06', 'CN-2025-18', 1],
    ['Er', '2025-11-06', '2025-11-07', 'CN-2025-57', -1],
  ] as const)(
    'is what was announced, up or down: %s from %s to %s',
    (id, before, after, measure, direction) => {
      const { delta, by_cause, reasons } = between('element', id, before, after);
      expect(Math.sign(delta)).toBe(direction);
      expect(Math.sign(by_cause.new_event)).toBe(direction);
      expect(reasons.map(({ what }) => what).join(' ')).toContain(measure);
    },
  );

  // Customs of October 2025 (rawmaterials.net, public on 31 December) show terbium still coming: evidence
  // that the licence binds less.
  it('is the evidence that came in, and nothing that came in beside it: terbium in the week to 2026-01-04', () => {
    const { delta, by_cause } = between('element', 'Tb', '2025-12-28', '2026-01-04');
    expect(delta).toBeLessThan(-5);
    expect(by_cause.data_update).toBeLessThan(0.95 * delta);
    expect(Math.abs(by_cause.new_event)).toBeLessThan(0.1);
  });

  it('in a week without news is time alone: what is forgotten of past controls is no correction', () => {
    const { by_cause } = between('element', 'Dy', '2025-08-17', '2025-08-24');
    expect(by_cause).toMatchObject({ new_event: 0, data_update: 0, data_correction: 0, coverage: 0 });
    expect(by_cause.time_passing).toBeLessThan(0);
  });
});

describe('a country that is worst for another element than before', () => {
  // MOFCOM Announcement 10 of 2025, 4 February: tungsten, tellurium, bismuth, molybdenum and indium.
  it('moved because of what made the new one overtake, not because the two differ', () => {
    const { was, is, delta, by_cause, reasons } = between('country', 'CHN', '2025-02-02', '2025-02-09');
    expect([was.element, is.element]).toEqual(['Sb', 'W']);
    expect(by_cause.new_event).toBeGreaterThan(0.9 * delta);
    expect(Math.abs(by_cause.data_update) + Math.abs(by_cause.data_correction)).toBeLessThan(0.05);
    expect(reasons.map(({ what }) => what).join(' ')).toContain('CN-2025-10');
  });
});
