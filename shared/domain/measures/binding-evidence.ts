/** Evidence from trade on whether a control binds: seen below its baseline the odds rise, seen above they fall, silence is unknown. */
import { lastDayOf } from '../time/partial-date.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { ControlOutcome, ElementGroups } from '../vocabulary/scoring-inputs.ts';
import type { MeasureScope } from './measure-applicability.ts';
import type { AsOf } from './measure-state.ts';

/** The row that counts, and by how much it moves the logarithm of the odds: up when the flow was below. */
export interface BindingEvidence {
  readonly row: string;
  readonly logOdds: number;
}

/** Evidence on a measure in a scope as known on the day; null without a row. */
export function bindingEvidence(
  measureId: string,
  { element, stage, buyer }: MeasureScope,
  outcomes: readonly ControlOutcome[],
  { day, knownAt }: AsOf,
  { binding_evidence: rule }: Parameters,
  groups: ElementGroups,
): BindingEvidence | null {
  if (rule === undefined) return null;
  const knowledge = Math.min(day, knownAt);
  const rows = outcomes.filter(
    ({ measure, elements, stages, known_from }) =>
      measure === measureId && elements.includes(element) && stages.includes(stage) && lastDayOf(known_from) <= knowledge,
  );
  const isMember = groups.EUU?.includes(buyer) === true;
  for (const seen of isMember ? [buyer, 'EUU', 'ALL'] : [buyer, 'ALL']) {
    const latest = latestOf(rows.filter((row) => row.buyer === seen));
    if (latest === null) continue;
    const age = Math.max(0, day - lastDayOf(latest.seen_to));
    const power = (latest.below ? 1 : -1) * 2 ** (-age / rule.half_life_days);
    return { row: latest.id, logOdds: power * Math.log(rule.likelihood_ratio) };
  }
  return null;
}

/** The row that was seen last, of those of one day the one with the larger id. */
function latestOf(rows: readonly ControlOutcome[]): ControlOutcome | null {
  let latest: ControlOutcome | null = null;
  for (const row of rows) {
    if (latest === null) latest = row;
    else {
      const [seen, before] = [lastDayOf(row.seen_to), lastDayOf(latest.seen_to)];
      if (seen > before || (seen === before && row.id > latest.id)) latest = row;
    }
  }
  return latest;
}
