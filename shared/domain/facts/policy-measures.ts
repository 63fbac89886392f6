/** Turns rows of the policy table into the measures and reliefs that the scorer knows (section 0 of the scoring specification). */

import { type DayNumber, firstDayOf, lastDayOf } from '../time/partial-date.ts';
import type { AmendmentParameters } from '../vocabulary/methodology.ts';
import type { PolicyRow, ReferenceData } from '../vocabulary/reference-data.ts';
import type { ElementGroups, Measure, MeasureApplication, Relief } from '../vocabulary/scoring-inputs.ts';

export interface MeasuresAndReliefs {
  /** Measures in byte order of the id. */
  readonly measures: readonly Measure[];
  readonly reliefs: readonly Relief[];
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

function measureFrom({
  id,
  mapping,
  known_from,
  effective_from,
  effective_to,
  suspended_from,
  suspended_to,
}: PolicyRow): readonly Measure[] {
  if (mapping === null) return [];
  const { control_class, origins, targets, applies, residual_class } = mapping;
  const dates = { known_from, effective_from, effective_to, suspended_from, suspended_to };
  return [{ id, control_class, origins, targets, applies, ...dates, residual_class }];
}

function reliefFrom({ id, relief, stages, known_from, effective_from, effective_to }: PolicyRow): readonly Relief[] {
  return relief === null ? [] : [{ id, kind: relief.kind, measures: relief.measures, stages, known_from, effective_from, effective_to }];
}

type PolicyTables = Pick<ReferenceData, 'policy' | 'policy_supplement'>;

/**
 * The rows of the policy table as a methodology reads them: supplementary rows that it uses are added or replace the row with their id, and
 * a relief that they name applies to them too.
 */
export function policyRows(
  { policy, policy_supplement = [] }: PolicyTables,
  { supplementary_policy_rows: used = [] }: AmendmentParameters = {},
): readonly PolicyRow[] {
  const supplement = policy_supplement.filter(({ id }) => used.includes(id));
  if (supplement.length === 0) return policy;
  const kept = policy.filter(({ id }) => !used.includes(id));
  return [...kept, ...supplement].map((row) => {
    const naming = supplement.filter(({ linked }) => linked.includes(row.id)).map(({ id }) => id);
    if (row.relief === null || naming.length === 0) return row;
    return { ...row, relief: { ...row.relief, measures: [...new Set([...row.relief.measures, ...naming])].sort() } };
  });
}

/** All measures and reliefs of the policy table; rows without a mapping have no direct effect. `rules` of 1.0.0 when left out. */
export function measuresFrom(data: PolicyTables, rules?: AmendmentParameters): MeasuresAndReliefs {
  const rows = policyRows(data, rules);
  return { measures: rows.flatMap(measureFrom).sort(byId), reliefs: rows.flatMap(reliefFrom).sort(byId) };
}

/**
 * Measures and reliefs that were public by a day. Later ones are left out, and so is a suspension that had not begun, so that nothing
 * computed from the result uses later knowledge.
 */
export function knownBy({ measures, reliefs }: MeasuresAndReliefs, knownAt: DayNumber): MeasuresAndReliefs {
  const isKnown = ({ known_from }: Measure | Relief): boolean => lastDayOf(known_from) <= knownAt;
  return {
    measures: measures.filter(isKnown).map((measure) => {
      const hasBegun = measure.suspended_from == null || firstDayOf(measure.suspended_from) <= knownAt;
      return hasBegun ? measure : { ...measure, suspended_from: null, suspended_to: null };
    }),
    reliefs: reliefs.filter(isKnown),
  };
}

/** Days on which something becomes public: between two of them `knownBy` gives the same. */
export const publicDays = ({ measures, reliefs }: MeasuresAndReliefs): readonly DayNumber[] => [
  ...[...measures, ...reliefs].map(({ known_from }) => lastDayOf(known_from)),
  ...measures.flatMap(({ suspended_from }) => (suspended_from == null ? [] : [firstDayOf(suspended_from)])),
];

const DUAL_USE = '@dual_use';

/** Can an entry of a measure ever reach the element? One on dual-use goods can, whatever is licensed today. */
export function canReach(entry: MeasureApplication, element: string, groups: ElementGroups): boolean {
  return entry.elements.some(
    (name) => name === element || name === DUAL_USE || (name.startsWith('@') && groups[name.slice(1)]?.includes(element) === true),
  );
}

/** The measures that can concern an element, with the reliefs that name one of them. The others change none of its numbers. */
export function measuresConcerning(all: MeasuresAndReliefs, element: string, groups: ElementGroups): MeasuresAndReliefs {
  const measures = all.measures.filter(({ applies }) => applies.some((entry) => canReach(entry, element, groups)));
  const ids = new Set(measures.map(({ id }) => id));
  return { measures, reliefs: all.reliefs.filter((relief) => relief.measures.some((id) => ids.has(id))) };
}
