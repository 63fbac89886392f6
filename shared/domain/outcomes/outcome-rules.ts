/** Numbers by which outcomes are judged. They are those of the judging rules, whatever the method that made the forecast. */
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';

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
  /** Buyer (or `default`) -> median days of cover. */
  readonly cover_median_days: Readonly<Record<CountryCode, number>>;
  /** Names that tables use for several elements or countries. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** A spell belongs to a control of its origin when it ended at most so many days before the control became known, or later. */
  readonly spell_days_before_control: number;
  /** A spell belongs to a control of its origin when it began at most so many days after the control became known. */
  readonly spell_days_after_control: number;
  /** Days after the first day of a window that have to be followed, for a state to be judged by the part that was. */
  readonly least_followed_days: number;
  /** Days after the end of a suspension without news until the measure counts as in force again. */
  readonly undecided_lapse_grace_days: number;
}
