import { describe, expect, test } from 'vitest';
import { suspensionDecisions } from '#domain/facts/suspension-decisions.ts';
import type { Measure, Relief } from '#domain/vocabulary/scoring-inputs.ts';
import { measure, relief } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const decisions = (measures: readonly Measure[], reliefs: readonly Relief[], graceDays = 0) =>
  suspensionDecisions({ measures, reliefs }, { ...goldenMethodology.parameters, undecided_lapse_grace_days: graceDays });
const truce = (id: string, suspended_to: string | null, suspended_from = '2025-11-10') => measure({ id, suspended_from, suspended_to });
const prolonged = (id: string, known_from: string, ...measures: readonly string[]) =>
  relief({ id, kind: 'extends_suspension', known_from, measures, effective_from: null, effective_to: '2027-11-10' });

describe('what became of suspensions', () => {
  test('is told in the order in which it became known', () => {
    expect(decisions([truce('A', '2026-11-10')], [prolonged('R', '2026-05-01', 'X'), prolonged('S', '2026-01-15', 'X')])).toEqual([
      { known_from: '2026-01-15', renewed: true },
      { known_from: '2026-05-01', renewed: true },
      { known_from: '2026-11-10', undecided_from: '2026-11-10', renewed: false },
    ]);
  });

  test('a news of a month counts from its last day; other reliefs decide nothing', () => {
    expect(decisions([], [prolonged('R', '2026-05', 'X'), relief({ kind: 'eases' }), relief({ kind: 'ends' })])).toEqual([
      { known_from: '2026-05-31', renewed: true },
    ]);
  });

  test('measures that run out on one day are one decision; one without an end, or that ends before it begins, is none', () => {
    expect(decisions([truce('A', '2026-11-10'), truce('B', '2026-11-10')], [])).toHaveLength(1);
    expect(decisions([truce('A', null)], [])).toEqual([]);
    expect(decisions([truce('A', '2025-11-10')], [])).toEqual([]);
    expect(decisions([truce('A', '2025-11-11')], [])).toHaveLength(1);
    expect(decisions([measure()], [])).toEqual([]);
  });

  test('one that was prolonged when the grace days were over has not lapsed, a day later it has', () => {
    const grace = 30; // 10 November 2026 and 30 days: 10 December
    const renewed = (known_from: string) => decisions([truce('A', '2026-11-10')], [prolonged('R', known_from, 'A')], grace);
    expect(renewed('2026-12-10')).toEqual([{ known_from: '2026-12-10', renewed: true }]);
    expect(renewed('2026-12-11')).toEqual([
      { known_from: '2026-12-10', undecided_from: '2026-11-10', renewed: false },
      { known_from: '2026-12-11', renewed: true },
    ]);
  });
});
