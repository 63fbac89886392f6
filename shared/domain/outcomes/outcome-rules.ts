/** Numbers by which outcomes are judged. They are those of the judging rules, whatever the methodology that made the forecast. */
import { indexReferenceData, type ReferenceIndex } from '../facts/reference-index.ts';
import type { Methodology, WithDefault } from '../vocabulary/methodology.ts';
import type { ReferenceData } from '../vocabulary/reference-data.ts';
import type { ElementGroups } from '../vocabulary/scoring-inputs.ts';

/** All that decides whether something happened to an element and a buyer. */
export interface OutcomeRules {
  /** Classes of control that count. */
  readonly control_classes: readonly string[];
  /** Kinds of actor of the worldwide table whose events count. */
  readonly actor_kinds: readonly string[];
  /** Outcomes of an event of the worldwide table after which it never stopped anything. */
  readonly came_to_nothing: readonly string[];
  /** An origin with less of world supply than this at a stage does not count there. */
  readonly material_share: number;
  /** Buyer -> median days of cover. */
  readonly cover_median_days: WithDefault;
  /** Names that tables use for several elements or countries. */
  readonly groups: ElementGroups;
  /** A spell belongs to a control of its origin when it ended at most so many days before the control became known, or later. */
  readonly spell_days_before_control: number;
  /** A spell belongs to a control of its origin when it began at most so many days after the control became known. */
  readonly spell_days_after_control: number;
  /** Days after the first day of a window that have to be followed, for a state to be judged by the part that was. */
  readonly least_followed_days: number;
  /** Days after the end of a suspension without news until the measure counts as in force again. */
  readonly undecided_lapse_grace_days: number;
}

/** The facts as the rules read them: editions known on each day, all supplementary rows, last days inclusive. Nothing else of the methodology is read. */
export function outcomeIndex(data: ReferenceData, methodology: Methodology, rules: OutcomeRules): ReferenceIndex {
  return indexReferenceData(data, {
    ...methodology,
    groups: rules.groups,
    parameters: {
      ...methodology.parameters,
      facts_as_known: true,
      end_dates_inclusive: true,
      undecided_lapse_grace_days: rules.undecided_lapse_grace_days,
      supplementary_policy_rows: (data.policy_supplement ?? []).map(({ id }) => id),
    },
  });
}
