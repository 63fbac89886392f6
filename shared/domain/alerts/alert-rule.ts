import type { PublishedCause } from '../explanations/changes/change-attribution.ts';
import type { SubjectType } from '../vocabulary/score-document.ts';

/** How far a score has to jump before uncertain inputs do not account for it; `beyond_uncertainty` is the stricter one. */
export const JUMPS = ['outside_interval', 'beyond_uncertainty'] as const;
export type Jump = (typeof JUMPS)[number];

export const DIRECTIONS = ['up', 'down', 'either'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A rule fires when any of its conditions holds. `any_move`, `band_crossing` and `jump` are about scores, the other two about the register of measures. */
export interface AlertConditions {
  /** The score moved by `min_points` or more, whatever else. */
  readonly any_move: boolean;
  /** The score went from one band to another. */
  readonly band_crossing: boolean;
  readonly jump: Jump | null;
  /** A measure came into force, or is in force again after a suspension. */
  readonly measure_in_force: boolean;
  /** A measure in force, or a suspension of one, ends within so many days; null: not asked. */
  readonly expiry_within_days: number | null;
}

/** Subjects and buyers that are watched, and what has to happen before somebody is told. */
export interface AlertRule {
  readonly name: string;
  /** `ids` null: all subjects of the type. */
  readonly subjects: { readonly type: SubjectType; readonly ids: readonly string[] | null };
  readonly buyers: readonly string[];
  readonly when: AlertConditions;
  /** Which way a score has to move. */
  readonly direction: Direction;
  /** Least points of a move, for every condition about scores. */
  readonly min_points: number;
  /** Causes that count: what others moved is taken off before a move is judged. */
  readonly causes: readonly PublishedCause[];
  readonly enabled: boolean;
}

export const SCORE_CONDITIONS = ['any_move', 'band_crossing', 'jump'] as const;
export type ScoreCondition = (typeof SCORE_CONDITIONS)[number];

export const MEASURE_CONDITIONS = ['measure_in_force', 'expiry_ahead'] as const;
export type MeasureCondition = (typeof MEASURE_CONDITIONS)[number];

/** Conditions about scores that a rule asks for. */
export function scoreConditionsOf({ when }: Pick<AlertRule, 'when'>): readonly ScoreCondition[] {
  return SCORE_CONDITIONS.filter((condition) => when[condition] !== null && when[condition] !== false);
}

/** Conditions about the register of measures that a rule asks for. */
export function measureConditionsOf({ when }: Pick<AlertRule, 'when'>): readonly MeasureCondition[] {
  return [
    ...(when.measure_in_force ? (['measure_in_force'] as const) : []),
    ...(when.expiry_within_days === null ? [] : (['expiry_ahead'] as const)),
  ];
}

/** Whether a rule watches a subject for a buyer. */
export function watches(
  { subjects, buyers }: AlertRule,
  subject: { readonly type: SubjectType; readonly id: string },
  buyer: string,
): boolean {
  return subjects.type === subject.type && (subjects.ids?.includes(subject.id) ?? true) && buyers.includes(buyer);
}
