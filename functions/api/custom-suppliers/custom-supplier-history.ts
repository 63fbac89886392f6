import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { HistoryQuery } from '#contracts/api/subjects/subjects-request.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import { publishedNights } from '../custom-scores/published-nights.ts';
import { type DayRange, pageOfDays } from '../published-run/day-range.ts';
import { FIRST_DAY } from '../published-run/point-in-time.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { periodOf } from '../scores/get-history.ts';
import { type CustomSupplierPorts, recordOf } from './custom-supplier-in-time.ts';

/** Most days that one request scores; a page ends there, whatever its `limit`. */
const MOST_DAYS = 120;
/** Most sites that one request scores, each of them on each day. */
const MOST_SITES_ON_DAYS = 1800;

export interface CustomHistoryQuestion {
  readonly client: string;
  readonly buyer: string;
  readonly range: DayRange;
  readonly interval: HistoryQuery['interval'];
  readonly limit: number;
}

/**
 * Points of a supplier that a client has stored, oldest first: as a run has published them where it has scored the version that stood on the day, else
 * scored for this response, with that version and the facts known then.
 */
export async function customSupplierHistory(
  stored: StoredSupplier,
  { client, buyer, range, interval, limit }: CustomHistoryQuestion,
  at: Paging['at'],
  { scores, suppliers, scorerOf, custom }: CustomSupplierPorts,
) {
  const run = await requirePublished(scores);
  const [scorer, record, nights] = await Promise.all([
    scorerOf(run, client),
    recordOf(client, stored.id, suppliers),
    publishedNights(client, stored.id, { scores, custom }),
  ]);
  const from = [range.from, FIRST_DAY, record.from].sort().at(-1) ?? range.from;
  const to = [range.to, run.as_of].sort()[0] ?? range.to;
  const days = lastDaysOfPeriods({ from, to }, interval);
  const most = Math.max(1, Math.min(limit, MOST_DAYS, Math.floor(MOST_SITES_ON_DAYS / record.mostSites)));
  const page = pageOfDays(days, (day) => day, most, at);
  const points = page.rows.map(async (day) => {
    const version = record.versionOn(day);
    const published = nights.findLast((night) => night.as_of === day && night.scored.version === version?.version);
    const score = published?.scored.scores.find(({ document }) => document.buyer === buyer);
    if (score !== undefined) return [historyPoint(score, 'published')];
    return version === null ? [] : scorer.history([{ day, stored: version }], buyer);
  });
  const found: Page<HistoryPoint> = { rows: (await Promise.all(points)).flat(), at: page.at };
  const { subject, scale, methodology } = (await scorer.score(stored, buyer)).document;
  return { found, about: { subject, buyer, interval, from, to, scale }, stamp: { methodology, run_id: run.run_id, as_of: run.as_of } };
}

/** The last day of each period that lies in the range; that of the current one is its newest. */
function lastDaysOfPeriods({ from, to }: DayRange, interval: HistoryQuery['interval']): readonly string[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => isoDate(first + n));
  return [...new Map(days.map((day) => [periodOf(day, interval), day])).values()];
}
