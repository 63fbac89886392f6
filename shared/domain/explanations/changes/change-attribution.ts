/**
 * The difference between the scores of two days, split by cause and by driver; both splits sum to it. First
 * what was known earlier is scored on the later day (ageing), then news come in day by day; causes of one
 * day get their Shapley values. What the program now says otherwise of the earlier day is methodology
 * (decision 0010).
 */
import type { IsoDate } from '../../vocabulary/scoring-inputs.ts';

/** That every change states, in order. `override` (by hand) is always 0: there is no such facility. */
export const CHANGE_CAUSES = [
  'new_event',
  'data_update',
  'data_correction',
  'methodology',
  'coverage',
  'time_passing',
  'override',
] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/**
 * There only where they are at work. `lapse`: a term ran out without a decision; `takes_effect`: what was
 * decided before began; `signal`: a signal was seen again, or fades.
 */
export const CAUSES_WITHOUT_NEWS = ['lapse', 'takes_effect', 'signal'] as const;
export type CauseWithoutNews = (typeof CAUSES_WITHOUT_NEWS)[number];

const ATTRIBUTED_CAUSES = [...CHANGE_CAUSES, ...CAUSES_WITHOUT_NEWS] as const;
export type AttributedCause = ChangeCause | CauseWithoutNews;

/** `unexplained`: the reasons could not be worked out. */
export const PUBLISHED_CAUSES = [...ATTRIBUTED_CAUSES, 'unexplained'] as const;
export type PublishedCause = (typeof PUBLISHED_CAUSES)[number];

export type ByCause<Value> = Readonly<Record<ChangeCause, Value>> & {
  readonly [cause in CauseWithoutNews]?: Value;
};

export type PointsOfDrivers = Readonly<Record<string, number>>;

/** Points that were shown on a day; together they are the score. */
export type ShownScore = Readonly<{
  day: IsoDate;
  points: PointsOfDrivers;
}>;

export type News = Readonly<{
  day: IsoDate;
  cause: Exclude<AttributedCause, 'time_passing' | 'override'>;
}>;

/** Scores the earlier day's facts with some news, on a day. `null`: no score, which is not 0. */
export type ScoreWithNews<N extends News> = (news: readonly N[], day: IsoDate) => PointsOfDrivers | null;

export type Attribution = Readonly<{
  delta: number;
  by_cause: ByCause<number>;
  /** Also of drivers that only one of the scores has. */
  by_driver: PointsOfDrivers;
  /** Cause -> driver -> points; rows sum to `by_cause`, columns to `by_driver`. */
  by_cause_and_driver: ByCause<PointsOfDrivers>;
}>;

const sumOf = (points: PointsOfDrivers) =>
  Object.keys(points)
    .sort()
    .reduce((sum, id) => sum + (points[id] as number), 0);

function difference(left: PointsOfDrivers, right: PointsOfDrivers): PointsOfDrivers {
  const ids = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return Object.fromEntries(ids.map((id) => [id, (left[id] ?? 0) - (right[id] ?? 0)]));
}

type Parts = Record<AttributedCause, Record<string, number>>;

function addTo(sum: Record<string, number>, points: PointsOfDrivers, weight: number) {
  for (const [id, value] of Object.entries(points)) sum[id] = (sum[id] ?? 0) + weight * value;
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** All news together are the facts of the later day. */
export function scoreDifference<N extends News>(
  before: ShownScore,
  after: ShownScore,
  news: readonly N[],
  scoreOn: ScoreWithNews<N>,
): Attribution {
  const parts = Object.fromEntries(ATTRIBUTED_CAUSES.map((cause) => [cause, {}])) as Parts;
  const recomputed = scoreOn([], before.day) ?? before.points;
  addTo(parts.methodology, difference(recomputed, before.points), 1);
  const days = [...new Set(news.map(({ day }) => day))].sort();
  // Without news nothing but time can have moved it.
  const aged = days.length === 0 ? after.points : (scoreOn([], after.day) ?? recomputed);
  addTo(parts.time_passing, difference(aged, recomputed), 1);
  let reached = aged;
  for (const day of days) {
    const known = news.filter((one) => one.day < day);
    const ofDay = news.filter((one) => one.day === day);
    const score = (some: readonly N[]): PointsOfDrivers | null => scoreOn([...known, ...some], after.day);
    const end = day === days.at(-1) ? after.points : (score(ofDay) ?? reached);
    shareOut(parts, ofDay, reached, end, score);
    reached = end;
  }
  const atWork = ATTRIBUTED_CAUSES.filter(
    (cause) => isAlwaysThere(cause) || news.some((one) => one.cause === cause),
  );
  return {
    delta: sumOf(after.points) - sumOf(before.points),
    by_cause: Object.fromEntries(
      atWork.map((cause) => [cause, sumOf(parts[cause])]),
    ) as Attribution['by_cause'],
    by_driver: difference(after.points, before.points),
    by_cause_and_driver: Object.fromEntries(
      atWork.map((cause) => [cause, parts[cause]]),
    ) as Attribution['by_cause_and_driver'],
  };
}

const isAlwaysThere = (cause: AttributedCause): cause is ChangeCause =>
  (CHANGE_CAUSES as readonly string[]).includes(cause);

/** Shares what lies between `start` and `end` among the causes of one day. */
function shareOut<N extends News>(
  parts: Parts,
  news: readonly N[],
  start: PointsOfDrivers,
  end: PointsOfDrivers,
  score: (some: readonly N[]) => PointsOfDrivers | null,
) {
  const causes = ATTRIBUTED_CAUSES.filter((cause) => news.some((one) => one.cause === cause));
  const all = 2 ** causes.length - 1;
  const worth = new Map([
    [0, start],
    [all, end],
  ]);
  // Bit n of a coalition stands for cause n.
  const worthOf = (coalition: number): PointsOfDrivers => {
    const found = worth.get(coalition);
    if (found !== undefined) return found;
    const points = score(news.filter(({ cause }) => (coalition >> causes.indexOf(cause)) % 2 === 1)) ?? start;
    worth.set(coalition, points);
    return points;
  };
  for (const [n, cause] of causes.entries()) {
    for (let others = 0; others <= all; others += 1) {
      if ((others >> n) % 2 === 1) continue;
      const size = others.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(causes.length - size - 1)) / factorial(causes.length);
      addTo(parts[cause], difference(worthOf(others + 2 ** n), worthOf(others)), weight);
    }
  }
}
