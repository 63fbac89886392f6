/** Outcomes of past truces in the policy table: which suspensions were renewed at the end of their term, and which ran out. */

import { datedMeasures } from '../measures/measure-state.ts';
import { isoDate } from '../time/calendar.ts';
import { lastDayOf } from '../time/partial-date.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { SuspensionDecision } from '../vocabulary/scoring-inputs.ts';
import type { MeasuresAndReliefs } from './policy-measures.ts';

/**
 * A relief that prolongs suspensions is one renewal, of however many measures. A suspension that no relief had prolonged when its grace days
 * were over has lapsed, and counts by degrees while they run; measures that run out on the same day are one decision.
 */
export function suspensionDecisions({ measures, reliefs }: MeasuresAndReliefs, parameters: Parameters): readonly SuspensionDecision[] {
  const renewals = reliefs
    .filter(({ kind }) => kind === 'extends_suspension')
    .map(({ known_from }): SuspensionDecision => ({ known_from: isoDate(lastDayOf(known_from)), renewed: true }));
  const lapses = new Map<number, number>();
  for (const { suspendedFrom, suspendedTo, graceDays, reliefs: own } of datedMeasures(measures, reliefs, parameters)) {
    const seen = suspendedTo + graceDays;
    const renewed = own.some(({ relief, knownFrom }) => relief.kind === 'extends_suspension' && knownFrom <= seen);
    if (suspendedFrom < suspendedTo && suspendedTo !== Number.POSITIVE_INFINITY && !renewed) lapses.set(seen, suspendedTo);
  }
  const lapsed = [...lapses].map(
    ([seen, from]): SuspensionDecision => ({ known_from: isoDate(seen), undecided_from: isoDate(from), renewed: false }),
  );
  return [...renewals, ...lapsed].sort((left, right) => (left.known_from < right.known_from ? -1 : 1));
}
