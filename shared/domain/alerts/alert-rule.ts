import type { PublishedCause } from '../explanations/changes/change-attribution.ts';
import { hitsBuyer, mayReach } from '../method/measure.ts';
import { type RegisteredMeasure, stepDate } from '../method/register.ts';
import { type DayNumber, isoDate } from '../time/calendar.ts';
import { bandOf, scarceBandOf } from '../vocabulary/band-scale.ts';
import type { Band, SubjectType } from '../vocabulary/score-document.ts';
import type { ControlClass } from '../vocabulary/scoring-inputs.ts';
import { ENGLISH_SENTENCES, message, rendered } from '../words/render.ts';

/**
 * How far a score has to jump before uncertain inputs do not account for it; `beyond_uncertainty` is the
 * stricter one.
 */
export const JUMPS = ['outside_interval', 'beyond_uncertainty'] as const;
export type Jump = (typeof JUMPS)[number];

/** Chances that rules watch: of suppliers and countries the first two, of companies `score` and `scarce`. */
export const CHANCES = ['score', 'now', 'scarce', 'scarce_now'] as const;
export type Chance = (typeof CHANCES)[number];

export const DIRECTIONS = ['up', 'down', 'either'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * What is watched: what runs score, or companies of the client, of which a figure stands in place of a score.
 */
export type WatchedType = SubjectType | 'company';

/**
 * A chance of a line, or of any of them, within 30, 90 or 365 days; money that
 * is expected to be lost within a year.
 */
export const COMPANY_FIGURES = [
  'line_30',
  'line_90',
  'line_365',
  'any_30',
  'any_90',
  'any_365',
  'expected_loss',
] as const;
export type CompanyFigure = (typeof COMPANY_FIGURES)[number];

/**
 * A rule fires when any of its conditions holds. The first four are about scores, the other two about the
 * register of measures.
 */
export interface AlertConditions {
  /** The score moved by `min_points` or more, whatever else. */
  readonly any_move: boolean;
  /** The score rose to this level or above it from below; null: not asked. */
  readonly at_or_above: number | null;
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
  readonly subjects: { readonly type: WatchedType; readonly ids: readonly string[] | null };
  /** Absent from rules that were stored when there was one: `chanceOf`. */
  readonly chance?: Chance;
  /** Of companies, and of nothing else. */
  readonly figure: CompanyFigure | null;
  /** Keys of lines of a company, or their beginnings; null: all. */
  readonly materials: readonly string[] | null;
  /** Of no meaning to companies, which say where they buy. */
  readonly buyers: readonly string[];
  readonly when: AlertConditions;
  /** Which way a score has to move. */
  readonly direction: Direction;
  /** Least points of a move, for every condition about scores. */
  readonly min_points: number;
  /**
   * Causes that count: what others moved is taken off before a move is judged. Those of companies are not
   * told apart.
   */
  readonly causes: readonly PublishedCause[];
  readonly enabled: boolean;
}

/**
 * The chance that a rule watches. What was one chance of elements and lines until 3.2.0 was nearest to
 * scarcity; that of suppliers and countries is the score still, and money is lost in standstills.
 */
export const chanceOf = ({
  chance,
  subjects: { type },
  figure,
}: Pick<AlertRule, 'chance' | 'figure'> & {
  readonly subjects: Pick<AlertRule['subjects'], 'type'>;
}): Chance =>
  chance ?? (type === 'element' || (type === 'company' && figure !== 'expected_loss') ? 'scarce' : 'score');

/** What the owner of a rule is told that was stored when there was one chance; nothing of others. */
export function noticeOf(rule: AlertRule) {
  if (rule.chance !== undefined) return {};
  const { code, params } = message('rule_read_anew', { chance: chanceOf(rule) });
  return {
    notice: rendered({ code, params }, ENGLISH_SENTENCES),
    notice_code: code,
    notice_params: params,
  };
}

/** Band of a chance, which has the limits of its tier. */
export const bandOfChance = (chance: Chance, value: number): Band =>
  chance === 'score' || chance === 'now' ? bandOf(value) : scarceBandOf(value);

export const SCORE_CONDITIONS = ['any_move', 'at_or_above', 'band_crossing', 'jump'] as const;
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
  return (
    subjects.type === subject.type && (subjects.ids?.includes(subject.id) ?? true) && buyers.includes(buyer)
  );
}

