/** Measures that take over from one another are one regime: it goes on while its measures change. */
import type { RegimeOnDay } from './binding-probability.ts';
import { type AsOf, type DatedMeasure, measureOn } from './measure-state.ts';

/** The measure first, then the one it took over from, and so on to the first of the regime. */
export function regimeOf(dated: DatedMeasure, all: readonly DatedMeasure[]): readonly DatedMeasure[] {
  const regime = [dated];
  for (let last = dated; ; ) {
    const { succeeds } = last.measure;
    const before = succeeds == null ? undefined : all.find(({ measure }) => measure.id === succeeds);
    if (before === undefined || regime.includes(before)) return regime;
    regime.push(before);
    last = before;
  }
}

/** Finds how a measure stands within its regime on the day of the score. */
export function regimeOnDay(dated: DatedMeasure, all: readonly DatedMeasure[], { day, knownAt }: AsOf): RegimeOnDay {
  const regime = regimeOf(dated, all);
  const predecessor = regime[1];
  const knowledge = Math.min(day, knownAt);
  return {
    start: Math.min(...regime.map(({ effectiveFrom }) => effectiveFrom)),
    hasPredecessor: predecessor !== undefined,
    predecessorInForce: predecessor !== undefined && measureOn(predecessor, day, knownAt)?.state === 'in_force',
    isSucceeded: all.some(({ measure, knownFrom }) => measure.succeeds === dated.measure.id && knownFrom <= knowledge),
  };
}
