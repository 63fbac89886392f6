import { describe, expect, it } from 'vitest';
import { explainChange } from '#domain/explanations/changes/subject-change.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { rescorerOf } from '#functions/rescoring/rescorer.ts';

const rescorer = rescorerOf(bundledReferenceData);
type Type = 'element' | 'supplier' | 'country';

async function between(type: Type, id: string, before: string, after: string, buyer = 'JPN') {
  const on = (day: string) => rescorer.explained({ type, id, buyer }, { as_of: day, known_at: day, methodology: '2.0.0' });
  const [was, is] = await Promise.all([on(before), on(after)]);
  if (was === null || is === null) throw new Error(`${type} ${id} is in the facts`);
  return { ...explainChange(was, is), was, is };
}

describe('why a score of the past moved from one day to another', () => {
  // MOFCOM Announcement 1 of 2026, 6 January: dual-use items to Japan.
  it.each([
    ['element', 'Dy'],
    ['supplier', 'china-rare-earth-group'],
    ['country', 'CHN'],
  ] as const)('is the ban on Japan in the week to 2026-01-11: %s %s', async (type, id) => {
    const { delta, by_cause, reasons } = await between(type, id, '2026-01-04', '2026-01-11');
    expect(delta).toBeGreaterThan(5);
    expect(by_cause.new_event).toBeGreaterThan(0.95 * delta);
    expect(by_cause.data_correction + by_cause.data_update).toBeCloseTo(0, 9);
    expect(reasons[0]).toEqual({ cause: 'new_event', what: 'CN-2026-01' });
  });

  // MOFCOM Announcement 18 of 2025, 4 April: seven rare earths, for all buyers; Announcement 57 suspended on 7 November 2025.
  it.each([
    ['Dy', '2025-03-30', '2025-04-06', 'CN-2025-18', 1],
    ['Er', '2025-11-06', '2025-11-07', 'CN-2025-57', -1],
  ] as const)('is what was announced, up or down: %s from %s to %s', async (id, before, after, measure, direction) => {
    const { delta, by_cause, reasons } = await between('element', id, before, after);
    expect(Math.sign(delta)).toBe(direction);
    expect(Math.sign(by_cause.new_event)).toBe(direction);
    expect(reasons.map(({ what }) => what).join(' ')).toContain(measure);
  });

  // Customs of October 2025 (rawmaterials.net, public on 31 December) show terbium still coming: evidence that the licence binds less.
  it('is the evidence that came in, and nothing that came in beside it: terbium in the week to 2026-01-04', async () => {
    const { delta, by_cause } = await between('element', 'Tb', '2025-12-28', '2026-01-04');
    expect(delta).toBeLessThan(-15);
    expect(by_cause.data_update).toBeLessThan(0.95 * delta);
    expect(Math.abs(by_cause.new_event)).toBeLessThan(0.1);
    expect(Math.abs(by_cause.signal ?? 0)).toBeLessThan(0.1);
  });

  it('in a week without news is time alone: what is forgotten of past controls is no correction', async () => {
    const { by_cause } = await between('element', 'Dy', '2025-08-17', '2025-08-24');
    expect(by_cause).toMatchObject({ new_event: 0, data_update: 0, data_correction: 0, coverage: 0 });
    expect(by_cause.time_passing).toBeLessThan(0);
  });

  it('starts and ends at the scores that a recomputed score of these days has', async () => {
    const { was, is } = await between('country', 'CHN', '2026-01-04', '2026-01-11');
    for (const { explanation } of [was, is]) {
      const { as_of } = explanation;
      const when = { as_of, known_at: as_of, methodology: '2.0.0', end_use: 'civil' } as const;
      const found = await rescorer.find({ type: 'country', id: 'CHN', buyer: 'JPN' }, when);
      expect(explanation.score).toBe(found?.document.score);
    }
  });

  it('is unknown for what does not exist, and for countries by a methodology that scores no sources', async () => {
    const on = (type: Type, id: string, methodology: string) =>
      rescorer.explained({ type, id, buyer: 'JPN' }, { as_of: '2026-01-11', known_at: '2026-01-11', methodology });
    expect(await on('element', 'Xx', '2.0.0')).toBeNull();
    expect(await on('supplier', 'nobody', '2.0.0')).toBeNull();
    expect(await on('country', 'CHN', '1.0.0')).toBeNull();
  });
});

describe('a country that is worst for another element than before', () => {
  // MOFCOM Announcement 10 of 2025, 4 February: tungsten, tellurium, bismuth, molybdenum and indium.
  it('moved because of what made the new one overtake, not because the two differ', async () => {
    const { was, is, delta, by_cause, reasons } = await between('country', 'CHN', '2025-02-02', '2025-02-09');
    expect([was.explanation.element, is.explanation.element]).toEqual(['Sb', 'W']);
    expect(by_cause.new_event).toBeGreaterThan(0.9 * delta);
    expect(Math.abs(by_cause.data_update) + Math.abs(by_cause.data_correction)).toBeLessThan(0.05);
    expect(reasons.map(({ what }) => what).join(' ')).toContain('CN-2025-10');
  });
});