/** A published score with its interval; a bound is null where it is not known. */
export interface ScoreInInterval {
  readonly score: number;
  readonly p05: number | null;
  readonly p95: number | null;
}

/** Whether a later score lies outside the interval of the earlier one; `null`: the interval is not known. */
export function leavesInterval({ p05, p95 }: ScoreInInterval, later: number): boolean | null {
  if (p05 === null || p95 === null) return null;
  return later < p05 || later > p95;
}

/**
 * How many points two scores may be apart by what is uncertain in both, in the direction of the move: the
 * square root of the sum of the squares of the
 * arm of the earlier interval towards the later score and the arm of the later one towards the earlier
 * (method of variance estimates recovery,
 * Zou and Donner 2008, equations 3 and 4; method 10 of Newcombe 1998). It takes the two scores to be
 * independent. Those of two nights share most
 * of their inputs, so the true uncertainty is smaller and the rule is the more cautious one. `null`: an arm
 * is not known.
 */
export function uncertaintyOfDifference(before: ScoreInInterval, after: ScoreInInterval): number | null {
  const rises = after.score >= before.score;
  const from = rises ? before.p95 : before.p05;
  const to = rises ? after.p05 : after.p95;
  return from === null || to === null ? null : Math.hypot(from - before.score, after.score - to);
}

// Which conditions of a rule a change of a score meets.

