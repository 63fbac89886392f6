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

/** Columns of a policy row, beside its dates, that only a methodology which reads facts as they were known uses. */
function regimeOf(
  { effective_to_revisions, succeeds }: PolicyRow,
  { facts_as_known }: AmendmentParameters,
): Pick<Measure, 'effective_to_revisions' | 'succeeds'> {
  if (facts_as_known !== true) return {};
  return {
    ...(effective_to_revisions === undefined ? {} : { effective_to_revisions }),
    ...(succeeds === undefined ? {} : { succeeds }),
  };
}

function measureFrom(row: PolicyRow, rules: AmendmentParameters): readonly Measure[] {
  const { id, mapping, known_from, effective_from, effective_to, suspended_from, suspended_to } = row;
  if (mapping === null) return [];
  const { control_class, origins, targets, applies, residual_class } = mapping;
  const dates = { known_from, effective_from, effective_to, ...regimeOf(row, rules), suspended_from, suspended_to };
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
export function measuresFrom(data: PolicyTables, rules: AmendmentParameters = {}): MeasuresAndReliefs {
  const rows = policyRows(data, rules);
  return { measures: rows.flatMap((row) => measureFrom(row, rules)).sort(byId), reliefs: rows.flatMap(reliefFrom).sort(byId) };
}

/** The end of a measure as it was known on a day; one whose end was never put off keeps what it has. */
function withEndKnownBy(measure: Measure, knownAt: DayNumber): Measure {
  const revisions = measure.effective_to_revisions?.filter(({ known_from }) => lastDayOf(known_from) <= knownAt);
  if (revisions == null) return measure;
  return { ...measure, effective_to: revisions.at(-1)?.effective_to ?? null, effective_to_revisions: revisions };
}

/**
 * Measures and reliefs that were public by a day. Later ones are left out, and so are a suspension that had not begun and an end that was
 * put off later, so that nothing computed from the result uses later knowledge.
 */
export function knownBy({ measures, reliefs }: MeasuresAndReliefs, knownAt: DayNumber): MeasuresAndReliefs {
  const isKnown = ({ known_from }: Measure | Relief): boolean => lastDayOf(known_from) <= knownAt;
  return {
    measures: measures.filter(isKnown).map((measure) => {
      const hasBegun = measure.suspended_from == null || firstDayOf(measure.suspended_from) <= knownAt;
      const known = withEndKnownBy(measure, knownAt);
      return hasBegun ? known : { ...known, suspended_from: null, suspended_to: null };
    }),
    reliefs: reliefs.filter(isKnown),
  };
}

/** Days on which something becomes public: between two of them `knownBy` gives the same. */
export const publicDays = ({ measures, reliefs }: MeasuresAndReliefs): readonly DayNumber[] => [
  ...[...measures, ...reliefs].map(({ known_from }) => lastDayOf(known_from)),
  ...measures.flatMap(({ suspended_from }) => (suspended_from == null ? [] : [firstDayOf(suspended_from)])),
  ...measures.flatMap(({ effective_to_revisions }) => (effective_to_revisions ?? []).map(({ known_from }) => lastDayOf(known_from))),
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
