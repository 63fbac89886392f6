import type { HistoryQuery } from '#contracts/api/subjects-requests.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { SHOWN_BANDS } from '#domain/vocabulary/band-scale.ts';
import type { HistoryPoint, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/scores/published-scores.ts';
import { type DayRange, pageOfDays } from '../published-run/day-range.ts';
import { subjectNotFound } from '../published-run/run-documents.ts';

export interface HistoryOfSubject extends Page<HistoryPoint> {
  readonly score: ScoreDocument;
}

export type HistoryQuestion = Pick<HistoryQuery, 'interval' | 'limit'> &
  Readonly<{
    range: DayRange;
    /** Answered for as long as its last score is kept. */
    isScoredNoLonger?: boolean;
  }>;

/** Throws `not_found`. */
async function getHistory(
  scores: PublishedScores,
  run: RunPointer,
  subject: SubjectKey,
  { range, interval, limit, isScoredNoLonger = false }: HistoryQuestion,
  at: Paging['at'],
): Promise<HistoryOfSubject> {
  const current = await scores.score(run.run_id, subject);
  if (current === null && !isScoredNoLonger) throw await subjectNotFound(scores, run.run_id, subject);
  const points = (await Promise.all(yearsOf(range).map((year) => scores.history(subject, year)))).flat();
  const score = current ?? (await lastScore(scores, subject, points));
  if (score === null) throw await subjectNotFound(scores, run.run_id, subject);
  const inRange = points.filter((point) => range.from <= point.as_of && point.as_of <= range.to);
  return { score, ...pageOfDays(thinned(onePerDay(inRange), interval), (point) => point.as_of, limit, at) };
}

async function lastScore(
  scores: PublishedScores,
  subject: SubjectKey,
  points: readonly HistoryPoint[],
): Promise<ScoreDocument | null> {
  const last = points.findLast(({ run_id }) => run_id !== null)?.run_id ?? null;
  return last === null ? null : scores.score(last, subject);
}

export function yearsOf({ from, to }: DayRange): readonly number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A published point goes before a replayed one. */
export function onePerDay(points: readonly HistoryPoint[]): readonly HistoryPoint[] {
  const byDay = new Map<string, HistoryPoint>();
  for (const point of points) {
    if (byDay.get(point.as_of)?.origin !== 'published') byDay.set(point.as_of, point);
  }
  return [...byDay.values()];
}

function thinned(
  points: readonly HistoryPoint[],
  interval: HistoryQuery['interval'],
): readonly HistoryPoint[] {
  return [...new Map(points.map((point) => [periodOf(point.as_of, interval), point])).values()];
}

export function periodOf(day: string, interval: HistoryQuery['interval']): string {
  if (interval === 'day') return day;
  return interval === 'month' ? day.slice(0, 7) : mondayOf(day);
}

function mondayOf(day: string) {
  const number = dayNumber(day);
  return isoDate(number - ((((number + 3) % 7) + 7) % 7));
}

export async function historyResponse(
  scores: PublishedScores,
  run: RunPointer,
  subject: SubjectKey,
  question: HistoryQuestion,
  paging: Paging,
) {
  const found = await getHistory(scores, run, subject, question, paging.at);
  const { interval, range } = question;
  const about = {
    subject: found.score.subject,
    buyer: subject.buyer,
    interval,
    ...range,
    scale: { ...found.score.scale, bands: SHOWN_BANDS },
  };
  const stamp = { methodology: found.score.methodology, run_id: run.run_id, as_of: run.as_of };
  return { ...about, data: found.rows, ...stamp, ...paging.links(found.at) };
}
