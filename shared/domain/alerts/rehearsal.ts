/** How often a rule would have fired in the past. */
import { type DayNumber, dayNumber, isoDate } from '../time/calendar.ts';
import type { HistoryPoint } from '../vocabulary/score-document.ts';
import {
  type AlertRule,
  conditionsMet,
  type MeasureCondition,
  type MeasureEvent,
  measureConditionsOf,
  measureEventsOn,
  newEvents,
  type RegisterOnDay,
  type ScoreCondition,
  scoreConditionsOf,
  type WatchedType,
} from './alert-rule.ts';

/** `score` is the chance that the rule watches; `by_cause` why it differs from the point before. */
export type RehearsedPoint = Pick<
  HistoryPoint,
  'as_of' | 'score' | 'p05' | 'p95' | 'methodology' | 'origin'
> &
  Readonly<{
    by_cause?: Readonly<Record<string, number | undefined>> | null;
  }>;

export type RehearsedSeries = Readonly<{
  subject: Readonly<{ type: WatchedType; id: string }>;
  line: string | null;
  buyer: string;
  /** Oldest first; a day may have a published and a replayed point. */
  points: readonly RehearsedPoint[];
}>;

export type Rehearsed = Readonly<{
  rule: AlertRule;
  series: readonly RehearsedSeries[];
  registerOn: (day: DayNumber) => RegisterOnDay;
  to: DayNumber;
}>;

export type RehearsedAlert =
  | Readonly<{
      date: string;
      conditions: readonly ScoreCondition[];
      subject: RehearsedSeries['subject'];
      line: string | null;
      buyer: string;
      score_before: number;
      score_after: number;
      causes_known: boolean;
    }>
  | Readonly<{ date: string; conditions: readonly [MeasureCondition]; event: MeasureEvent }>;

export type Rehearsal = Readonly<{
  from: string;
  to: string;
  weeks: number;
  /** In which every condition could be judged for one subject at least. */
  observed_weeks: number;
  /** Null where no week was observed. */
  fired: number | null;
  /** With at least one alert; null as `fired`. */
  days: number | null;
  /** Alerts by condition that the rule asks for; null where it could not be judged. */
  by_condition: Readonly<Partial<Record<ScoreCondition | MeasureCondition, number | null>>>;
  alerts: readonly RehearsedAlert[];
  /** Subjects, each for a buyer, that the rule watches. */
  subjects: number;
  subjects_without_history: number;
  /** Alerts that count whatever causes the rule leaves out. */
  causes_unknown: number;
}>;

const WEEKS = 52;
const DAYS_OF_WEEK = 7;
/** Points further apart are no step, but a gap. */
const LONGEST_STEP_DAYS = 14;

/**
 * Judges a rule over the 52 weeks up to a day: steps between neighbouring points of one methodology,
 * published ones before replayed; measures day by day, as the register was known.
 */
export function rehearse({ rule, series, registerOn, to }: Rehearsed): Rehearsal {
  const from = to - WEEKS * DAYS_OF_WEEK;
  const weekOf = (date: string): number => Math.floor((dayNumber(date) - from - 1) / DAYS_OF_WEEK);
  const asksScores = scoreConditionsOf(rule).length > 0;
  const stepped = asksScores ? series.map((one) => ({ ...one, steps: stepsOf(one.points, from, to) })) : [];
  const seen = new Set(
    stepped.flatMap(({ steps }) => steps.flatMap(([before, after]) => weeksBetween(before, after, weekOf))),
  );
  const ofScores = stepped.flatMap((one) => scoreAlerts(rule, one));
  const ofMeasures = measureAlerts(rule, registerOn, from, to);
  const alerts = [...ofScores, ...ofMeasures].sort(
    (one, other) => dayNumber(other.date) - dayNumber(one.date),
  );
  const isObserved = !asksScores || seen.size > 0;
  const count = (condition: ScoreCondition | MeasureCondition): number =>
    alerts.filter(({ conditions }) => (conditions as readonly string[]).includes(condition)).length;
  // Histories have no intervals of scarcity.
  const hasIntervals = stepped.some(({ steps }) => steps.some(([before]) => before.p05 !== null));
  const isJudged = (condition: ScoreCondition): boolean =>
    isObserved && (condition !== 'jump' || hasIntervals);
  return {
    from: isoDate(from),
    to: isoDate(to),
    weeks: WEEKS,
    observed_weeks: asksScores ? seen.size : WEEKS,
    fired: isObserved ? alerts.length : null,
    days: isObserved ? new Set(alerts.map(({ date }) => date)).size : null,
    by_condition: Object.fromEntries([
      ...scoreConditionsOf(rule).map((condition) => [
        condition,
        isJudged(condition) ? count(condition) : null,
      ]),
      ...measureConditionsOf(rule).map((condition) => [condition, count(condition)]),
    ]),
    alerts,
    subjects: series.length,
    subjects_without_history: asksScores ? stepped.filter(({ steps }) => steps.length === 0).length : 0,
    causes_unknown: ofScores.filter(({ causes_known }) => !causes_known).length,
  };
}

