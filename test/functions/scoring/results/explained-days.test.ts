import { describe, expect, it } from 'vitest';
import { explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { scorerOn } from '#test/builders/small-facts.ts';

const parameters = parametersOf(METHODOLOGY.document);

function between(
  type: 'element' | 'supplier' | 'country',
  id: string,
  before: string,
  after: string,
  data: ReferenceData = bundledReferenceData,
) {
  const on = (day: string) =>
    scorerOn(day, { data }).findings({ type, id }, 'JPN').explanation as Explanation;
  const [was, is] = [on(before), on(after)];
  return { ...explainChange(was, is, parameters), was, is };
}

const pointsOf = ({ drivers }: Explanation, cause: string): number =>
  (drivers as readonly { readonly id: string; readonly points: number }[]).find(({ id }) => id === cause)
    ?.points ?? 0;

describe('why a score of the past moved from one day to another', () => {
  // MOFCOM Announcement 1 of 2026, 6 January: dual-use items to Japan. It moves what is delivered at all; users
  // of dysprosium, of which the licence has long taken more, hardly stand still for it.
  it.each([
    ['element', 'Dy', 0.1],
    ['supplier', 'china-rare-earth-group', 4],
    ['country', 'CHN', 4],
  ] as const)('is the ban on Japan in the week to 2026-01-11: %s %s', (type, id, least) => {
    const [before, after] = ['2026-01-04', '2026-01-11'];
    const { by_cause, reasons, is } = between(type, id, before, after);
    const unheard = bundledReferenceData.policy.filter((row) => row.id !== 'CN-2026-01');
    const without = between(type, id, before, after, { ...bundledReferenceData, policy: unheard }).is;
    expect(by_cause.new_event).toBeGreaterThan(least);
    expect(by_cause.new_event / ((is.score ?? 0) - (without.score ?? 0))).toBeCloseTo(1, 1);
    expect(by_cause.data_correction + by_cause.data_update).toBeCloseTo(0, 9);
    expect(reasons[0]).toEqual({ cause: 'new_event', what: 'CN-2026-01' });
  });

  // Customs of October 2025 (rawmaterials.net, public on 31 December) show terbium still coming: evidence
  // that the licence binds less.
  it('is the evidence that came in, and nothing that came in beside it: terbium in the week to 2026-01-04', () => {
    const { by_cause, is } = between('element', 'Tb', '2025-12-28', '2026-01-04');
    const unread = bundledReferenceData.control_outcomes.filter(
      ({ known_from }) => !(known_from > '2025-12-28' && known_from <= '2026-01-04'),
    );
    const { is: without } = between('element', 'Tb', '2025-12-28', '2026-01-04', {
      ...bundledReferenceData,
      control_outcomes: unread,
    });
    expect(by_cause.data_update).toBeLessThan(-1);
    expect(by_cause.data_update / ((is.score ?? 0) - (without.score ?? 0))).toBeCloseTo(1, 1);
    expect(Math.abs(by_cause.new_event)).toBeLessThan(0.1);
  });

  it('in a week without news is time alone, and what a week of silence in the register forgets', () => {
    const weekOf = (read_on: string) =>
      between('element', 'Dy', '2025-08-17', '2025-08-24', {
        ...bundledReferenceData,
        sources: bundledReferenceData.sources.map((row) =>
          row.id === REGISTER_OF_MEASURES ? { ...row, read_on } : row,
        ),
      });
    const [read, unread] = [weekOf('2025-08-24'), weekOf('2025-08-17')];
    const calm = { new_event: 0, data_correction: 0, coverage: 0 };
    expect(unread.by_cause).toMatchObject({ ...calm, data_update: 0 }); // silence is not calm
    expect(read.by_cause).toMatchObject(calm);
    expect(read.by_cause.time_passing).toBeCloseTo(unread.by_cause.time_passing, 9);
    // A decision weighs half after a year.
    const forgotten = 1 - 2 ** (-7 / 365.25);
    expect(read.by_cause.data_update).toBeLessThan(0);
    expect(-read.by_cause.data_update).toBeLessThan(forgotten * pointsOf(read.was, 'new_control:CHN'));
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
