/** Which conditions of a rule a change of a score meets. */
import { bandOf } from '../vocabulary/band-scale.ts';
import { type AlertRule, type ScoreCondition, scoreConditionsOf } from './alert-rule.ts';
import { leavesInterval, type ScoreInInterval, uncertaintyOfDifference } from './score-interval.ts';

/** A score as a change or a history has it. */
export interface JudgedScore extends ScoreInInterval {
  readonly band: string;
}

/** Two published scores of a subject, one after the other. */
export interface ScoreMove {
  readonly before: JudgedScore;
  readonly after: JudgedScore;
  /** Cause -> points, which sum to the difference; null where the causes are not known: then the whole difference counts. */
  readonly by_cause: Readonly<Record<string, number | undefined>> | null;
}

/** Conditions that a move meets, and those that could not be judged because an interval is not known. */
export interface ConditionsOfMove {
  readonly met: readonly ScoreCondition[];
  readonly unjudged: readonly ScoreCondition[];
  /** Points of the causes that count. */
  readonly counted: number;
}

/**
 * Judges a move twice, as it was published and with the points of the causes that count alone, and a condition is met when it holds for both: what a
 * revised source moves does not fire, nor what a revised source took back.
 */
export function conditionsMet(rule: AlertRule, { before, after, by_cause }: ScoreMove): ConditionsOfMove {
  const delta = hundredths(after.score - before.score);
  const counted = by_cause === null ? delta : hundredths(rule.causes.reduce((sum, cause) => sum + (by_cause[cause] ?? 0), 0));
  const moves = [delta, counted].every((points) => isWorthTelling(rule, points)) && Math.sign(delta) === Math.sign(counted);
  if (!moves) return { met: [], unjudged: [], counted };
  const judged = scoreConditionsOf(rule).map((condition) => ({
    condition,
    holds: holds(rule, condition, { before, after, counted }),
  }));
  return {
    met: judged.filter(({ holds: yes }) => yes === true).map(({ condition }) => condition),
    unjudged: judged.filter(({ holds: yes }) => yes === null).map(({ condition }) => condition),
    counted,
  };
}

const hundredths = (points: number): number => Math.round(points * 100) / 100 + 0;

function isWorthTelling({ direction, min_points }: AlertRule, points: number): boolean {
  if (points === 0 || Math.abs(points) < min_points) return false;
  return direction === 'either' || (direction === 'up') === points > 0;
}

interface Judged extends Pick<ScoreMove, 'before' | 'after'> {
  readonly counted: number;
}

function holds({ when }: AlertRule, condition: ScoreCondition, { before, after, counted }: Judged): boolean | null {
  if (condition === 'any_move') return true;
  const alone = before.score + counted;
  if (condition === 'band_crossing') return after.band !== before.band && bandOf(alone) !== before.band;
  if (when.jump === 'outside_interval') return both(leavesInterval(before, after.score), leavesInterval(before, alone));
  const uncertainty = uncertaintyOfDifference(before, after);
  return uncertainty === null ? null : [after.score - before.score, counted].every((points) => Math.abs(points) > uncertainty);
}

const both = (one: boolean | null, other: boolean | null): boolean | null => (one === null || other === null ? null : one && other);