type Step = readonly [before: RehearsedPoint, after: RehearsedPoint];

/** Oldest first; a replayed step only where no published one covers its end. */
function stepsOf(points: readonly RehearsedPoint[], from: DayNumber, to: DayNumber): readonly Step[] {
  const published = neighbours(points.filter(({ origin }) => origin === 'published'));
  const replayed = neighbours(points.filter(({ origin }) => origin === 'replayed'));
  const isCovered = (date: string) =>
    published.some(([before, after]) => before.as_of < date && date <= after.as_of);
  return [...published, ...replayed.filter(([, after]) => !isCovered(after.as_of))]
    .filter(([before, after]) => dayNumber(before.as_of) >= from && dayNumber(after.as_of) <= to)
    .sort(([, one], [, other]) => (one.as_of < other.as_of ? -1 : 1));
}

function neighbours(points: readonly RehearsedPoint[]): readonly Step[] {
  return points.flatMap((after, n): Step[] => {
    const before = points[n - 1];
    if (before === undefined || before.methodology !== after.methodology) return [];
    return dayNumber(after.as_of) - dayNumber(before.as_of) > LONGEST_STEP_DAYS ? [] : [[before, after]];
  });
}

/** From the day after its beginning to its end. */
function weeksBetween(
  before: RehearsedPoint,
  after: RehearsedPoint,
  weekOf: (date: string) => number,
): readonly number[] {
  const first = weekOf(isoDate(dayNumber(before.as_of) + 1));
  return Array.from({ length: weekOf(after.as_of) - first + 1 }, (_, n) => first + n);
}

type ScoreAlert = Extract<RehearsedAlert, Readonly<{ subject: unknown }>>;

function scoreAlerts(
  rule: AlertRule,
  { subject, line, buyer, steps }: RehearsedSeries & Readonly<{ steps: readonly Step[] }>,
): readonly ScoreAlert[] {
  return steps.flatMap(([before, after]): ScoreAlert[] => {
    if (before.score === null || after.score === null) return [];
    const by_cause = after.by_cause ?? null;
    const move = {
      before: { ...before, score: before.score },
      after: { ...after, score: after.score },
      by_cause,
    };
    const { met } = conditionsMet(rule, move);
    if (met.length === 0) return [];
    const scores = { score_before: before.score, score_after: after.score };
    return [
      {
        date: after.as_of,
        conditions: met,
        subject,
        line,
        buyer,
        ...scores,
        causes_known: by_cause !== null,
      },
    ];
  });
}

function measureAlerts(
  rule: AlertRule,
  registerOn: Rehearsed['registerOn'],
  from: DayNumber,
  to: DayNumber,
): readonly Extract<RehearsedAlert, Readonly<{ event: unknown }>>[] {
  if (measureConditionsOf(rule).length === 0) return [];
  const on = (day: DayNumber): readonly MeasureEvent[] => measureEventsOn(rule, registerOn(day));
  let before = on(from);
  return Array.from({ length: to - from }, (_, n) => from + n + 1).flatMap((day) => {
    const now = on(day);
    const fresh = newEvents(before, now);
    before = now;
    return fresh.map((event) => ({ date: isoDate(day), conditions: [event.condition] as const, event }));
  });
}
