import type { PublishedCause } from '../explanations/changes/change-attribution.ts';
import { hitsBuyer, mayReach } from '../method/measure.ts';
import { type RegisteredMeasure, stepDate } from '../method/register.ts';
import { type DayNumber, isoDate } from '../time/calendar.ts';
import { bandOf, scarceBandOf } from '../vocabulary/band-scale.ts';
import type { Band, SubjectType } from '../vocabulary/score-document.ts';
import type { ControlClass } from '../vocabulary/scoring-inputs.ts';

/**
 * How far a score has to jump before uncertain inputs do not account for it; `beyond_uncertainty` is
 * stricter.
 */
export const JUMPS = ['outside_interval', 'beyond_uncertainty'] as const;
export type Jump = (typeof JUMPS)[number];

/** Of suppliers and countries the first two, of companies `score` and `scarce`. */
export const CHANCES = ['score', 'now', 'scarce', 'scarce_now'] as const;
export type Chance = (typeof CHANCES)[number];

export const DIRECTIONS = ['up', 'down', 'either'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What runs score, or companies of the client. */
export type WatchedType = SubjectType | 'company';

/** Within 30, 90 or 365 days; money expected to be lost within a year. */
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

export type AlertConditions = Readonly<{
  /** By `min_points` or more, whatever else. */
  any_move: boolean;
  /** The score rose to this level from below; null: not asked. */
  at_or_above: number | null;
  band_crossing: boolean;
  jump: Jump | null;
  /** Or is in force again after a suspension. */
  measure_in_force: boolean;
  /** A measure in force, or a suspension, ends within so many days; null: not asked. */
  expiry_within_days: number | null;
}>;

export type AlertRule = Readonly<{
  name: string;
  subjects: Readonly<{ type: WatchedType; ids: readonly string[] | null }>;
  chance: Chance;
  figure: CompanyFigure | null;
  /** Keys of lines of a company, or their beginnings; null: all. */
  materials: readonly string[] | null;
  /** Of no meaning to companies. */
  buyers: readonly string[];
  when: AlertConditions;
  direction: Direction;
  /** For every condition about scores. */
  min_points: number;
  /** What other causes moved is taken off before a move is judged. Not for companies. */
  causes: readonly PublishedCause[];
  enabled: boolean;
}>;

export const bandOfChance = (chance: Chance, value: number): Band =>
  chance === 'score' || chance === 'now' ? bandOf(value) : scarceBandOf(value);

export const SCORE_CONDITIONS = ['any_move', 'at_or_above', 'band_crossing', 'jump'] as const;
export type ScoreCondition = (typeof SCORE_CONDITIONS)[number];

export const MEASURE_CONDITIONS = ['measure_in_force', 'expiry_ahead'] as const;
export type MeasureCondition = (typeof MEASURE_CONDITIONS)[number];

export function scoreConditionsOf({ when }: AlertRule): readonly ScoreCondition[] {
  return SCORE_CONDITIONS.filter((condition) => when[condition] !== null && when[condition] !== false);
}

export function measureConditionsOf({ when }: AlertRule): readonly MeasureCondition[] {
  return [
    ...(when.measure_in_force ? (['measure_in_force'] as const) : []),
    ...(when.expiry_within_days === null ? [] : (['expiry_ahead'] as const)),
  ];
}

export function watches(
  { subjects, buyers }: AlertRule,
  subject: Readonly<{ type: SubjectType; id: string }>,
  buyer: string,
): boolean {
  return (
    subjects.type === subject.type && (subjects.ids?.includes(subject.id) ?? true) && buyers.includes(buyer)
  );
}

export type ScoreInInterval = Readonly<{
  score: number;
  p05: number | null;
  p95: number | null;
}>;

/** `null`: the interval is not known. */
export function leavesInterval({ p05, p95 }: ScoreInInterval, later: number): boolean | null {
  if (p05 === null || p95 === null) return null;
  return later < p05 || later > p95;
}

/**
 * Points that two scores may be apart by what is uncertain in both: arms of their intervals, joined as by
 * Zou and Donner 2008 (equations 3 and 4; method 10 of Newcombe 1998). It takes them as independent, which
 * is cautious. `null`: an arm is not known.
 */
export function uncertaintyOfDifference(before: ScoreInInterval, after: ScoreInInterval): number | null {
  const rises = after.score >= before.score;
  const from = rises ? before.p95 : before.p05;
  const to = rises ? after.p05 : after.p95;
  return from === null || to === null ? null : Math.hypot(from - before.score, after.score - to);
}

export type ScoreMove = Readonly<{
  before: ScoreInInterval;
  after: ScoreInInterval;
  /** They sum to the difference; null: unknown, the whole difference counts. */
  by_cause: Readonly<Record<string, number | undefined>> | null;
}>;

export type ConditionsOfMove = Readonly<{
  met: readonly ScoreCondition[];
  unjudged: readonly ScoreCondition[];
  counted: number;
}>;

/**
 * Causes are those of the score: another chance moves whole by them, or not at all where only others are
 * known.
 */
function countedOf(rule: AlertRule, delta: number, by_cause: ScoreMove['by_cause']) {
  if (by_cause === null) return delta;
  const points = rule.causes.map((cause) => by_cause[cause] ?? 0);
  if (rule.chance === 'score') return hundredths(points.reduce((sum, one) => sum + one, 0));
  const isKnown = Object.values(by_cause).some((one) => one);
  return isKnown && !points.some((one) => one !== 0) ? 0 : delta;
}

/**
 * A condition must hold for the published move and for the causes that count alone: what a revised source
 * moves does not fire.
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

const hundredths = (points: number) => Math.round(points * 100) / 100 + 0;

function isWorthTelling({ direction, min_points }: AlertRule, points: number) {
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
  const band = (chance: number) => bandOfChance(rule.chance, chance);
  if (condition === 'band_crossing')
    return [after.score, alone].every((chance) => band(chance) !== band(before.score));
  if (when.jump === 'outside_interval')
    return both(leavesInterval(before, after.score), leavesInterval(before, alone));
  const uncertainty = uncertaintyOfDifference(before, after);
  return uncertainty === null
    ? null
    : [after.score - before.score, counted].every((points) => Math.abs(points) > uncertainty);
}

/** Also one that nobody knew before. */
export const isReached = (
  { at_or_above: level }: AlertConditions,
  before: number | null,
  after: number,
): boolean => level !== null && after >= level && (before === null || before < level);

const both = (one: boolean | null, other: boolean | null): boolean | null =>
  one === null || other === null ? null : one && other;

export type MeasureEvent = Readonly<{
  condition: MeasureCondition;
  measure: string;
  /** On which it came into force, is over (the first day without it), or since which nobody has decided. */
  date: string;
  what: 'in_force' | 'measure_ends' | 'suspension_ends' | 'suspension_undecided';
}>;

export type RegisterOnDay = Readonly<{
  measures: readonly RegisteredMeasure<AlertedRow>[];
  day: DayNumber;
}>;

type AlertedRow = RegisteredMeasure['row'] &
  Readonly<{
    mapping: Readonly<{
      applies: readonly Readonly<{ elements: readonly string[] }>[];
      control_class: ControlClass;
    }> | null;
  }>;

/** All that holds on a day: two days compared tell what is new. Suppliers have no row of the register. */
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

function concerns({ subjects }: AlertRule, { row, measure }: RegisteredMeasure<AlertedRow>) {
  if (subjects.type === 'supplier' || subjects.type === 'company') return false;
  if (subjects.type === 'country')
    return subjects.ids === null || measure.origins.some((origin) => subjects.ids?.includes(origin));
  const applies = row.mapping?.applies ?? [];
  return subjects.ids === null
    ? applies.length > 0
    : subjects.ids.some((id) => applies.some(({ elements }) => mayReach(elements, id)));
}

const keyOf = ({ condition, what, measure, date }: MeasureEvent) => `${condition}|${what}|${measure}|${date}`;

export function newEvents(
  before: readonly MeasureEvent[],
  now: readonly MeasureEvent[],
): readonly MeasureEvent[] {
  const known = new Set(before.map(keyOf));
  return now.filter((event) => !known.has(keyOf(event)));
}
