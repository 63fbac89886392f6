import type { ScoresQuery } from '#contracts/api/scores-requests.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/scores/published-scores.ts';
import type { ScoreRow } from '../published-run/score-links.ts';
import { onePerDay, yearsOf } from './get-history.ts';

type ExpansionName = NonNullable<ScoresQuery['expand']>[number];

export type Expansion = Readonly<Partial<Record<ExpansionName, unknown>>>;

/** Of the explanation. */
const EXPLAINED = ['drivers', 'evidence', 'scheduled_steps'] as const satisfies readonly ExpansionName[];

const HISTORY_DAYS = 90;

const ROWS_AT_ONCE = 10;

export async function expandScores(
  rows: readonly ScoreRow[],
  names: readonly ExpansionName[],
  scores: Pick<PublishedScores, 'explanation' | 'history'>,
): Promise<readonly Expansion[]> {
  const expansions: Expansion[] = [];
  if (names.length === 0) return expansions;
  for (let n = 0; n < rows.length; n += ROWS_AT_ONCE) {
    const some = rows.slice(n, n + ROWS_AT_ONCE);
    expansions.push(...(await Promise.all(some.map((row) => expansionOf(row, names, scores)))));
  }
  return expansions;
}

async function expansionOf(
  row: ScoreRow,
  names: readonly ExpansionName[],
  scores: Pick<PublishedScores, 'explanation' | 'history'>,
): Promise<Expansion> {
  const subject = { type: row.subject.type, id: row.subject.id, buyer: row.buyer };
  const [explained, history] = await Promise.all([
    EXPLAINED.some((name) => names.includes(name)) ? explanationOf(row, subject, scores) : null,
    names.includes('history_90d') ? lastDays(subject, row.as_of, scores) : null,
  ]);
  const all: Readonly<Record<ExpansionName, unknown>> = {
    drivers: explained?.drivers ?? null,
    evidence: explained?.evidence ?? null,
    scheduled_steps: explained?.scheduled_steps ?? null,
    history_90d: history,
  };
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

const explanationOf = (row: ScoreRow, subject: SubjectKey, scores: Pick<PublishedScores, 'explanation'>) =>
  row.run_id === null ? null : scores.explanation(row.run_id, subject);

async function lastDays(
  subject: SubjectKey,
  to: string,
  scores: Pick<PublishedScores, 'history'>,
): Promise<readonly object[]> {
  const range = { from: isoDate(dayNumber(to) - HISTORY_DAYS), to };
  const points = (await Promise.all(yearsOf(range).map((year) => scores.history(subject, year)))).flat();
  return onePerDay(points)
    .filter(({ as_of }) => range.from <= as_of && as_of <= to)
    .map(({ as_of, score, scarce, p05, p95, origin }: HistoryPoint) => ({
      as_of,
      score,
      scarce,
      p05,
      p95,
      origin,
    }));
}