/** Two published figures of a chance of a subject, one after the other. */
export interface ScoreMove {
  readonly before: ScoreInInterval;
  readonly after: ScoreInInterval;
  /**
   * Cause -> points of the score, which sum to its difference; null where the causes are not known: then the
   * whole difference counts.
   */
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
 * Points of a move by the causes that a rule counts. Causes are those of the score: another chance moves whole
 * by them, or not at all where only others are known.
 */
function countedOf(rule: AlertRule, delta: number, by_cause: ScoreMove['by_cause']): number {
  if (by_cause === null) return delta;
  const points = rule.causes.map((cause) => by_cause[cause] ?? 0);
  if (chanceOf(rule) === 'score') return hundredths(points.reduce((sum, one) => sum + one, 0));
  const isKnown = Object.values(by_cause).some((one) => one);
  return isKnown && !points.some((one) => one !== 0) ? 0 : delta;
}

/**
 * Judges a move twice, as it was published and with the points of the causes that count alone, and a
 * condition is met when it holds for both: what a
 * revised source moves does not fire, nor what a revised source took back.
 */
export function conditionsMet(rule: AlertRule, { before, after, by_cause }: ScoreMove): ConditionsOfMove {
  const delta = hundredths(after.score - before.score);
  const counted = countedOf(rule, delta, by_cause);
  const moves =
    [delta, counted].every((points) => isWorthTelling(rule, points)) &&
    Math.sign(delta) === Math.sign(counted);
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

function holds(
  rule: AlertRule,
  condition: ScoreCondition,
  { before, after, counted }: Judged,
): boolean | null {
  const { when } = rule;
  if (condition === 'any_move') return true;
  const alone = before.score + counted;
  if (condition === 'at_or_above')
    return [after.score, alone].every((score) => isReached(when, before.score, score));
  const band = (chance: number) => bandOfChance(chanceOf(rule), chance);
  if (condition === 'band_crossing')
    return [after.score, alone].every((chance) => band(chance) !== band(before.score));
  if (when.jump === 'outside_interval')
    return both(leavesInterval(before, after.score), leavesInterval(before, alone));
  const uncertainty = uncertaintyOfDifference(before, after);
  return uncertainty === null
    ? null
    : [after.score - before.score, counted].every((points) => Math.abs(points) > uncertainty);
}

/** Whether a figure rose to the level that a rule names, also one that nobody knew before. */
export const isReached = (
  { at_or_above: level }: AlertConditions,
  before: number | null,
  after: number,
): boolean => level !== null && after >= level && (before === null || before < level);

const both = (one: boolean | null, other: boolean | null): boolean | null =>
  one === null || other === null ? null : one && other;

// Which measures of the register a rule tells of: those that come into force, and those with an end ahead.

/** A measure that does something a rule asks about. */
export interface MeasureEvent {
  readonly condition: MeasureCondition;
  readonly measure: string;
  /**
   * Day on which it came into force, on which it or its suspension ends (the first day that is without it),
   * or since which nobody has decided.
   */
  readonly date: string;
  readonly what: 'in_force' | 'measure_ends' | 'suspension_ends' | 'suspension_undecided';
}

/** The register as it was known on a day. */
export interface RegisterOnDay {
  readonly measures: readonly RegisteredMeasure<AlertedRow>[];
  readonly day: DayNumber;
}

/** Members of a row that rules ask about. */
type AlertedRow = RegisteredMeasure['row'] & {
  readonly mapping: {
    readonly applies: readonly { readonly elements: readonly string[] }[];
    readonly control_class: ControlClass;
  } | null;
};

/**
 * Everything a rule asks of the register that holds on a day: two days compared tell what is new. `rule`
 * chooses by subject and buyer. Suppliers have
 * no row of the register: none.
 */
export function measureEventsOn(rule: AlertRule, { measures, day }: RegisterOnDay): readonly MeasureEvent[] {
  return measures.flatMap((registered): MeasureEvent[] => {
    const { measure, state, began, next } = registered;
    if (registered.row.mapping === null || !rule.buyers.some((buyer) => hitsBuyer(measure.targets, buyer)))
      return [];
    if (!concerns(rule, registered)) return [];
    const event = (condition: MeasureCondition, what: MeasureEvent['what'], date: string): MeasureEvent[] => [
      { condition, measure: measure.id, what, date },
    ];
    const within = rule.when.expiry_within_days;
    const isAhead = next !== null && within !== null && next.day > day && next.day - day <= within;
    return [
      ...(rule.when.measure_in_force && state === 'in_force'
        ? event('measure_in_force', 'in_force', isoDate(began))
        : []),
      ...(next?.what === 'ends' && state === 'in_force' && isAhead
        ? event('expiry_ahead', 'measure_ends', stepDate(next))
        : []),
      ...(next?.what === 'suspension_ends' && isAhead
        ? event('expiry_ahead', 'suspension_ends', stepDate(next))
        : []),
      ...(next?.what === 'undecided' && within !== null
        ? event('expiry_ahead', 'suspension_undecided', stepDate(next))
        : []),
    ];
  });
}

function concerns({ subjects }: AlertRule, { row, measure }: RegisteredMeasure<AlertedRow>): boolean {
  if (subjects.type === 'supplier' || subjects.type === 'company') return false;
  if (subjects.type === 'country')
    return subjects.ids === null || measure.origins.some((origin) => subjects.ids?.includes(origin));
  const applies = row.mapping?.applies ?? [];
  return subjects.ids === null
    ? applies.length > 0
    : subjects.ids.some((id) => applies.some(({ elements }) => mayReach(elements, id)));
}

/** Tells events of two days apart: what, of which measure, on which date. */
const keyOf = ({ condition, what, measure, date }: MeasureEvent): string =>
  `${condition}|${what}|${measure}|${date}`;

/** Events that were not there before. */
export function newEvents(
  before: readonly MeasureEvent[],
  now: readonly MeasureEvent[],
): readonly MeasureEvent[] {
  const known = new Set(before.map(keyOf));
  return now.filter((event) => !known.has(keyOf(event)));
}
